"""In which time people were served at home: a case's mark, and a month's count by officer."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import calendar, office_hours
from app.domain.benefits import CERTIFY
from app.domain.calendar import ZONE, Calendar, Day
from app.domain.office_hours import When
from app.store import desk
from app.store import office_hours as rows
from app.store.tables import case, person


@dataclass(frozen=True, slots=True)
class Hours:
    """A commune's calendar and sessions."""

    calendar: Calendar
    sessions: tuple[office_hours.Session, ...]

    def when(self, at: datetime) -> When:
        """In which time a moment falls."""
        return office_hours.when(at, self.calendar, self.sessions)


def hours(db: Session, org_id: str) -> Hours:
    """What holds here."""
    days = {one.day: Day(one.accepting, one.working, one.note) for one in desk.days(db, org_id)}
    found = tuple(
        office_hours.Session(
            row.weekday,
            time.fromisoformat(row.begins),
            time.fromisoformat(row.ends),
            row.extra,
            row.effective_from,
            row.effective_to,
        )
        for row in rows.of_org(db, org_id)
    )
    return Hours(Calendar(days), found)


def sessions(db: Session, org_id: str) -> list[rows.SessionRow]:
    """As they were recorded."""
    return rows.of_org(db, org_id)


def of_case(db: Session, org_id: str, case_id: str) -> When | None:
    """When the person of a case was served; None for another commune's, and for a decision, at whose making nobody was
    served."""
    where = (case.c.id == case_id, case.c.org == org_id, case.c.task == CERTIFY)
    at = db.execute(select(case.c.signed_at).where(*where)).scalar()
    return hours(db, org_id).when(at) if at else None


@dataclass(frozen=True, slots=True)
class Month:
    """Counts by officer, and of all."""

    month: str
    officers: list[tuple[str, Counter[When]]]
    total: Counter[When]


def month(db: Session, org_id: str, wanted: str) -> Month:
    """The cases signed in `2026-11`."""
    begin, end = (datetime.combine(one, time(), ZONE) for one in calendar.month(wanted))
    query = (
        select(person.c.name, case.c.signed_at)
        .join(person, person.c.id == case.c.officer)
        .where(case.c.org == org_id, case.c.task == CERTIFY, case.c.signed_at >= begin, case.c.signed_at < end)
    )
    held, counts = hours(db, org_id), defaultdict[str, Counter[When]](Counter)
    for name, at in db.execute(query):
        counts[name][held.when(at)] += 1
    return Month(wanted, sorted(counts.items()), sum(counts.values(), Counter[When]()))
