"""Which papers may stand in the place of one that was certified with an error."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import register
from app.store.tables import register_entry

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A later paper in force: its code, its number as printed, whose it is."""

    code: str
    number: str
    name: str
    title: str


def candidates(db: Session, org_id: str, line_id: str, since: datetime) -> list[Candidate]:
    """The newest papers of home cases that were certified after this one."""
    where = (
        register_entry.c.org == org_id,
        register_entry.c.id != line_id,
        register_entry.c.case_id.is_not(None),
        register_entry.c.code.is_not(None),
        register_entry.c.revoked.is_(False),
        register_entry.c.at > since,
    )
    columns = ("code", "number", "volume", "year", "columns")
    query = select(*(register_entry.c[name] for name in columns)).where(*where)
    rows = db.execute(query.order_by(register_entry.c.at.desc()).limit(_SHOWN)).mappings()
    return [
        Candidate(
            row["code"],
            register.as_printed(row["number"], row["volume"], row["year"]),
            row["columns"]["name"],
            row["columns"]["title"],
        )
        for row in rows
    ]
