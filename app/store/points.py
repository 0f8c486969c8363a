"""Electronic residential points: where people of a neighbourhood are served, named by the administrator."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain.words_vi import fold
from app.store.tables import service_point


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with the hamlet that it lies in."""

    id: str
    org: str
    name: str
    hamlet: str
    ended_at: datetime | None = None


def add(db: Session, new: PointRow) -> None:
    """A new point."""
    db.execute(insert(service_point).values(**asdict(new)))


def of_org(db: Session, org: str) -> list[PointRow]:
    """Those in use, by name."""
    where = (service_point.c.org == org, service_point.c.ended_at.is_(None))
    query = select(service_point).where(*where).order_by(service_point.c.name, service_point.c.id)
    return [PointRow(**row) for row in db.execute(query).mappings()]


def hamlets_of(db: Session, org: str) -> dict[str, str]:
    """The hamlet of every point that there is or was, by its folded name; one in use goes before one that ended."""
    query = select(service_point).where(service_point.c.org == org)
    found = sorted((PointRow(**row) for row in db.execute(query).mappings()), key=lambda one: one.ended_at is None)
    return {fold(one.name): one.hamlet for one in found}


def end(db: Session, org: str, point_id: str, at: datetime) -> PointRow | None:
    """No longer in use; None when it is not."""
    where = (service_point.c.id == point_id, service_point.c.org == org, service_point.c.ended_at.is_(None))
    row = db.execute(update(service_point).where(*where).values(ended_at=at).returning(service_point)).mappings()
    found = row.one_or_none()
    return PointRow(**found) if found else None
