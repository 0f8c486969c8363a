"""Lines of the journal: who changed what of the commune, its people and its phones."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.store.tables import journal_line


@dataclass(frozen=True, slots=True)
class LineRow:
    """What a record (`seq`) of this commune says; `whom` is empty when it is about no person."""

    seq: int
    org: str
    whom: str
    facts: dict[str, Any]


def add(db: Session, new: LineRow) -> None:
    """Keeps a line."""
    db.execute(insert(journal_line).values(**asdict(new)))
