"""The sessions of an office."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import office_session


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session; hours as `07:30`."""

    id: str
    org: str
    weekday: int
    begins: str
    ends: str
    extra: bool
    effective_from: date
    effective_to: date | None = None


def add(db: Session, new: SessionRow) -> None:
    """A session more."""
    db.execute(insert(office_session).values(**asdict(new)))


def end(db: Session, session_id: str, last: date) -> None:
    """Its last day."""
    db.execute(update(office_session).where(office_session.c.id == session_id).values(effective_to=last))


def of_org(db: Session, org: str) -> list[SessionRow]:
    """Every session, through the week."""
    order = (office_session.c.weekday, office_session.c.begins, office_session.c.id)
    query = select(office_session).where(office_session.c.org == org).order_by(*order)
    return [SessionRow(**row) for row in db.execute(query).mappings()]
