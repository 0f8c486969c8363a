"""Visits as they stand."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import visit


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit; `newest` is the record hash that the next record of its stream builds on."""

    id: str
    org: str
    officer: str
    state: str
    on_date: date
    at_time: str
    honorific: str
    name: str
    hamlet: str
    phone: str
    purpose: str
    note: str
    newest: str
    case_id: str | None = None
    outcome: dict[str, Any] | None = None


def add(db: Session, new: VisitRow) -> None:
    """A new visit."""
    db.execute(insert(visit).values(**asdict(new)))


def of_org(db: Session, org: str, visit_id: str) -> VisitRow | None:
    """The visit of this commune."""
    row = db.execute(select(visit).where(visit.c.id == visit_id, visit.c.org == org)).mappings().one_or_none()
    return VisitRow(**row) if row else None


def exists(db: Session, visit_id: str) -> bool:
    """Whether any commune has a visit of this id."""
    return db.execute(select(visit.c.id).where(visit.c.id == visit_id)).scalar() is not None


def save(db: Session, visit_id: str, **columns: Any) -> None:
    """New values of some columns."""
    db.execute(update(visit).where(visit.c.id == visit_id).values(**columns))
