"""Of whom an officer said, as he closed a visit, that they had died: nobody asks for their signature at that door."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import delivery, visit
from app.store import tables


@dataclass(frozen=True, slots=True)
class Note:
    """Folded name and hamlet, identity number or empty; `alone` unless a clerk said that another has that name."""

    person: tuple[str, str]
    number: str
    at: datetime
    alone: bool

    def speaks_of(self, row: Any) -> bool:
        """Whether it speaks of a case's person: by number where both are known, else by name and hamlet."""
        number = str((row["fields"].get("person") or {}).get("number") or "")
        if number and self.number:
            return number == self.number
        return self.alone and self.person == visit.person_key(row["name"], row["hamlet"])


def noted(db: Session, org: str) -> list[Note]:
    """What closed visits of this commune say; what a delivery says stands with its case."""
    note, record = tables.death_note, tables.record
    rows = db.execute(
        select(note, record.c.received_at)
        .join(record, record.c.seq == note.c.seq)
        .where(note.c.org == org, record.c.kind == "visit.closed")
        .order_by(note.c.seq)
    ).all()
    namesakes = _mistaken(db, org) if rows else set()
    return [Note((row.name_key, row.hamlet_key), row.number, row.received_at, row.seq not in namesakes) for row in rows]


def of(row: Any, notes: Collection[Note]) -> Note | None:
    """The note that speaks of this case's person, unless a newer word from its door says otherwise."""
    tries = row["fields"].get("attempted") or ()
    lived = datetime.fromisoformat(tries[-1]["at"]) if tries and not delivery.died(tries) else None
    return next((one for one in notes if one.speaks_of(row) and (lived is None or lived < one.at)), None)


def _mistaken(db: Session, org: str) -> set[int]:
    query = select(tables.visit.c.outcome).where(tables.visit.c.org == org, tables.visit.c.outcome.is_not(None))
    return {seq for outcome in db.execute(query).scalars() for seq in (outcome or {}).get("mistaken", ())}
