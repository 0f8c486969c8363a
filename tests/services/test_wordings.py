"""L11: two people confirm a wording; a commune's own text takes its place from a day on, and may come to an end."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain import wording
from app.domain.problems import Problem
from app.domain.wording_forms import WORDINGS
from app.media.sample import signed_page
from app.reports import wording_sample
from app.reports import wordings as report
from app.services import intake, wordings
from app.services.wordings import NewText
from app.store import cases
from app.store.ids import uuid7
from app.work import begin, look, sheets
from tests.people import Cast
from tests.services.acting import refused

W2 = next(one for one in WORDINGS if one.code == "W2")
TODAY = date(2026, 11, 23)
OWN = NewText(
    "W2", W2.title, (*W2.body, "Lời chứng này gồm một trang."), "NĐ 280/2025/NĐ-CP, Mẫu 03", date(2026, 11, 1)
)


def do(cast: Cast, act: Any, *args: Any, by: str = "") -> Any:
    with begin(cast.tools) as work:
        return act(work, cast.org, by or cast.quang, *args)


def confirm(cast: Cast, version: int, by: str, mark: str = "") -> None:
    found = next((one for one in kind(cast).versions if one.form.version == version), None)
    read = wordings.Read("W2", version, mark or (found.mark if found else ""))
    with begin(cast.tools) as work:
        wordings.confirm(work, cast.org, by, read)


def own(cast: Cast, new: NewText = OWN) -> int:
    version = do(cast, wordings.propose_own, new)
    confirm(cast, version, cast.minh)
    return int(version)


def kind(cast: Cast, day: date = TODAY) -> report.Kind:
    with look(cast.tools) as work:
        found = report.kind(work.db, cast.org, "W2", day)
    assert found is not None
    return found


def shown(cast: Cast, case_id: str) -> dict[str, Any]:
    with begin(cast.tools) as work:
        return dict(sheets.sheet(work, cast.org, case_id, cast.minh).value["wording"])


def test_l11_two_people_confirm_a_shipped_wording_and_its_mark_is_gone(cast: Cast) -> None:
    first = cast.submitted(cast.phone())
    assert shown(cast, first)["checked"] is False
    do(cast, wordings.propose_shipped, "W2", 1)
    assert [one.proposer for one in kind(cast).waiting] == ["Đỗ Văn Quang"]
    refused("same_person_confirms", lambda: confirm(cast, 1, cast.quang))
    refused("already_proposed", lambda: do(cast, wordings.propose_shipped, "W2", 1))
    confirm(cast, 1, cast.minh)
    refused("not_found", lambda: confirm(cast, 1, cast.hanh))
    refused("not_found", lambda: do(cast, wordings.take_back, "W2", 1))
    held = kind(cast).in_force
    assert held is not None and held.checked_by == "Hoàng Đức Minh"
    assert shown(cast, cast.submitted(cast.phone()))["checked"] is True


def test_l11_another_communes_word_counts_nothing_here(cast: Cast) -> None:
    with begin(cast.tools) as work:
        wordings.propose_shipped(work, cast.other_org, cast.hoa, "W2", 1)
    assert kind(cast).waiting == []
    refused("not_found", lambda: confirm(cast, 1, cast.minh))


def test_l11_a_text_of_its_own_is_used_once_confirmed_and_what_was_captured_before_prints_as_it_was(cast: Cast) -> None:
    before = cast.submitted(cast.phone())
    version = do(cast, wordings.propose_own, OWN)
    held = kind(cast).in_force
    assert version == 101 and held is not None and held.form.version == 1
    body = cast.body(wording={"code": "W2", "version": 101})
    verdict = cast.send(cast.phone(), "case.submitted", uuid7(cast.clock.at), body)
    assert (verdict.verdict, verdict.code) == ("held", "no_wording")
    confirm(cast, version, cast.minh)
    case_id = cast.submitted(cast.phone(), wording={"code": "W2", "version": 101})
    assert shown(cast, case_id)["paragraphs"][-1]["text"] == "Lời chứng này gồm một trang."
    assert shown(cast, case_id)["checked"] is True
    # who captured it under the shipped version goes on under that, also after the other began
    assert shown(cast, before)["version"] == 1
    assert shown(cast, cast.submitted(cast.phone()))["version"] == 1


def test_l11_a_wording_that_is_over_holds_the_case_for_a_person(cast: Cast) -> None:
    own(cast, replace(OWN, effective_to=date(2026, 11, 22)))
    assert kind(cast).in_force is None and kind(cast).problem == "wording_expired"
    body = cast.body(wording={"code": "W2", "version": 101})
    verdict = cast.send(cast.phone(), "case.submitted", uuid7(cast.clock.at), body)
    assert (verdict.verdict, verdict.code) == ("held", "wording_expired")


def test_l11_what_was_signed_under_a_wording_that_was_over_is_taken_by_a_person(cast: Cast) -> None:
    own(cast, replace(OWN, effective_to=date(2026, 11, 22)))
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    body = cast.body(wording={"code": "W2", "version": 101})
    letter, blobs = phone.letter(cast.tools, "case.submitted", case_id, body, [signed_page("Giay uy quyen", "Sau")])
    for sealed in blobs:
        phone.bring(cast.tools, sealed)
    verdict = phone.post(cast.tools, letter)
    assert (verdict.verdict, verdict.code) == ("held", "wording_expired")
    with begin(cast.tools) as work:
        intake.apply_held(work, cast.org, int(verdict.seq or 0))
        found = cases.get(work.db, case_id)
    # she signed: she does not sign a second time because a paper of the commune was late
    assert found is not None and found.state == "submitted"


def test_a_proposal_that_was_taken_back_is_gone(cast: Cast) -> None:
    version = do(cast, wordings.propose_own, OWN)
    do(cast, wordings.take_back, "W2", version, by=cast.minh)
    assert [one.form.version for one in kind(cast).versions] == [1]
    refused("not_found", lambda: confirm(cast, version, cast.minh))
    # a number means one text for ever
    assert do(cast, wordings.propose_own, OWN) == version + 1


def test_l11_what_is_confirmed_is_the_text_that_was_read(cast: Cast) -> None:
    version = do(cast, wordings.propose_own, OWN)
    refused("stale", lambda: confirm(cast, version, cast.minh, mark="0" * 64))
    assert kind(cast).waiting
    confirm(cast, version, cast.minh)
    assert not kind(cast).waiting


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(OWN, code="W99"), "not_found"),
        (replace(OWN, basis=" "), "incomplete"),
        (replace(OWN, effective_to=date(2026, 10, 1)), "incomplete"),
        (replace(OWN, body=(*OWN.body, "\u0627")), "not_printable"),
        (replace(OWN, body=OWN.body[:2]), "wording_faulty"),
    ],
)
def test_l11_a_text_that_could_not_be_printed_or_says_too_little_is_not_kept(
    cast: Cast, new: NewText, code: str
) -> None:
    with pytest.raises(Problem) as caught:
        do(cast, wordings.propose_own, new)
    assert caught.value.code == code
    assert len(kind(cast).versions) == 1


@pytest.mark.parametrize("form", WORDINGS, ids=lambda one: one.code)
def test_every_wording_is_shown_on_the_communes_own_facts(cast: Cast, form: wording.Wording) -> None:
    with look(cast.tools) as work:
        said = wording_sample.composed(work.db, cast.org, form, work.at, real=False)
    text = " ".join(one.text for one in said.paragraphs)
    assert "{" not in text and "Nguyễn Thị Mẫu" in text and "Hoàng Đức Minh" in text


def test_whoever_may_see_cases_sees_the_newest_one(cast: Cast) -> None:
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        seen, hidden = (wording_sample.composed(work.db, cast.org, W2, work.at, real=real) for real in (True, False))
    assert "Nguyễn Thị Sáu" in " ".join(one.text for one in seen.paragraphs)
    assert "Nguyễn Thị Sáu" not in " ".join(one.text for one in hidden.paragraphs)
