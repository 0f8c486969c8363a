"""Sheets of appointment slips that were printed: for whom, how many of their codes are used."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.store import people, tickets


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printing."""

    officer: str
    at: datetime
    count: int
    used: int


def of_org(db: Session, org_id: str) -> list[Sheet]:
    """The newest fifty."""
    found = []
    for one in tickets.sheets(db, org_id):
        person = people.get(db, one.officer)
        found.append(Sheet(person.name if person else "", one.at, one.count, one.used))
    return found
