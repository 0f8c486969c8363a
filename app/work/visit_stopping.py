"""A visit to somebody who was noted as dead stops, by a record of its own."""

from app.domain import visit
from app.store import desk, visits
from app.work import visit_asking
from app.work.pen import Also, Pen
from app.work.unit import Work


def stop_known(work: Work, org: str, visit_id: str) -> None:
    """A visit that was planned before its officer could hear of the death stops as it arrives, and so does one
    that is asked for or given to somebody afterwards."""
    found = visits.of_org(work.db, org, visit_id) if work.upto is None else None
    if found is not None and found.state in visit.WAITING:
        number = visits.number_of(work.db, found.case_id)
        stop_by(work, found, visits.deaths(work.db, org, *visit.person_key(found.name, found.hamlet), number))


def stop_by(work: Work, found: visits.VisitRow, notes: list[visits.DeathRow]) -> None:
    """Stops it where one of these notes speaks of its person."""
    person, number = visit.person_key(found.name, found.hamlet), visits.number_of(work.db, found.case_id)
    # a clerk said of these that they speak of somebody else
    others = (found.outcome or {}).get("mistaken", [])
    for note in notes:
        same = (note.name_key, note.hamlet_key) == person or (number and note.number == number)
        if same and note.seq not in others:
            _stop(work, found, note.seq)
            return


def _stop(work: Work, found: visits.VisitRow, noted: int) -> None:
    """visit.stopped. `newest` stays: what its officer did meanwhile, with no network, still builds on what he saw."""
    body = {"v": 1, "reason": visit.DIED, "noted": noted}
    author = Pen(work, found.org, work.tools.iss)
    author.write("visit.stopped", ("visit", found.id), body, Also(base=found.newest))
    visits.save(work.db, found.id, **visit_asking.stopped(found, noted))
    if found.officer:
        desk.tell(work.db, found.officer, found.id, what="visit")
