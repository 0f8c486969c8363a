"""What people asked about their own data."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import data_request


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request; `answered_at` None while it waits."""

    id: str
    org: str
    year: int
    number: int
    name: str
    subject: str
    dossier: str
    right: str
    how: str
    words: str
    received_on: date
    due_on: date
    by: str
    at: datetime
    outcome: str | None = None
    answer: str | None = None
    basis: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None


def add(db: Session, new: RequestRow) -> None:
    """A request more."""
    db.execute(insert(data_request).values(**asdict(new)))


def save(db: Session, request_id: str, **columns: Any) -> None:
    """Its answer."""
    db.execute(update(data_request).where(data_request.c.id == request_id).values(**columns))


def get(db: Session, org: str, request_id: str) -> RequestRow | None:
    """A request of this commune."""
    where = (data_request.c.org == org, data_request.c.id == request_id)
    row = db.execute(select(data_request).where(*where)).mappings().one_or_none()
    return RequestRow(**row) if row else None
