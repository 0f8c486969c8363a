"""Thông báo: what a person was told of late, for whom no push reaches."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.life import State
from app.domain.notices import MESSAGES
from app.store.tables import case, notice, push_subscription

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One line: its kind, when, and what of, which a page may lead to."""

    kind: str
    title: str
    about: str
    at: datetime


def of_person(db: Session, person: str) -> list[Told]:
    """The newest first; several of one kind about one thing are one."""
    newest = func.max(notice.c.at)
    query = (
        select(notice.c.kind, notice.c.about, newest.label("at"))
        .where(notice.c.person == person)
        .group_by(notice.c.kind, notice.c.about)
        .order_by(newest.desc(), notice.c.about)
        .limit(_SHOWN)
    )
    return [Told(row.kind, MESSAGES[row.kind].title, row.about, row.at) for row in db.execute(query)]


def browsers(db: Session, person: str) -> list[str]:
    """What those of his browsers are called that are told."""
    query = select(push_subscription.c.browser).where(push_subscription.c.person == person)
    return list(db.execute(query.order_by(push_subscription.c.made_at)).scalars())


def told_here(db: Session, person: str, subscription: str) -> bool:
    """Whether the browser of this subscription is told what this person is to know."""
    where = (push_subscription.c.id == subscription, push_subscription.c.person == person)
    return db.execute(select(push_subscription.c.id).where(*where)).scalar() is not None


def waiting(db: Session, org_id: str) -> int:
    """How many cases wait for a signature: the number on a leader's icon."""
    where = (case.c.org == org_id, case.c.state == State.SUBMITTED.value)
    return int(db.execute(select(func.count()).select_from(case).where(*where)).scalar_one())
