"""Who is signed in, and who works in a commune with which phones."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.store.tables import device, org, passkey, person, sign_in


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in person with the commune that he belongs to."""

    id: str
    name: str
    honorific: str
    title: str
    roles: tuple[Role, ...]
    org: str
    org_name: str
    means: str
    since: datetime


def member_of_session(db: Session, token: str, at: datetime) -> Member | None:
    """The person behind a live session token."""
    row = db.execute(
        select(
            person.c.id, person.c.name, person.c.honorific, person.c.title, person.c.roles, org.c.id, org.c.name,
            sign_in.c.means, sign_in.c.started_at,
        )
        .join(sign_in, sign_in.c.person == person.c.id)
        .join(org, org.c.id == person.c.org)
        .where(
            sign_in.c.token_hash == hashlib.sha256(token.encode()).hexdigest(),
            sign_in.c.ended_at.is_(None),
            sign_in.c.expires_at > at,
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    return Member(*row[:4], tuple(Role(role) for role in row[4]), *row[5:])


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone as the administrator sees it."""

    id: str
    label: str
    enrolled_at: datetime
    seen_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the commune, the number of his passkeys, his phones."""

    id: str
    name: str
    title: str
    roles: tuple[Role, ...]
    passkeys: int
    phones: list[Phone]


def colleagues(db: Session, org_id: str) -> list[Colleague]:
    """Everybody of a commune."""
    phones: dict[str, list[Phone]] = {}
    for row in db.execute(select(device).where(device.c.org == org_id).order_by(device.c.enrolled_at)).mappings():
        state = "revoked" if row["revoked_at"] else "suspended" if row["suspended_at"] else "active"
        phone = Phone(row["id"], row["label"], row["enrolled_at"], row["seen_at"], state)
        phones.setdefault(row["person"], []).append(phone)
    counted = select(passkey.c.person, func.count()).where(passkey.c.removed_at.is_(None)).group_by(passkey.c.person)
    keys: dict[str, int] = {row[0]: row[1] for row in db.execute(counted)}
    rows = db.execute(select(person).where(person.c.org == org_id).order_by(person.c.name)).mappings()
    return [
        Colleague(
            row["id"], row["name"], row["title"], tuple(Role(role) for role in row["roles"]),
            keys.get(row["id"], 0), phones.get(row["id"], []),
        )
        for row in rows
    ]  # fmt: skip
