"""L15: the fee of a certification: one for a document however many signatures; no surcharge for a home visit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.problems import Problem


class NoFee(Problem):
    """No fee is in force on this day."""

    code = "no_fee"


class FeeUnclear(Problem):
    """The amount is not the one in force, or an exemption has no legal basis."""

    code = "fee_unclear"


class Paid(StrEnum):
    """How the fee stands."""

    CASH = "cash"
    TRANSFER = "transfer"
    LATER = "later"
    EXEMPT = "exempt"


SETTLED = frozenset({Paid.CASH, Paid.TRANSFER, Paid.EXEMPT})
PAID_WORDS = {
    Paid.CASH: "Đã thu tiền mặt",
    Paid.TRANSFER: "Đã chuyển khoản",
    Paid.LATER: "Thu khi trả kết quả",
    Paid.EXEMPT: "Được miễn",
}


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in đồng with its legal basis and dates."""

    code: str
    amount: int
    basis: str
    effective_from: date
    effective_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day, both ends included."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


SIGNATURE = "signature"
FEES = (Fee(SIGNATURE, 10_000, "Điều 4 Thông tư số 226/2016/TT-BTC", date(2017, 1, 1)),)


@dataclass(frozen=True, slots=True)
class Exemption:
    """On which ground no fee is taken: dated, with its legal basis (Luật Phí và lệ phí Điều 10)."""

    id: str
    title: str
    basis: str
    effective_from: date
    effective_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day, both ends included."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


class FeeTooSoon(Problem):
    """A fee or an exemption begins tomorrow at the earliest."""

    code = "fee_too_soon"


def check_dates(effective_from: date, today: date) -> None:
    """FeeTooSoon unless it begins tomorrow at the earliest: what was taken today was judged by what held today."""
    if effective_from <= today:
        raise FeeTooSoon


def in_force(day: date, fees: Iterable[Fee] = FEES) -> Fee:
    """The fee of certifying a signature on this day; NoFee otherwise."""
    held = [one for one in fees if one.code == SIGNATURE and one.holds(day)]
    if not held:
        raise NoFee
    return max(held, key=lambda one: one.effective_from)


@dataclass(frozen=True, slots=True)
class Table:
    """What ever held in a commune: fees, and grounds on which none is taken."""

    fees: Sequence[Fee] = FEES
    exemptions: Sequence[Exemption] = ()


def check(paid: Paid, amount: int, basis: str, day: date, table: Table) -> None:
    """FeeUnclear unless the amount is the fee in force, or nothing by an exemption that the commune's table holds on
    this day: nobody exempts by a word of his own (L15)."""
    if paid is Paid.EXEMPT:
        grounds = {one.basis.strip() for one in table.exemptions if one.holds(day)}
        if amount != 0 or basis.strip() not in grounds:
            raise FeeUnclear
    elif amount != in_force(day, table.fees).amount:
        raise FeeUnclear


def taken(fields: Mapping[str, Any], author: str, signed: date) -> Mapping[str, str]:
    """Who took a case's money (`by`) and on which day (`on`): whoever received the case at the signing, unless it was
    put off and taken since."""
    return fields.get("fee_taken") or {"by": author, "on": signed.isoformat()}


def taken_on(fields: Mapping[str, Any], fee: Mapping[str, Any], by: str, on: date) -> dict[str, Any]:
    """A case's fields once its fee, put off at the signing, was taken by somebody on a day: money stands with him."""
    return {**fields, "fee": dict(fee), "fee_taken": {"by": by, "on": on.isoformat()}}
