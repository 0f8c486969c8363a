"""Opening what is sealed for somebody who may see it; every opening is noted."""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain import acts, calendar
from app.domain.authority import Authority
from app.domain.people import Role, sees_all
from app.domain.problems import NotFound
from app.store import cases, held, register
from app.work import Work, rest, sheets

SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: commune and roles from the session."""

    org: str
    person: str
    roles: Collection[Role]


@dataclass(frozen=True, slots=True)
class Picture:
    """A derived picture: its exact bytes."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """A sheet for the page that fills itself from it; `flags` are the warnings that an approval names."""

    text: str
    digest: str
    authority: Authority
    flags: list[str]


def check_reach(work: Work, viewer: Viewer, case_id: str) -> None:
    """NotFound unless this person may look at this case: the whole commune's, or only his own."""
    found = cases.of_org(work.db, viewer.org, case_id)
    if found is not None:
        mine = found.officer == viewer.person
    elif register.get(work.db, viewer.org, case_id) is not None:
        mine = False
    else:
        waiting = held.open_of_case(work.db, viewer.org, case_id)
        if not waiting:
            raise NotFound
        mine = any(one.author == viewer.person for one in waiting)
    if not mine and not sees_all(viewer.roles):
        raise NotFound


def open_sheet(work: Work, viewer: Viewer, case_id: str) -> Viewed:
    """The sheet of the present revision for this certifier; the opening is noted."""
    check_reach(work, viewer, case_id)
    authority = sheets.authority_of(work, viewer.person, calendar.local(work.at).date())
    found = sheets.sheet(work, viewer.org, case_id, viewer.person)
    opened(work, viewer, case_id, "sheet")
    row = cases.of_org(work.db, viewer.org, case_id)
    flags = acts.warnings(row.flags, row.fields) if row else []
    return Viewed(found.data.decode(), found.digest, authority, flags)


def opened(work: Work, viewer: Viewer, case_id: str, what: str) -> None:
    """Notes that this person looked at something of a case (personal data law: every opening is logged)."""
    cases.note_opening(work.db, viewer.org, viewer.person, case_id, what, work.at)


def picture(work: Work, viewer: Viewer, case_id: str, sha256: str) -> Picture:
    """One picture of a case by the hash of its bytes, or of the sealed photo behind it."""
    check_reach(work, viewer, case_id)
    row = cases.shown_as(work.db, case_id, sha256)
    if row is None:
        raise NotFound
    return Picture(rest.take_up(work, row.sealed, row.wrapping, SHOWN), row.mime)


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
