"""A case begins, is amended, withdrawn or refused at the door."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.domain import (
    acts,
    amending,
    deadlines,
    life,
    notices,
    paper,
    register,
    time_window,
    words_vi,
)
from app.services.intake import checking, moments
from app.services.intake.arrived import Arrived, NotApplied, days_of, own_case, state_of
from app.store import cases, desk, jobs, people, visits
from app.sync import bodies
from app.sync.bodies import Amended, Declined, Submitted, Withdrawn
from app.work import Work, telling
from app.work.pen import stamp

CASE_PREPARE = "case.prepare"


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


def submitted(work: Work, arrived: Arrived) -> None:
    """case.submitted: the law's refusals first, then the case, its paper, its pictures to be made."""
    body = arrived.body_as(Submitted)
    state = life.next_state(state_of(work, arrived), arrived.read.kind)
    checking.check_law(work, arrived.read.org, arrived.read.author, body, taken=arrived.taken)
    checking.check_photos(arrived, body)
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
    _add(work, arrived, _row(work, arrived, facts, state))
    held = paper.Holder.OFFICER if body.paper_held else paper.Holder.PERSON
    person = arrived.read.author if body.paper_held else None
    cases.move_paper(work.db, arrived.read.stream_id, cases.PaperRow(held, person, work.at))
    jobs.wake(work.db, CASE_PREPARE, f"{arrived.read.stream_id}/1", work.at)
    telling.tell_leaders(work, arrived.read.org, notices.WAITING, arrived.read.stream_id)
    if body.visit:
        _visit_has_case(work, arrived, str(body.visit))


def declined(work: Work, arrived: Arrived) -> None:
    """case.declined: refused at the door; a record as far as it was filled."""
    body = arrived.body_as(Declined)
    state = life.next_state(state_of(work, arrived), arrived.read.kind)
    person, document = body.person, body.document
    facts = _Facts(
        code=body.code,
        way=body.way,
        kind=document.kind if document else "",
        title=document.title if document else "",
        honorific=person.honorific if person else "",
        name=person.name if person else body.name,
        hamlet=body.hamlet,
        signed_at=datetime.fromisoformat(arrived.read.made_at),
    )
    _add(work, arrived, _row(work, arrived, facts, state))
    ended = _ended(work, arrived, "decline", body.refusal.code, body.refusal.text)
    cases.save(work.db, arrived.read.stream_id, ended=ended)


def amended(work: Work, arrived: Arrived) -> None:
    """case.amended: a patch over the officer's own words, photos struck out and added; a new revision."""
    body = arrived.body_as(Amended)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    fields = amending.patched(found.fields, [amending.Change(one.path, one.was, one.now) for one in body.patch])
    whole = bodies.read("case.submitted", fields)
    if not isinstance(whole, Submitted):
        raise NotApplied
    checking.check_law(work, found.org, found.officer, whole)
    held = [amending.Evidence(**one) for one in found.evidence]
    added = [amending.Evidence(**one) for one in arrived.evidence()]
    evidence = amending.regrouped(held, body.struck, added)
    revision, signed_at = found.revision + 1, whole.signing.signed_at
    if signed_at > found.received_at + time_window.TOLERANCE:
        raise time_window.SignedLater
    submission = moments.envelope_of(work, found.submission)
    cases.save(
        work.db,
        found.id,
        state=state,
        newest=arrived.read.hash,
        fields=fields,
        evidence=[asdict(one) for one in evidence],
        revision=revision,
        returned=None,
        amended=[*found.amended, _amendment(work, found, body, added)],
        hamlet=fields["hamlet"],
        title=whole.document.title,
        signed_at=signed_at,
        # L12 and the window follow the hour that stands on the case now, held against the submission's own moments
        due_at=deadlines.due(signed_at, days_of(work, found.org)),
        flags=moments.flags(work, submission, found.submission, signed_at, fields),
    )
    desk.tell(work.db, found.officer, found.id)
    jobs.wake(work.db, CASE_PREPARE, f"{found.id}/{revision}", work.at)
    telling.tell_leaders(work, found.org, notices.WAITING, found.id)


def _amendment(work: Work, found: cases.CaseRow, body: Amended, added: list[amending.Evidence]) -> dict[str, Any]:
    """What whoever decides next wants to see first: why it came back, what is another now."""
    return {
        "at": stamp(work.at),
        "returned": found.returned,
        "words": body.words,
        "patch": [one.model_dump(mode="json") for one in body.patch],
        "photos": [one.place for one in added if one.role == checking.SIGNED_PAGE],
        "struck": [one for one in found.evidence if one["sha256"] in body.struck],
    }


def withdrawn(work: Work, arrived: Arrived) -> None:
    """case.withdrawn: the citizen takes the request back before a decision; the paper is his again."""
    body = arrived.body_as(Withdrawn)
    acts.check_withdrawal(body.code, body.text)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    held = cases.paper(work.db, found.id)
    # where the clerk has the paper by now, the request is still withdrawn: the clerk gives the paper back
    here = held is not None and held.holder in (paper.Holder.PERSON, paper.Holder.OFFICER)
    if held is not None and here and body.paper_returned:
        holder = paper.after(paper.Holder(held.holder), arrived.read.kind)
        cases.move_paper(work.db, found.id, cases.PaperRow(holder, None, work.at))
    ended = _ended(work, arrived, "withdraw", body.code, body.text)
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash, ended=ended, returned=None)
    desk.tell(work.db, found.officer, found.id)


def _ended(work: Work, arrived: Arrived, act: str, code: str, words: str) -> dict[str, Any]:
    author = people.get(work.db, arrived.read.author)
    said = {"act": act, "code": code, "words": words, "by": arrived.read.author, "at": stamp(work.at)}
    return {**said, "by_name": author.name if author else ""}


def _visit_has_case(work: Work, arrived: Arrived, visit_id: str) -> None:
    """The visit that led to this case shows it; an unknown or another officer's visit changes nothing."""
    found = visits.of_org(work.db, arrived.read.org, visit_id)
    if found is not None and found.officer == arrived.read.author and found.case_id is None:
        visits.save(work.db, visit_id, case_id=arrived.read.stream_id)
        desk.tell(work.db, found.officer, visit_id, what="visit")


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
        dossier=register.dossier_code(year, desk.take(work.db, read.org, register.DOSSIER, year)),
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
        due_at=deadlines.due(facts.signed_at, days_of(work, read.org)),
        newest=read.hash,
        submission=arrived.seq,
        fields=arrived.body,
        flags=moments.flags(work, read, arrived.seq, facts.signed_at, arrived.body),
        evidence=arrived.evidence(),
    )


def _add(work: Work, arrived: Arrived, new: cases.CaseRow) -> None:
    cases.add(work.db, new)
    desk.tell(work.db, arrived.read.author, new.id)
