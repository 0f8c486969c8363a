"""Of whom an officer said, as he closed a visit, that they had died: nobody asks for their signature at that door."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import delivery, visit
from app.domain.calendar import ZONE
from app.store import tables

_NEVER = datetime.min.replace(tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Note:
    """Folded name and hamlet, identity number or empty; `alone` unless a clerk said that another has that name."""

    person: tuple[str, str]
    number: str
    at: datetime
    alone: bool

    def speaks_of(self, row: Any) -> bool:
        """Whether it speaks of a case's person: by number where both are known, else by name and hamlet."""
        number = own_number(row)
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


def lives(db: Session, org: str, numbers: Collection[str]) -> dict[str, datetime]:
    """By identity number, when it was last heard that this person lives: something was handed to him, or a hand-over
    failed for another reason. Whatever of his that was, a death that was told before was told by mistake."""
    number = tables.case.c.fields[("person", "number")].as_string()
    query = select(number.label("number"), tables.case.c.fields, tables.case.c.delivered_at)
    found: dict[str, datetime] = {}
    for row in db.execute(query.where(tables.case.c.org == org, number.in_(numbers))) if numbers else ():
        tries, at = row.fields.get("attempted") or (), row.delivered_at
        said = [datetime.fromisoformat(tries[-1]["at"])] if tries and not delivery.died(tries) else []
        own = (row.fields.get("delivery") or {}).get("recipient", {}).get("who") == "self"
        found[row.number] = max([*said, *([at] if at and own else []), found.get(row.number, _NEVER)])
    return found


def own_number(row: Any) -> str:
    """The identity number of a case's person, or empty."""
    return str((row["fields"].get("person") or {}).get("number") or "")


def of(row: Any, notes: Collection[Note], lived_at: Mapping[str, datetime]) -> Note | None:
    """The note that speaks of this case's person, unless a newer word from its door, or of another of his cases, says
    otherwise."""
    tries = row["fields"].get("attempted") or ()
    here = datetime.fromisoformat(tries[-1]["at"]) if tries and not delivery.died(tries) else _NEVER
    lived = max(here, lived_at.get(own_number(row), _NEVER))
    return next((one for one in notes if one.speaks_of(row) and lived < one.at), None)


def _mistaken(db: Session, org: str) -> set[int]:
    query = select(tables.visit.c.outcome).where(tables.visit.c.org == org, tables.visit.c.outcome.is_not(None))
    return {seq for outcome in db.execute(query).scalars() for seq in (outcome or {}).get("mistaken", ())}
