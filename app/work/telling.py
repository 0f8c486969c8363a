"""A person is to be told that something waits: noted with the change that brings it, pushed by a job when it may be."""

from datetime import datetime

from app.domain import calendar, notices
from app.domain.people import Role
from app.store import absences, jobs, people
from app.store import notices as rows
from app.work.unit import Work

PUSH = "notices.push"


def tell(work: Work, person: str, kind: str, about: str) -> None:
    """Nothing while tables are made anew: what was told stays told."""
    if work.upto is not None:
        return
    rows.add(work.db, person, kind, about, work.at)
    if rows.of_person(work.db, person):
        push_at(work, person, notices.when(rows.last_push(work.db, person), work.at))


def push_at(work: Work, person: str, at: datetime) -> None:
    """One job a person and moment: what is told meanwhile goes with it."""
    jobs.wake(work.db, PUSH, f"{person}/{calendar.local(at).isoformat(timespec='seconds')}", at)


def tell_leaders(work: Work, org: str, kind: str, about: str) -> None:
    """Every leader who is here today; who is away is not disturbed, and who stands in for him is a leader too."""
    if work.upto is not None:
        return
    today = calendar.local(work.at).date()
    away = {one.person for one in absences.of_org(work.db, org, today) if one.first <= today <= one.last}
    for person in people.of_org(work.db, org):
        if person.left_at is None and Role.LEADER in person.roles and person.id not in away:
            tell(work, person.id, kind, about)
