"""What the desk's records make of a visit: the same when they are written and when tables are made anew from them."""

from dataclasses import asdict
from datetime import date
from typing import Any

from app.domain import visit
from app.domain.diary import Adds
from app.domain.visit import VisitState
from app.store.visits import VisitRow


def row_of(visit_id: str, org: str, newest: str, body: dict[str, Any]) -> VisitRow:
    """visit.requested: nobody was chosen yet; its day is the one on which it was asked for."""
    return VisitRow(
        id=visit_id,
        org=org,
        officer=None,
        state=VisitState.REQUESTED,
        on_date=date.fromisoformat(body["asked_on"]),
        at_time="",
        honorific=body["honorific"],
        name=body["name"],
        hamlet=body["hamlet"],
        phone=body["phone"],
        purpose=body["purposes"][0],
        note=body["note"],
        newest=newest,
        purposes=body["purposes"],
        request=body["request"],
    )


def cancelled(found: VisitRow, by: str, words: str) -> dict[str, Any]:
    """visit.cancelled."""
    return {"state": VisitState.CANCELLED.value, "outcome": {**(found.outcome or {}), "by": by, "words": words}}


def stopped(found: VisitRow, noted: int) -> dict[str, Any]:
    """visit.stopped: `noted` is the record that says that its person has died."""
    outcome = {**(found.outcome or {}), "reason": visit.DIED, "words": "", "noted": noted}
    return {"state": VisitState.STOPPED.value, "outcome": outcome}


def resumed(found: VisitRow, noted: int, *, left: bool) -> dict[str, Any]:
    """visit.resumed: that record speaks of somebody else. Where its officer `left` it waits for another."""
    before = found.outcome or {}
    kept = {name: value for name, value in before.items() if name not in ("reason", "words", "noted")}
    officer = None if left else found.officer
    state = VisitState.PLANNED if officer else VisitState.REQUESTED
    return {
        "state": state.value,
        "officer": officer,
        "outcome": {**kept, "mistaken": [*before.get("mistaken", []), noted]},
    }


_LEFT = ("officer", "state", "on_date", "at_time", "purpose", "purposes", "place_kind")
# it counts for the day on which it was closed; and which notes of a death spoke of somebody else still holds for
# whoever has that name
_SAID = ("reason", "closed_by", "closed_at", "mistaken")


def left(found: VisitRow, adds: Adds | None) -> dict[str, Any]:
    """visit.purged: what still counts in figures and diaries, and tells nobody's name, address, telephone or words.
    One that nobody made or called off is cancelled by it. `adds` is what its day in the diary has more by it."""
    facts = {name: value for name, value in asdict(found).items() if name in _LEFT}
    state = VisitState.CANCELLED if found.state in _OPEN else found.state
    said = {name: value for name, value in (found.outcome or {}).items() if name in _SAID}
    if adds is not None:
        said[visit.IN_DIARY] = asdict(adds)
    return {**facts, "on_date": found.on_date.isoformat(), "state": str(state), "outcome": said or None}


_OPEN = frozenset({*visit.WAITING, VisitState.STOPPED})


def emptied_row(visit_id: str, org: str, newest: str, kept: dict[str, Any]) -> VisitRow:
    """A visit without a name is one whose content was destroyed."""
    facts = {**kept, "on_date": date.fromisoformat(kept["on_date"])}
    return VisitRow(id=visit_id, org=org, honorific="", name="", hamlet="", phone="", note="", newest=newest, **facts)
