"""Names and days that a projection froze: turned back to how they were, then led on by what changed them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain import register
from app.store import desk, people, projections
from app.store.projections import RecordRow
from app.work import Work

_RENAMED, _DAY, _RESTORED = "staff.renamed", "calendar.changed", "ledger.restored"


def turn_back(work: Work, told: Sequence[tuple[RecordRow, Mapping[str, Any]]]) -> None:
    """To before the first of these records. A day whose record does not say what it was before stays as it is."""
    seen: set[tuple[str, ...]] = set()
    for row, body in told:
        if row.kind == _RENAMED and (body["person"],) not in seen:
            seen.add((body["person"],))
            honorific, name, title = body["was"]
            people.rename(work.db, body["person"], name, honorific, title)
        if row.kind == _DAY and "was" in body and (row.org, body["day"]) not in seen:
            seen.add((row.org, body["day"]))
            _day(work, row.org, body["day"], body["was"])


def go_on(work: Work, row: RecordRow, body: Mapping[str, Any]) -> None:
    """As this record says."""
    if row.kind == _RENAMED:
        honorific, name, title = body["now"]
        people.rename(work.db, body["person"], name, honorific, title)
    if row.kind == _RESTORED:
        projections.skip(work.db, row.org, register.DOSSIER, body.get("skipped", 1000))
    if row.kind == _DAY and "was" in body:
        now = [body["accepting"], body["working"], body["note"]] if "note" in body else None
        _day(work, row.org, body["day"], now)


def _day(work: Work, org: str, day: str, said: Sequence[Any] | None) -> None:
    if said is None:
        desk.drop_day(work.db, org, date.fromisoformat(day))
    else:
        accepting, working, note = said
        desk.put_day(work.db, org, desk.DayRow(date.fromisoformat(day), accepting, working, note))
