"""What happened to a case, in order: its records, its openings; who holds what."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.tables import case, opening, person, print_out, printed_pdf, record, record_verdict

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Event:
    """One record of a case: what, by whom, when; `held` says why it waits."""

    kind: str
    who: str
    at: datetime
    held: str


def of_case(db: Session, org_id: str, case_id: str) -> list[Event]:
    """The records of a case of this commune in order."""
    rows = db.execute(
        select(record.c.kind, person.c.name, record.c.received_at, record_verdict.c.verdict, record_verdict.c.code)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .outerjoin(person, person.c.id == record.c.author)
        .where(record.c.stream_id == case_id, record.c.org == org_id)
        .order_by(record.c.seq)
    )
    return [Event(row[0], row[1] or "", row[2], row[4] if row[3] == "held" else "") for row in rows]


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody looked at something of a case."""

    who: str
    what: str
    at: datetime
    case_id: str
    dossier: str
    citizen: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log."""

    lines: list[Opened]
    page: int
    pages: int


def openings(db: Session, org_id: str, page: int, person_id: str = "") -> Page:
    """Who opened what, newest first."""
    wanted = [opening.c.org == org_id]
    if person_id:
        wanted.append(opening.c.person == person_id)
    total = int(db.execute(select(func.count()).select_from(opening).where(*wanted)).scalar_one())
    rows = db.execute(
        select(person.c.name, opening.c.what, opening.c.at, opening.c.case_id, case.c.dossier, case.c.name)
        .join(person, person.c.id == opening.c.person)
        .outerjoin(case, case.c.id == opening.c.case_id)
        .where(*wanted)
        .order_by(opening.c.id.desc())
        .limit(PER_PAGE)
        .offset(PER_PAGE * (page - 1))
    )
    lines = [Opened(row[0], row[1], row[2], row[3], row[4] or "", row[5] or "") for row in rows]
    return Page(lines, page, max(1, -(-total // PER_PAGE)))


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One print-out of a case."""

    who: str
    what: str
    reason: str
    at: datetime


def prints(db: Session, org_id: str, case_id: str) -> list[PrintLine]:
    """The print-outs of a case, newest first."""
    rows = db.execute(
        select(person.c.name, print_out.c.what, print_out.c.reason, print_out.c.at)
        .join(person, person.c.id == print_out.c.person)
        .where(print_out.c.org == org_id, print_out.c.case_id == case_id)
        .order_by(print_out.c.id.desc())
    )
    return [PrintLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the newest version of a certificate's file says: none, B-B (its time still lacks) or B-T."""

    level: str
    trial: bool
    at: datetime


def stamp(db: Session, org_id: str, case_id: str) -> Stamp | None:
    """The stamp of a case's certificate; None before there is a file."""
    row = db.execute(
        select(printed_pdf.c.level, printed_pdf.c.trial, printed_pdf.c.at)
        .where(printed_pdf.c.org == org_id, printed_pdf.c.case_id == case_id)
        .order_by(printed_pdf.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return Stamp(*row) if row else None
