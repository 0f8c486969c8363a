"""A commune's own terms of keeping."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.retention import Term
from app.store.tables import retention_term


@dataclass(frozen=True, slots=True)
class TermRow:
    """So many years for something (`code` of the schedule) from a day on."""

    id: str
    org: str
    code: str
    years: int
    basis: str
    since: date
    recorded_by: str
    recorded_at: datetime


def add(db: Session, new: TermRow) -> None:
    """A term more; of two that begin on one day the newer counts, and the older goes."""
    same = [retention_term.c[name] == getattr(new, name) for name in ("org", "code", "since")]
    db.execute(delete(retention_term).where(*same))
    db.execute(insert(retention_term).values(**asdict(new)))


def terms(db: Session, org: str) -> list[Term]:
    """A commune's own, by the day from which they hold."""
    columns = [retention_term.c[name] for name in ("code", "years", "basis", "since")]
    query = select(*columns).where(retention_term.c.org == org).order_by(retention_term.c.since, retention_term.c.code)
    return [Term(*row) for row in db.execute(query)]
