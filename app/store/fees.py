"""Fees and exemptions of a commune, the account that takes them, what officers handed in."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.fees import FEES, SIGNATURE, Fee
from app.store.tables import fee, fee_account, fee_exemption, fee_handed


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee in đồng from a day on."""

    id: str
    org: str
    amount: int
    basis: str
    effective_from: date
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """A ground on which no fee is taken, from one day to another."""

    id: str
    org: str
    title: str
    basis: str
    effective_from: date
    effective_to: date | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Where transfers go; `given` is the text of a provider's own code; `share` of a hundred is kept, on a basis."""

    org: str
    bin: str = ""
    number: str = ""
    holder: str = ""
    bank: str = ""
    given: str = ""
    share: int = 0
    share_basis: str = ""
    statement_columns: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class HandedRow:
    """Money that an officer handed in for a month (`2026-11`); less than nothing where an entry is taken back."""

    id: str
    org: str
    person: str
    month: str
    amount: int
    receipt: str
    by: str
    at: datetime


def add_fee(db: Session, new: FeeRow) -> None:
    """A fee more; of two that begin on one day the newer counts, and the older goes."""
    db.execute(delete(fee).where(fee.c.org == new.org, fee.c.effective_from == new.effective_from))
    db.execute(insert(fee).values(**asdict(new)))


def fees(db: Session, org: str) -> list[FeeRow]:
    """A commune's own fees by the day from which they hold."""
    query = select(fee).where(fee.c.org == org).order_by(fee.c.effective_from)
    return [FeeRow(**row) for row in db.execute(query).mappings()]


def known(db: Session, org: str) -> tuple[Fee, ...]:
    """Every fee that ever held here: those of the law, and a commune's own."""
    own = (Fee(SIGNATURE, row.amount, row.basis, row.effective_from) for row in fees(db, org))
    return (*FEES, *own)


def add_exemption(db: Session, new: ExemptionRow) -> None:
    """A ground more."""
    db.execute(insert(fee_exemption).values(**asdict(new)))


def exemptions(db: Session, org: str) -> list[ExemptionRow]:
    """A commune's grounds, the newest first."""
    order = (fee_exemption.c.effective_from.desc(), fee_exemption.c.id)
    query = select(fee_exemption).where(fee_exemption.c.org == org).order_by(*order)
    return [ExemptionRow(**row) for row in db.execute(query).mappings()]


def end_exemption(db: Session, exemption_id: str, last: date) -> None:
    """Its last day."""
    db.execute(update(fee_exemption).where(fee_exemption.c.id == exemption_id).values(effective_to=last))


def account(db: Session, org: str) -> AccountRow:
    """The account; an empty one before it was set."""
    row = db.execute(select(fee_account).where(fee_account.c.org == org)).mappings().one_or_none()
    return AccountRow(**row) if row else AccountRow(org)


def put_account(db: Session, new: AccountRow) -> None:
    """This account from now on."""
    db.execute(delete(fee_account).where(fee_account.c.org == new.org))
    db.execute(insert(fee_account).values(**asdict(new)))


def add_handed(db: Session, new: HandedRow) -> None:
    """Money came in."""
    db.execute(insert(fee_handed).values(**asdict(new)))


def handed_before(db: Session, org: str, handed_id: str) -> bool:
    """Whether this very form was taken."""
    where = (fee_handed.c.id == handed_id, fee_handed.c.org == org)
    return db.execute(select(fee_handed.c.id).where(*where)).scalar() is not None


def handed(db: Session, org: str, person: str, month: str) -> int:
    """The sum that a person handed in for a month."""
    where = (fee_handed.c.org == org, fee_handed.c.person == person, fee_handed.c.month == month)
    return int(db.execute(select(func.coalesce(func.sum(fee_handed.c.amount), 0)).where(*where)).scalar_one())
