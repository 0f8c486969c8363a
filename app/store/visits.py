"""Visits as they stand."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.visit import HOME, VisitState
from app.store.db import insert_once
from app.store.tables import case, death_note, visit, visit_order


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit; `newest` is the record hash that the next record of its stream builds on, `officer` is missing while
    nobody was chosen, `request` says who asked and how (`code`, `why`, `needs`, `when`, `how`, `at`),
    `hold` why it must be kept beyond its time."""

    id: str
    org: str
    officer: str | None
    state: str
    on_date: date
    at_time: str
    honorific: str
    name: str
    hamlet: str
    phone: str
    purpose: str
    note: str
    newest: str
    case_id: str | None = None
    outcome: dict[str, Any] | None = None
    purposes: list[str] | None = None
    place_kind: str = HOME
    point: str = ""
    request: dict[str, Any] | None = None
    hold: dict[str, Any] | None = None


def add(db: Session, new: VisitRow) -> None:
    """A new visit."""
    db.execute(insert(visit).values(**asdict(new)))


def put(db: Session, new: VisitRow) -> None:
    """This one in place of what stands."""
    db.execute(delete(visit).where(visit.c.id == new.id))
    add(db, new)


def of_org(db: Session, org: str, visit_id: str) -> VisitRow | None:
    """The visit of this commune; one whose content was destroyed is nobody's any more."""
    where = (visit.c.id == visit_id, visit.c.org == org, visit.c.name != "")
    row = db.execute(select(visit).where(*where)).mappings().one_or_none()
    return VisitRow(**row) if row else None


def emptied(db: Session, org: str, visit_id: str) -> VisitRow | None:
    """What is left of a visit of this commune whose content was destroyed."""
    where = (visit.c.id == visit_id, visit.c.org == org, visit.c.name == "")
    row = db.execute(select(visit).where(*where)).mappings().one_or_none()
    return VisitRow(**row) if row else None


def exists(db: Session, visit_id: str) -> bool:
    """Whether any commune has a visit of this id."""
    return db.execute(select(visit.c.id).where(visit.c.id == visit_id)).scalar() is not None


def save(db: Session, visit_id: str, **columns: Any) -> None:
    """New values of some columns."""
    db.execute(update(visit).where(visit.c.id == visit_id).values(**columns))


def planned_of(db: Session, org: str, officer: str, on: date) -> list[VisitRow]:
    """The visits that an officer has still to make on a day, in the desk's order, then by hour."""
    query = (
        select(visit)
        .outerjoin(visit_order, visit_order.c.visit == visit.c.id)
        .where(visit.c.org == org, visit.c.officer == officer, visit.c.on_date == on)
        .where(visit.c.state == VisitState.PLANNED.value)
        .order_by(visit_order.c.place.is_(None), visit_order.c.place, visit.c.at_time, visit.c.id)
    )
    return [VisitRow(**row) for row in db.execute(query).mappings()]


def place_in_order(db: Session, ids: Sequence[str]) -> None:
    """These visits are made in this order."""
    db.execute(delete(visit_order).where(visit_order.c.visit.in_(ids)))
    if ids:
        db.execute(insert(visit_order), [{"visit": one, "place": place} for place, one in enumerate(ids)])


def out_of_order(db: Session, visit_id: str) -> None:
    """On another day, or with another officer, the desk's order says nothing."""
    db.execute(delete(visit_order).where(visit_order.c.visit == visit_id))


def asked_since(db: Session, org: str, since: datetime) -> int:
    """How many visits were asked for by anybody since this moment."""
    stamp = since.isoformat(timespec="milliseconds")
    query = select(visit.c.request).where(visit.c.org == org)
    asked = db.execute(query.where(visit.c.on_date >= since.date())).scalars()
    return sum(1 for one in asked if one and one["how"] == "public" and one["at"] >= stamp)


def waiting(db: Session, org: str) -> list[VisitRow]:
    """Every visit that is still to be made, whoever makes it."""
    query = select(visit).where(visit.c.org == org, visit.c.state.in_((VisitState.REQUESTED, VisitState.PLANNED)))
    return [VisitRow(**row) for row in db.execute(query.order_by(visit.c.id)).mappings()]


@dataclass(frozen=True, slots=True)
class DeathRow:
    """Whom a record says to have died: folded name and hamlet, identity number where it is known."""

    seq: int
    org: str
    name_key: str
    hamlet_key: str
    number: str


def note_death(db: Session, new: DeathRow) -> None:
    """Once for a record."""
    insert_once(db, death_note, asdict(new), ("seq",))


def deaths(db: Session, org: str, name_key: str, hamlet_key: str, number: str) -> list[DeathRow]:
    """What was noted of this person."""
    known = (death_note.c.name_key == name_key) & (death_note.c.hamlet_key == hamlet_key)
    same = or_(known, death_note.c.number == number) if number else known
    query = select(death_note).where(death_note.c.org == org, same).order_by(death_note.c.seq)
    return [DeathRow(**row) for row in db.execute(query).mappings()]


def number_of(db: Session, case_id: str | None) -> str:
    """The identity number of the case that a visit led to; empty where it is not known."""
    fields = db.execute(select(case.c.fields).where(case.c.id == case_id)).scalar() if case_id else None
    return str((fields or {}).get("person", {}).get("number", ""))
