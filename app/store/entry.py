"""Invitations of people, passwords, proposed recoveries, wrong tries."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import password, password_waiting, person_invitation, recovery, wrong_try


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A one-use invitation of a person; only the hash of its code is kept. `made_by` None: the command line."""

    code_hash: str
    org: str
    person: str
    made_by: str | None
    purpose: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


def add_invitation(db: Session, new: InvitationRow) -> None:
    """A new invitation; every older one of this person is spent."""
    spend_invitations(db, new.person, new.made_at)
    db.execute(insert(person_invitation).values(**asdict(new)))


def open_invitation(db: Session, code_hash: str, at: datetime) -> InvitationRow | None:
    """The invitation, when unused and not yet expired."""
    where = (person_invitation.c.code_hash == code_hash, *_open(at))
    row = db.execute(select(person_invitation).where(*where)).mappings().one_or_none()
    return InvitationRow(**row) if row else None


def use_invitation(db: Session, code_hash: str, at: datetime) -> bool:
    """True for the first use only."""
    where = (person_invitation.c.code_hash == code_hash, *_open(at))
    used = update(person_invitation).where(*where).values(used_at=at).returning(person_invitation.c.person)
    return db.execute(used).scalar() is not None


def spend_invitations(db: Session, person: str, at: datetime) -> None:
    """Whatever was open for this person opens nothing more."""
    where = (person_invitation.c.person == person, person_invitation.c.used_at.is_(None))
    db.execute(update(person_invitation).where(*where).values(used_at=at))


def _open(at: datetime) -> tuple[Any, ...]:
    return (person_invitation.c.used_at.is_(None), person_invitation.c.expires_at > at)


@dataclass(frozen=True, slots=True)
class PasswordRow:
    """A password with its one-time secret (sealed, `secret_key` is the wrapping) and the newest time-step used."""

    person: str
    account: str
    hash: str
    secret: bytes
    secret_key: str
    step: int
    made_at: datetime
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A new password that counts for nothing until a one-time code of its own secret confirms it."""

    person: str
    account: str
    hash: str
    secret: bytes
    secret_key: str
    made_at: datetime


def put_password(db: Session, new: PasswordRow) -> None:
    """A new password instead of any older one."""
    remove_password(db, new.person)
    db.execute(insert(password).values(**asdict(new)))


def get_password(db: Session, person: str) -> PasswordRow | None:
    """The password of a person."""
    row = db.execute(select(password).where(password.c.person == person)).mappings().one_or_none()
    return PasswordRow(**row) if row else None


def password_of_account(db: Session, account: str) -> PasswordRow | None:
    """The password behind an account name."""
    row = db.execute(select(password).where(password.c.account == account)).mappings().one_or_none()
    return PasswordRow(**row) if row else None


def accounts_of_others(db: Session, person: str) -> set[str]:
    """Every account name of the installation but this person's, those that wait for their first code included."""
    tables = (password, password_waiting)
    return {
        name for one in tables for name in db.execute(select(one.c.account).where(one.c.person != person)).scalars()
    }


def use_step(db: Session, person: str, step: int) -> bool:
    """True when no code of this time-step or a later one was used before."""
    where = (password.c.person == person, password.c.step < step)
    used = update(password).where(*where).values(step=step).returning(password.c.person)
    return db.execute(used).scalar() is not None


def put_waiting(db: Session, new: WaitingRow) -> None:
    """A new password that waits, instead of any older one that waited; the one that counts stays."""
    remove_waiting(db, new.person)
    db.execute(insert(password_waiting).values(**asdict(new)))


def get_waiting(db: Session, person: str) -> WaitingRow | None:
    """The password of this person that waits for its code."""
    row = db.execute(select(password_waiting).where(password_waiting.c.person == person)).mappings().one_or_none()
    return WaitingRow(**row) if row else None


def remove_waiting(db: Session, person: str) -> None:
    """Nothing waits any more."""
    db.execute(delete(password_waiting).where(password_waiting.c.person == person))


def remove_password(db: Session, person: str) -> None:
    """The password opens nothing more, nor would one that waits."""
    remove_waiting(db, person)
    db.execute(delete(password).where(password.c.person == person))


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A recovery that one administrator proposed and another may confirm."""

    person: str
    org: str
    proposed_by: str
    proposed_at: datetime


def put_recovery(db: Session, new: RecoveryRow) -> None:
    """A proposal instead of any older one."""
    remove_recovery(db, new.person)
    db.execute(insert(recovery).values(**asdict(new)))


def get_recovery(db: Session, person: str) -> RecoveryRow | None:
    """The proposal for this person."""
    row = db.execute(select(recovery).where(recovery.c.person == person)).mappings().one_or_none()
    return RecoveryRow(**row) if row else None


def remove_recovery(db: Session, person: str) -> bool:
    """True when there was one: it is confirmed once."""
    gone = delete(recovery).where(recovery.c.person == person).returning(recovery.c.person)
    return db.execute(gone).scalar() is not None


def tries(db: Session, key: str) -> tuple[int, datetime | None]:
    """Failures in a row and the moment of the newest."""
    row = db.execute(select(wrong_try.c.failures, wrong_try.c.last_at).where(wrong_try.c.key == key)).one_or_none()
    return (row[0], row[1]) if row else (0, None)


def put_tries(db: Session, key: str, failures: int, at: datetime) -> None:
    """Keeps the count."""
    clear_tries(db, key)
    if failures > 0:
        db.execute(insert(wrong_try).values(key=key, failures=failures, last_at=at))


def clear_tries(db: Session, key: str) -> None:
    """As if nothing had happened."""
    db.execute(delete(wrong_try).where(wrong_try.c.key == key))


def sweep_tries(db: Session, before: datetime) -> None:
    """What no longer counts goes."""
    db.execute(delete(wrong_try).where(wrong_try.c.last_at < before))
