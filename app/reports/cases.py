"""Lists of cases: what waits for a leader, what he signed, and where each paper is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.paper import Holder
from app.domain.people import addressed
from app.store.tables import case, case_paper, person, register_entry


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list: person, task, due, state."""

    id: str
    who: str
    title: str
    hamlet: str
    officer: str
    state: str
    received_at: datetime
    due_at: datetime
    flags: list[str]
    number: str
    copies: int
    holder: str
    since: datetime | None
    printed: bool
    dossier: str


_OFFICER = person.alias("officer")


def _lines(org_id: str) -> Select[Any]:
    return (
        select(
            case,
            _OFFICER.c.name.label("officer_name"),
            case_paper.c.holder,
            case_paper.c.since,
            register_entry.c.pdf,
        )
        .join(_OFFICER, _OFFICER.c.id == case.c.officer)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .outerjoin(register_entry, register_entry.c.case_id == case.c.id)
        .where(case.c.org == org_id)
    )


def _line(row: Any) -> Line:
    return Line(
        id=row["id"],
        who=addressed(row["honorific"], row["name"]),
        title=row["title"],
        hamlet=row["hamlet"],
        officer=row["officer_name"],
        state=row["state"],
        received_at=row["received_at"],
        due_at=row["due_at"],
        flags=row["flags"],
        number=row["number_text"] or "",
        copies=row["fields"].get("document", {}).get("copies", 1),
        holder=row["holder"] or "",
        since=row["since"],
        printed=row["pdf"] is not None,
        dossier=row["dossier"],
    )


def waiting(db: Session, org_id: str) -> list[Line]:
    """What waits for a decision: flagged first, then the oldest due."""
    query = _lines(org_id).where(case.c.state == "submitted").order_by(case.c.due_at, case.c.id)
    found = [_line(row) for row in db.execute(query).mappings()]
    return sorted(found, key=lambda line: not line.flags)


def decided(db: Session, org_id: str, most: int = 100) -> list[Line]:
    """What was certified, newest first."""
    query = _lines(org_id).where(case.c.certified_at.is_not(None)).order_by(case.c.certified_at.desc()).limit(most)
    return [_line(row) for row in db.execute(query).mappings()]


def one(db: Session, org_id: str, case_id: str) -> Line | None:
    """One case of this commune."""
    row = db.execute(_lines(org_id).where(case.c.id == case_id)).mappings().one_or_none()
    return _line(row) if row else None


@dataclass(frozen=True, slots=True)
class Piles:
    """Papers at the commune: to be received, to be printed, signed and sealed, ready to go home."""

    to_receive: list[Line]
    to_seal: list[Line]
    to_hand: list[Line]


def piles(db: Session, org_id: str) -> Piles:
    """The clerk's three piles."""
    states = ("submitted", "returned", "approved", "ready")
    rows = db.execute(_lines(org_id).where(case.c.state.in_(states)).order_by(case.c.due_at, case.c.id)).mappings()
    found = [_line(row) for row in rows]
    arriving = [line for line in found if line.state != "ready" and line.holder in (Holder.OFFICER, Holder.PERSON)]
    here = [line for line in found if line.holder in (Holder.CLERK, Holder.CERTIFIER)]
    return Piles(
        to_receive=arriving,
        to_seal=[line for line in here if line.state in ("approved", "submitted", "returned")],
        to_hand=[line for line in here if line.state == "ready"],
    )
