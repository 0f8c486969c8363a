"""The facts of a commune that its phones and pages carry."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.benefits import Level
from app.store.benefits import levels
from app.store.tables import org


@dataclass(frozen=True, slots=True)
class Facts:
    """A commune as its people know it."""

    id: str
    name: str
    unit: str
    authority_name: str
    place: str
    phone: str
    address: str
    extras: str
    book_mode: str
    code_prefix: str
    way: str
    line_one: str
    line_one_basis: str
    printer_tested_at: datetime | None


def facts(db: Session, org_id: str) -> Facts:
    """The commune of a signed-in person."""
    columns = [org.c[one.name] for one in fields(Facts)]
    return Facts(**db.execute(select(*columns).where(org.c.id == org_id)).mappings().one())


def decision_columns(db: Session, org_id: str) -> dict[str, str]:
    """Which column of a sheet of decisions held what, as it was put right last."""
    return dict(db.execute(select(org.c.decision_columns).where(org.c.id == org_id)).scalar() or {})


def benefit_levels(db: Session, org_id: str) -> list[Level]:
    """The levels of the commune's province, oldest first."""
    return levels(db, org_id)
