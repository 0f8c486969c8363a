"""A visit is planned by the officer himself, and closed."""

from dataclasses import asdict
from datetime import date

from app.domain import visit
from app.domain.problems import Problem
from app.evidence import closing, passkey
from app.services.intake import moments, stopping
from app.services.intake.arrived import Arrived, WrongCase
from app.store import desk, people, visits
from app.sync.bodies import VisitClosed, VisitPassed, VisitPlanned
from app.work import Work, visit_stopping
from app.work.pen import stamp


class VisitKnown(Problem):
    """This visit was planned before."""

    code = "visit_known"


class VisitEmptied(Problem):
    """The content of this visit was destroyed in time: nothing is added to it any more."""

    code = "visit_emptied"


def planned(work: Work, arrived: Arrived) -> None:
    """visit.planned: who, where, when; of the officer who wrote it. Another on top of it plans the visit anew."""
    body = arrived.body_as(VisitPlanned)
    where = visit.Where(body.purposes or [body.purpose], body.place_kind, body.point)
    visit.check_plan(body.name, body.hamlet, where, body.on_date)
    read = arrived.read
    if visits.exists(work.db, read.stream_id):
        _check_again(work, arrived)
        fresh = asdict(_row(arrived, body))
        visits.save(work.db, read.stream_id, **{name: fresh[name] for name in _PLANNED})
        visits.out_of_order(work.db, read.stream_id)
    else:
        visits.add(work.db, _row(arrived, body))
    desk.tell(work.db, read.author, read.stream_id, what="visit")
    visit_stopping.stop_known(work, read.org, read.stream_id)


_PLANNED = (
    "on_date", "at_time", "honorific", "name", "hamlet", "phone", "purpose", "note", "newest", "purposes",
    "place_kind", "point",
)  # fmt: skip


def _check_again(work: Work, arrived: Arrived) -> None:
    """Only the officer's own visit, still planned, as he last saw it; anything else waits for a person."""
    read = arrived.read
    found = _standing(work, arrived)
    if found is None or found.officer != read.author:
        raise VisitKnown
    # what a person takes was weighed against what came between
    if found.newest != read.base and not arrived.taken:
        raise VisitKnown
    # one that stopped meanwhile is planned for another day, and stays stopped
    if found.state not in (visit.VisitState.PLANNED, visit.VisitState.STOPPED):
        raise visit.VisitOver


def _standing(work: Work, arrived: Arrived) -> visits.VisitRow | None:
    """The visit of the record; VisitEmptied for one whose content was destroyed."""
    read = arrived.read
    if visits.emptied(work.db, read.org, read.stream_id) is not None:
        raise VisitEmptied
    return visits.of_org(work.db, read.org, read.stream_id)


def _row(arrived: Arrived, body: VisitPlanned) -> visits.VisitRow:
    read = arrived.read
    return visits.VisitRow(
        id=read.stream_id,
        org=read.org,
        officer=read.author,
        state=visit.VisitState.PLANNED,
        on_date=date.fromisoformat(str(body.on_date)),
        at_time=body.at_time,
        honorific=body.honorific,
        name=body.name,
        hamlet=body.hamlet,
        phone=body.phone,
        purpose=body.purpose,
        note=body.note,
        newest=read.hash,
        purposes=list(body.purposes) or None,
        place_kind=body.place_kind,
        point=body.point,
    )


def closed(work: Work, arrived: Arrived) -> None:
    """visit.closed: done, or not done with a reason."""
    body = arrived.body_as(VisitClosed)
    read = arrived.read
    found = _standing(work, arrived)
    if found is None or found.officer != read.author:
        raise WrongCase
    state = visit.after(visit.VisitState(found.state), body.outcome, body.reason, body.words)
    at = stamp(moments.within(work, read, body.closed_at))
    closed_by = _closed_by(work, arrived, body)
    outcome = {"reason": body.reason, "words": body.words, "closed_by": closed_by, "closed_at": at}
    visits.save(work.db, found.id, state=state, newest=read.hash, outcome=outcome)
    desk.tell(work.db, read.author, found.id, what="visit")
    if body.reason == visit.DIED:
        number = visits.number_of(work.db, found.case_id)
        stopping.died(work, arrived, (found.name, found.hamlet), number)
        stopping.tell_carriers(work, found.org, (found.name, found.hamlet), number)


def passed(work: Work, arrived: Arrived) -> None:
    """visit.passed: it waits at the desk for another officer; one that stopped meanwhile stays stopped."""
    body = arrived.body_as(VisitPassed)
    read = arrived.read
    found = _standing(work, arrived)
    if found is None or found.officer != read.author:
        raise WrongCase
    if found.state not in (visit.VisitState.PLANNED, visit.VisitState.STOPPED):
        raise visit.VisitOver
    stopped = found.state == visit.VisitState.STOPPED
    state = visit.VisitState.STOPPED if stopped else visit.VisitState.REQUESTED
    outcome = {**(found.outcome or {}), "passed_by": read.author, "passed_words": body.words}
    visits.save(work.db, found.id, state=state, officer=None, newest=read.hash, outcome=outcome)
    visits.out_of_order(work.db, found.id)
    desk.tell(work.db, read.author, found.id, what="visit")


def _closed_by(work: Work, arrived: Arrived, body: VisitClosed) -> str:
    """`passkey` when a passkey of the officer's answered over this visit, `device` where none did that is known here.
    BadAssertion when one of his is named that did not."""
    word = body.closing
    row = people.passkey_known(work.db, word.passkey) if word else None
    person = people.get(work.db, arrived.read.author)
    if word is None or row is None or person is None or row.person != person.id:
        return "device"
    answer = {
        "id": word.passkey,
        "rawId": word.passkey,
        "type": "public-key",
        "response": {
            "clientDataJSON": word.client_data,
            "authenticatorData": word.authenticator_data,
            "signature": word.signature,
        },
    }
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    ended = closing.Ended(arrived.read.stream_id, body.outcome, body.reason, str(arrived.body["closed_at"]))
    asked = closing.challenge(ended, word.records)
    passkey.check_assertion(work.tools.site, answer, asked, known)
    return "passkey"
