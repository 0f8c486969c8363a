"""Tra cứu hồ sơ: how far a case is, in steps and dates, without a name, for who holds its slip."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import delivery, payments
from app.domain.life import State
from app.reports import payments as money
from app.store import figures, slips, tickets
from app.store.tables import case, org, ticket_bound


@dataclass(frozen=True, slots=True)
class Steps:
    """Each step with its moment, None while it is to come; `ended` where the case ended without a certificate."""

    taken_at: datetime
    received_at: datetime
    due_at: datetime
    certified_at: datetime | None
    ready_at: datetime | None
    delivered_at: datetime | None
    returned: bool
    ended: bool
    org_name: str
    org_phone: str
    org_address: str
    payment: money.Payment | None


def steps(db: Session, code: str, digits: str) -> Steps | None:
    """None for an unknown code, and for others than the last four of the identity paper's number (letters in
    capitals)."""
    query = (
        select(case, org.c.name.label("org_name"), org.c.phone, org.c.address)
        .join(ticket_bound, ticket_bound.c.case_id == case.c.id)
        .join(org, org.c.id == case.c.org)
        .where(ticket_bound.c.code == code)
    )
    row = db.execute(query).mappings().one_or_none()
    person = (row["fields"].get("person") or {}) if row else {}
    last = str(person.get("number", ""))[-4:].upper()
    if row is None or len(last) != 4 or not hmac.compare_digest(last.encode(), digits.encode()):
        return None
    payment = money.of_case(db, row["org"], row["id"])
    due = payment is not None and payment.standing in (payments.Standing.DUE, payments.Standing.SHOWN)
    return Steps(
        taken_at=row["signed_at"],
        received_at=row["received_at"],
        due_at=slips.promised(db, row["org"], row["id"]) or row["due_at"],
        certified_at=row["certified_at"],
        ready_at=row["ready_at"],
        delivered_at=row["delivered_at"] or _at_counter(row),
        returned=row["state"] == State.RETURNED,
        ended=delivery.ended_without(row["state"], row["ended"]),
        org_name=row["org_name"],
        org_phone=row["phone"],
        org_address=row["address"],
        payment=payment if due else None,
    )


def _at_counter(row: Any) -> datetime | None:
    """When it was given at the counter, where it ended so."""
    if row["state"] != State.CLOSED or delivery.ended_without(row["state"], row["ended"]):
        return None
    return datetime.fromisoformat(row["ended"]["at"])


def rated(db: Session, code: str) -> bool:
    """Whether the case of this code was rated: never how."""
    case_id = tickets.case_of(db, code)
    return case_id is not None and figures.rated(db, case_id)
