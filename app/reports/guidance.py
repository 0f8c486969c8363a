"""What anybody may know of a commune before he asks for a visit at home."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import calendar, fees
from app.store import fees as fee_rows
from app.store import hamlets
from app.store.tables import org


@dataclass(frozen=True, slots=True)
class Commune:
    """`code` is the letters of its cases, in lower case: its public address. `fee` in đồng with its basis."""

    id: str
    code: str
    name: str
    unit: str
    phone: str
    address: str
    fee: fees.Fee
    hamlets: list[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A commune to choose."""

    code: str
    name: str


def communes(db: Session) -> list[Named]:
    """Every commune of the installation."""
    rows = db.execute(select(org.c.code_prefix, org.c.name).order_by(org.c.name, org.c.id))
    return [Named(row[0].lower(), row[1]) for row in rows]


def commune(db: Session, code: str, now: datetime) -> Commune | None:
    """The commune at this public address."""
    row = db.execute(select(org).where(org.c.code_prefix == code.upper())).mappings().one_or_none()
    if row is None:
        return None
    fee = fees.in_force(calendar.local(now).date(), fee_rows.known(db, row["id"]))
    facts = {name: row[name] for name in ("id", "name", "unit", "phone", "address")}
    listed = [one.name for one in hamlets.of_org(db, row["id"])]
    return Commune(**facts, code=row["code_prefix"].lower(), fee=fee, hamlets=listed)
