"""An officer noted that somebody has died: nobody else stands at that door as if nothing had happened."""

from app.domain import calendar, visit
from app.services.intake.arrived import Arrived
from app.store import desk, visits
from app.work import Also, Pen, Work, visit_asking


def died(work: Work, arrived: Arrived, person: tuple[str, str], number: str) -> None:
    """Every other visit that is still to be made to this person (name and hamlet as written, identity number or empty)
    stops, each by a record of its own: when the tables are made anew from the records, those say so."""
    if work.upto is not None:
        return
    read = arrived.read
    note = visits.DeathRow(arrived.seq, read.org, *visit.person_key(*person), number)
    visits.note_death(work.db, note)
    for other in visits.waiting(work.db, read.org):
        if other.id != read.stream_id and not _at_the_door(work, arrived, other):
            _stop_by(work, other, [note])


def stop_known(work: Work, org: str, visit_id: str) -> None:
    """A visit that was planned before its officer could hear of the death stops as it arrives."""
    found = visits.of_org(work.db, org, visit_id) if work.upto is None else None
    if found is not None and found.state in visit.WAITING:
        number = visits.number_of(work.db, found.case_id)
        _stop_by(work, found, visits.deaths(work.db, org, *visit.person_key(found.name, found.hamlet), number))


def _at_the_door(work: Work, arrived: Arrived, other: visits.VisitRow) -> bool:
    """The officer who notes it is there himself, and ends his own visit."""
    return other.officer == arrived.read.author and other.on_date == calendar.local(work.at).date()


def _stop_by(work: Work, found: visits.VisitRow, notes: list[visits.DeathRow]) -> None:
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
