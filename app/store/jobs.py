"""Slow work that waits: in the same transaction as the record that wakes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from app.store.db import insert_once
from app.store.tables import job

LEASE = timedelta(minutes=2)
# after more tries than these people are told
TOLD_AFTER = 2
# from then on it is tried once an hour, never given up: what ails a server may be mended any day
TRIES = 8
SLOWEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A claimed job; `attempts` fences a late finisher."""

    id: int
    kind: str
    subject: str
    attempts: int


def wake(db: Session, kind: str, subject: str, at: datetime) -> None:
    """Queues a job once for its subject."""
    values = {"kind": kind, "subject": subject, "state": "queued", "run_at": at, "attempts": 0, "error": ""}
    insert_once(db, job, values, ("kind", "subject"))


def again(db: Session, kind: str, at: datetime) -> None:
    """Queues a job without a subject once more, unless it waits or runs already."""
    wake(db, kind, "", at)
    over = (job.c.kind == kind, job.c.subject == "", job.c.state.in_(("done", "dead")))
    db.execute(update(job).where(*over).values(state="queued", run_at=at, attempts=0, error=""))


def claim(db: Session, at: datetime) -> JobRow | None:
    """The next job that is due, leased for two minutes; one that outlived eight leases is tried once an hour only."""
    lost = (job.c.state == "running", job.c.locked_until < at, job.c.attempts >= TRIES)
    db.execute(update(job).where(*lost).values(state="queued", error="LeaseLost", run_at=at + SLOWEST))
    due = or_(
        and_(job.c.state.in_(("queued", "dead")), job.c.run_at <= at),
        and_(job.c.state == "running", job.c.locked_until < at),
    )
    chosen = select(job.c.id).where(due).order_by(job.c.run_at, job.c.id).limit(1).scalar_subquery()
    row = db.execute(
        update(job)
        .where(job.c.id == chosen)
        .values(state="running", attempts=job.c.attempts + 1, locked_until=at + LEASE)
        .returning(job.c.id, job.c.kind, job.c.subject, job.c.attempts)
    ).one_or_none()
    return JobRow(*row) if row else None


def done(db: Session, claimed: JobRow) -> bool:
    """False when the lease was lost to another worker."""
    return _end(db, claimed, state="done", error="")


def failed(db: Session, claimed: JobRow, error: str, at: datetime) -> bool:
    """Back to the queue with a growing pause, an hour at most."""
    pause = SLOWEST if claimed.attempts >= TRIES else timedelta(seconds=2**claimed.attempts)
    return _end(db, claimed, state="queued", error=error, run_at=at + pause)


def _end(db: Session, claimed: JobRow, **columns: object) -> bool:
    where = (job.c.id == claimed.id, job.c.attempts == claimed.attempts)
    return db.execute(update(job).where(*where).values(**columns).returning(job.c.id)).scalar() is not None
