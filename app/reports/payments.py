"""How the money of a case stands, and what the bank's statements leave open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import delivery, fees, life, payments, printable, vietqr, words_vi
from app.domain.calendar import local
from app.domain.fees import Paid
from app.reports import fee_ledger
from app.store import desk
from app.store import fees as settings
from app.store import payments as rows
from app.store.tables import case, payment_code, person, record, statement_line


@dataclass(frozen=True, slots=True)
class Payment:
    """The fee of a case; `text` of the transfer's code once it was made and is still to be paid; `owed` is still to be
    given back, `given_back` what was (`domain.payments.with_return`). `in_hand`: how much cash whoever took it has
    not handed in yet, out of which he may give it back himself. `lines` of statements are its transfers."""

    standing: payments.Standing
    amount: int
    receipt: str
    basis: str
    purpose: str
    text: str
    account: settings.AccountRow
    owed: int = 0
    in_hand: int = 0
    given_back: Sequence[Mapping[str, Any]] = ()
    lines: Sequence[rows.LineRow] = ()


def of_case(db: Session, org_id: str, case_id: str) -> Payment | None:
    """None for another commune's case, or one that has no fee."""
    query = (
        select(case.c.fields, case.c.code, payment_code.c.purpose, case.c.state, case.c.ended)
        .outerjoin(payment_code, payment_code.c.case_id == case.c.id)
        .where(case.c.id == case_id, case.c.org == org_id)
    )
    row = db.execute(query).one_or_none()
    fee: dict[str, Any] | None = row[0].get("fee") if row else None
    if row is None or fee is None:
        return None
    ended = delivery.ended_without(row[3], row[4])
    lines, given = rows.of_case(db, case_id), payments.given_back(row[0])
    matched = len(lines)
    standing = payments.standing(fee, shown=row[2] is not None, matched=matched, ended=ended, given=given)
    account = settings.account(db, org_id)
    purpose = row[2] or payments.purpose(row[1])
    shown = standing is payments.Standing.SHOWN
    owed = payments.owed_back(fee, matched=matched, ended=ended, given=given)
    return Payment(
        standing=standing,
        amount=fee["amount"],
        receipt=fee.get("receipt", ""),
        basis=fee.get("basis", ""),
        purpose=purpose,
        text=code_text(account, fee["amount"], purpose) if shown else "",
        account=account,
        owed=owed,
        in_hand=fee_ledger.in_hand(db, org_id, case_id) if owed else 0,
        given_back=row[0].get(payments.GIVEN_BACK) or (),
        lines=lines,
    )


def code_text(account: settings.AccountRow, amount: int, purpose: str) -> str:
    """The provider's own text as it was given, or one with sum and purpose; "" where there is neither."""
    if account.number:
        return vietqr.build(vietqr.Account(account.bin, account.number), amount, purpose)
    return account.given


def asked_for(payment: Payment | None) -> str:
    """The words beside the code of a transfer that is still to be made; "" for none."""
    if payment is None or not payment.text:
        return ""
    to = payment.account
    where = f"{to.bank}, tài khoản {to.number}, {to.holder}. " if to.number else ""
    amount = f"{words_vi.thousands(payment.amount)} đồng"
    return printable.plain(f"Chuyển khoản phí {amount} (không bắt buộc). {where}Nội dung: {payment.purpose}.")


@dataclass(frozen=True, slots=True)
class Owed:
    """A case of which something is still to be given back, in đồng."""

    case_id: str
    code: str
    amount: int
    taken_by: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line without a case; `code` of the one that its words name, "" for none or several, and whether the bank's
    statements show that one as paid (`paid`)."""

    line: rows.LineRow
    code: str
    paid: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """What waits for a person with the case that its words name, which columns were used last, who paid twice, whose
    case ended without a result after it was paid, the newest of what went out."""

    waiting: list[Waiting]
    columns: dict[str, Any]
    twice: list[Owed]
    ended: list[Owed]
    outgoing: list[rows.LineRow]


MOST_OUTGOING = 50


def statements(db: Session, org_id: str) -> Statements:
    """Lines of the bank that no case was found for."""
    columns = settings.account(db, org_id).statement_columns or {"day": "A", "amount": "C", "words": "D", "first": 2}
    twice, ended = _owed(db, org_id)
    waiting, prefix = rows.unmatched(db, org_id), desk.get_org(db, org_id).code_prefix
    matched = select(case.c.code).join(statement_line, statement_line.c.case_id == case.c.id)
    paid = set(db.execute(matched.where(case.c.org == org_id)).scalars()) if waiting else set()
    listed = [_waiting(one, payments.codes_in(one.words, prefix), paid) for one in waiting]
    return Statements(listed, columns, twice, ended, rows.outgoing(db, org_id, MOST_OUTGOING))


def _waiting(line: rows.LineRow, codes: set[str], paid: set[str]) -> Waiting:
    # of a line that was taken off a case the words led astray once
    code = codes.copy().pop() if len(codes) == 1 and not line.parted else ""
    return Waiting(line, code, code in paid)


def _owed(db: Session, org_id: str) -> tuple[list[Owed], list[Owed]]:
    """Who paid twice, and whose case ended without a result, as far as it did not go back; one may be in both."""
    matched = rows.matched_counts(org_id)
    in_cash, in_bank = case.c.fields[("fee", "paid")].as_string() == Paid.CASH, matched.c.case_id.is_not(None)
    twice_paid = (in_cash & in_bank) | (matched.c.matched > 1)
    query = (
        select(case, record.c.author, matched.c.matched)
        .join(record, record.c.seq == case.c.submission)
        .outerjoin(matched, matched.c.case_id == case.c.id)
        .where(case.c.org == org_id, twice_paid | (case.c.state.in_(life.ENDED) & (in_cash | in_bank)))
        .order_by(case.c.signed_at, case.c.id)
    )
    names: dict[str, str] = {row[0]: row[1] for row in db.execute(select(person.c.id, person.c.name))}
    twice: list[Owed] = []
    ended: list[Owed] = []
    for one in db.execute(query):
        over = delivery.ended_without(one.state, one.ended)
        fee, given = one.fields["fee"], payments.given_back(one.fields)
        by = fees.taken(one.fields, one.author, local(one.signed_at).date())["by"] if fee["paid"] == Paid.CASH else ""
        parts = payments.owed_parts(fee, matched=one.matched or 0, ended=over, given=given)
        for listed, owed in zip((twice, ended), parts, strict=True):
            if owed:
                listed.append(Owed(one.id, one.code, owed, names.get(by, "")))
    return twice, ended
