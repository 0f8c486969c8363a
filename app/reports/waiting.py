"""Cần đối chiếu: records that wait for a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import case, held_record, person


@dataclass(frozen=True, slots=True)
class Held:
    """One record that waits, or was settled."""

    seq: int
    case_id: str
    kind: str
    code: str
    at: datetime
    author: str
    author_name: str
    citizen: str
    dossier: str
    closed_at: datetime | None
    outcome: dict[str, Any] | None


def held(db: Session, org_id: str, author: str = "", *, case_id: str = "") -> list[Held]:
    """What waits in a commune, oldest first; of one author or case only when asked."""
    wanted = [held_record.c.org == org_id, held_record.c.closed_at.is_(None)]
    if author:
        wanted.append(held_record.c.author == author)
    if case_id:
        wanted.append(held_record.c.case_id == case_id)
    rows = db.execute(
        select(
            held_record,
            person.c.name.label("author_name"),
            case.c.name.label("citizen"),
            case.c.dossier,
            case.c.officer,
        )
        .outerjoin(person, person.c.id == held_record.c.author)
        .outerjoin(case, case.c.id == held_record.c.case_id)
        .where(*wanted)
        .order_by(held_record.c.seq)
    ).mappings()
    return [
        Held(
            seq=row["seq"],
            case_id=row["case_id"],
            kind=row["kind"],
            code=row["code"],
            at=row["at"],
            author=row["author"],
            author_name=row["author_name"] or "",
            citizen=(row["citizen"] or "") if _may_know(row, author) else "",
            dossier=(row["dossier"] or "") if _may_know(row, author) else "",
            closed_at=row["closed_at"],
            outcome=row["outcome"],
        )
        for row in rows
    ]


def _may_know(row: Any, author: str) -> bool:
    """An officer who named another's case learns nothing of whose it is."""
    return not author or row["officer"] == author
