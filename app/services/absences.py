"""A certifier says that he is away, or an administrator says it for him."""

from app.domain import absence, calendar
from app.domain.people import Role
from app.domain.problems import NotFound, Problem
from app.store import absences, people
from app.store.ids import uuid4
from app.work import Work, journal, sheets


def record(work: Work, org: str, by: str, person_id: str, days: absence.Absence, stand_in: str = "") -> None:
    """Away on these days. NotFound; AbsenceUnclear; NoStandIn unless the other is a leader with an authority then."""
    _leader(work, org, person_id)
    absence.check(days, calendar.local(work.at).date())
    if stand_in:
        _check_stand_in(work, org, stand_in, days)
        if stand_in == person_id:
            raise absence.NoStandIn
    row = absences.AbsenceRow(uuid4(), org, person_id, days.first, days.last, stand_in or None)
    absences.add(work.db, row)
    facts = {"from": days.first.isoformat(), "to": days.last.isoformat(), "stand_in": stand_in}
    journal.write(work, org, by, "staff.absence_recorded", person_id, **facts)


def take_back(work: Work, org: str, by: str, person_id: str, absence_id: str) -> None:
    """He is here after all. NotFound."""
    _leader(work, org, person_id)
    ended = absences.end(work.db, person_id, absence_id, work.at)
    if ended is None:
        raise NotFound
    facts = {"from": ended.first.isoformat(), "to": ended.last.isoformat()}
    journal.write(work, org, by, "staff.absence_ended", person_id, **facts)


def _check_stand_in(work: Work, org: str, stand_in: str, days: absence.Absence) -> None:
    try:
        _leader(work, org, stand_in)
        sheets.authority_of(work, stand_in, days.first)
    except Problem as problem:
        raise absence.NoStandIn from problem


def _leader(work: Work, org: str, person_id: str) -> None:
    person = people.get(work.db, person_id)
    if person is None or person.org != org or person.left_at is not None or Role.LEADER not in person.roles:
        raise NotFound
