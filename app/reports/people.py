"""Who is signed in, and who works in a commune with which phones."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session as Session_

from app.domain.people import Role
from app.domain.sessions import FIELD
from app.store import told
from app.store.tables import device, org, passkey, password, person, sign_in

_SHORT = 16


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
    seen: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class FieldOfficer:
    """Somebody who visits homes, whether he ever signed in, and whether a phone of his works."""

    id: str
    name: str
    entered: bool
    phone: bool


def field_officers(db: Session_, org_id: str) -> list[FieldOfficer]:
    """Who visits homes in a commune and has not left: those with a phone first, then by name."""
    active = (
        device.c.person == person.c.id,
        device.c.revoked_at.is_(None),
        device.c.suspended_at.is_(None),
        device.c.lost_at.is_(None),
    )
    phone = exists().where(*active).correlate(person)
    entered = exists().where(sign_in.c.person == person.c.id).correlate(person)
    wanted = (person.c.org == org_id, person.c.left_at.is_(None))
    query = select(person.c.id, person.c.name, person.c.roles, entered.label("entered"), phone.label("phone"))
    rows = db.execute(query.where(*wanted).order_by(person.c.name)).all()
    found = [
        FieldOfficer(row.id, row.name, bool(row.entered), bool(row.phone))
        for row in rows
        if FIELD & {Role(role) for role in row.roles}
    ]
    return sorted(found, key=lambda one: not one.phone)


def member_of_session(db: Session_, token: str, at: datetime) -> Member | None:
    """The person behind a live session token."""
    row = db.execute(
        select(
            person.c.id, person.c.name, person.c.honorific, person.c.title, person.c.roles, org.c.id, org.c.name,
            sign_in.c.means, sign_in.c.confirmed_at, sign_in.c.seen_at, person.c.handle,
        )
        .join(sign_in, sign_in.c.person == person.c.id)
        .join(org, org.c.id == person.c.org)
        .where(
            sign_in.c.token_hash == hashlib.sha256(token.encode()).hexdigest(),
            sign_in.c.ended_at.is_(None),
            sign_in.c.expires_at > at,
            person.c.left_at.is_(None),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    person_id, name, honorific, title, roles, *rest = row
    return Member(person_id, name, honorific, title, tuple(Role(role) for role in roles), *rest)


@dataclass(frozen=True, slots=True)
class Session:
    """One open session of a person; `short` names it, `here` is the one that asks."""

    short: str
    means: str
    browser: str
    started_at: datetime
    seen_at: datetime
    here: bool


def sessions_of(db: Session_, person_id: str, token: str, at: datetime) -> list[Session]:
    """The open sessions of a person, newest first."""
    own = hashlib.sha256(token.encode()).hexdigest()
    where = (sign_in.c.person == person_id, sign_in.c.ended_at.is_(None), sign_in.c.expires_at > at)
    rows = db.execute(
        select(sign_in).where(*where).order_by(sign_in.c.started_at.desc(), sign_in.c.token_hash)
    ).mappings()
    return [
        Session(
            row["token_hash"][:_SHORT], row["means"], row["browser"], row["started_at"], row["seen_at"],
            row["token_hash"] == own,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone as the administrator sees it."""

    id: str
    label: str
    enrolled_at: datetime
    seen_at: datetime | None
    state: str
    unsent: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the commune, the number of his passkeys, his phones, his account name where he has a password."""

    id: str
    name: str
    title: str
    roles: tuple[Role, ...]
    passkeys: int
    phones: list[Phone]
    account: str
    left_at: datetime | None


def colleagues(db: Session_, org_id: str) -> list[Colleague]:
    """Everybody of a commune."""
    phones: dict[str, list[Phone]] = {}
    unsent = told.counted(db, org_id)
    for row in db.execute(
        select(device).where(device.c.org == org_id).order_by(device.c.enrolled_at, device.c.id)
    ).mappings():
        phone = Phone(
            row["id"], row["label"], row["enrolled_at"], row["seen_at"], _state(row), unsent.get(row["id"], 0)
        )  # fmt: skip
        phones.setdefault(row["person"], []).append(phone)
    counted = select(passkey.c.person, func.count()).where(passkey.c.removed_at.is_(None)).group_by(passkey.c.person)
    keys: dict[str, int] = {row[0]: row[1] for row in db.execute(counted)}
    confirmed = select(password.c.person, password.c.account)
    accounts: dict[str, str] = {row[0]: row[1] for row in db.execute(confirmed)}
    present = person.c.left_at.is_not(None)
    rows = db.execute(
        select(person).where(person.c.org == org_id).order_by(present, person.c.name, person.c.id)
    ).mappings()
    return [
        Colleague(
            row["id"], row["name"], row["title"], tuple(Role(role) for role in row["roles"]),
            keys.get(row["id"], 0), phones.get(row["id"], []), accounts.get(row["id"], ""), row["left_at"],
        )
        for row in rows
    ]  # fmt: skip


def _state(row: Any) -> str:
    if row["revoked_at"]:
        return "revoked"
    if row["lost_at"]:
        return "lost"
    return "suspended" if row["suspended_at"] else "active"
