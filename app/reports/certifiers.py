"""Who certifies today: leaders whose authority holds, who of them is away, who stands in; who reads which case now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.authority import Capacity, Way
from app.domain.people import Role
from app.store import absences
from app.store.tables import authority, opening, org, person

_READING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Certifier:
    """A leader whose authority holds today; `away_until` and `stand_in` (a name) where he is away."""

    id: str
    name: str
    chairman: bool
    away_until: date | None = None
    stand_in_id: str = ""
    stand_in: str = ""


def today(db: Session, org_id: str, day: date) -> list[Certifier]:
    """Everybody who could certify on this day, those who are away last."""
    away = {one.person: one for one in absences.of_org(db, org_id, day) if one.first <= day}
    capacities = _capacities(db, org_id, day)
    rows = db.execute(
        select(person.c.id, person.c.name, person.c.roles)
        .where(person.c.org == org_id, person.c.left_at.is_(None))
        .order_by(person.c.name, person.c.id)
    ).all()
    called = {row.id: row.name for row in rows}
    found = []
    for row in rows:
        if Role.LEADER not in row.roles or row.id not in capacities:
            continue
        gone = away.get(row.id)
        stand_in = (gone.stand_in or "") if gone else ""
        chairman = Capacity.CHAIRMAN in capacities[row.id]
        found.append(
            Certifier(row.id, row.name, chairman, gone.last if gone else None, stand_in, called.get(stand_in, ""))
        )
    return sorted(found, key=lambda one: one.away_until is not None)


def names(db: Session, org_id: str, officer: str, day: date) -> list[str]:
    """Who will certify what this officer brings today: in way A himself, in way B every leader who is here. Without an
    officer: anybody of either."""
    way = db.execute(select(org.c.way).where(org.c.id == org_id)).scalar()
    if way == Way.A and not officer:
        capable = list(_capacities(db, org_id, day))
        here = (person.c.id.in_(capable), person.c.left_at.is_(None))
        return list(db.execute(select(person.c.name).where(*here).order_by(person.c.name)).scalars())
    if way == Way.A:
        if officer not in _capacities(db, org_id, day):
            return []
        return [str(db.execute(select(person.c.name).where(person.c.id == officer)).scalar_one())]
    return [one.name for one in today(db, org_id, day) if one.away_until is None]


def leader(db: Session, org_id: str, person_id: str) -> str:
    """The name of a leader of this commune; empty for anybody else."""
    where = (person.c.id == person_id, person.c.org == org_id, person.c.left_at.is_(None))
    row = db.execute(select(person.c.name, person.c.roles).where(*where)).one_or_none()
    return str(row.name) if row and Role.LEADER in row.roles else ""


@dataclass(frozen=True, slots=True)
class Away:
    """One absence; `stand_in` is a name."""

    id: str
    first: date
    last: date
    stand_in: str


def absences_of(db: Session, org_id: str, person_id: str, day: date) -> list[Away]:
    """A person's absences from this day on."""
    found = [one for one in absences.of_org(db, org_id, day) if one.person == person_id]
    called = {row.id: row.name for row in db.execute(select(person.c.id, person.c.name).where(person.c.org == org_id))}
    return [Away(one.id, one.first, one.last, called.get(one.stand_in or "", "")) for one in found]


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody who has a case open now."""

    name: str
    since: datetime


def reading(db: Session, org_id: str, me: str, at: datetime) -> dict[str, Reading]:
    """Which cases another person opened within the last ten minutes."""
    query = (
        select(opening.c.case_id, person.c.name, opening.c.at)
        .join(person, person.c.id == opening.c.person)
        .where(opening.c.org == org_id, opening.c.what == "sheet", opening.c.person != me, opening.c.at > at - _READING)
        .order_by(opening.c.at)
    )
    return {row.case_id: Reading(row.name, row.at) for row in db.execute(query)}


def unopened(db: Session, case_ids: Collection[str]) -> set[str]:
    """Those that no certifier ever opened."""
    query = select(opening.c.case_id).where(opening.c.case_id.in_(case_ids), opening.c.what == "sheet").distinct()
    return set(case_ids) - set(db.execute(query).scalars())


def _capacities(db: Session, org_id: str, day: date) -> dict[str, set[str]]:
    open_end = authority.c.valid_to.is_(None) | (authority.c.valid_to >= day)
    where = (authority.c.org == org_id, authority.c.valid_from <= day, open_end)
    found: dict[str, set[str]] = {}
    for row in db.execute(select(authority.c.person, authority.c.capacity).where(*where)):
        found.setdefault(row.person, set()).add(row.capacity)
    return found
