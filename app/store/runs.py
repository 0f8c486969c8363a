"""How backups went: one row a run."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.store.tables import backup_run


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run that ended: its archive, the newest record inside, its bytes; `problem` is a code, empty when all held."""

    at: datetime
    name: str
    seq: int
    bytes: int
    problem: str


def add(db: Session, new: RunRow) -> None:
    """Notes a run."""
    db.execute(insert(backup_run).values(**asdict(new)))


def forget(db: Session, before: datetime) -> None:
    """Drops what is older than this."""
    db.execute(delete(backup_run).where(backup_run.c.at < before))


def newest_at(db: Session) -> datetime | None:
    """When the newest run began, whether it went well or not."""
    return db.execute(select(backup_run.c.at).order_by(backup_run.c.id.desc()).limit(1)).scalar()
