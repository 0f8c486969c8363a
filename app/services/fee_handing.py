"""An officer hands in the fees that he took; the ledger of a month is given out (L15; TT 226/2016 Điều 6)."""

import re
from dataclasses import dataclass

from app.domain import typed_line
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.store import fees, people
from app.store.ids import uuid4
from app.work import Work, journal

MOST = 1_000_000_000
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")


def check_month(month: str) -> str:
    """`2026-11`. Incomplete for what is none."""
    if not _MONTH.fullmatch(month):
        raise Incomplete
    return month


@dataclass(frozen=True, slots=True)
class Handed:
    """Who handed in how much, for which month, with which receipt; `back` takes a sum that was noted by mistake out
    again, with its reason. `once` names the form that was filled."""

    person: str
    month: str
    amount: int
    receipt: str
    back: bool = False
    reason: str = ""
    once: str = ""


def hand_in(work: Work, org: str, by: str, new: Handed) -> None:
    """Money of a month came in, with the receipt's number where there is one. What was noted stays noted:
    a mistake gets an entry against it, of at most what stands there. NotFound, Incomplete, NotPrintable."""
    person = people.get(work.db, new.person)
    if person is None or person.org != org:
        raise NotFound
    if new.once and fees.handed_before(work.db, org, new.once):
        return
    month, reason = check_month(new.month), new.reason.strip()
    for text in (new.receipt, reason):
        typed_line.check(text)
    held = fees.handed(work.db, org, new.person, month)
    if not 0 < new.amount <= MOST or (new.back and (not reason or new.amount > held)):
        raise Incomplete
    amount, receipt = -new.amount if new.back else new.amount, new.receipt.strip()
    row = fees.HandedRow(new.once or uuid4(), org, new.person, month, amount, receipt, by, work.at)
    fees.add_handed(work.db, row)
    facts = {"month": month, "amount": amount, "receipt": receipt} | ({"reason": reason} if new.back else {})
    journal.write(work, org, by, "fee.handed_in", new.person, **facts)


def given_out(work: Work, org: str, by: str, month: str, kept_as: str) -> None:
    """The ledger was printed or taken as a file."""
    journal.write(work, org, by, "fee.ledger_printed", month=month, format=kept_as)
