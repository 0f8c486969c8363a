"""Office hours and sessions beyond, as the administrator records them."""

import re
from datetime import date, time

from app.domain import calendar, office_hours
from app.domain.problems import NotFound
from app.store import office_hours as rows
from app.store.ids import uuid4
from app.work import Work, journal

_HOUR = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")


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
    """`07:30` or `7:30`, nothing finer and no zone. HoursUnclear."""
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise office_hours.HoursUnclear
    return time(int(found[1]), int(found[2]))
