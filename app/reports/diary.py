"""Nhật ký công tác: an officer's month from the records of his work, without anybody's name.

Read straight from cases and visits of one commune and month: the sums over days (`tally`) know neither who did a thing
nor its hour, and one officer's month is some hundred rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from app.domain import calendar, diary, visit
from app.domain.benefits import CERTIFY
from app.domain.calendar import local
from app.domain.diary import Did, Entry
from app.domain.life import WITH_LETTER, State
from app.domain.words_vi import fold
from app.reports import fee_ledger, office_hours
from app.reports.visits import made_on
from app.store import hamlets as places
from app.store import points
from app.store.tables import case, guidance, person, record
from app.store.tables import visit as visit_table

# what was handed over was a written refusal
LETTER = "letter"
POINT = "point"
_TOLD = (visit.VisitState.DONE, visit.VisitState.NOT_DONE)
_BY_TELEPHONE = frozenset(visit.NOT_DONE) - {"vang_nha", visit.DIED}


@dataclass(frozen=True, slots=True)
class Diary:
    """An officer's month; `kinds` counts the papers signed by their title, `outcomes` the same cases by their state,
    `fees` is his row of the fee ledger, None where he took nothing; `office` whether its place is recorded."""

    month: str
    officer: str
    name: str
    title: str
    days: list[diary.Day]
    sums: diary.Sums
    kinds: list[tuple[str, int]]
    outcomes: Mapping[str, int]
    fees: fee_ledger.Row | None
    office: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """A month, or a day, of one officer."""

    org: str
    officer: str
    begin: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        """Whether a moment is of it."""
        return self.begin <= at < self.end


@dataclass(frozen=True, slots=True)
class _Stops:
    """The hamlets of residential points by name, and the month's visits at one by day and person."""

    hamlets: Mapping[str, str]
    visits: Mapping[tuple[date, tuple[str, str]], Entry]

    def named(self, one: Entry) -> Entry:
        """A visit with the hamlet of its point instead of the name."""
        return one if one.stop is None else replace(one, stop=self.hamlets.get(fold(one.stop), ""))

    def in_words(self, said: str) -> str:
        """The hamlet of the point that the place of a signing begins with; empty for none that is known."""
        names = [name for name in self.hamlets if fold(said).startswith(name)]
        return self.hamlets[max(names, key=len)] if names else ""

    def of(self, one: Entry) -> Entry:
        """What was done for the person of a visit at a point was done there, unless it was at the office."""
        met = self.visits.get((one.day, one.whom))
        if met is None or one.stop or one.place_kind == diary.COUNTER:
            return one
        return replace(one, place_kind=POINT, stop=self.hamlets.get(fold(met.stop or ""), ""))


def of_officer(db: Session, org_id: str, officer: str, month: str) -> Diary | None:
    """The diary of `2026-11`; None for nobody of this commune."""
    who = db.execute(
        select(person.c.name, person.c.title).where(person.c.id == officer, person.c.org == org_id)
    ).one_or_none()
    if who is None:
        return None
    of = _Span(org_id, officer, *fee_ledger.month_span(month))
    hours, office = office_hours.hours(db, org_id), places.office(db, org_id)
    signed = _signed(db, of)
    entries = _entries(db, of, signed)
    known = [one.hamlet for one in places.of_org(db, org_id)]
    found = diary.days([_timed(one, hours) for one in entries], known, office)
    fees = (one for one in fee_ledger.ledger(db, org_id, month).rows if one.person == officer)
    return Diary(
        month=month,
        officer=officer,
        name=who.name,
        title=who.title,
        days=found,
        sums=diary.sums(found),
        kinds=Counter(row.title for row in signed if visit.served(_place(row), row.state)).most_common(),
        outcomes=Counter(row.state for row in signed),
        fees=next(fees, None),
        office=office is not None,
    )


def adds(db: Session, org_id: str, visit_id: str) -> diary.Adds | None:
    """What the day of its officer has more because of this visit; None for one that stands in no diary."""
    where = (visit_table.c.id == visit_id, visit_table.c.org == org_id, visit_table.c.state.in_(_TOLD))
    row = db.execute(select(visit_table).where(*where)).one_or_none()
    if row is None or row.officer is None:
        return None
    begin = datetime.combine(_day(row), time(), calendar.ZONE)
    of = _Span(org_id, row.officer, begin, begin + timedelta(days=1))
    return diary.adds(_entries(db, of, _signed(db, of)), visit_id)


def _entries(db: Session, of: _Span, signed: Sequence[Any]) -> list[Entry]:
    visited = list(_visits(db, of))
    stops = _Stops(points.hamlets_of(db, of.org), {(one.day, one.whom): one for one in visited if one.stop is not None})
    done = [*(_entry(row, stops) for row in signed), *_delivered(db, of), *_failed(db, of)]
    return [*(stops.of(one) for one in done), *(stops.named(one) for one in visited), *_guided(db, of)]


def officers(db: Session, org_id: str) -> list[tuple[str, str]]:
    """Ids and names of those of the commune who have a diary, also of who left: by name."""
    wrote = union(*(select(one.c.officer).where(one.c.org == org_id) for one in (case, visit_table, guidance)))
    query = select(person.c.id, person.c.name).where(person.c.org == org_id, person.c.id.in_(wrote))
    return [(row.id, row.name) for row in db.execute(query.order_by(person.c.name, person.c.id))]


def at_work(db: Session, org_id: str, officers: Sequence[str], month: str) -> str:
    """The first of them with something in his diary of that month, else the first."""
    found = ((one, of_officer(db, org_id, one, month)) for one in officers)
    return next((one for one, diary_of in found if diary_of is not None and diary_of.days), officers[0])


def _signed(db: Session, of: _Span) -> list[Any]:
    """Whoever wrote the submission was there, whoever has the case now."""
    query = (
        select(case)
        .join(record, record.c.seq == case.c.submission)
        .where(case.c.org == of.org, case.c.task == CERTIFY, record.c.author == of.officer)
        .where(case.c.signed_at >= of.begin, case.c.signed_at < of.end)
    )
    return list(db.execute(query))


def _place(row: Any) -> str:
    return str((row.fields.get("signing") or {}).get("place_kind") or visit.HOME)


def _entry(row: Any, stops: _Stops) -> Entry:
    did = Did.DECLINED if row.state == State.DECLINED else Did.SIGNED
    made = _of_case(row, row.signed_at, did, row.state, _place(row))
    if made.place_kind != POINT:
        return made
    return replace(made, stop=stops.in_words((row.fields.get("signing") or {}).get("place") or ""))


def _delivered(db: Session, of: _Span) -> Iterable[Entry]:
    query = (
        select(case)
        .join(record, record.c.seq == case.c.fields[("delivery", "seq")].as_integer())
        .where(case.c.org == of.org, record.c.author == of.officer)
        .where(case.c.delivered_at >= of.begin, case.c.delivered_at < of.end)
    )
    return [
        _of_case(row, row.delivered_at, Did.DELIVERED, LETTER if row.state in WITH_LETTER else row.task)
        for row in db.execute(query)
    ]


def _failed(db: Session, of: _Span) -> Iterable[Entry]:
    """Every failed attempt of the commune's cases is looked at: few cases have one."""
    tried = case.c.fields[("attempted", 0, "reason")].as_string().is_not(None)
    for row in db.execute(select(case).where(case.c.org == of.org, tried)):
        for one in row.fields["attempted"]:
            at = datetime.fromisoformat(one["at"])
            # before it was kept who tried, it was whoever has the case
            if of.holds(at) and one.get("by", row.officer) == of.officer:
                yield _of_case(row, at, Did.FAILED, one["reason"])


def _visits(db: Session, of: _Span) -> Iterable[Entry]:
    """A visit stands on the day on which it was closed, with its hour where that is the planned day; `stop` has the
    name of its residential point still."""
    query = select(visit_table).where(
        visit_table.c.org == of.org,
        visit_table.c.officer == of.officer,
        made_on() >= f"{local(of.begin):%Y-%m-%d}",
        made_on() < f"{local(of.end):%Y-%m-%d}",
        visit_table.c.state.in_(_TOLD),
    )
    for row in db.execute(query):
        outcome = row.outcome or {}
        kept = outcome.get(visit.IN_DIARY) or {}
        if not kept.get("shown", True):
            continue
        reason = "" if row.state == visit.VisitState.DONE else outcome.get("reason", "")
        did = Did.CALLED_OFF if reason in _BY_TELEPHONE else Did.NOT_SEEN if reason else Did.VISITED
        what = reason or " ".join(row.purposes or [row.purpose])
        # one whose content was destroyed is to nobody; before it was noted what it adds, it was a call of its own
        whom = visit.person_key(row.name, row.hamlet) if row.name else (row.id, row.id)
        day = _day(row)
        stop = row.point if row.place_kind == POINT else None
        hour = row.at_time if day == row.on_date else ""
        more = None if row.name else int(kept.get("calls", 1))
        yield Entry(day, hour, did, whom, row.hamlet, row.place_kind, what, stop=stop, visit=row.id, adds=more)


def _day(row: Any) -> date:
    closed, planned = (row.outcome or {}).get("closed_at"), row.on_date
    day: date = local(datetime.fromisoformat(closed)).date() if closed else planned
    return day


def _guided(db: Session, of: _Span) -> Iterable[Entry]:
    """`what`: each service with how it was done, then what was explained; never why it was done for somebody, which
    beside hour and hamlet would tell of whom it speaks."""
    query = select(guidance).where(guidance.c.org == of.org, guidance.c.officer == of.officer)
    for row in db.execute(query.where(guidance.c.given_at >= of.begin, guidance.c.given_at < of.end)):
        here, what = local(row.given_at), [f"{one['service']}:{one['mode']}" for one in row.services]
        whom = visit.person_key("", row.hamlet)
        yield Entry(
            here.date(), f"{here:%H:%M}", Did.GUIDED, whom, row.hamlet, row.place_kind,
            " ".join([*what, *row.topics]), at=row.given_at,
        )  # fmt: skip


def _of_case(row: Any, at: datetime, did: Did, what: str, place: str = visit.HOME) -> Entry:
    here, whom = local(at), visit.person_key(row.name, row.hamlet)
    return Entry(here.date(), f"{here:%H:%M}", did, whom, row.hamlet, place, what, row.code or row.dossier, at)


def _timed(one: Entry, hours: office_hours.Hours) -> Entry:
    return one if one.at is None else replace(one, when=hours.when(one.at))
