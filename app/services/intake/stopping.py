"""An officer noted that somebody has died: nobody else stands at that door as if nothing had happened."""

from app.domain import calendar, visit
from app.services.intake.arrived import Arrived
from app.store import cases, desk, visits
from app.work import Work, visit_stopping


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
            visit_stopping.stop_by(work, other, [note])


def tell_carriers(work: Work, org: str, person: tuple[str, str], number: str) -> None:
    """Nobody asks at this door again: whoever carries something to this person is told."""
    for officer, other in cases.to_carry_to(work.db, org, number):
        desk.tell(work.db, officer, other)
    for officer, other in cases.to_carry_by_name(work.db, org, *person):
        desk.tell(work.db, officer, other)


def _at_the_door(work: Work, arrived: Arrived, other: visits.VisitRow) -> bool:
    """The officer who notes it is there himself, and ends his own visit."""
    return other.officer == arrived.read.author and other.on_date == calendar.local(work.at).date()
