"""Fees, exemptions and the account as a page shows them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import local
from app.domain.fees import Fee, in_force
from app.store import fees as rows
from app.store.tables import case


@dataclass(frozen=True, slots=True)
class Table:
    """What holds today, every fee, every exemption, the account."""

    now: Fee
    fees: list[Fee]
    exemptions: list[rows.ExemptionRow]
    account: rows.AccountRow

    def wire(self) -> dict[str, object]:
        """As a phone keeps it: the dates are all that it needs to judge offline."""
        return {
            "fees": [{"amount": one.amount, "basis": one.basis, "start": f"{one.effective_from}"} for one in self.fees],
            "exemptions": [
                {
                    "title": one.title,
                    "basis": one.basis,
                    "start": f"{one.effective_from}",
                    "end": f"{one.effective_to or ''}",
                }
                for one in self.exemptions
            ],
            "account": {name: getattr(self.account, name) for name in ("bin", "number", "holder", "bank", "given")},
        }


def table(db: Session, org_id: str, today: date) -> Table:
    """The commune's table."""
    every = rows.known(db, org_id)
    newest_first = sorted(every, key=lambda one: one.effective_from, reverse=True)
    return Table(in_force(today, every), newest_first, rows.exemptions(db, org_id), rows.account(db, org_id))


def grounds(db: Session, org_id: str, case_id: str) -> list[rows.ExemptionRow]:
    """On which grounds nothing is taken for this case: those of the day of its signing."""
    signed = db.execute(select(case.c.signed_at).where(case.c.id == case_id, case.c.org == org_id)).scalar()
    day = local(signed).date() if signed else None
    return [
        one
        for one in rows.exemptions(db, org_id)
        if day and one.effective_from <= day and (one.effective_to is None or day <= one.effective_to)
    ]
