"""What phones told: records that a phone holds, or held, and that the commune had not taken then."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.store.devices import DeviceRow
from app.store.tables import device, record, told_record

# a phone names so many; of more it tells the number
MOST = 500


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A record by its outside, as in its envelope: nothing of the citizen; `gone_at` when the phone said that it holds
    it no more although the commune never got it."""

    device: str
    id: str
    kind: str
    stream: str
    code: str
    made_at: str
    gone_at: datetime | None = None


def of_device(db: Session, device: str) -> list[ToldRow]:
    """What this phone told and the commune still has not, oldest first: record ids sort by time."""
    here = select(record.c.id).where(record.c.id == told_record.c.id, record.c.device == device).exists()
    rows = db.execute(
        select(told_record).where(told_record.c.device == device, ~here).order_by(told_record.c.id)
    ).mappings()
    return [ToldRow(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class Account:
    """What a phone made and the commune has not: records that it named, `more` that it only counted, and `holes`,
    places of its chain that nobody ever named. `known` is whether it ever told."""

    known: bool
    rows: list[ToldRow]
    more: int
    holes: int

    @property
    def empty(self) -> bool:
        """Whether everything that it ever made is here, by its own word."""
        return self.known and not (self.rows or self.more or self.holes)


def account(db: Session, phone: DeviceRow) -> Account:
    """A phone by its own word and by the commune's ledger."""
    rows = of_device(db, phone.id)
    unnamed = unaccounted(db, phone.id, phone.told_made or 0, len(rows))
    # of more than it may name it told the number, and some of these came since
    more = min(unnamed, max(0, (phone.told_unsent or 0) - MOST))
    return Account(phone.told_made is not None, rows, more, unnamed - more)


def counted(db: Session, org: str) -> dict[str, int]:
    """How many records each phone of a commune still holds or lost."""
    here = select(record.c.id).where(record.c.id == told_record.c.id, record.c.device == told_record.c.device).exists()
    query = (
        select(told_record.c.device, func.count())
        .join(device, device.c.id == told_record.c.device)
        .where(device.c.org == org, ~here)
        .group_by(told_record.c.device)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def unaccounted(db: Session, device: str, made: int, named: int) -> int:
    """How many of the `made` records of this phone neither came nor were among those `named`: holes of its chain."""
    filled, farthest = db.execute(
        select(func.count(record.c.n.distinct()), func.coalesce(func.max(record.c.n), 0)).where(
            record.c.device == device
        )
    ).one()
    return max(0, max(made, int(farthest)) - int(filled) - named)


def add(db: Session, new: list[ToldRow]) -> None:
    """What a phone told for the first time."""
    if new:
        db.execute(insert(told_record), [asdict(row) for row in new])


def mark(db: Session, device: str, ids: list[str], gone_at: datetime | None) -> None:
    """The phone holds these no more, or (None) holds them after all."""
    if ids:
        where = (told_record.c.device == device, told_record.c.id.in_(ids))
        db.execute(update(told_record).where(*where).values(gone_at=gone_at))


def forget_received(db: Session, device: str) -> None:
    """Lines of records that came since."""
    came = select(record.c.id).where(record.c.device == device)
    db.execute(delete(told_record).where(told_record.c.device == device, told_record.c.id.in_(came)))
