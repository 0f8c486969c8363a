"""The facts of a commune that its phones and pages carry."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import org


@dataclass(frozen=True, slots=True)
class Facts:
    """A commune as its people know it."""

    id: str
    name: str
    unit: str
    place: str
    phone: str
    code_prefix: str
    way: str


def facts(db: Session, org_id: str) -> Facts:
    """The commune of a signed-in person."""
    columns = (org.c.id, org.c.name, org.c.unit, org.c.place, org.c.phone, org.c.code_prefix, org.c.way)
    return Facts(*db.execute(select(*columns).where(org.c.id == org_id)).one())
