"""L12 and beyond: in office hours, in an announced session, or out of hours; accepting is not working."""

from datetime import date, datetime, time

import pytest

from app.domain.calendar import ZONE, Calendar, Day
from app.domain.office_hours import DEFAULT, HoursUnclear, Session, When, check, when

HOLIDAY, SERVICE, WORKED = date(2026, 11, 24), date(2026, 11, 28), date(2026, 8, 22)
CALENDAR = Calendar(
    {HOLIDAY: Day(False, False, "lễ"), SERVICE: Day(True, False, "phục vụ"), WORKED: Day(True, True, "làm bù")}
)
SATURDAY = Session(5, time(7, 30), time(11, 30), extra=True)
EVENING = Session(3, time(17, 0), time(19, 0), True, date(2026, 11, 1), date(2026, 11, 30))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


MON, THU, SAT, SUN = date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 21), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("moment", "sessions", "found"),
    [
        (at(MON, 9), (), When.OFFICE),
        (at(MON, 7), (), When.OFFICE),
        (at(MON, 17), (), When.OFFICE),
        (at(MON, 12), (), When.OUT),
        (at(MON, 6, 59), (), When.OUT),
        (at(MON, 19), (), When.OUT),
        (at(SAT, 9), (), When.OUT),
        (at(SAT, 9), (SATURDAY,), When.EXTRA),
        (at(SAT, 14), (SATURDAY,), When.OUT),
        (at(SUN, 9), (SATURDAY,), When.OUT),
        (at(THU, 18), (EVENING,), When.EXTRA),
        (at(date(2026, 12, 3), 18), (EVENING,), When.OUT),
        (at(HOLIDAY, 9), (), When.OUT),
        (at(HOLIDAY, 9), (Session(1, time(7), time(12), extra=True),), When.OUT),
        (at(SERVICE, 9), (), When.EXTRA),
        (at(SERVICE, 20), (), When.OUT),
        (at(WORKED, 9), (), When.OFFICE),
        (at(MON, 9), (Session(0, time(13), time(17)),), When.OUT),
        (at(MON, 14), (Session(0, time(13), time(17)),), When.OFFICE),
    ],
)
def test_each_moment_falls_in_its_time(moment: datetime, sessions: tuple[Session, ...], found: When) -> None:
    assert when(moment, CALENDAR, sessions) is found


def test_a_session_for_requests_moves_no_deadline() -> None:
    assert (CALENDAR.accepting(SERVICE), CALENDAR.working(SERVICE)) == (True, False)
    assert (CALENDAR.accepting(SAT), CALENDAR.accepting(MON)) == (False, True)


@pytest.mark.parametrize(
    "session",
    [
        Session(7, time(7), time(8), effective_from=date(2027, 1, 1)),
        Session(5, time(9), time(9), effective_from=date(2027, 1, 1)),
        Session(5, time(7), time(8), effective_from=MON),
    ],
)
def test_an_unclear_session_is_refused(session: Session) -> None:
    with pytest.raises(HoursUnclear):
        check(session, MON)


def test_the_hours_of_an_ordinary_week_stand_until_the_commune_says_its_own() -> None:
    assert len(DEFAULT) == 10 and {one.weekday for one in DEFAULT} == set(range(5))
