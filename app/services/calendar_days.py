"""The commune's own calendar: days are added, corrected, dropped, and a year is confirmed (L12)."""

from datetime import date
from typing import Any

from app.domain.calendar import Day
from app.domain.typed_line import Incomplete
from app.store import desk
from app.work import Work, journal

YEARS = range(2020, 2100)


def put(work: Work, org: str, by: str, day: date, new: Day) -> None:
    """This day differs from the ordinary week; what was said of it before no longer counts."""
    if day.year not in YEARS or not new.note:
        raise Incomplete
    facts: dict[str, Any] = {"accepting": new.accepting, "working": new.working, "note": new.note}
    facts["was"] = _was(work, org, day)
    desk.put_day(work.db, org, desk.DayRow(day, new.accepting, new.working, new.note))
    journal.write(work, org, by, "calendar.changed", day=day.isoformat(), **facts)


def drop(work: Work, org: str, by: str, day: date) -> None:
    """The day is like any other of its week."""
    was = _was(work, org, day)
    desk.drop_day(work.db, org, day)
    journal.write(work, org, by, "calendar.changed", day=day.isoformat(), was=was)


def _was(work: Work, org: str, day: date) -> list[Any] | None:
    """What was said of the day before: terms were counted by it."""
    found = next((one for one in desk.days(work.db, org) if one.day == day), None)
    return [found.accepting, found.working, found.note] if found else None


def confirm(work: Work, org: str, by: str, year: int) -> None:
    """An administrator held the days of this year against the announcement."""
    if year not in YEARS:
        raise Incomplete
    desk.check_calendar(work.db, org, year, by, work.at)
    journal.write(work, org, by, "calendar.checked", year=year)
