"""What is left of a destroyed visit still counts, in figures and in the diary."""

from datetime import date, datetime
from typing import Any

import pytest

from app.domain.calendar import ZONE
from app.reports import diary
from app.reports import visits as visits_report
from app.services import hamlets
from app.work import begin, look
from tests.people import Cast
from tests.services.test_purging import TWO_YEARS
from tests.services.test_purging_visits import SAID, TOLD, confirm, due, held_anywhere, planned, propose
from tests.services.test_rebuild import differing


def test_figures_and_the_diary_still_count_it(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    for outcome in ({"reason": "vang_nha"}, {"reason": "vang_nha"}, {"outcome": "done", "reason": ""}):
        planned(cast, phone, **outcome)

    def counted() -> Any:
        with look(cast.tools) as work:
            found = diary.of_officer(work.db, cast.org, cast.lan, "2026-11")
            assert found is not None
            told = [(one.did, one.hour, one.what, one.place_kind) for day in found.days for one in day.entries]
            return sorted(told), found.sums.not_seen, visits_report.by_place(work.db, cast.org, date(2026, 11, 1))

    before = counted()
    assert before[1] == 2
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, key, propose(cast, *due(cast)))
    assert counted() == before


def test_one_that_was_closed_on_another_day_than_planned_still_counts_for_that_day(cast: Cast) -> None:
    visit = planned(cast, phone := cast.phone())
    cast.clock.at = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
    closed = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": "2026-12-01T08:55:00.000+07:00"}
    assert cast.send(phone, "visit.closed", visit, closed).verdict == "accepted"

    def counted() -> Any:
        with look(cast.tools) as work:
            months = [diary.of_officer(work.db, cast.org, cast.lan, one) for one in ("2026-11", "2026-12")]
            days = [(day.day, day.calls) for month in months if month for day in month.days]
            return days, visits_report.by_place(work.db, cast.org, date(2026, 12, 1))

    before = counted()
    assert before[0] == [(date(2026, 12, 1), 1)] and before[1][0].visits == 1
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, cast.passkey(cast.minh), propose(cast, visit))
    assert counted() == before
    assert differing(cast) == ({}, [])


NEXT_DOOR = {"name": "Trần Văn Bên", "hamlet": SAID[1]}


SIGNER = {"name": "Nguyễn Thị Sáu", "hamlet": "Tổ 2"}


DONE = {"outcome": "done", "reason": ""}


def of_the_day(cast: Cast, phone: Any, case: str) -> list[str]:
    """Visits of one day, and what else was done there; the ids of the visits."""
    met = planned(cast, phone, **DONE)
    if case in ("guidance in that hamlet", "guidance, twice there"):
        with begin(cast.tools) as work:
            hamlets.put(work, cast.org, cast.quang, SAID[1], "")
        told = {**TOLD, "given_at": cast.clock.at.isoformat(timespec="milliseconds"), "hamlet": SAID[1]}
        assert cast.send(phone, "guidance.given", cast.new_id(), told).verdict == "accepted"
    match case:
        case "twice to one person":
            return [met, planned(cast, phone, **DONE)]
        case "guidance, twice there":
            return [met, planned(cast, phone, **DONE, who=NEXT_DOOR)]
        case "a signing of that person":
            cast.submitted(phone)
            return [met, planned(cast, phone, **DONE, who=SIGNER)]
        case "a signing, nobody met before":
            cast.submitted(phone)
            return [met, planned(cast, phone, reason="vang_nha", who=SIGNER)]
    return [met]


@pytest.mark.parametrize(
    ("case", "calls"),
    [
        ("guidance in that hamlet", 1),
        ("twice to one person", 1),
        ("guidance, twice there", 2),
        ("a signing of that person", 2),
        ("a signing, nobody met before", 2),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_month_has_as_many_calls_before_and_after(cast: Cast, case: str, calls: int, *, together: bool) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    visits = of_the_day(cast, phone, case)

    def counted() -> Any:
        with look(cast.tools) as work:
            found = diary.of_officer(work.db, cast.org, cast.lan, "2026-11")
            assert found is not None
            told = sorted((one.did, one.what) for day in found.days for one in day.entries)
            return found.sums.calls, told

    before = counted()
    assert before[0] == calls
    cast.clock.forward(days=TWO_YEARS)
    for some in (visits,) if together else ([one] for one in reversed(visits)):
        confirm(cast, key, propose(cast, *some))
        assert counted() == before
    assert differing(cast) == ({}, [])
    assert held_anywhere(cast, SAID[0], NEXT_DOOR["name"]) == set()
