"""One colleague as the administrator's page shows him: roles, authorities, keys, a recovery that waits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import credentials, staffing
from app.domain.people import Role
from app.store.tables import authority, passkey, password, person, recovery


@dataclass(frozen=True, slots=True)
class Held:
    """A recorded authority; `now` whether it holds today."""

    id: str
    capacity: str
    title: str
    decision_no: str
    decision_date: date
    valid_from: date
    valid_to: date | None
    prefix: list[str]
    now: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recovery that waits for the second administrator."""

    by: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the commune with everything that an administrator may change."""

    id: str
    name: str
    honorific: str
    title: str
    roles: tuple[Role, ...]
    left_at: datetime | None
    passkeys: int
    decides_from: datetime | None
    account: str
    two_needed: bool
    renewal: bool
    authorities: list[Held]
    proposal: Proposal | None


def one(db: Session, org_id: str, person_id: str, at: datetime, today: date) -> Colleague | None:
    """The colleague; None when unknown or another commune's."""
    row = db.execute(select(person).where(person.c.id == person_id, person.c.org == org_id)).mappings().one_or_none()
    if row is None:
        return None
    keys = db.execute(select(passkey.c.removed_at, passkey.c.decides_from).where(passkey.c.person == person_id)).all()
    live = [key for key in keys if key.removed_at is None]
    waits = [key.decides_from for key in live if key.decides_from and key.decides_from > at]
    account = db.execute(select(password.c.account).where(password.c.person == person_id)).scalar()
    held = _authorities(db, person_id, today)
    roles = tuple(Role(role) for role in row["roles"])
    return Colleague(
        id=person_id,
        name=row["name"],
        honorific=row["honorific"],
        title=row["title"],
        roles=roles,
        left_at=row["left_at"],
        passkeys=len(live),
        decides_from=max(waits, default=None) if len(waits) == len(live) else None,
        account=account or "",
        two_needed=credentials.two_needed(roles, had_authority=bool(held), had_passkey=bool(keys)),
        renewal=bool(keys) or account is not None,
        authorities=held,
        proposal=_proposal(db, person_id, at),
    )


def _authorities(db: Session, person_id: str, today: date) -> list[Held]:
    rows = db.execute(
        select(authority).where(authority.c.person == person_id).order_by(authority.c.valid_from.desc(), authority.c.id)
    ).mappings()
    return [
        Held(
            row["id"], row["capacity"], row["title"], row["decision_no"], row["decision_date"], row["valid_from"],
            row["valid_to"], row["prefix"],
            row["valid_from"] <= today and (row["valid_to"] is None or today <= row["valid_to"]),
        )
        for row in rows
    ]  # fmt: skip


def _proposal(db: Session, person_id: str, at: datetime) -> Proposal | None:
    query = select(recovery.c.proposed_by, person.c.name, recovery.c.proposed_at)
    query = query.join(person, person.c.id == recovery.c.proposed_by).where(recovery.c.person == person_id)
    row = db.execute(query).one_or_none()
    if row is None or at - row[2] >= staffing.PROPOSAL_LASTS:
        return None
    return Proposal(*row)
