"""Decisions that are known already, and the levels that a commune's province pays."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.benefits import Level
from app.store.tables import benefit_level, case


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level in đồng a month from a day on, and who recorded it."""

    id: str
    org: str
    amount: int
    basis: str
    since: date
    recorded_by: str
    recorded_at: datetime


def levels(db: Session, org: str) -> list[Level]:
    """A commune's own, oldest first."""
    query = select(benefit_level).where(benefit_level.c.org == org).order_by(benefit_level.c.since, benefit_level.c.id)
    return [Level(row["amount"], row["basis"], row["since"]) for row in db.execute(query).mappings()]


def add_level(db: Session, new: LevelRow) -> None:
    """Another level."""
    db.execute(insert(benefit_level).values(**asdict(new)))


def marks(db: Session, org: str) -> set[str]:
    """Number and date of every decision that this commune imported."""
    query = select(case.c.decision_mark).where(case.c.org == org, case.c.decision_mark.is_not(None))
    return set(db.execute(query).scalars())
