"""Two working days for an answer, by the commune's calendar; what a request and an answer must say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain import data_requests as rules
from app.domain.calendar import Calendar, Day
from app.domain.typed_line import Incomplete

CALENDAR = Calendar(
    {date(2026, 11, 24): Day(False, False, "lễ"), date(2026, 8, 22): Day(True, True, "làm bù")},
)
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 18)),
        (date(2026, 11, 19), date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 25)),
        (date(2026, 11, 22), date(2026, 11, 25)),
        (date(2026, 11, 23), date(2026, 11, 26)),
        (date(2026, 11, 24), date(2026, 11, 26)),
        (date(2026, 8, 20), date(2026, 8, 22)),
    ],
)
def test_the_clock_counts_two_working_days_over_weekends_holidays_and_days_worked_instead(
    received: date, due: date
) -> None:
    assert rules.due_on(received, CALENDAR) == due


GOOD = rules.Asked("Nguyễn Thị Sáu", "024154000066", "see", "counter", TODAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "},
        {"about": ""},
        {"right": "all"},
        {"how": ""},
        {"received_on": date(2026, 11, 28)},
        {"words": "x" * 501},
        {"name": "A\u202eB"},
    ],
)
def test_a_request_that_does_not_say_enough_is_refused(changed: dict[str, Any]) -> None:
    rules.check_asked(GOOD, TODAY)
    with pytest.raises((rules.RequestUnclear, Incomplete)):
        rules.check_asked(replace(GOOD, **changed), TODAY)


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        (("done", "Đã đưa bản sao", ""), True),
        (("done", "", ""), False),
        (("refused", "Không xóa", ""), False),
        (("refused", "Không xóa", "khoản 1 Điều 14"), True),
        (("partly", "Sửa họ tên", ""), False),
        (("", "Đã làm", "Điều 14"), False),
    ],
)
def test_a_refusal_names_its_legal_basis(said: tuple[str, str, str], fine: bool) -> None:
    if fine:
        rules.check_answer(rules.Answer(*said))
    else:
        with pytest.raises(rules.AnswerUnclear):
            rules.check_answer(rules.Answer(*said))


TYPED = [("024 154 000 066", "024154000066"), ("024.154.000.066", "024154000066"), ("b1234567", "B1234567")]


@pytest.mark.parametrize(("typed", "number"), TYPED)
def test_an_identity_number_is_read_as_people_type_it(typed: str, number: str) -> None:
    assert rules.identity_number(typed) == number


@pytest.mark.parametrize("typed", ["12", "TN-2026-000001", "%", "024154000066' OR 1=1"])
def test_what_is_no_number_is_no_number(typed: str) -> None:
    with pytest.raises(rules.RequestUnclear):
        rules.identity_number(typed)
