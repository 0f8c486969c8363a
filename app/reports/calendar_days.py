"""The days of a year that differ from the ordinary week, and who confirmed them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import calendar_check, calendar_day, person


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day: are requests taken, does it count for deadlines."""

    day: date
    accepting: bool
    working: bool
    note: str


@dataclass(frozen=True, slots=True)
class Year:
    """The days of one year; `checked_at` None when nobody has confirmed them."""

    year: int
    days: list[DayLine]
    checked_by: str
    checked_at: datetime | None


def year(db: Session, org_id: str, wanted: int) -> Year:
    """One year of a commune's calendar, by day."""
    where = (calendar_day.c.org == org_id, calendar_day.c.day.between(date(wanted, 1, 1), date(wanted, 12, 31)))
    columns = (calendar_day.c.day, calendar_day.c.accepting, calendar_day.c.working, calendar_day.c.note)
    days = [DayLine(*row) for row in db.execute(select(*columns).where(*where).order_by(calendar_day.c.day))]
    query = select(person.c.name, calendar_check.c.checked_at).join(person, person.c.id == calendar_check.c.checked_by)
    row = db.execute(query.where(calendar_check.c.org == org_id, calendar_check.c.year == wanted)).one_or_none()
    return Year(wanted, days, row[0] if row else "", row[1] if row else None)
