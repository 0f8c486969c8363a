"""Slips of a case with their numbers, and the code that the national system gave it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.slips import Slip
from app.store.tables import external_code, slip


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One numbered slip; `typed` is what the clerk typed on it, the rest is the case's own."""

    id: str
    org: str
    case_id: str
    kind: str
    year: int
    number: int
    typed: dict[str, Any]
    by: str
    at: datetime


def add(db: Session, new: SlipRow) -> None:
    """A slip more."""
    db.execute(insert(slip).values(**asdict(new)))


def of_case(db: Session, org: str, case_id: str) -> list[SlipRow]:
    """The slips of a case, the newest first."""
    query = select(slip).where(slip.c.org == org, slip.c.case_id == case_id).order_by(slip.c.at.desc(), slip.c.id)
    return [SlipRow(**row) for row in db.execute(query).mappings()]


def promised(db: Session, org: str, case_id: str) -> datetime | None:
    """When the newest letter of apology promised the result; None where none was written."""
    kept = (one.typed.get("again_at") for one in of_case(db, org, case_id) if one.kind == Slip.APOLOGY)
    newest = next(kept, None)
    return datetime.fromisoformat(newest) if newest else None


def external(db: Session, case_id: str) -> str:
    """The national system's code; "" where none was typed."""
    return db.execute(select(external_code.c.code).where(external_code.c.case_id == case_id)).scalar() or ""


def put_external(db: Session, org: str, case_id: str, code: str, by: str, at: datetime) -> None:
    """This code from now on; "" for none."""
    db.execute(delete(external_code).where(external_code.c.case_id == case_id))
    if code:
        db.execute(insert(external_code).values(case_id=case_id, org=org, code=code, by=by, at=at))
