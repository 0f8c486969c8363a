"""What a submission must meet before it becomes a case: the law's conditions, the signers, the wording, the photos."""

from datetime import date

from app.domain import calendar, eligibility, extras, fees, kind_rules, signing, wording
from app.domain.authority import Way
from app.domain.problems import Problem
from app.media import ink
from app.services.intake.arrived import Arrived
from app.store import document_kinds, wordings
from app.sync.bodies import Submitted
from app.sync.case_parts import Citizen
from app.work import Work, fee_table, sheets

SIGNED_PAGE, FINGERPRINT = "signed_page", "fingerprint"


class WayUnclear(Problem):
    """The wording is not the one of the way that the case was made in (L1)."""

    code = "way_unclear"


class PhotosMissing(Problem):
    """Every signed page has its photo, and nothing else comes with the record (L8)."""

    code = "photos_missing"


def check_law(work: Work, org: str, officer: str, body: Submitted, *, taken: bool = False) -> None:
    """The first refusal of the law that this submission meets: a Problem of its own name. What a person took though the
    phone had an older fee or wording (`taken`) is judged by neither: the citizen signed, and signs no second time."""
    _check_day(work, org, officer, body)
    kinds = document_kinds.known(work.db, org)
    eligibility.check_request(_request(body), kinds)
    if work.upto is None:
        kind_rules.check(next(one for one in kinds if one.code == body.document.kind), body.document.checked)
    _check_signers(body)
    _check_wording(work, org, body, taken=taken)
    # nor what was accepted once: tables made anew follow what was said then (`upto`)
    if not taken and work.upto is None:
        _check_fee(work, org, body)


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


def _check_wording(work: Work, org: str, body: Submitted, *, taken: bool) -> None:
    """L1, L9, L11: the wording of this way and these signers, in force on the day of the signing."""
    if signing.wording_code(Way(body.way), _modes(body)) != body.wording.code:
        raise WayUnclear
    version = wording.version(body.wording.code, body.wording.version, wordings.known(work.db, org))
    if not taken and not version.holds(calendar.local(body.signing.signed_at).date()):
        raise wording.WordingExpired


def _modes(body: Submitted) -> list[signing.Mode]:
    return [signing.Mode(one) for one in (body.signing.mode, *(other.mode for other in body.others))]


def _check_day(work: Work, org: str, officer: str, body: Submitted) -> None:
    """The day of the signing: a fee is in force, and in way A the visiting officer has his own authority (L1, L2)."""
    day = calendar.local(body.signing.signed_at).date()
    fees.in_force(day, fee_table.of(work, org))
    if Way(body.way) is Way.A:
        sheets.authority_of(work, officer, day)


def check_photos(arrived: Arrived, body: Submitted) -> None:
    """PhotosMissing or ConsentMissing unless exactly the photos of this signing came with the record."""
    wanted = [(SIGNED_PAGE, place) for place in range(body.document.pages)]
    # L9: of a fingerprint its print on the paper is photographed from near, never the finger
    modes = _modes(body)
    wanted += [(FINGERPRINT, place) for place, mode in enumerate(modes) if mode is signing.Mode.FINGERPRINT]
    brought = [(blob.role, blob.index) for blob in arrived.read.blobs if blob.role not in extras.PICTURED]
    if sorted(brought) != sorted(wanted):
        raise PhotosMissing
    beside = [(blob.role, blob.index) for blob in arrived.read.blobs if blob.role in extras.PICTURED]
    if any(index for _, index in beside):
        raise PhotosMissing
    given: dict[str, bool] = {one.what: one.given for one in body.consents}
    extras.check(given, [role for role, _ in beside], position=body.position is not None)


def _check_fee(work: Work, org: str, body: Submitted) -> None:
    if body.fee is not None:
        day = calendar.local(body.signing.signed_at).date()
        fees.check(fees.Paid(body.fee.paid), body.fee.amount, body.fee.basis, day, fee_table.whole(work, org))


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
