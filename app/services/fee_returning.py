"""What was paid twice, or for a case that ended without a result, goes back to its person (L15)."""

from dataclasses import dataclass

from app.domain import calendar, delivery, fees, payments, typed_line
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.reports import fee_ledger
from app.store import cases, desk
from app.store import payments as transfers
from app.work import Also, Pen, Work


@dataclass(frozen=True, slots=True)
class Return:
    """How much in đồng went back to whom, with which receipt and why; `by_officer` from what the officer who took it
    has not handed in yet, else from the office's money. `once` names the form that was filled."""

    amount: int
    to: str
    receipt: str
    reason: str
    by_officer: bool = False
    once: str = ""


def give_back(work: Work, org: str, by: str, case_id: str, new: Return) -> None:
    """fee.given_back; the same form twice is one. NotFound, NothingOwed for more than is owed, NotInHand for more than
    the officer who took it still has, Incomplete, NotPrintable."""
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    if new.once and any(one["once"] == new.once for one in found.fields.get(payments.GIVEN_BACK) or ()):
        return
    typed_line.check(new.to, new.reason, needed=True)
    typed_line.check(new.receipt, most=40)
    if new.amount <= 0:
        raise Incomplete
    if new.amount > owed(work, found):
        raise payments.NothingOwed
    if new.by_officer and new.amount > fee_ledger.in_hand(work.db, org, case_id):
        raise payments.NotInHand
    said = {
        "amount": new.amount,
        "to": " ".join(new.to.split()),
        "receipt": new.receipt.strip(),
        "reason": " ".join(new.reason.split()),
        "payer": _taker(work, found) if new.by_officer else "",
        "on": calendar.local(work.at).date().isoformat(),
        "by": by,
        "once": new.once,
    }
    body = {"v": 1, **said}
    written = Pen(work, org, by).write("fee.given_back", ("case", case_id), body, Also(base=found.newest))
    cases.save(work.db, case_id, newest=written.hash, fields=payments.with_return(found.fields, said))
    desk.tell(work.db, found.officer, case_id)


def owed(work: Work, found: cases.CaseRow) -> int:
    """What is still to be given back, in đồng."""
    return payments.owed_back(
        found.fields.get("fee"),
        matched=transfers.count_matched(work.db, found.id),
        ended=delivery.ended_without(found.state, found.ended),
        given=payments.given_back(found.fields),
    )


def _taker(work: Work, found: cases.CaseRow) -> str:
    author = cases.author_of_submission(work.db, found.id) or ""
    return fees.taken(found.fields, author, calendar.local(found.signed_at).date())["by"]
