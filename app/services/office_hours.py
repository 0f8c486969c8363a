"""Office hours and sessions beyond, as the administrator records them."""

from datetime import date, time

from app.domain import calendar, office_hours
from app.domain.problems import NotFound
from app.store import office_hours as rows
from app.store.ids import uuid4
from app.work import Work, journal


def add(work: Work, org: str, by: str, new: office_hours.Session) -> None:
    """A session from tomorrow at the earliest. HoursUnclear."""
    office_hours.check(new, calendar.local(work.at).date())
    begins, ends = (f"{one:%H:%M}" for one in (new.begins, new.ends))
    rows.add(work.db, rows.SessionRow(uuid4(), org, new.weekday, begins, ends, new.extra, new.effective_from))
    facts = {"weekday": new.weekday, "extra": new.extra, "start": new.effective_from.isoformat()}
    journal.write(work, org, by, "hours.added", "", begins=begins, ends=ends, **facts)


def end(work: Work, org: str, by: str, session_id: str, last: date) -> None:
    """Its last day, today at the earliest. NotFound, HoursUnclear."""
    found = next((one for one in rows.of_org(work.db, org) if one.id == session_id), None)
    if found is None:
        raise NotFound
    if last < calendar.local(work.at).date():
        raise office_hours.HoursUnclear
    rows.end(work.db, session_id, last)
    facts = {"weekday": found.weekday, "begins": found.begins, "ends": found.ends, "last": last.isoformat()}
    journal.write(work, org, by, "hours.ended", "", **facts)


def hour(text: str) -> time:
    """`07:30`. HoursUnclear."""
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError as error:
        raise office_hours.HoursUnclear from error
