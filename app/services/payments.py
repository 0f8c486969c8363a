"""Transfers: a code for a case, the bank's statement taken in whole, what it pays for found by code and sum (L15)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain import delivery, payments, statement, typed_line, vietqr
from app.domain.fees import Paid
from app.domain.problems import NotFound
from app.evidence.encoding import sha256_hex
from app.store import cases, desk
from app.store import fees as settings
from app.store import payments as rows
from app.store.ids import uuid4
from app.work import Also, Pen, Work, journal


def show_code(work: Work, org: str, by: str, case_id: str) -> None:
    """A code is made for what is due. NothingDue, NoAccount, NotFound."""
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    fee = found.fields.get("fee") or {}
    if (
        fee.get("paid") not in payments.OPEN
        or delivery.ended_without(found.state, found.ended)
        or rows.count_matched(work.db, case_id)
    ):
        raise payments.NothingDue
    account = settings.account(work.db, org)
    if not account.number and not account.given:
        raise payments.NoAccount
    purpose = payments.purpose(found.code)
    if account.number:
        vietqr.build(vietqr.Account(account.bin, account.number), fee["amount"], purpose)
    rows.note_code(work.db, rows.CodeRow(case_id, org, fee["amount"], purpose, by, work.at))


@dataclass(frozen=True, slots=True)
class Imported:
    """Lines that were new, how many of all that waited found their case, and how many wait still; `out` new lines of
    money that left."""

    new: int
    matched: int
    left: int
    out: int = 0


def take_statement(
    work: Work, org: str, by: str, sheet: Sequence[Sequence[str]], columns: statement.Columns
) -> Imported:
    """Takes a whole statement or nothing of it; a line that came before is passed over. What went out is kept as such,
    and never offered to a case; what may have come or gone waits for a person. StatementUnclear, NotASheet,
    OutgoingColumn."""
    columns = statement.settled(sheet, columns)
    found = statement.lines_of(sheet, columns)
    known = rows.marks(work.db, org)
    lines: list[statement.Credit | statement.Debit] = [*found.credits, *found.debits]
    fresh = {mark: one for one in lines if (mark := sha256_hex(one.text().encode())) not in known}
    for mark, one in fresh.items():
        outgoing = isinstance(one, statement.Debit)
        unclear = isinstance(one, statement.Credit) and one.unclear
        # of what went out only the words that name a case of ours are anybody's business here
        words = one.words if not outgoing or payments.MARK in one.words.upper() else ""
        line = rows.LineRow(uuid4(), org, mark, one.on_date, one.amount, words, None, by, work.at, outgoing, unclear)
        rows.add_line(work.db, line)
    out = sum(isinstance(one, statement.Debit) for one in fresh.values())
    new = len(fresh) - out
    settings.put_account(work.db, replace(settings.account(work.db, org), statement_columns=columns.kept()))
    waiting = rows.unmatched(work.db, org)
    matched = sum(_by_words(work, org, by, line) for line in waiting if not (line.unclear or line.parted))
    journal.write(work, org, by, "statement.imported", lines=len(found.credits), new=new, matched=matched, out=out)
    return Imported(new, matched, len(waiting) - matched, out)


def match_by_hand(work: Work, org: str, by: str, line_id: str, case_code: str, *, again: bool = False) -> None:
    """A line for which its words alone find no case: the clerk says for which it is. The sum must be that of the fee
    all the same. `again`: it is a second transfer for one case, which then is paid twice. NoSuchPayment, PaidBefore."""
    line = next((one for one in rows.unmatched(work.db, org) if one.id == line_id), None)
    codes = {case_code.strip().upper()}
    if line is None:
        raise payments.NoSuchPayment
    if not _match(work, by, line, codes, again=again):
        raise payments.PaidBefore if _of_sum(work, line, codes) and not again else payments.NoSuchPayment


def part(work: Work, org: str, by: str, line_id: str, reason: str) -> str:
    """A line is taken off its case, which is returned: it was matched wrongly. It waits for a person again. NotFound,
    WentBack, Incomplete, NotPrintable."""
    case_id = rows.case_of(work.db, org, line_id)
    found = cases.of_org(work.db, org, case_id) if case_id else None
    if found is None:
        raise NotFound
    typed_line.check(reason, needed=True)
    without = payments.owed_back(
        found.fields.get("fee"),
        matched=rows.count_matched(work.db, found.id) - 1,
        ended=delivery.ended_without(found.state, found.ended),
    )
    if payments.given_back(found.fields) > without:
        raise payments.WentBack
    body = {"v": 1, "line": line_id, "reason": " ".join(reason.split())}
    written = Pen(work, org, by).write("payment.parted", ("case", found.id), body, Also(base=found.newest))
    cases.save(work.db, found.id, newest=written.hash)
    rows.part(work.db, line_id)
    desk.tell(work.db, found.officer, found.id)
    return found.id


def _by_words(work: Work, org: str, by: str, line: rows.LineRow) -> bool:
    return _match(work, by, line, payments.codes_in(line.words, desk.get_org(work.db, org).code_prefix))


def _match(work: Work, by: str, line: rows.LineRow, codes: set[str], *, again: bool = False) -> bool:
    """Only where exactly one case waits for this very sum, or none does and one took it in cash, which makes it paid
    twice: two that could be meant are left to a person. So is a second transfer, unless he said so (`again`)."""
    known = _of_sum(work, line, codes)
    same = [one for one in known if not rows.count_matched(work.db, one.id)] or (known if again else [])
    found = [one for one in same if one.fields["fee"]["paid"] in payments.OPEN] or same
    if len(found) != 1:
        return False
    (case,) = found
    body = {"v": 1, "line": line.id, "on": line.on_date.isoformat(), "amount": line.amount}
    written = Pen(work, line.org, by).write("payment.matched", ("case", case.id), body, Also(base=case.newest))
    cases.save(work.db, case.id, newest=written.hash)
    rows.match(work.db, line.id, case.id)
    desk.tell(work.db, case.officer, case.id)
    return True


def _of_sum(work: Work, line: rows.LineRow, codes: set[str]) -> list[cases.CaseRow]:
    """The cases with these codes whose fee is this very sum, matched before or not."""
    named = [case_id for code in codes for case_id in rows.cases_of_code(work.db, line.org, code)]
    return [one for case_id in named if (one := cases.get(work.db, case_id)) and _is_sum(one, line.amount)]


def _is_sum(case: cases.CaseRow, amount: int) -> bool:
    fee = case.fields.get("fee") or {}
    return fee.get("paid") in payments.OPEN | {Paid.CASH} and fee.get("amount") == amount
