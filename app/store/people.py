"""People of a commune, their authorities, passkeys and sign-ins."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import authority, passkey, person


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
    left_at: datetime | None = None


def get(db: Session, person_id: str) -> PersonRow | None:
    """The person."""
    return _one(db, person.c.id == person_id)


def of_org(db: Session, org: str) -> list[PersonRow]:
    """Everybody of a commune, by name."""
    rows = db.execute(select(person).where(person.c.org == org).order_by(person.c.name, person.c.id)).mappings()
    return [PersonRow(**row) for row in rows]


def add(db: Session, new: PersonRow) -> None:
    """A new person."""
    db.execute(insert(person).values(**asdict(new)))


def rename(db: Session, person_id: str, name: str, honorific: str, title: str) -> None:
    """How a person is called from now on."""
    db.execute(update(person).where(person.c.id == person_id).values(name=name, honorific=honorific, title=title))


def set_roles(db: Session, person_id: str, roles: list[str]) -> None:
    """What the person may do from now on."""
    db.execute(update(person).where(person.c.id == person_id).values(roles=roles))


def leave(db: Session, person_id: str, at: datetime) -> None:
    """The person left; the row stays, since records name it."""
    db.execute(update(person).where(person.c.id == person_id).values(left_at=at))


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
        select(authority).where(authority.c.person == person_id).order_by(authority.c.valid_from.desc(), authority.c.id)
    ).mappings()
    return [AuthorityRow(**row) for row in rows]


def end_authority(db: Session, person_id: str, authority_id: str, last: date) -> bool:
    """The authority holds through this day; True when it is this person's."""
    where = (authority.c.id == authority_id, authority.c.person == person_id)
    ended = update(authority).where(*where).values(valid_to=last).returning(authority.c.id)
    return db.execute(ended).scalar() is not None


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
    decides_from: datetime | None = None


def add_passkey(db: Session, new: PasskeyRow) -> None:
    """A new passkey."""
    db.execute(insert(passkey).values(**asdict(new)))


def passkeys(db: Session, person_id: str) -> list[PasskeyRow]:
    """The passkeys that a person may use now."""
    rows = db.execute(
        select(passkey)
        .where(passkey.c.person == person_id, passkey.c.removed_at.is_(None))
        .order_by(passkey.c.added_at, passkey.c.id)
    ).mappings()
    return [PasskeyRow(**row) for row in rows]


def passkeys_ever(db: Session, person_id: str) -> list[PasskeyRow]:
    """Every passkey that a person had, removed ones too: what they signed before stays signed."""
    rows = db.execute(
        select(passkey).where(passkey.c.person == person_id).order_by(passkey.c.added_at, passkey.c.id)
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


def had_passkey(db: Session, person_id: str) -> bool:
    """Whether the person ever had a passkey, removed ones counted."""
    return db.execute(select(passkey.c.id).where(passkey.c.person == person_id).limit(1)).scalar() is not None


def passkey_ever(db: Session, passkey_id: str) -> bool:
    """Whether this very passkey was registered before."""
    return passkey_known(db, passkey_id) is not None


def passkey_known(db: Session, passkey_id: str) -> PasskeyRow | None:
    """A passkey that was registered here once, removed ones too: what it signed before stays signed."""
    row = db.execute(select(passkey).where(passkey.c.id == passkey_id)).mappings().one_or_none()
    return PasskeyRow(**row) if row else None


def count_passkey(db: Session, passkey_id: str, sign_count: int) -> None:
    """The counter that the passkey showed last."""
    db.execute(update(passkey).where(passkey.c.id == passkey_id).values(sign_count=sign_count))


def remove_passkey(db: Session, passkey_id: str, at: datetime) -> None:
    """The passkey may not be used again; its public key stays for old proofs."""
    db.execute(update(passkey).where(passkey.c.id == passkey_id).values(removed_at=at))


def remove_passkeys(db: Session, person_id: str, at: datetime) -> None:
    """No passkey of this person may be used again."""
    where = (passkey.c.person == person_id, passkey.c.removed_at.is_(None))
    db.execute(update(passkey).where(*where).values(removed_at=at))
