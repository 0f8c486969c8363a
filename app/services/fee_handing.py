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
    """Who handed in how much, for which month, with which receipt."""

    person: str
    month: str
    amount: int
    receipt: str


def hand_in(work: Work, org: str, by: str, new: Handed) -> None:
    """Money of a month came in, with the receipt's number where there is one. NotFound, Incomplete, NotPrintable."""
    person = people.get(work.db, new.person)
    if person is None or person.org != org:
        raise NotFound
    typed_line.check(new.receipt)
    if not 0 < new.amount <= MOST:
        raise Incomplete
    row = fees.HandedRow(uuid4(), org, new.person, check_month(new.month), new.amount, new.receipt.strip(), by, work.at)
    fees.add_handed(work.db, row)
    journal.write(work, org, by, "fee.handed_in", new.person, month=row.month, amount=row.amount, receipt=row.receipt)


def given_out(work: Work, org: str, by: str, month: str, kept_as: str) -> None:
    """The ledger was printed or taken as a file."""
    journal.write(work, org, by, "fee.ledger_printed", month=month, format=kept_as)
