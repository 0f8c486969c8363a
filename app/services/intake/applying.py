"""What a phone's record does to its case: one function a kind, all by the table of life."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from app.domain import calendar, deadlines, delivery, eligibility, life, paper, register, time_window, words_vi
from app.domain.problems import Problem
from app.evidence import envelope, jws, notices
from app.evidence.encoding import from_b64u, from_canonical
from app.evidence.problems import BadEncoding, BadSignature
from app.store import cases, desk, jobs, records
from app.sync.bodies import Attempted, Declined, Delivered, Submitted
from app.work import Work

CASE_PREPARE = "case.prepare"


class WrongCase(Problem):
    """The record names a case of another commune or officer."""

    code = "wrong_case"


class NotApplied(Problem):
    """A kind that is kept but that this version cannot apply."""

    code = "not_applied"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A stored record with its opened body."""

    read: envelope.Envelope
    seq: int
    shape: BaseModel | None
    body: dict[str, Any]


def apply(work: Work, arrived: Arrived) -> None:
    """Moves the case; a Problem means that the record is held with its code."""
    handler = _HANDLERS.get(arrived.read.kind)
    if handler is None or arrived.read.practice:
        raise NotApplied
    handler(work, arrived)


def _submitted(work: Work, arrived: Arrived) -> None:
    body = arrived.shape
    assert isinstance(body, Submitted)  # noqa: S101  the shape was read by kind
    state = life.next_state(_state(work, arrived), arrived.read.kind)
    eligibility.check_request(_request(body))
    _add(work, arrived, _of_submission(work, arrived, body, state))
    held = paper.Holder.OFFICER if body.paper_held else paper.Holder.PERSON
    person = arrived.read.author if body.paper_held else None
    cases.move_paper(work.db, arrived.read.stream_id, cases.PaperRow(held, person, work.at))
    jobs.wake(work.db, CASE_PREPARE, f"{arrived.read.stream_id}/1", work.at)


def _declined(work: Work, arrived: Arrived) -> None:
    body = arrived.shape
    assert isinstance(body, Declined)  # noqa: S101  the shape was read by kind
    state = life.next_state(_state(work, arrived), arrived.read.kind)
    person, document = body.person, body.document
    facts = _Facts(
        code=body.code,
        way=body.way,
        kind=document.kind if document else "",
        title=document.title if document else "",
        honorific=person.honorific if person else "",
        name=person.name if person else "",
        hamlet=body.hamlet,
        signed_at=datetime.fromisoformat(arrived.read.made_at),
    )
    _add(work, arrived, _row(work, arrived, facts, state))


def _delivered(work: Work, arrived: Arrived) -> None:
    body = arrived.shape
    assert isinstance(body, Delivered)  # noqa: S101  the shape was read by kind
    found = _own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    delivery.check_recipient(body.recipient.who, body.recipient.name, body.recipient.relation)
    held = cases.paper(work.db, found.id)
    if held is not None:
        holder = paper.after(paper.Holder(held.holder), arrived.read.kind)
        cases.move_paper(work.db, found.id, cases.PaperRow(holder, None, work.at))
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash, delivered_at=body.delivered_at)
    desk.tell(work.db, found.officer, found.id)


def _attempted(work: Work, arrived: Arrived) -> None:
    body = arrived.shape
    assert isinstance(body, Attempted)  # noqa: S101  the shape was read by kind
    found = _own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    delivery.check_failure(body.reason, body.text)
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash)
    desk.tell(work.db, found.officer, found.id)


_HANDLERS: dict[str, Callable[[Work, Arrived], None]] = {
    "case.submitted": _submitted,
    "case.declined": _declined,
    "delivery.completed": _delivered,
    "delivery.attempted": _attempted,
}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every case has, however it began."""

    code: str
    way: str
    kind: str
    title: str
    honorific: str
    name: str
    hamlet: str
    signed_at: datetime


def _state(work: Work, arrived: Arrived) -> life.State | None:
    found = cases.get(work.db, arrived.read.stream_id)
    if found is not None and found.org != arrived.read.org:
        raise WrongCase
    return life.State(found.state) if found else None


def _own_case(work: Work, arrived: Arrived) -> cases.CaseRow:
    found = cases.of_org(work.db, arrived.read.org, arrived.read.stream_id)
    if found is None or found.officer != arrived.read.author:
        raise WrongCase
    return found


def _request(body: Submitted) -> eligibility.Request:
    until = body.person.valid_until
    return eligibility.Request(
        reason=body.why.code,
        reason_text=body.why.text,
        paper=body.person.paper,
        valid_until=None if until == "none" else date.fromisoformat(until),
        signed_on=calendar.local(body.signing.signed_at).date(),
        kind=body.document.kind,
        conditions=[(one.code, one.answer) for one in body.conditions],
    )


def _of_submission(work: Work, arrived: Arrived, body: Submitted, state: life.State) -> cases.CaseRow:
    facts = _Facts(
        code=body.code,
        way=body.way,
        kind=body.document.kind,
        title=body.document.title,
        honorific=body.person.honorific,
        name=body.person.name,
        hamlet=body.hamlet,
        signed_at=body.signing.signed_at,
    )
    return _row(work, arrived, facts, state)


def _row(work: Work, arrived: Arrived, facts: _Facts, state: life.State) -> cases.CaseRow:
    read = arrived.read
    year = register.year_of(work.at)
    return cases.CaseRow(
        id=read.stream_id,
        org=read.org,
        officer=read.author,
        way=facts.way,
        state=state,
        revision=1,
        dossier=register.dossier_code(year, desk.take(work.db, read.org, "dossier", year)),
        code=facts.code,
        kind=facts.kind,
        title=facts.title,
        honorific=facts.honorific,
        name=facts.name,
        name_norm=words_vi.fold(facts.name),
        hamlet=facts.hamlet,
        signed_at=facts.signed_at,
        received_at=work.at,
        # L12: the clock starts when the papers were complete and signed at the home, not when the phone found a network
        due_at=deadlines.due(facts.signed_at, _calendar(work, read.org)),
        newest=read.hash,
        submission=arrived.seq,
        fields=arrived.body,
        flags=time_window.flags(_moments(work, read, facts.signed_at)),
    )


def _add(work: Work, arrived: Arrived, new: cases.CaseRow) -> None:
    cases.add(work.db, new)
    desk.tell(work.db, arrived.read.author, new.id)


def _calendar(work: Work, org: str) -> calendar.Calendar:
    days = desk.days(work.db, org)
    return calendar.Calendar({day.day: calendar.Day(day.accepting, day.working, day.note) for day in days})


def _moments(work: Work, read: envelope.Envelope, signed_at: datetime) -> time_window.Moments:
    alive = [_alive(work, text) for text in records.envelopes_of(work.db, read.kid, read.n)]
    known = [at for at in alive if at is not None]
    made_at = datetime.fromisoformat(read.made_at)
    return time_window.Moments(max(known, default=None), signed_at, made_at, work.at)


def _alive(work: Work, text: str) -> datetime | None:
    """When the server was alive by the beacon inside an envelope, if it is one of ours."""
    try:
        claims = from_canonical(from_b64u(jws.signing_input(text).decode().partition(".")[2]))
        return datetime.fromisoformat(notices.read_beacon(claims["beacon"], work.tools.keys)["at"])
    except (BadSignature, BadEncoding, KeyError):
        return None
