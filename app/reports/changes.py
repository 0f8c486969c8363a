"""What changed for one person's phone, in order, in pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.tables import case, case_paper, change

PAGE = 100
_DONE = ("delivered", "closed", "declined", "refused", "withdrawn", "revoked")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the feed; `cursor` is where the next one starts."""

    cursor: int
    more: bool
    changes: list[dict[str, Any]]


def page(db: Session, person_id: str, after: int) -> Page:
    """The newest state of each case that changed after the cursor."""
    newest = (
        select(change.c.case_id, func.max(change.c.id).label("id"))
        .where(change.c.person == person_id, change.c.id > after)
        .group_by(change.c.case_id)
        .order_by(func.max(change.c.id))
        .limit(PAGE + 1)
    )
    rows = db.execute(newest).all()
    kept = rows[:PAGE]
    found = {row.case_id: row.id for row in kept}
    query = (
        select(case, case_paper.c.holder)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .where(case.c.id.in_(found), case.c.officer == person_id)
    )
    fields = {row["id"]: _fields(row) for row in db.execute(query).mappings()}
    changes = [
        {"case": case_id, "fields": fields[case_id]} if case_id in fields else {"case": case_id, "gone": True}
        for case_id in found
    ]
    return Page(max(found.values(), default=after), len(rows) > PAGE, changes)


def _fields(row: Any) -> dict[str, Any]:
    fields = {
        "code": row["code"],
        "dossier": row["dossier"],
        "state": row["state"],
        "title": row["title"],
        "honorific": row["honorific"],
        "name": row["name"],
        "hamlet": row["hamlet"],
        "copies": row["fields"].get("document", {}).get("copies", 1),
        "received_at": _stamp(row["received_at"]),
        "due_at": _stamp(row["due_at"]),
        "number": row["number_text"] or "",
        "holder": row["holder"] or "",
        "newest": row["newest"],
        "ready_at": _stamp(row["ready_at"]),
        "delivered_at": _stamp(row["delivered_at"]),
    }
    if row["state"] in _DONE:
        return fields
    # what the officer needs at the door of an open case
    signing = row["fields"].get("signing", {})
    return fields | {"place": signing.get("place", ""), "phone": row["fields"].get("phone", "")}


def _stamp(at: datetime | None) -> str:
    return at.isoformat(timespec="milliseconds") if at else ""
