"""Records that were kept but wait for a person (Cần đối chiếu)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import held_record


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held record: why, whose, of which case; `outcome` says what a person made of it."""

    seq: int
    org: str
    author: str
    case_id: str
    kind: str
    code: str
    at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None
    outcome: dict[str, Any] | None = None


def add(db: Session, new: HeldRow) -> None:
    """A record that waits."""
    db.execute(insert(held_record).values(**asdict(new)))


def open_of_case(db: Session, org: str, case_id: str) -> list[HeldRow]:
    """What waits of one case, in order of arrival."""
    where = (held_record.c.org == org, held_record.c.case_id == case_id, held_record.c.closed_at.is_(None))
    rows = db.execute(select(held_record).where(*where).order_by(held_record.c.seq)).mappings()
    return [HeldRow(**row) for row in rows]


def close(db: Session, seq: int, by: str, at: datetime, outcome: dict[str, Any]) -> None:
    """A person decided what becomes of it."""
    values = {"closed_at": at, "closed_by": by, "outcome": outcome}
    db.execute(update(held_record).where(held_record.c.seq == seq).values(**values))
