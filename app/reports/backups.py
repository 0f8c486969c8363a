"""How the backups stand: when the last good one was, and what went wrong since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import backup_run

LATE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Health:
    """`last` good one (None: never), the `problem` of the newest run (empty: none), whether all is `fine`."""

    last: datetime | None
    problem: str
    fine: bool


def health(db: Session, at: datetime) -> Health:
    """Fine while the last good backup is younger than two hours."""
    good = select(backup_run.c.at).where(backup_run.c.problem == "")
    last = db.execute(good.order_by(backup_run.c.id.desc()).limit(1)).scalar()
    problem = db.execute(select(backup_run.c.problem).order_by(backup_run.c.id.desc()).limit(1)).scalar()
    return Health(last, problem or "", last is not None and at - last < LATE)
