"""A case begins, is amended, withdrawn or refused at the door."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from app.domain import (
    acts,
    amending,
    calendar,
    deadlines,
    eligibility,
    fees,
    life,
    paper,
    register,
    signing,
    time_window,
    wording,
    words_vi,
)
from app.domain.authority import Way
from app.domain.problems import Problem
from app.media import ink
from app.services.intake import moments
from app.services.intake.arrived import Arrived, NotApplied, days_of, own_case, state_of
from app.store import cases, desk, jobs, people, visits, wordings
from app.sync import bodies
from app.sync.bodies import Amended, Declined, Submitted, Withdrawn
from app.sync.case_parts import Citizen
from app.work import Work, sheets
from app.work.pen import stamp

CASE_PREPARE = "case.prepare"
SIGNED_PAGE, FINGERPRINT = "signed_page", "fingerprint"


class WayUnclear(Problem):
    """The wording is not the one of the way that the case was made in (L1)."""

    code = "way_unclear"


class PhotosMissing(Problem):
    """Every signed page has its photo, and nothing else comes with the record (L8)."""

    code = "photos_missing"


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
    eligibility.check_request(_request(body))
    _check_signers(body)
    _check_day(work, arrived.read.author, body)
    _check_wording(work, arrived.read.org, body)
    _check_fee(arrived.body.get("fee"), body.signing.signed_at)
    _check_photos(arrived, body)
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
    eligibility.check_request(_request(whole))
    _check_day(work, found.officer, whole)
    _check_wording(work, found.org, whole)
    _check_fee(fields.get("fee"), whole.signing.signed_at)
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
        flags=moments.flags(work, submission, found.submission, signed_at, fields.get("ink")),
    )
    desk.tell(work.db, found.officer, found.id)
    jobs.wake(work.db, CASE_PREPARE, f"{found.id}/{revision}", work.at)


def _amendment(work: Work, found: cases.CaseRow, body: Amended, added: list[amending.Evidence]) -> dict[str, Any]:
    """What whoever decides next wants to see first: why it came back, what is another now."""
    return {
        "at": stamp(work.at),
        "returned": found.returned,
        "words": body.words,
        "patch": [one.model_dump(mode="json") for one in body.patch],
        "photos": [one.place for one in added if one.role == SIGNED_PAGE],
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


def _check_signers(body: Submitted) -> None:
    """L7, L9, L10: each who signed met what is asked of each, and did exactly what is said of him."""
    each = [(signing.Mode(body.signing.mode), body.signing.finger, body.ink)]
    each += [(signing.Mode(one.mode), one.finger, one.ink) for one in body.others]
    for mode, finger, drawn in each:
        signing.check(mode, finger, drawn=drawn is not None)
        if drawn is not None:
            ink.read(drawn)
    signing.check_together([body.person.number, *(one.person.number for one in body.others)])
    for one in body.others:
        eligibility.check_co_signer(_shown_paper(one.person, body), [(c.code, c.answer) for c in one.conditions])


def _check_wording(work: Work, org: str, body: Submitted) -> None:
    """L1, L9, L11: the wording of this way and these signers, in force on the day of the signing."""
    if signing.wording_code(Way(body.way), _modes(body)) != body.wording.code:
        raise WayUnclear
    version = wording.version(body.wording.code, body.wording.version, wordings.known(work.db, org))
    if not version.holds(calendar.local(body.signing.signed_at).date()):
        raise wording.WordingExpired


def _modes(body: Submitted) -> list[signing.Mode]:
    return [signing.Mode(one) for one in (body.signing.mode, *(other.mode for other in body.others))]


def _check_day(work: Work, officer: str, body: Submitted) -> None:
    """The day of the signing: a fee is in force, and in way A the visiting officer has his own authority (L1, L2)."""
    day = calendar.local(body.signing.signed_at).date()
    fees.in_force(day)
    if Way(body.way) is Way.A:
        sheets.authority_of(work, officer, day)


def _check_photos(arrived: Arrived, body: Submitted) -> None:
    wanted = [(SIGNED_PAGE, place) for place in range(body.document.pages)]
    # L9: of a fingerprint its print on the paper is photographed from near, never the finger
    modes = _modes(body)
    wanted += [(FINGERPRINT, place) for place, mode in enumerate(modes) if mode is signing.Mode.FINGERPRINT]
    if sorted((blob.role, blob.index) for blob in arrived.read.blobs) != sorted(wanted):
        raise PhotosMissing


def _check_fee(fee: dict[str, Any] | None, signed_at: datetime) -> None:
    if fee is not None:
        fees.check(fees.Paid(fee["paid"]), fee["amount"], fee["basis"], calendar.local(signed_at).date())


def _visit_has_case(work: Work, arrived: Arrived, visit_id: str) -> None:
    """The visit that led to this case shows it; an unknown or another officer's visit changes nothing."""
    found = visits.of_org(work.db, arrived.read.org, visit_id)
    if found is not None and found.officer == arrived.read.author and found.case_id is None:
        visits.save(work.db, visit_id, case_id=arrived.read.stream_id)
        desk.tell(work.db, found.officer, visit_id, what="visit")


def _shown_paper(person: Citizen, body: Submitted) -> eligibility.ShownPaper:
    until = person.valid_until
    return eligibility.ShownPaper(
        paper=person.paper,
        valid_until=None if until == "none" else date.fromisoformat(until),
        signed_on=calendar.local(body.signing.signed_at).date(),
    )


def _request(body: Submitted) -> eligibility.Request:
    return eligibility.Request(
        reason=body.why.code,
        reason_text=body.why.text,
        shown=_shown_paper(body.person, body),
        kind=body.document.kind,
        conditions=[(one.code, one.answer) for one in body.conditions],
    )


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
        flags=moments.flags(work, read, arrived.seq, facts.signed_at, arrived.body.get("ink")),
        evidence=arrived.evidence(),
    )


def _add(work: Work, arrived: Arrived, new: cases.CaseRow) -> None:
    cases.add(work.db, new)
    desk.tell(work.db, arrived.read.author, new.id)
