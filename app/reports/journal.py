"""What was done to a commune, its people and its phones: who, whom, when, what; newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.tables import journal_line, person, record

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One act; `who` is empty for the command line, `whom` for an act about no person."""

    kind: str
    who: str
    whom: str
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the journal."""

    lines: list[Done]
    page: int
    pages: int


def done(db: Session, org_id: str, page: int) -> Page:
    """The acts of this commune's journal."""
    whom = person.alias("whom")
    mine = journal_line.c.org == org_id
    total = int(db.execute(select(func.count()).select_from(journal_line).where(mine)).scalar_one())
    rows = db.execute(
        select(record.c.kind, person.c.name, whom.c.name, record.c.received_at, journal_line.c.facts)
        .join(record, record.c.seq == journal_line.c.seq)
        .outerjoin(person, person.c.id == record.c.author)
        .outerjoin(whom, whom.c.id == journal_line.c.whom)
        .where(mine)
        .order_by(journal_line.c.seq.desc())
        .limit(PER_PAGE)
        .offset(PER_PAGE * (page - 1))
    )
    lines = [Done(row[0], row[1] or "", row[2] or "", row[3], row[4]) for row in rows]
    return Page(lines, page, max(1, -(-total // PER_PAGE)))
