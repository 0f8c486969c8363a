"""Opening what is sealed for somebody who may see it; every opening is noted."""

from dataclasses import dataclass

from app.domain import calendar
from app.domain.authority import Authority
from app.domain.problems import NotFound
from app.store import cases
from app.work import Work, rest, sheets

SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Picture:
    """A derived picture: its exact bytes."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """A sheet for the page that fills itself from it."""

    text: str
    digest: str
    authority: Authority


def open_sheet(work: Work, org: str, person: str, case_id: str) -> Viewed:
    """The sheet of the present revision for this certifier; the opening is noted."""
    held = sheets.authority_of(work, person, calendar.local(work.at).date())
    found = sheets.sheet(work, org, case_id, person)
    cases.note_opening(work.db, org, person, case_id, "sheet", work.at)
    return Viewed(found.data.decode(), found.digest, held)


def picture(work: Work, org: str, case_id: str, sha256: str) -> Picture:
    """One picture of a case of this commune by the hash of its bytes."""
    found = cases.of_org(work.db, org, case_id)
    rows = cases.shown_of(work.db, case_id, found.revision) if found else []
    for row in rows:
        if row.sha256 == sha256 and row.mime:
            return Picture(rest.take_up(work, row.sealed, row.wrapping, SHOWN), row.mime)
    raise NotFound


@dataclass(frozen=True, slots=True)
class Name:
    """A picture by what it shows and the hash that fetches it."""

    role: str
    place: int
    sha256: str


def pictures(work: Work, org: str, case_id: str) -> list[Name]:
    """The pictures of a case of this commune."""
    found = cases.of_org(work.db, org, case_id)
    rows = cases.shown_of(work.db, case_id, found.revision) if found else []
    return [Name(row.role, row.place, row.sha256) for row in rows if row.mime]
