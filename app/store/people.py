"""People of a commune, their authorities, passkeys and sign-ins."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import authority, passkey, person, question, sign_in


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person who works with the product; `id` is the pseudonym in envelopes."""

    id: str
    org: str
    name: str
    honorific: str
    title: str
    roles: list[str]
    handle: str


def get(db: Session, person_id: str) -> PersonRow | None:
    """The person."""
    return _one(db, person.c.id == person_id)


def by_handle(db: Session, handle: str) -> PersonRow | None:
    """The person behind a WebAuthn user handle."""
    return _one(db, person.c.handle == handle)


def of_org(db: Session, org: str) -> list[PersonRow]:
    """Everybody of a commune, by name."""
    rows = db.execute(select(person).where(person.c.org == org).order_by(person.c.name)).mappings()
    return [PersonRow(**row) for row in rows]


def add(db: Session, new: PersonRow) -> None:
    """A new person."""
    db.execute(insert(person).values(**asdict(new)))


def _one(db: Session, where: Any) -> PersonRow | None:
    row = db.execute(select(person).where(where)).mappings().one_or_none()
    return PersonRow(**row) if row else None


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A recorded authority to certify (L2)."""

    id: str
    org: str
    person: str
    capacity: str
    title: str
    decision_no: str
    decision_date: date
    valid_from: date
    valid_to: date | None
    prefix: list[str]
    scope: list[str]


def add_authority(db: Session, new: AuthorityRow) -> None:
    """Records an authority."""
    db.execute(insert(authority).values(**asdict(new)))


def authorities(db: Session, person_id: str) -> list[AuthorityRow]:
    """Every authority of a person, newest first."""
    rows = db.execute(
        select(authority).where(authority.c.person == person_id).order_by(authority.c.valid_from.desc())
    ).mappings()
    return [AuthorityRow(**row) for row in rows]


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey; ids and keys in base64url."""

    id: str
    person: str
    public_key: str
    sign_count: int
    aaguid: str
    backed_up: bool
    added_at: datetime
    removed_at: datetime | None = None


def add_passkey(db: Session, new: PasskeyRow) -> None:
    """A new passkey."""
    db.execute(insert(passkey).values(**asdict(new)))


def passkeys(db: Session, person_id: str) -> list[PasskeyRow]:
    """The passkeys that a person may use now."""
    rows = db.execute(
        select(passkey)
        .where(passkey.c.person == person_id, passkey.c.removed_at.is_(None))
        .order_by(passkey.c.added_at)
    ).mappings()
    return [PasskeyRow(**row) for row in rows]


def passkey_by_id(db: Session, passkey_id: str) -> PasskeyRow | None:
    """A usable passkey."""
    row = (
        db.execute(select(passkey).where(passkey.c.id == passkey_id, passkey.c.removed_at.is_(None)))
        .mappings()
        .one_or_none()
    )
    return PasskeyRow(**row) if row else None


def count_passkey(db: Session, passkey_id: str, sign_count: int) -> None:
    """The counter that the passkey showed last."""
    db.execute(update(passkey).where(passkey.c.id == passkey_id).values(sign_count=sign_count))


def remove_passkey(db: Session, passkey_id: str, at: datetime) -> None:
    """The passkey may not be used again; its public key stays for old proofs."""
    db.execute(update(passkey).where(passkey.c.id == passkey_id).values(removed_at=at))


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A server-side session."""

    token_hash: str
    person: str
    means: str
    started_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


def add_sign_in(db: Session, new: SignInRow) -> None:
    """Starts a session."""
    db.execute(insert(sign_in).values(**asdict(new)))


def live_sign_in(db: Session, token_hash: str, at: datetime) -> SignInRow | None:
    """The session, when it has not ended."""
    row = (
        db.execute(
            select(sign_in).where(
                sign_in.c.token_hash == token_hash, sign_in.c.ended_at.is_(None), sign_in.c.expires_at > at
            )
        )
        .mappings()
        .one_or_none()
    )
    return SignInRow(**row) if row else None


def end_sign_in(db: Session, token_hash: str, at: datetime) -> None:
    """Ends a session."""
    db.execute(update(sign_in).where(sign_in.c.token_hash == token_hash).values(ended_at=at))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A challenge that was handed out: single use, for one purpose."""

    nonce: str
    person: str | None
    purpose: str
    expires_at: datetime
    used_at: datetime | None = None


def add_question(db: Session, new: QuestionRow) -> None:
    """Keeps a challenge."""
    db.execute(insert(question).values(**asdict(new)))


def get_question(db: Session, nonce: str) -> QuestionRow | None:
    """The challenge."""
    row = db.execute(select(question).where(question.c.nonce == nonce)).mappings().one_or_none()
    return QuestionRow(**row) if row else None


def use_question(db: Session, nonce: str, at: datetime) -> bool:
    """True for the first use only."""
    where = (question.c.nonce == nonce, question.c.used_at.is_(None))
    return (
        db.execute(update(question).where(*where).values(used_at=at).returning(question.c.nonce)).scalar() is not None
    )
