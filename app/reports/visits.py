"""Visits as the desk sees them: asked for and waiting, a day by officers, left over from earlier days, stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from app.domain import calendar
from app.domain.benefits import CERTIFY
from app.domain.calendar import ZONE
from app.domain.life import UNSIGNED
from app.domain.visit import VisitState
from app.domain.words_vi import fold
from app.store.tables import case, person, visit, visit_order

_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A visit; `officer` is empty while nobody was chosen, `purposes` are codes, `asked` is empty where its officer
    planned it himself, `outcome` as it stands with the visit."""

    id: str
    state: str
    officer: str
    officer_id: str
    on: date
    at_time: str
    honorific: str
    name: str
    hamlet: str
    phone: str
    purposes: tuple[str, ...]
    place_kind: str
    point: str
    note: str
    case_id: str
    asked: Mapping[str, Any]
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Round:
    """What one officer has on a day, in order; `open` of them are still to be made."""

    officer_id: str
    officer: str
    lines: list[Line]
    open: int


def requests(db: Session, org_id: str) -> list[Line]:
    """Nobody was chosen yet: who waits longest first."""
    found = _lines(db, _all(org_id).where(visit.c.state == VisitState.REQUESTED.value))
    return sorted(found, key=lambda one: (one.asked.get("at", ""), one.id))


def day(db: Session, org_id: str, on: date) -> list[Round]:
    """A day, officer by officer, in the desk's order and then by hour."""
    query = _all(org_id).where(
        visit.c.on_date == on, visit.c.state.not_in((VisitState.REQUESTED, VisitState.CANCELLED))
    )
    lines = _lines(db, query)
    rounds = []
    for (name, officer), group in groupby(sorted(lines, key=lambda one: (one.officer, one.officer_id)), _whose):
        theirs = list(group)
        rounds.append(Round(officer, name, theirs, sum(one.state == VisitState.PLANNED for one in theirs)))
    return rounds


def left_over(db: Session, org_id: str, today: date) -> list[Line]:
    """Of earlier days, and nobody said how they ended."""
    query = _all(org_id).where(visit.c.state == VisitState.PLANNED.value, visit.c.on_date < today)
    return _lines(db, query)


def stopped(db: Session, org_id: str) -> list[Line]:
    """Stopped because an officer noted that the person has died."""
    return _lines(db, _all(org_id).where(visit.c.state == VisitState.STOPPED.value))


def coming(db: Session, org_id: str, today: date) -> list[tuple[date, int]]:
    """How many visits are planned on each day from today."""
    where = (visit.c.org == org_id, visit.c.state == VisitState.PLANNED.value, visit.c.on_date >= today)
    query = select(visit.c.on_date, func.count()).where(*where).group_by(visit.c.on_date).order_by(visit.c.on_date)
    return [(row[0], row[1]) for row in db.execute(query)]


def one(db: Session, org_id: str, visit_id: str) -> Line | None:
    """One visit of this commune."""
    found = _lines(db, _all(org_id).where(visit.c.id == visit_id))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Served:
    """Visits made, and papers signed, at one kind of place."""

    place_kind: str
    visits: int
    signings: int


def goes_there(db: Session, org_id: str, hamlet: str, officers: Sequence[str]) -> str:
    """Which of these officers has the newest visit in that hamlet, planned or made: whoever knows the way. Empty for
    none among the last some hundred."""
    query = (
        select(visit.c.officer, visit.c.hamlet)
        .where(visit.c.org == org_id, visit.c.officer.in_(officers))
        .where(visit.c.state.in_((VisitState.PLANNED, VisitState.DONE, VisitState.NOT_DONE)))
        .order_by(visit.c.on_date.desc(), visit.c.id.desc())
        .limit(_LOOKED_AT)
    )
    wanted = fold(hamlet)
    return next((row.officer for row in db.execute(query) if wanted and fold(row.hamlet) == wanted), "")


def made_on() -> ColumnElement[str]:
    """`2026-11-23…`: when a visit was closed, by Vietnam's clock; where that was not kept yet, its planned day."""
    return func.coalesce(visit.c.outcome["closed_at"].as_string(), cast(visit.c.on_date, String))


def by_place(db: Session, org_id: str, since: date) -> list[Served]:
    """Since a day, apart for each kind of place of service."""
    done = (visit.c.org == org_id, visit.c.state == VisitState.DONE.value, made_on() >= f"{since}")
    visits: dict[str, int] = {
        row[0]: row[1]
        for row in db.execute(select(visit.c.place_kind, func.count()).where(*done).group_by(visit.c.place_kind))
    }
    begun = datetime.combine(since, time(), ZONE)
    kind = case.c.fields["signing"]["place_kind"].as_string()
    # a decision is signed by nobody at a home, and who was refused or went back on it signed nothing that stands
    signed = (case.c.task == CERTIFY, case.c.state.not_in(UNSIGNED))
    made = select(kind, func.count()).where(case.c.org == org_id, case.c.signed_at >= begun, *signed).group_by(kind)
    signings: dict[str, int] = {}
    for name, count in db.execute(made):
        # phones of before did not say it: they signed at homes
        signings[name or "home"] = signings.get(name or "home", 0) + count
    return [
        Served(name, visits.get(name, 0), signings.get(name, 0))
        for name in ("home", "point", "counter")
        if name in visits or name in signings
    ]


def month_of(today: date) -> date:
    """The first day of its month."""
    return today.replace(day=1)


def tomorrow(now: datetime) -> date:
    """By Vietnam's calendar."""
    return calendar.local(now).date() + timedelta(days=1)


def _whose(one: Line) -> tuple[str, str]:
    return one.officer, one.officer_id


def _all(org_id: str) -> Select[Any]:
    return (
        select(visit, person.c.name.label("officer_name"), visit_order.c.place)
        .outerjoin(person, person.c.id == visit.c.officer)
        .outerjoin(visit_order, visit_order.c.visit == visit.c.id)
        # without a name: its content was destroyed, it counts and is not shown
        .where(visit.c.org == org_id, visit.c.name != "")
        .order_by(visit.c.on_date, visit_order.c.place.is_(None), visit_order.c.place, visit.c.at_time, visit.c.id)
    )


def _lines(db: Session, query: Select[Any]) -> list[Line]:
    return [
        Line(
            id=row["id"],
            state=row["state"],
            officer=row["officer_name"] or "",
            officer_id=row["officer"] or "",
            on=row["on_date"],
            at_time=row["at_time"],
            honorific=row["honorific"],
            name=row["name"],
            hamlet=row["hamlet"],
            phone=row["phone"],
            purposes=tuple(row["purposes"] or [row["purpose"]]),
            place_kind=row["place_kind"],
            point=row["point"],
            note=row["note"],
            case_id=row["case_id"] or "",
            asked=row["request"] or {},
            outcome=row["outcome"] or {},
        )
        for row in db.execute(query).mappings()
    ]
