"""What a restored database must not bring back to life: sessions, open questions, jobs in the middle of their run."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, update
from sqlalchemy.orm import Session

from app.store.tables import counter, invitation, job, person_invitation, question, sign_in, statement

_ONCE: tuple[Table, ...] = (question, statement, invitation, person_invitation)


def settle_down(db: Session, at: datetime) -> None:
    """Ends every session; whatever serves once counts as used, since it may have been; runs begin anew."""
    db.execute(update(sign_in).where(sign_in.c.ended_at.is_(None)).values(ended_at=at))
    for table in _ONCE:
        db.execute(update(table).where(table.c.used_at.is_(None)).values(used_at=at))
    running: dict[str, Any] = {"state": "queued", "locked_until": None, "run_at": at}
    db.execute(update(job).where(job.c.state == "running").values(**running))


def skip(db: Session, but: str, by: int) -> None:
    """Moves on every counter except one: numbers that may have been given, of which no log was kept."""
    db.execute(update(counter).where(counter.c.name != but).values(last=counter.c.last + by))
