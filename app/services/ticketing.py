"""Tờ hẹn in sẵn: sheets of codes for an officer; who holds a code and the last digits sees how far the case is."""

import secrets
from collections.abc import Sequence

from app.domain import codes, tickets
from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import tracking
from app.store import people
from app.store import tickets as rows
from app.store.ids import uuid4
from app.work import Work, journal, throttle

_FIELD = frozenset({Role.JUSTICE_OFFICER.value, Role.WELFARE_OFFICER.value})


def print_sheets(work: Work, org: str, by: str, officer: str, count: int) -> Sequence[rows.TicketRow]:
    """New codes for an officer, 60 random bits each. NotFound, TooManySheets."""
    if not 1 <= count <= tickets.MOST_SHEETS:
        raise tickets.TooManySheets
    person = people.get(work.db, officer)
    if person is None or person.org != org or person.left_at is not None or not _FIELD & set(person.roles):
        raise NotFound
    sheet = uuid4()
    made = [
        rows.TicketRow(codes.certificate_code(secrets.token_bytes(8)), org, sheet, officer, by, work.at)
        for _ in range(count * tickets.PER_SHEET)
    ]
    rows.add(work.db, made)
    journal.write(work, org, by, "tickets.printed", officer, count=len(made))
    return made


def check_free(work: Work, address: str, code: str) -> None:
    """Counts a try before it is judged: per address and per code. TooMany."""
    throttle.count(work, throttle.account(f"ticket:{code}"), throttle.lookups(address))


def look_up(work: Work, address: str, code: str, digits: str) -> tracking.Steps | None:
    """The steps of the case; None alike for a code that nobody knows and for wrong digits."""
    found = tracking.steps(work.db, code, digits)
    if found is not None:
        throttle.right(work, throttle.account(f"ticket:{code}"), throttle.lookups(address))
    return found
