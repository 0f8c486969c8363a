"""A result is handed over, could not be, or was noted by mistake and is put right."""

from datetime import datetime
from typing import Any

from app.domain import acts, benefits, calendar, delivery, fees, life, paper, visit
from app.media import ink
from app.services.intake import moments, stopping
from app.services.intake.arrived import Arrived, own_case
from app.store import cases, desk, prints, visits
from app.sync.bodies import Attempted, Corrected, Delivered
from app.work import Work, fee_table


def delivered(work: Work, arrived: Arrived) -> None:
    """delivery.completed: of a certified paper, or of the written refusal of a case that was refused."""
    body = arrived.body_as(Delivered)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    if state is not life.State.DELIVERED:
        _check_letter(work, found)
    _check_handing(found, arrived, body)
    delivery.check_recipient(body.recipient.who, body.recipient.name, body.recipient.relation)
    held = cases.paper(work.db, found.id)
    # with the written refusal the original goes back too, when the officer has it (L18)
    carried = held is not None and held.holder == paper.Holder.OFFICER
    if held is not None and (state is life.State.DELIVERED or carried):
        holder = paper.after(paper.Holder(held.holder), arrived.read.kind)
        cases.move_paper(work.db, found.id, cases.PaperRow(holder, None, work.at))
    at = _possible(work, found, body.delivered_at)
    fields = {**found.fields, "delivery": _told(arrived)}
    still_due = (found.fields.get("fee") or {}).get("paid") not in fees.SETTLED
    if body.fee is not None and still_due and body.fee.paid in fees.SETTLED:
        # L15: what was to be paid at the hand-over was paid now; what was paid before stays as it was noted
        table, day = fee_table.whole(work, found.org), calendar.local(found.signed_at).date()
        if work.upto is None:
            fees.check(fees.Paid(body.fee.paid), body.fee.amount, body.fee.basis, day, table)
        # a transfer that the bank shows by now does not hide it: cash that was taken as well is to be given back
        fields = fees.taken_on(fields, arrived.body["fee"], arrived.read.author, calendar.local(at).date())
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash, delivered_at=at, fields=fields)
    desk.tell(work.db, found.officer, found.id)
    _tell_others(work, found, died=False)


def _check_handing(found: cases.CaseRow, arrived: Arrived, body: Delivered) -> None:
    if body.ink is not None:
        ink.read(body.ink)
    handing = delivery.HandedOver(
        mode=body.mode,
        finger=body.finger,
        drawn=body.ink is not None,
        who=body.recipient.who,
        benefit=found.task == benefits.BENEFIT,
        explained=body.explained,
        roles=[blob.role for blob in arrived.read.blobs],
        consented=any(one.what == delivery.MOMENT and one.given for one in body.consents),
    )
    delivery.check_handing(handing)


def _told(arrived: Arrived) -> dict[str, Any]:
    """What the desk is shown of it; the ink is opened from its record when somebody looks."""
    names = ("recipient", "handed", "delivered_at", "place", "mode", "finger", "reading", "explained", "little_ink")
    said = {name: arrived.body[name] for name in names if name in arrived.body}
    return {**said, "seq": arrived.seq, "inked": "ink" in arrived.body, "pictures": arrived.evidence()}


def _check_letter(work: Work, found: cases.CaseRow) -> None:
    """The written refusal is handed over once; a leader's only when it was printed, his own an officer may write by
    hand at the door."""
    if found.delivered_at is not None:
        raise life.AlreadyDelivered
    if found.state == life.State.REFUSED and not prints.count(work.db, found.org, found.id, acts.REFUSAL):
        raise paper.RefusalNotPrinted


def _possible(work: Work, found: cases.CaseRow, said: datetime) -> datetime:
    """The phone's hour within what can be: not before the paper was ready, not after its record arrived. The record
    keeps the officer's own word."""
    return min(max(said, found.ready_at or said), work.at)


def attempted(work: Work, arrived: Arrived) -> None:
    """delivery.attempted: why it failed, and when again."""
    body = arrived.body_as(Attempted)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    delivery.check_failure(body.reason, body.text)
    tried = {
        "reason": body.reason,
        "text": body.text,
        "at": arrived.body["attempted_at"],
        "again_on": arrived.body.get("again_on"),
        "by": arrived.read.author,
    }
    fields = {**found.fields, "attempted": [*found.fields.get("attempted", []), tried]}
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash, fields=fields)
    desk.tell(work.db, found.officer, found.id)
    if body.reason == delivery.DIED:
        stopping.died(work, arrived, (found.name, found.hamlet), _number(found))
    _tell_others(work, found, died=body.reason == delivery.DIED)


def _tell_others(work: Work, found: cases.CaseRow, *, died: bool) -> None:
    """Nobody asks again at the door of one who died, and everybody does where that was told by mistake, of this case or
    of another of his: whoever carries something else of this person is told."""
    if died or visits.deaths(work.db, found.org, *visit.person_key(found.name, found.hamlet), _number(found)):
        for officer, other in cases.to_carry_to(work.db, found.org, _number(found)):
            desk.tell(work.db, officer, other)


def _number(found: cases.CaseRow) -> str:
    return str((found.fields.get("person") or {}).get("number") or "")


def corrected(work: Work, arrived: Arrived) -> None:
    """delivery.corrected: by the officer on the same day; the paper is with him again."""
    body = arrived.body_as(Corrected)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    if found.delivered_at is None:
        raise life.NotPossible
    day = calendar.local(found.delivered_at).date()
    # the phone's clock alone is no evidence: a beacon of a later day in its chain says that the day was over
    alive = moments.not_before(work, arrived.read)
    days = {calendar.local(at).date() for at in (min(body.corrected_at, work.at), alive) if at is not None}
    same_day = max(days) == day
    delivery.check_correction(body.reason, body.text, same_day=same_day, by_clerk=False)
    held = cases.paper(work.db, found.id)
    if held is not None:
        holder = paper.after(paper.Holder(held.holder), arrived.read.kind)
        cases.move_paper(work.db, found.id, cases.PaperRow(holder, found.officer, work.at))
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash, delivered_at=None)
    desk.tell(work.db, found.officer, found.id)
