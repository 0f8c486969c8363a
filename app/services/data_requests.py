"""A person asks about his own data: registered with its clock, answered, and what is kept of him given out (logged)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import calendar, data_requests, register
from app.domain.problems import NotFound
from app.reports import kept_of_person
from app.store import cases, desk
from app.store import data_requests as rows
from app.store.ids import uuid4
from app.work import Work, journal


def add(work: Work, org: str, by: str, asked: data_requests.Asked) -> str:
    """The id of a new request. RequestUnclear, SeveralPeople."""
    today = calendar.local(work.at).date()
    data_requests.check_asked(asked, today)
    subject, dossier = _subject(work, org, asked.about)
    days = calendar.Calendar(
        {one.day: calendar.Day(one.accepting, one.working, one.note) for one in desk.days(work.db, org)}
    )
    due, year = data_requests.due_on(asked.received_on, days), register.year_of(work.at)
    number = desk.take(work.db, org, data_requests.COUNTER, year)
    new = rows.RequestRow(
        id=uuid4(),
        org=org,
        year=year,
        number=number,
        name=asked.name.strip(),
        subject=subject,
        dossier=dossier,
        right=asked.right,
        how=asked.how,
        words=asked.words.strip(),
        received_on=asked.received_on,
        due_on=due,
        by=by,
        at=work.at,
    )
    rows.add(work.db, new)
    _write(work, new, by, "data_request.received", due=due.isoformat())
    return new.id


def answer(work: Work, org: str, by: str, request_id: str, said: data_requests.Answer) -> None:
    """What was done. NotFound, AnswerUnclear, AlreadyAnswered."""
    found = _found(work, org, request_id)
    data_requests.check_answer(said)
    if found.answered_at is not None:
        raise data_requests.AlreadyAnswered
    columns = {"outcome": said.outcome, "answer": said.words.strip(), "basis": said.basis.strip()}
    rows.save(work.db, request_id, **columns, answered_by=by, answered_at=work.at)
    _write(work, found, by, "data_request.answered", outcome=said.outcome, basis=said.basis.strip())


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What is kept of the person of a request, for his own eyes."""

    request: str
    subject: str
    kept: kept_of_person.Kept
    at: datetime


def give_out(work: Work, org: str, by: str, request_id: str) -> GivenOut:
    """Everything that this commune keeps under the number of a request. That it was made is logged with the request
    that asked for it, and on each case. NotFound."""
    found = _found(work, org, request_id)
    kept = kept_of_person.gather(work.db, org, found.subject)
    for case_id in kept.about:
        cases.note_opening(work.db, org, by, case_id, "export", work.at)
    _write(work, found, by, "data_request.exported", cases=len(kept.cases), lines=len(kept.lines))
    return GivenOut(data_requests.printed(found.number, found.year), found.subject, kept, work.at)


def _subject(work: Work, org: str, about: str) -> tuple[str, str]:
    """Identity number, and the code of the case by which it was found (else empty)."""
    of_case = kept_of_person.numbers_of(work.db, org, about.strip().upper())
    if of_case is None:
        return data_requests.identity_number(about), ""
    return _only(of_case), about.strip().upper()


def _only(numbers: Sequence[str]) -> str:
    if len(numbers) > 1:
        raise data_requests.SeveralPeople
    if not numbers or not numbers[0]:
        raise data_requests.RequestUnclear
    return numbers[0]


def _found(work: Work, org: str, request_id: str) -> rows.RequestRow:
    found = rows.get(work.db, org, request_id)
    if found is None:
        raise NotFound
    return found


def _write(work: Work, of: rows.RequestRow, by: str, kind: str, **facts: Any) -> None:
    """The ledger keeps for ever: it names the request, never the person nor his number."""
    facts |= {"number": data_requests.printed(of.number, of.year), "right": of.right}
    journal.write(work, of.org, by, kind, **facts)
