"""What was printed, by whom, when, and why again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.store.tables import print_out


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One print-out of one paper; `sha256` of the PDF that was given out."""

    org: str
    case_id: str
    what: str
    person: str
    reason: str
    sha256: str
    at: datetime


def add(db: Session, new: PrintRow) -> None:
    """Notes a print-out."""
    db.execute(insert(print_out).values(**asdict(new)))


def count(db: Session, org: str, case_id: str, what: str) -> int:
    """How often a paper was printed."""
    where = (print_out.c.org == org, print_out.c.case_id == case_id, print_out.c.what == what)
    return int(db.execute(select(func.count()).where(*where)).scalar_one())
