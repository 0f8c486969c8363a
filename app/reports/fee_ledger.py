"""Sổ phí: what each officer took in a month by which way, what he handed in, which share is kept (L15)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.calendar import ZONE
from app.domain.fees import Paid
from app.store import fees as settings
from app.store.tables import case, fee_handed, person, register_entry, statement_line

COUNTER = "counter"


@dataclass(slots=True)
class Row:
    """An officer's month, or the counter's; sums in đồng, `counts` how many cases by way."""

    person: str
    name: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    cash: int = 0
    transfer: int = 0
    reconciled: int = 0
    later: int = 0
    handed: int = 0

    @property
    def collected(self) -> int:
        """Cash and transfers."""
        return self.cash + self.transfer

    @property
    def to_hand(self) -> int:
        """Cash that is still with the officer."""
        return self.cash - self.handed


@dataclass(frozen=True, slots=True)
class Ledger:
    """A month's rows with their sum, and the share that the commune keeps of it."""

    month: str
    rows: list[Row]
    total: Row
    share: int
    share_basis: str

    @property
    def kept(self) -> int:
        """What is kept of what came in; the rest goes to the budget."""
        return self.total.collected * self.share // 100


def month_span(month: str) -> tuple[datetime, datetime]:
    """Begin and end of `2026-11` in Vietnam."""
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return _midnight(first), _midnight(after)


def ledger(db: Session, org_id: str, month: str) -> Ledger:
    """The month by the day of signing at home; counter lines by their day in the book."""
    begin, end = month_span(month)
    rows: dict[str, Row] = {}
    homes = (
        select(case.c.officer, person.c.name, case.c.fields, statement_line.c.id)
        .join(person, person.c.id == case.c.officer)
        .outerjoin(statement_line, statement_line.c.case_id == case.c.id)
        .where(case.c.org == org_id, case.c.signed_at >= begin, case.c.signed_at < end)
    )
    for officer, name, fields, matched in db.execute(homes):
        row = rows.setdefault(officer, Row(officer, name))
        _count(row, fields.get("fee"), matched is not None)
    _handed(db, org_id, month, rows)
    listed = sorted(rows.values(), key=lambda one: one.name)
    listed += _counter(db, org_id, begin.date(), end.date())
    account = settings.account(db, org_id)
    return Ledger(month, listed, _total(listed), account.share, account.share_basis)


def months(db: Session, org_id: str) -> list[str]:
    """The months that have a case or a line, newest first."""
    homes = select(func.min(case.c.signed_at), func.max(case.c.signed_at)).where(case.c.org == org_id)
    lines = select(func.min(register_entry.c.on_date), func.max(register_entry.c.on_date))
    found = [one for one in db.execute(homes).one() if one is not None]
    days = [one.astimezone(ZONE).date() for one in found]
    days += [one for one in db.execute(lines.where(register_entry.c.org == org_id)).one() if one is not None]
    if not days:
        return []
    first, last = min(days), max(days)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    places = (last.year * 12 + last.month - 1 - back for back in range(count))
    return [f"{place // 12}-{place % 12 + 1:02d}" for place in places]


def _count(row: Row, fee: dict[str, Any] | None, matched: bool) -> None:
    if fee is None:
        return
    paid = Paid.TRANSFER if matched else Paid(fee["paid"])
    row.counts[paid] += 1
    row.cash += fee["amount"] if paid is Paid.CASH else 0
    row.transfer += fee["amount"] if paid is Paid.TRANSFER else 0
    row.later += fee["amount"] if paid is Paid.LATER else 0
    row.reconciled += fee["amount"] if matched else 0


def _handed(db: Session, org_id: str, month: str, rows: dict[str, Row]) -> None:
    query = (
        select(fee_handed.c.person, person.c.name, func.sum(fee_handed.c.amount))
        .join(person, person.c.id == fee_handed.c.person)
        .where(fee_handed.c.org == org_id, fee_handed.c.month == month)
        .group_by(fee_handed.c.person, person.c.name)
    )
    for officer, name, amount in db.execute(query):
        rows.setdefault(officer, Row(officer, name)).handed = int(amount)


def _counter(db: Session, org_id: str, first: date, after: date) -> list[Row]:
    """Lines of the counter: taken there in cash, and so handed in."""
    fee = register_entry.c.columns["fee"].as_integer()
    where = (
        register_entry.c.org == org_id,
        register_entry.c.case_id.is_(None),
        register_entry.c.on_date >= first,
        register_entry.c.on_date < after,
    )
    row = db.execute(select(func.count(), func.coalesce(func.sum(fee), 0)).where(*where)).one()
    count, amount = int(row[0]), int(row[1])
    if not count:
        return []
    return [Row(COUNTER, "Tại quầy", counts=defaultdict(int, {Paid.CASH: count}), cash=amount, handed=amount)]


def _total(rows: Iterable[Row]) -> Row:
    total = Row("", "Cộng")
    for row in rows:
        for name in ("cash", "transfer", "reconciled", "later", "handed"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
        for paid, count in row.counts.items():
            total.counts[paid] += count
    return total


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
