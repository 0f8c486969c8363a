"""What of a commune is due to be destroyed, and what is held."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain import delivery, kinds, payments, retention
from app.domain.benefits import BENEFIT
from app.domain.calendar import ZONE, local
from app.domain.paper import Holder
from app.store import retention as terms
from app.store.tables import (
    case,
    case_paper,
    held_record,
    org,
    person,
    purge,
    record,
    record_body,
    register_entry,
    statement_line,
    visit,
)

# what one proposal holds at most: a list that a person can still look through
MOST = 200
_HOME = (None, Holder.PERSON, Holder.LOST, Holder.FILED)
_DAYS = 365


@dataclass(frozen=True, slots=True)
class Due:
    """A case that ended long enough ago; `number` is empty where it was never certified."""

    case_id: str
    dossier: str
    number: str
    title: str
    rule: retention.Rule
    ended_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit that led to no case, or was only asked for; `code` is its request's, empty where nobody asked, `officer`
    a name, empty where nobody was chosen; `there`: its content was not destroyed before."""

    visit_id: str
    code: str
    on_date: date
    state: str
    officer: str
    purposes: Sequence[str]
    there: bool
    rule: retention.Rule
    ended_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Held:
    """A case that must be kept, and why."""

    case_id: str
    dossier: str
    hold: dict[str, Any]


def due(db: Session, org_id: str, at: datetime, *, without: Collection[str] = (), most: int | None = MOST) -> list[Due]:
    """The oldest cases that are due: ended, nobody holds them, nothing of them waits, the original is home, and
    nothing of the fee is still to go back; but for those `without`, `most` of them or all."""
    found = [one for one in _due(db, org_id, at) if one.case_id not in without]
    return sorted(found, key=lambda one: (one.due_on, one.dossier))[:most]


def due_visits(
    db: Session, org_id: str, at: datetime, *, without: Collection[str] = (), most: int | None = MOST
) -> list[DueVisit]:
    """The oldest visits without a case that are due: nothing of them waits for a person. One that nobody made or called
    off in all these years is due as well: nobody goes there any more. Of one that was emptied what came afterwards is
    due at once."""
    today = local(at).date()
    rule = retention.rule(retention.VISIT, today, terms.terms(db, org_id))
    if rule.years is None:
        return []
    found = []
    for row in db.execute(_old_visits(org_id, today - timedelta(days=_DAYS * rule.years))):
        ended = max(row.on_date, local(row.newest_at).date()) if row.name else row.on_date
        on = retention.after_years(ended, rule.years)
        if (on <= today or not row.name) and row.id not in without:
            code, purposes = (row.request or {}).get("code", ""), row.purposes or [row.purpose]
            about = (code, row.on_date, row.state, row.officer_name or "", purposes, bool(row.name))
            found.append(DueVisit(row.id, *about, rule, ended, min(on, today)))
    return sorted(found, key=lambda one: (one.due_on, one.on_date, one.visit_id))[:most]


def _old_visits(org_id: str, before: date) -> Select[Any]:
    """Without a name it was emptied before: then only what has content again."""
    waiting = select(held_record.c.case_id).where(held_record.c.org == org_id, held_record.c.closed_at.is_(None))
    of_it = record.c.stream_id == visit.c.id
    said = record.c.kind.not_in(("hold.set", "hold.lifted"))
    newest = select(func.max(record.c.received_at)).where(of_it, said).scalar_subquery()
    content = exists().where(of_it, record.c.kind.not_in(kinds.FOR_EVER), record_body.c.seq == record.c.seq)
    again = and_(visit.c.name == "", content)
    every = select(visit, newest.label("newest_at"), person.c.name.label("officer_name"))
    return every.outerjoin(person, person.c.id == visit.c.officer).where(
        visit.c.org == org_id,
        visit.c.case_id.is_(None),
        visit.c.hold.is_(None),
        visit.c.id.not_in(waiting),
        or_(and_(visit.c.name != "", visit.c.on_date < before), again),
    )


@dataclass(frozen=True, slots=True)
class OfOrg:
    """What is due of one commune."""

    name: str
    cases: list[Due]
    visits: list[DueVisit]


def everywhere(db: Session, at: datetime) -> list[OfOrg]:
    """What is due of every commune of the installation, by its name."""
    rows = db.execute(select(org.c.id, org.c.name).order_by(org.c.name, org.c.id))
    return [OfOrg(row.name, due(db, row.id, at), due_visits(db, row.id, at)) for row in rows]


def schedule(db: Session, org_id: str) -> tuple[retention.Rule, ...]:
    """What is kept how long here, with what is to hold later."""
    return retention.schedule(terms.terms(db, org_id))


def _due(db: Session, org_id: str, at: datetime) -> Iterator[Due]:
    today = local(at).date()
    own = terms.terms(db, org_id)
    rules = [
        retention.rule(code, today, own) for code in (retention.CERTIFIED, retention.UNCERTIFIED, retention.BENEFIT)
    ]
    least = min(one.years for one in rules if one.years is not None)
    waiting = select(held_record.c.case_id).where(held_record.c.org == org_id, held_record.c.closed_at.is_(None))
    of_it = (statement_line.c.org == org_id, statement_line.c.case_id == case.c.id)
    lines = select(func.count()).select_from(statement_line).where(*of_it)
    matched = lines.scalar_subquery().label("matched")
    rows = db.execute(
        select(case, case_paper.c.holder, case_paper.c.since, register_entry.c.id.label("entry"), matched)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .outerjoin(register_entry, register_entry.c.case_id == case.c.id)
        .where(
            case.c.org == org_id,
            case.c.state.in_(retention.ENDED),
            case.c.hold.is_(None),
            # a visit goes with its case
            ~exists().where(visit.c.case_id == case.c.id, visit.c.hold.is_not(None)),
            case.c.id.not_in(waiting),
            case.c.received_at < at - timedelta(days=_DAYS * least),
        )
    )
    for row in rows.mappings():
        rule = rules[2] if row["task"] == BENEFIT else rules[0] if row["entry"] else rules[1]
        if rule.years is None or row["holder"] not in _HOME or _owed(row):
            continue
        ended = _ended(row)
        if (on := retention.due_on(ended, rule.years)) <= today:
            number = row["number_text"] or "" if row["entry"] else ""
            yield Due(row["id"], row["dossier"], number, row["title"], rule, local(ended).date(), on)


def _ended(row: Any) -> datetime:
    """The last thing that happened to it: it is kept from then."""
    moments = [row["received_at"], row["certified_at"], row["delivered_at"], row["since"]]
    said = (row["ended"] or {}).get("at")
    taken = (row["fields"].get("fee_taken") or {}).get("on")
    days = [taken, *(one["on"] for one in row["fields"].get(payments.GIVEN_BACK) or ())]
    paid = [datetime.combine(date.fromisoformat(one), time(), ZONE) for one in days if one]
    newest: datetime = max(one for one in (*moments, *paid, datetime.fromisoformat(said) if said else None) if one)
    return newest


def _owed(row: Any) -> bool:
    """Whether money of it is still to go back to its person: with its content that would be forgotten."""
    ended, given = delivery.ended_without(row["state"], row["ended"]), payments.given_back(row["fields"])
    return payments.owed_back(row["fields"].get("fee"), matched=row["matched"], ended=ended, given=given) > 0


def held(db: Session, org_id: str) -> list[Held]:
    """Every case that is held."""
    where = (case.c.org == org_id, case.c.hold.is_not(None))
    rows = db.execute(select(case.c.id, case.c.dossier, case.c.hold).where(*where).order_by(case.c.dossier))
    return [Held(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class HeldVisit:
    """A visit that must be kept, and why."""

    visit_id: str
    on_date: date
    hold: dict[str, Any]


def held_visits(db: Session, org_id: str) -> list[HeldVisit]:
    """Every visit that is held."""
    where = (visit.c.org == org_id, visit.c.hold.is_not(None))
    rows = db.execute(select(visit.c.id, visit.c.on_date, visit.c.hold).where(*where).order_by(visit.c.on_date))
    return [HeldVisit(*row) for row in rows]


def hold_of_visit(db: Session, org_id: str, visit_id: str) -> dict[str, Any] | None:
    """Why this visit is held."""
    query = select(visit.c.hold).where(visit.c.org == org_id, visit.c.id == visit_id)
    found: dict[str, Any] | None = db.execute(query).scalar()
    return found


def hold_of(db: Session, org_id: str, case_id: str) -> dict[str, Any] | None:
    """Why this case is held."""
    query = select(case.c.hold).where(case.c.org == org_id, case.c.id == case_id)
    found: dict[str, Any] | None = db.execute(query).scalar()
    return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """A list that one person proposed; `confirmed_at` None while it waits for another. Of one that waits a line has
    `gone` where it was destroyed by another one meanwhile, `there` where it is a visit that can still be looked at."""

    id: str
    proposed_by: str
    proposer: str
    proposed_at: datetime
    confirmer: str
    confirmed_at: datetime | None
    lines: list[dict[str, Any]]


def proposals(db: Session, org_id: str) -> list[Proposal]:
    """Every proposal of this commune that was not given up, the newest first."""
    proposer, confirmer = person.alias("proposer"), person.alias("confirmer")
    rows = db.execute(
        select(
            purge.c.id,
            purge.c.proposed_by,
            proposer.c.name,
            purge.c.proposed_at,
            confirmer.c.name,
            purge.c.confirmed_at,
            purge.c.lines,
        )
        .outerjoin(proposer, proposer.c.id == purge.c.proposed_by)
        .outerjoin(confirmer, confirmer.c.id == purge.c.confirmed_by)
        .where(purge.c.org == org_id, purge.c.dropped_at.is_(None))
        .order_by(purge.c.proposed_at.desc(), purge.c.id)
    )
    found = [Proposal(row[0], row[1], row[2] or "", row[3], row[4] or "", row[5], row[6]) for row in rows]
    return [one if one.confirmed_at else replace(one, lines=_as_now(db, one, found)) for one in found]


def named(found: Iterable[Proposal]) -> set[str]:
    """What those that wait name already, by its id."""
    return {_id(line) for one in found if not one.confirmed_at for line in one.lines}


def _id(line: dict[str, Any]) -> str:
    return str(line.get("case") or line.get("visit"))


def _as_now(db: Session, one: Proposal, found: Iterable[Proposal]) -> list[dict[str, Any]]:
    since = (other for other in found if other.confirmed_at and other.confirmed_at >= one.proposed_at)
    gone = {_id(line) for other in since for line in other.lines}
    wanted = (visit.c.id.in_([_id(line) for line in one.lines]), visit.c.name != "")
    there = set(db.execute(select(visit.c.id).where(*wanted)).scalars())
    return [{**line, "gone": _id(line) in gone, "there": _id(line) in there} for line in one.lines]
