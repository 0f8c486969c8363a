"""Trả kết quả: what is ready and still to be carried home, certified papers and decisions alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import delivery, life
from app.domain.paper import Holder
from app.domain.people import addressed
from app.domain.words_vi import fold
from app.reports import deaths
from app.store.tables import case, case_paper, person

HERE, OUT, COLLEAGUE = "tai-xa", "can-bo", "nguoi-khac"


@dataclass(frozen=True, slots=True)
class Line:
    """One result that is to be carried home: nothing of what it grants, to which group, how much. `noted_at`: when
    a visit was closed with the word that its person had died."""

    id: str
    who: str
    title: str
    hamlet: str
    officer: str
    officer_id: str
    task: str
    dossier: str
    where: str
    held_by: str
    due_at: datetime
    tries: int
    last: dict[str, Any] | None
    warned: bool
    died: bool
    noted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What is to be carried, as it was asked for; `counts` of all of it by where it is; of whom it was told that they
    died, apart."""

    lines: list[Line]
    died: list[Line]
    counts: Counter[str]
    hamlets: list[str]
    officers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; empty for everything."""

    hamlet: str = ""
    officer: str = ""
    where: str = ""


def carried(db: Session, org_id: str, asked: Asked) -> Carried:
    """By hamlet, then by name."""
    found = _all(db, org_id)
    alive = [one for one in found if not one.died]
    shown = [
        one
        for one in alive
        if asked.hamlet in ("", one.hamlet) and asked.officer in ("", one.officer_id) and asked.where in ("", one.where)
    ]
    return Carried(
        lines=shown,
        died=[one for one in found if one.died],
        counts=Counter(one.where for one in alive),
        hamlets=sorted({one.hamlet for one in alive}, key=fold),
        officers=sorted({(one.officer_id, one.officer) for one in alive}, key=lambda one: one[1]),
    )


def _all(db: Session, org_id: str) -> list[Line]:
    holder = person.alias("holder_person")
    rows = db.execute(
        select(
            case,
            person.c.name.label("officer_name"),
            case_paper.c.holder,
            case_paper.c.person.label("holder_id"),
            holder.c.name.label("holder_name"),
        )
        .join(person, person.c.id == case.c.officer)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .outerjoin(holder, holder.c.id == case_paper.c.person)
        .where(case.c.org == org_id, case.c.state == life.State.READY.value)
    )
    notes, ready = deaths.noted(db, org_id), list(rows.mappings())
    told = [row for row in ready if delivery.died(row["fields"].get("attempted") or ())]
    numbers = {one.number for one in notes if one.number} | {deaths.own_number(row) for row in told}
    lived = deaths.lives(db, org_id, numbers - {""})
    found = [_line(row, notes, lived) for row in ready]
    return sorted(found, key=lambda one: (fold(one.hamlet), fold(one.who), one.dossier))


def _line(row: Any, notes: Sequence[deaths.Note], lived: Mapping[str, datetime]) -> Line:
    tries: Sequence[dict[str, Any]] = row["fields"].get("attempted") or []
    note = deaths.of(row, notes, lived)
    again = lived.get(deaths.own_number(row))
    told = delivery.died(tries) and (again is None or again < datetime.fromisoformat(tries[-1]["at"]))
    out = row["holder"] == Holder.OFFICER
    return Line(
        id=row["id"],
        who=addressed(row["honorific"], row["name"]),
        title=row["title"],
        hamlet=row["hamlet"],
        officer=row["officer_name"],
        officer_id=row["officer"],
        task=row["task"],
        dossier=row["dossier"],
        where=HERE if not out else OUT if row["holder_id"] in (None, row["officer"]) else COLLEAGUE,
        held_by=row["holder_name"] or "" if out else "",
        due_at=row["due_at"],
        tries=len(tries),
        last=tries[-1] if tries else None,
        warned=delivery.tells_of_suspension(tries),
        died=told or note is not None,
        noted_at=note.at if note else None,
    )
