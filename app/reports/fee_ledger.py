"""Sổ phí: what each person took in a month by which way, what he handed in, which share is kept (L15)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import calendar, delivery, fees, payments
from app.domain.benefits import CERTIFY
from app.domain.calendar import ZONE
from app.domain.fees import Paid
from app.store import fees as settings
from app.store import payments as transfers
from app.store.tables import case, fee_handed, person, record, register_entry

COUNTER = "counter"
_SUMS = (
    "cash",
    "transfer",
    "reconciled",
    "later",
    "ended",
    "twice",
    "handed",
    "back",
    "from_hand",
    "owed_twice",
    "owed_ended",
)


@dataclass(slots=True)
class Row:
    """Month of who took the money, or the counter's; sums in đồng, `counts` how many cases by way. `ended` is what of
    it was taken for cases that ended without a result or were revoked, `twice` what was paid more than once;
    `owed_twice` and `owed_ended` what of both is still to be given back. `back` went back to its people: `from_hand` of
    it out of what the officer took in this month, whenever he paid it out; the rest by the office in this month,
    whenever it was taken."""

    person: str
    name: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    cash: int = 0
    transfer: int = 0
    reconciled: int = 0
    later: int = 0
    ended: int = 0
    twice: int = 0
    handed: int = 0
    back: int = 0
    from_hand: int = 0
    owed_twice: int = 0
    owed_ended: int = 0

    @property
    def collected(self) -> int:
        """Cash and transfers, without what may have to be given back."""
        return self.cash + self.transfer - self.ended - self.twice

    @property
    def owed(self) -> int:
        """What is still to be given back, for whichever reason."""
        return self.owed_twice + self.owed_ended

    @property
    def to_hand(self) -> int:
        """Cash that is still with the officer. What the office gave back was never his to hand in."""
        return self.cash - self.handed - self.from_hand


@dataclass(frozen=True, slots=True)
class Ledger:
    """A month's rows with their sum, and the share that the commune keeps of it."""

    month: str
    rows: list[Row]
    total: Row
    share: int
    share_basis: str

    @property
    def revoked_at_counter(self) -> int:
        """What was taken at the counter for what was revoked since: no case says whether it went back."""
        return sum(row.ended for row in self.rows if row.person == COUNTER)

    @property
    def kept(self) -> int:
        """What is kept of what came in; the rest goes to the budget."""
        return self.total.collected * self.share // 100


def month_span(month: str) -> tuple[datetime, datetime]:
    """Begin and end of `2026-11` in Vietnam."""
    first, after = calendar.month(month)
    return _midnight(first), _midnight(after)


def ledger(db: Session, org_id: str, month: str) -> Ledger:
    """The month by the day on which the money was taken: at the door of the result, else at the signing; counter lines
    by their day in the book."""
    begin, end = month_span(month)
    first, after = begin.date(), end.date()
    rows: dict[str, Row] = {}
    names: dict[str, str] = {row[0]: row[1] for row in db.execute(select(person.c.id, person.c.name))}
    for one in _homes(db, org_id, (begin, end)):
        taken = fees.taken(one.fields, one.author, one.signed_at.astimezone(ZONE).date())
        if first <= date.fromisoformat(taken["on"]) < after:
            row = rows.setdefault(taken["by"], Row(taken["by"], names.get(taken["by"], "")))
            ended = delivery.ended_without(one.state, one.ended)
            _count(row, one.fields, matched=one.matched or 0, ended=ended)
            for back in one.fields.get(payments.GIVEN_BACK) or ():
                if back["payer"]:
                    _from_hand(rows.setdefault(back["payer"], Row(back["payer"], names.get(back["payer"], ""))), back)
    _handed(db, org_id, month, rows)
    listed = sorted(rows.values(), key=lambda one: one.name)
    listed += _counter(db, org_id, (first, after), _back(db, org_id, (first, after)))
    account = settings.account(db, org_id)
    return Ledger(month, listed, _total(listed), account.share, account.share_basis)


def in_hand(db: Session, org_id: str, case_id: str) -> int:
    """How much cash the taker of a case's fee still has of the month in which he took it, in đồng; 0 where it was not
    taken in cash."""
    query = select(case.c.fields, case.c.signed_at, record.c.author).join(record, record.c.seq == case.c.submission)
    one = db.execute(query.where(case.c.id == case_id, case.c.org == org_id)).one_or_none()
    if one is None or (one.fields.get("fee") or {}).get("paid") != Paid.CASH:
        return 0
    taken = fees.taken(one.fields, one.author, one.signed_at.astimezone(ZONE).date())
    rows = ledger(db, org_id, taken["on"][:7]).rows
    return max(0, sum(row.to_hand for row in rows if row.person == taken["by"]))


def _homes(db: Session, org_id: str, span: tuple[datetime, datetime]) -> Iterable[Any]:
    """Who wrote the submission took the money, unless it was taken with the result: a case that another officer has now
    moves nobody's money."""
    begin, end = span
    on = case.c.fields[("fee_taken", "on")].as_string()
    matched = transfers.matched_counts(org_id)
    in_month = ((case.c.signed_at >= begin) & (case.c.signed_at < end)) | (
        (on >= f"{begin.date()}") & (on < f"{end.date()}")
    )
    return db.execute(
        select(
            case.c.state,
            case.c.ended,
            case.c.fields,
            case.c.signed_at,
            record.c.author,
            matched.c.matched,
        )
        .join(record, record.c.seq == case.c.submission)
        .outerjoin(matched, matched.c.case_id == case.c.id)
        .where(case.c.org == org_id, case.c.task == CERTIFY, in_month)
    )


def months(db: Session, org_id: str) -> list[str]:
    """The months that have a case or a line, newest first."""
    moments = (func.min(case.c.signed_at), func.max(case.c.signed_at), func.max(case.c.delivered_at))
    homes = select(*moments).where(case.c.org == org_id, case.c.task == CERTIFY)
    lines = select(func.min(register_entry.c.on_date), func.max(register_entry.c.on_date))
    found = [one for one in db.execute(homes).one() if one is not None]
    days = [one.astimezone(ZONE).date() for one in found]
    taken = select(func.max(case.c.fields[("fee_taken", "on")].as_string())).where(case.c.org == org_id)
    days += [date.fromisoformat(one) for one in db.execute(taken).scalars() if one]
    days += [date.fromisoformat(one["on"]) for one in _returns(db, org_id) if not one["payer"]]
    days += [one for one in db.execute(lines.where(register_entry.c.org == org_id)).one() if one is not None]
    if not days:
        return []
    return calendar.months(min(days), max(days))


def _count(row: Row, fields: dict[str, Any], *, matched: int, ended: bool) -> None:
    fee: dict[str, Any] | None = fields.get("fee")
    if fee is None:
        return
    amount, paid = fee["amount"], payments.as_paid(fee["paid"], matched=matched)
    if paid is Paid.LATER and ended:
        return
    row.counts[paid] += 1
    row.cash += amount if fee["paid"] == Paid.CASH else 0
    row.twice += amount * payments.too_often(fee["paid"], matched=matched)
    row.transfer += amount * (matched or paid is Paid.TRANSFER)
    row.later += amount if paid is Paid.LATER else 0
    row.reconciled += amount * matched
    row.ended += amount if ended else 0
    given = payments.given_back(fields)
    of_twice, of_ended = payments.owed_parts(fee, matched=matched, ended=ended, given=given)
    row.owed_twice += of_twice
    row.owed_ended += of_ended


def _returns(db: Session, org_id: str) -> list[dict[str, Any]]:
    """What went back to people: few cases have it."""
    first = case.c.fields[(payments.GIVEN_BACK, 0, "on")].as_string().is_not(None)
    found = db.execute(select(case.c.fields).where(case.c.org == org_id, first)).scalars()
    return [one for fields in found for one in fields[payments.GIVEN_BACK]]


def _back(db: Session, org_id: str, span: tuple[date, date]) -> int:
    """What the office paid out in these days."""
    days = [(one["amount"], date.fromisoformat(one["on"])) for one in _returns(db, org_id) if not one["payer"]]
    return sum(amount for amount, on in days if span[0] <= on < span[1])


def _from_hand(row: Row, back: dict[str, Any]) -> None:
    """It stands against the month of the taking: after the month of the return nothing is open in either."""
    row.back += back["amount"]
    row.from_hand += back["amount"]


def _handed(db: Session, org_id: str, month: str, rows: dict[str, Row]) -> None:
    query = (
        select(fee_handed.c.person, person.c.name, func.sum(fee_handed.c.amount))
        .join(person, person.c.id == fee_handed.c.person)
        .where(fee_handed.c.org == org_id, fee_handed.c.month == month)
        .group_by(fee_handed.c.person, person.c.name)
    )
    for officer, name, amount in db.execute(query):
        rows.setdefault(officer, Row(officer, name)).handed = int(amount)


def _counter(db: Session, org_id: str, span: tuple[date, date], back: int) -> list[Row]:
    """Lines of the counter: taken there in cash, and so handed in; nothing where the fee was exempt; `back` is what the
    office gave back."""
    fee = register_entry.c.columns["fee"].as_integer()
    where = (
        register_entry.c.org == org_id,
        register_entry.c.case_id.is_(None),
        register_entry.c.on_date >= span[0],
        register_entry.c.on_date < span[1],
    )
    row = Row(COUNTER, "Tại quầy")
    for amount, revoked in db.execute(select(fee, register_entry.c.revoked).where(*where)):
        row.counts[Paid.CASH if amount else Paid.EXEMPT] += 1
        row.cash += amount or 0
        row.ended += amount or 0 if revoked else 0
    row.back, row.handed = back, row.cash
    return [row] if row.counts or back else []


def _total(rows: Iterable[Row]) -> Row:
    total = Row("", "Cộng")
    for row in rows:
        for name in _SUMS:
            setattr(total, name, getattr(total, name) + getattr(row, name))
        for paid, count in row.counts.items():
            total.counts[paid] += count
    return total


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
