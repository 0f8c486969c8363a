"""What a message to a citizen may say: the office, its telephone, the code of a slip. Never a name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import org, ticket_bound


@dataclass(frozen=True, slots=True)
class Sender:
    """`code` is that of the newest appointment slip of a case; empty without one."""

    office: str
    phone: str
    code: str


def sender(db: Session, org_id: str, case_id: str = "") -> Sender:
    """For a message from this commune, about a case where one is named."""
    row = db.execute(select(org.c.name, org.c.phone).where(org.c.id == org_id)).one()
    wanted = select(ticket_bound.c.code).where(ticket_bound.c.case_id == case_id)
    newest = wanted.order_by(ticket_bound.c.at.desc(), ticket_bound.c.code).limit(1)
    return Sender(row.name, row.phone, str(db.execute(newest).scalar() or ""))
