"""Papers filled from a card: each kind of the list has its form, on one page, with nothing left over."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents import form as paper
from app.domain import eligibility, forms
from app.domain.printable import unprinted
from app.domain.problems import NotFound

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
# what the phone's own filling is held against (tests/js/forms.test.js)
SHARED = Path(__file__).parents[1] / "contract" / "forms.json"
BARE = {"name": "Nguyễn Thị Mẫu", "number": "001154000017"}


def test_every_kind_that_may_be_certified_has_its_form_and_no_other() -> None:
    assert {one.kind for one in forms.FORMS} == {one.code for one in eligibility.DOCUMENT_KINDS if one.allowed}
    with pytest.raises(NotFound):
        forms.of("hop_dong")


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda one: one.kind)
def test_a_filled_form_says_what_is_known_and_fits_one_page(form: forms.Form) -> None:
    lines = forms.filled(form, forms.SAMPLE)
    assert not unprinted("".join([*lines, *form.title, form.signer]))
    assert "{" not in "".join(lines)
    pdf = paper.render(paper.Page(form.title, tuple(lines), "phường Ví Dụ", form.signer, NOW))
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    for one in form.asked:
        assert forms.SAMPLE[one.name] in text, one.name
    assert form.signer in text


@pytest.mark.parametrize("form", forms.FORMS, ids=lambda one: one.kind)
def test_what_is_not_known_is_left_to_be_written_and_still_fits(form: forms.Form) -> None:
    lines = forms.filled(form, {})
    assert "{" not in "".join(lines) and forms.DOTS in "".join(lines)
    pdf = paper.render(paper.Page(form.title, tuple(lines), "phường Ví Dụ", form.signer, NOW))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_l8_the_authorisations_stay_without_gain_and_property() -> None:
    for form in forms.FORMS:
        if form.kind.startswith("uy_quyen_"):
            text = " ".join(form.body)
            assert "không có thù lao" in text and "không liên quan đến việc chuyển quyền sở hữu tài sản" in text


def test_l8_every_field_of_a_form_is_asked_and_every_asked_one_is_printed() -> None:
    for form in forms.FORMS:
        assert set(re.findall(r"\{([a-z_]+)\}", " ".join(form.body))) == {one.name for one in form.asked}


def test_the_phone_fills_the_same_lines() -> None:
    made = [
        {
            "form": {
                "kind": one.kind,
                "asked": [{"name": of.name, "words": of.words, "most": of.most} for of in one.asked],
                "body": list(one.body),
            },
            "values": values,
            "lines": forms.filled(one, values),
        }
        for one in forms.FORMS
        for values in (forms.SAMPLE, BARE)
    ]
    assert json.loads(SHARED.read_text()) == made, "the shared examples are older than the forms"
