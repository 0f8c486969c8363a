"""The register book: entries are added, annotated, never deleted or renumbered."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import register_entry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the book; `code` is the short code on the certificate."""

    org: str
    book: str
    year: int
    number: int
    volume: int
    case_id: str
    code: str
    on_date: date
    columns: dict[str, Any]
    revoked: bool = False
    pdf: int | None = None


def add(db: Session, new: EntryRow) -> None:
    """A new line."""
    db.execute(insert(register_entry).values(**asdict(new)))


def by_case(db: Session, case_id: str) -> EntryRow | None:
    """The line of a case."""
    return _one(db, register_entry.c.case_id == case_id)


def by_code(db: Session, code: str) -> EntryRow | None:
    """The line of a certificate's short code."""
    return _one(db, register_entry.c.code == code)


def set_pdf(db: Session, case_id: str, seq: int) -> None:
    """Which record keeps the newest PDF of the certificate."""
    db.execute(update(register_entry).where(register_entry.c.case_id == case_id).values(pdf=seq))


def _one(db: Session, where: Any) -> EntryRow | None:
    row = db.execute(select(register_entry).where(where)).mappings().one_or_none()
    return EntryRow(**row) if row else None
