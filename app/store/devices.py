"""Enrolled phones and the invitations that let them in."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import device, invitation

# asked at every call of a phone: put together once
_ONE = select(device).where(device.c.id == bindparam("device_id"))


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A phone; `id` is the thumbprint of its key, `enrolled` the record hash of its device.enrolled."""

    id: str
    stream: str
    org: str
    person: str
    jwk: dict[str, Any]
    label: str
    bound_by: str
    enrolled: str
    enrolled_at: datetime
    seen_at: datetime | None = None
    revoked_at: datetime | None = None
    suspended_at: datetime | None = None
    told_at: datetime | None = None
    told_made: int | None = None
    told_unsent: int | None = None
    lost_at: datetime | None = None


def get(db: Session, device_id: str) -> DeviceRow | None:
    """A device that was ever enrolled."""
    row = db.execute(_ONE, {"device_id": device_id}).mappings().one_or_none()
    return DeviceRow(**row) if row else None


def of_org(db: Session, org: str) -> list[DeviceRow]:
    """The phones of a commune."""
    rows = db.execute(
        select(device).where(device.c.org == org).order_by(device.c.enrolled_at.desc(), device.c.id)
    ).mappings()
    return [DeviceRow(**row) for row in rows]


def public_keys(db: Session) -> dict[str, dict[str, Any]]:
    """Every key that ever signed records from a phone."""
    return {row.id: row.jwk for row in db.execute(select(device.c.id, device.c.jwk))}


def add(db: Session, new: DeviceRow) -> None:
    """A new phone."""
    db.execute(insert(device).values(**asdict(new)))


def mark(db: Session, device_id: str, **columns: Any) -> None:
    """Seen, revoked, suspended."""
    db.execute(update(device).where(device.c.id == device_id).values(**columns))


def suspend_of_person(db: Session, person: str, at: datetime) -> None:
    """What these phones still bring is held."""
    where = (device.c.person == person, device.c.revoked_at.is_(None), device.c.suspended_at.is_(None))
    db.execute(update(device).where(*where).values(suspended_at=at))


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A one-use invitation; only the hash of its code is kept."""

    code_hash: str
    org: str
    person: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


def add_invitation(db: Session, new: InvitationRow) -> None:
    """A new invitation."""
    db.execute(insert(invitation).values(**asdict(new)))


def open_invitation(db: Session, code_hash: str, at: datetime) -> InvitationRow | None:
    """The invitation, when unused and not yet expired."""
    row = (
        db.execute(
            select(invitation).where(
                invitation.c.code_hash == code_hash, invitation.c.used_at.is_(None), invitation.c.expires_at > at
            )
        )
        .mappings()
        .one_or_none()
    )
    return InvitationRow(**row) if row else None


def use_invitation(db: Session, code_hash: str, at: datetime) -> None:
    """One use only."""
    db.execute(update(invitation).where(invitation.c.code_hash == code_hash).values(used_at=at))


def spend_invitations(db: Session, person: str, at: datetime) -> None:
    """Whatever was open for this person's phones lets none in."""
    where = (invitation.c.person == person, invitation.c.used_at.is_(None))
    db.execute(update(invitation).where(*where).values(used_at=at))
