"""Appointment slips printed in advance, and which case each code opens for its person."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app.store.tables import ticket, ticket_bound


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A code on a sheet that was printed for an officer."""

    code: str
    org: str
    sheet: str
    officer: str
    by: str
    at: datetime


def add(db: Session, new: list[TicketRow]) -> None:
    """A sheet of codes."""
    db.execute(insert(ticket), [asdict(one) for one in new])


def get(db: Session, code: str) -> TicketRow | None:
    """The printed code."""
    row = db.execute(select(ticket).where(ticket.c.code == code)).mappings().one_or_none()
    return TicketRow(**row) if row else None


def case_of(db: Session, code: str) -> str | None:
    """The case that a code opens."""
    return db.execute(select(ticket_bound.c.case_id).where(ticket_bound.c.code == code)).scalar()


def code_of(db: Session, case_id: str) -> str:
    """The newest code of a case; "" for none."""
    order = (ticket_bound.c.at.desc(), ticket_bound.c.code)
    query = select(ticket_bound.c.code).where(ticket_bound.c.case_id == case_id).order_by(*order).limit(1)
    return db.execute(query).scalar() or ""


def bind(db: Session, org: str, code: str, case_id: str, at: datetime) -> None:
    """The code opens this case, and no other any more."""
    db.execute(delete(ticket_bound).where(ticket_bound.c.code == code))
    db.execute(insert(ticket_bound).values(code=code, org=org, case_id=case_id, at=at))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet: for whom, when, how many of its codes are used."""

    sheet: str
    officer: str
    at: datetime
    count: int
    used: int


def sheets(db: Session, org: str) -> list[Sheet]:
    """The sheets of a commune, the newest first."""
    query = (
        select(ticket.c.sheet, ticket.c.officer, func.max(ticket.c.at), func.count(), func.count(ticket_bound.c.code))
        .outerjoin(ticket_bound, ticket_bound.c.code == ticket.c.code)
        .where(ticket.c.org == org)
        .group_by(ticket.c.sheet, ticket.c.officer)
        .order_by(func.max(ticket.c.at).desc(), ticket.c.sheet)
        .limit(50)
    )
    return [Sheet(*row) for row in db.execute(query)]
