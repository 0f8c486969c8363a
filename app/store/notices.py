"""What people are to be told, and the browsers that may be told it."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import notice, push_subscription

# of older ones nobody asks
KEPT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """A browser of a person; `device` is the phone that it is, where it is one."""

    id: str
    person: str
    endpoint: str
    p256dh: str
    auth: str
    browser: str
    device: str | None
    made_at: datetime


def key_of(endpoint: str) -> str:
    """What names a subscription: an endpoint may be long."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def subscribe(db: Session, new: SubscriptionRow, most: int) -> None:
    """Instead of whoever had this browser before; only so many of the newest of a person are kept."""
    db.execute(delete(push_subscription).where(push_subscription.c.id == new.id))
    db.execute(insert(push_subscription).values(**asdict(new)))
    for one in of_person(db, new.person)[most:]:
        unsubscribe(db, one.id)


def of_person(db: Session, person: str) -> list[SubscriptionRow]:
    """The newest first."""
    query = select(push_subscription).where(push_subscription.c.person == person)
    rows = db.execute(query.order_by(push_subscription.c.made_at.desc(), push_subscription.c.id))
    return [SubscriptionRow(**row) for row in rows.mappings()]


def unsubscribe(db: Session, subscription: str, person: str | None = None) -> None:
    """That browser is told nothing more; of this person only, where one is named."""
    where = [push_subscription.c.id == subscription, *([push_subscription.c.person == person] if person else [])]
    db.execute(delete(push_subscription).where(*where))


def unsubscribe_others(db: Session, subscription: str, person: str) -> None:
    """Nobody but this person is told anything there."""
    where = (push_subscription.c.id == subscription, push_subscription.c.person != person)
    db.execute(delete(push_subscription).where(*where))


def unsubscribe_all(db: Session, *, person: str = "", device: str = "") -> None:
    """When a person leaves, or a phone is stopped."""
    where = push_subscription.c.person == person if person else push_subscription.c.device == device
    db.execute(delete(push_subscription).where(where))


def add(db: Session, person: str, kind: str, about: str, at: datetime) -> None:
    """Something that this person is to be told."""
    db.execute(delete(notice).where(notice.c.person == person, notice.c.at < at - KEPT))
    db.execute(insert(notice).values(person=person, kind=kind, about=about, at=at))


def told(db: Session, kind: str, about: str) -> bool:
    """Whether anybody was told so of this case or visit."""
    query = select(notice.c.id).where(notice.c.kind == kind, notice.c.about == about).limit(1)
    return db.execute(query).scalar() is not None


def unpushed(db: Session, person: str, since: datetime) -> list[tuple[int, str]]:
    """Number and kind of what no push said yet."""
    where = (notice.c.person == person, notice.c.pushed_at.is_(None), notice.c.at >= since)
    return [(row[0], row[1]) for row in db.execute(select(notice.c.id, notice.c.kind).where(*where))]


def pushed(db: Session, ids: Sequence[int], at: datetime) -> None:
    """These were said."""
    db.execute(update(notice).where(notice.c.id.in_(ids)).values(pushed_at=at))


def last_push(db: Session, person: str) -> datetime | None:
    """When this person was last told anything."""
    found: datetime | None = db.execute(select(func.max(notice.c.pushed_at)).where(notice.c.person == person)).scalar()
    return found
