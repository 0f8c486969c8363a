"""Who is away, and who stands in."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import absence


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days included; `ended_at` when it was taken back."""

    id: str
    org: str
    person: str
    first: date
    last: date
    stand_in: str | None = None
    ended_at: datetime | None = None


def add(db: Session, new: AbsenceRow) -> None:
    """A new absence."""
    db.execute(insert(absence).values(**asdict(new)))


def of_org(db: Session, org: str, since: date) -> list[AbsenceRow]:
    """What holds on this day or later, in the order of its days."""
    where = (absence.c.org == org, absence.c.ended_at.is_(None), absence.c.last >= since)
    rows = db.execute(select(absence).where(*where).order_by(absence.c.first, absence.c.id)).mappings()
    return [AbsenceRow(**row) for row in rows]


def end(db: Session, person: str, absence_id: str, at: datetime) -> AbsenceRow | None:
    """Taken back; None when this person has no such one."""
    where = (absence.c.id == absence_id, absence.c.person == person, absence.c.ended_at.is_(None))
    row = db.execute(update(absence).where(*where).values(ended_at=at).returning(absence)).mappings().one_or_none()
    return AbsenceRow(**row) if row else None
