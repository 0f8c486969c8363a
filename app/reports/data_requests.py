"""The requests of a commune about personal data, with masked numbers and their clocks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import data_requests, words_vi
from app.domain.calendar import local
from app.store.tables import data_request, person

MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A request; `late` while nobody answered by its last day, or where the answer came after it."""

    id: str
    number: str
    name: str
    subject: str
    dossier: str
    right: str
    how: str
    words: str
    received_on: date
    due_on: date
    late: bool
    by: str
    outcome: str
    answer: str
    basis: str
    answered_by: str
    answered_at: datetime | None


_BY, _ANSWERED = person.alias("by_person"), person.alias("answered_person")


def lines(db: Session, org_id: str, today: date, *, wanted: str = "") -> list[Line]:
    """Those that wait first, the oldest due on top; then the answered ones, newest first. `wanted` is one id."""
    where = [data_request.c.org == org_id, *([data_request.c.id == wanted] if wanted else [])]
    rows = db.execute(
        select(data_request, _BY.c.name.label("by_name"), _ANSWERED.c.name.label("answered_name"))
        .outerjoin(_BY, _BY.c.id == data_request.c.by)
        .outerjoin(_ANSWERED, _ANSWERED.c.id == data_request.c.answered_by)
        .where(*where)
        .order_by(data_request.c.answered_at.is_not(None), data_request.c.due_on, data_request.c.number.desc())
        .limit(MOST)
    )
    return [_line(row, today) for row in rows.mappings()]


def one(db: Session, org_id: str, request_id: str, today: date) -> Line | None:
    """A request of this commune."""
    return next(iter(lines(db, org_id, today, wanted=request_id)), None)


def _line(row: Any, today: date) -> Line:
    answered = row["answered_at"]
    return Line(
        id=row["id"],
        number=data_requests.printed(row["number"], row["year"]),
        name=row["name"],
        subject=words_vi.mask_number(row["subject"]),
        dossier=row["dossier"],
        right=row["right"],
        how=row["how"],
        words=row["words"],
        received_on=row["received_on"],
        due_on=row["due_on"],
        late=(local(answered).date() if answered else today) > row["due_on"],
        by=row["by_name"] or "",
        outcome=row["outcome"] or "",
        answer=row["answer"] or "",
        basis=row["basis"] or "",
        answered_by=row["answered_name"] or "",
        answered_at=answered,
    )
