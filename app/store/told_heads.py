"""Heads of the ledger that phones held when they were shown another one."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import device, person, told_head

# a phone that held a head of before a restore offers it: nothing is wrong with that
BEFORE = "before"


@dataclass(frozen=True, slots=True)
class ToldHeadRow:
    """What a phone told of the ledger; `held` and `seen` are signed notes, `mark` their hash with the kind."""

    device: str
    mark: str
    kind: str
    held: str
    seen: str
    at: datetime
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """A phone that sees a ledger which does not go on from the one that it knew: whose, which, what is wrong."""

    name: str
    label: str
    kind: str


def add(db: Session, new: ToldHeadRow) -> None:
    """Keeps it once; one that was over and is told again stands again."""
    where = (told_head.c.device == new.device, told_head.c.mark == new.mark)
    if db.execute(select(told_head.c.at).where(*where)).first():
        db.execute(update(told_head).where(*where).values(over_at=None))
    else:
        db.execute(insert(told_head).values(**asdict(new)))


def end(db: Session, device_id: str, at: datetime, but: str = "") -> None:
    """What this phone told and does not tell any more is over."""
    where = (told_head.c.device == device_id, told_head.c.over_at.is_(None), told_head.c.mark != but)
    db.execute(update(told_head).where(*where).values(over_at=at))


def alarms(db: Session, org: str) -> list[Alarm]:
    """The alarms of a commune's phones that stand, newest first."""
    where = (device.c.org == org, told_head.c.kind != BEFORE, told_head.c.over_at.is_(None))
    query = (
        select(person.c.name, device.c.label, told_head.c.kind)
        .select_from(told_head)
        .join(device, device.c.id == told_head.c.device)
        .join(person, person.c.id == device.c.person)
        .where(*where)
        .order_by(told_head.c.at.desc(), told_head.c.mark)
    )
    return [Alarm(*row) for row in db.execute(query)]


def offered(db: Session, org: str) -> list[str]:
    """The notes of before a restore that the phones of a commune held."""
    query = select(told_head.c.held).join(device, device.c.id == told_head.c.device)
    return list(db.execute(query.where(device.c.org == org, told_head.c.kind == BEFORE)).scalars())


def count(db: Session, device_id: str) -> int:
    """How many a phone told."""
    return int(db.execute(select(func.count()).where(told_head.c.device == device_id)).scalar_one())
