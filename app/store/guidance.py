"""The log of guidance: what officers guided people through, without anybody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.store.tables import guidance


@dataclass(frozen=True, slots=True)
class GuidanceRow:
    """One entry; `seq` of the record that brought it, `services` each with `service`, `mode` and `reason`."""

    id: str
    seq: int
    org: str
    officer: str
    given_at: datetime
    place_kind: str
    hamlet: str
    people: int
    services: Sequence[Mapping[str, str]]
    topics: Sequence[str]


def add(db: Session, new: GuidanceRow) -> bool:
    """Keeps it; False where this entry is there already, which changes nothing."""
    if db.execute(select(guidance.c.id).where(guidance.c.id == new.id)).scalar() is not None:
        return False
    db.execute(insert(guidance).values(**asdict(new)))
    return True
