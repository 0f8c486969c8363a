"""Restores as each commune sees them: what the backup held, and who confirmed it by passkey."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import restore


@dataclass(frozen=True, slots=True)
class RestoreRow:
    """One restore; `size` records and their root (hex) were in the archive; `notices` are what phones check, one of
    each person who confirmed it (`person` at `confirmed_at` was the first)."""

    org: str
    epoch: str
    from_epoch: str
    size: int
    root: str
    archive: str
    at: datetime
    person: str | None = None
    confirmed_at: datetime | None = None
    notices: list[dict[str, Any]] = field(default_factory=list)


def add(db: Session, new: RestoreRow) -> None:
    """A restore that nobody confirmed yet."""
    db.execute(insert(restore).values(**asdict(new)))


def of_org(db: Session, org: str) -> list[RestoreRow]:
    """All of a commune, oldest first."""
    rows = db.execute(select(restore).where(restore.c.org == org).order_by(restore.c.at, restore.c.epoch)).mappings()
    return [RestoreRow(**row) for row in rows]


def confirm(db: Session, row: RestoreRow, person: str, at: datetime, notice: dict[str, Any]) -> None:
    """Keeps who said so first, and each notice."""
    where = (restore.c.org == row.org, restore.c.epoch == row.epoch)
    first = {} if row.confirmed_at else {"person": person, "confirmed_at": at}
    db.execute(update(restore).where(*where).values(notices=[*row.notices, notice], **first))
