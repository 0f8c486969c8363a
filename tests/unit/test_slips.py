"""The one-stop slips: what each needs, the second request that counts as late, codes that are only typed."""

from datetime import datetime, timedelta

import pytest

from app.domain import slips
from app.domain.calendar import ZONE
from app.domain.problems import Problem
from app.domain.slips import Slip, Typed

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "typed", "before", "code"),
    [
        (Slip.RECEIVED, Typed(), 0, ""),
        (Slip.APPOINTMENT, Typed(), 3, ""),
        (Slip.CONTROL, Typed(), 0, ""),
        (Slip.SUPPLEMENT, Typed(("Thẻ căn cước còn hạn",), "Thẻ hết hạn"), 0, ""),
        (Slip.SUPPLEMENT, Typed(("Thẻ",), "Thẻ hết hạn"), 1, "second_request"),
        (Slip.SUPPLEMENT, Typed(("Thẻ",), "Thẻ hết hạn", confirmed=True), 1, ""),
        (Slip.SUPPLEMENT, Typed((), "Thẻ hết hạn"), 0, "slip_unclear"),
        (Slip.SUPPLEMENT, Typed(("Thẻ",), " "), 0, "slip_unclear"),
        (Slip.REFUSAL, Typed(reason="Hợp đồng", basis="Điều 25"), 0, ""),
        (Slip.REFUSAL, Typed(reason="Hợp đồng"), 0, "slip_unclear"),
        (Slip.APOLOGY, Typed(reason="Mất điện", again_at=LATER), 0, ""),
        (Slip.APOLOGY, Typed(reason="Mất điện"), 0, "slip_unclear"),
        (Slip.APOLOGY, Typed(reason="Mất điện", again_at=NOW), 0, "slip_unclear"),
        (Slip.APOLOGY, Typed(reason="x" * 1001, again_at=LATER), 0, "slip_unclear"),
    ],
)
def test_a_slip_says_what_its_form_asks(kind: Slip, typed: Typed, before: int, code: str) -> None:
    try:
        slips.check(kind, typed, NOW, before)
        said = ""
    except Problem as error:
        said = error.code
    assert said == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("000.00.01.H26-260930-0012", "000.00.01.H26-260930-0012"),
        (" 000.a0.01.h26-210212-9090 ", "000.A0.01.H26-210212-9090"),
        ("H12.345.67-260125-AA0001", "H12.345.67-260125-AA0001"),
    ],
)
def test_a_national_code_is_taken_as_it_was_typed(text: str, code: str) -> None:
    assert slips.external_code(text) == code


@pytest.mark.parametrize("text", ["TN-2026-000123", "000.00.01.H26-2609-0012", "x", "000.00.01.H26_260930_0012"])
def test_what_is_no_national_code_is_refused(text: str) -> None:
    with pytest.raises(slips.BadDossierCode):
        slips.external_code(text)
