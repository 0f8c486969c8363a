"""Every version of a certificate's PDF by its hash, with what its stamp proves."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.store.tables import printed_pdf


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One version: the record that keeps it (`seq`), the level of its stamp (none, B-B, B-T), whether the certificate
    behind the stamp is a trial one."""

    sha256: str
    org: str
    case_id: str
    seq: int
    level: str
    trial: bool
    at: datetime


def add(db: Session, new: PrintedRow) -> None:
    """A version more."""
    db.execute(insert(printed_pdf).values(**asdict(new)))


def newest(db: Session, case_id: str) -> PrintedRow | None:
    """The version that counts now; None before the first."""
    query = select(printed_pdf).where(printed_pdf.c.case_id == case_id).order_by(printed_pdf.c.seq.desc()).limit(1)
    row = db.execute(query).mappings().one_or_none()
    return PrintedRow(**row) if row else None
