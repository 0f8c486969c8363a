"""The register book to look at: lines by month and name, masked numbers, totals; and who may certify at the counter."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import calendar, register, words_vi
from app.domain.calendar import local
from app.store.tables import authority, book, case, counter, number_pending, person, register_entry

PER_PAGE = 50
# a line without its number yet comes last in its year; PostgreSQL would put it first
_NEWEST = (
    register_entry.c.year.desc(),
    register_entry.c.number.desc().nulls_last(),
    register_entry.c.at.desc(),
    register_entry.c.id,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the book as it is shown: the identity number masked."""

    id: str
    case_id: str
    number: int | None
    at: datetime
    on_date: date
    name: str
    paper_number: str
    title: str
    certifier: str
    copies: int
    fee: int
    note: str
    notes: list[dict[str, Any]]
    revoked: bool
    source: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A page of lines with the totals of everything that was found."""

    lines: list[Line]
    total: int
    voided: int
    copies: int
    fees: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Book:
    """A year's book: volume, mode, when opened, the last number."""

    year: int
    volume: int
    mode: str
    opened_at: datetime
    last: int


def newest(db: Session, org_id: str, name: str) -> Book | None:
    """The newest book of a commune."""
    row = db.execute(
        select(book.c.year, book.c.volume, book.c.mode, book.c.opened_at, func.coalesce(counter.c.last, 0))
        .outerjoin(
            counter, (counter.c.org == book.c.org) & (counter.c.name == book.c.name) & (counter.c.year == book.c.year)
        )
        .where(book.c.org == org_id, book.c.name == name)
        .order_by(book.c.year.desc())
        .limit(1)
    ).one_or_none()
    return Book(*row) if row else None


def months(db: Session, org_id: str) -> list[str]:
    """The months that have lines, newest first, as `2026-11`."""
    span = select(func.min(register_entry.c.on_date), func.max(register_entry.c.on_date))
    first, last = db.execute(span.where(register_entry.c.org == org_id)).one()
    if first is None:
        return []
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        f"{last.year + (last.month - 1 - back) // 12}-{(last.month - 1 - back) % 12 + 1:02d}" for back in range(count)
    ]


def lines(db: Session, org_id: str, month: str, typed: str, page: int) -> Pages:
    """Lines of a month (all months when empty) whose name, title or number is what was typed; newest first."""
    wanted = [register_entry.c.org == org_id, *_in_month(month), *_typed(typed)]
    rows = list(
        db.execute(
            select(register_entry).where(*wanted).order_by(*_NEWEST).limit(PER_PAGE).offset(PER_PAGE * (page - 1))
        ).mappings()
    )
    good = register_entry.c.revoked.is_(False)
    counted = db.execute(
        select(
            func.count(),
            func.count().filter(good),
            func.sum(register_entry.c.columns["copies"].as_integer()).filter(good),
            func.sum(register_entry.c.columns["fee"].as_integer()).filter(good),
        ).where(*wanted)
    ).one()
    total = int(counted[0])
    return Pages(
        lines=[_line(row) for row in rows],
        total=total,
        voided=total - int(counted[1]),
        copies=int(counted[2] or 0),
        fees=int(counted[3] or 0),
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
    )


def of_case(db: Session, org_id: str, case_id: str) -> Line | None:
    """The line of a case of this commune."""
    where = (register_entry.c.org == org_id, register_entry.c.case_id == case_id)
    row = db.execute(select(register_entry).where(*where)).mappings().one_or_none()
    return _line(row) if row else None


def one(db: Session, org_id: str, line_id: str) -> Line | None:
    """A line of this commune by its own id."""
    where = (register_entry.c.org == org_id, register_entry.c.id == line_id)
    row = db.execute(select(register_entry).where(*where)).mappings().one_or_none()
    return _line(row) if row else None


def _in_month(month: str) -> list[Any]:
    if not month:
        return []
    first, after = calendar.month(month)
    return [register_entry.c.on_date >= first, register_entry.c.on_date < after]


def _typed(typed: str) -> list[Any]:
    text = typed.strip()
    if not text:
        return []
    if text.isdigit() and len(text) < 7:
        return [register_entry.c.number == int(text)]
    return [register_entry.c.search.contains(words_vi.fold(text), autoescape=True)]


def _line(row: Any) -> Line:
    columns = row["columns"]
    return Line(
        id=row["id"],
        case_id=row["case_id"] or "",
        number=row["number"],
        at=row["at"],
        on_date=row["on_date"],
        name=columns["name"] + register.and_others(columns),
        paper_number=words_vi.mask_number(columns["paper_number"]),
        title=columns["title"],
        certifier=columns["certifier"],
        copies=columns["copies"],
        fee=columns["fee"],
        note=columns["note"],
        notes=row["notes"],
        revoked=row["revoked"],
        source=row["source"],
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """A number that was given before a loss and has no line yet; the case and its person where they are known."""

    number: int
    year: int
    on_date: date
    case_id: str
    name: str


def pending(db: Session, org_id: str, name: str) -> list[Pending]:
    """Numbers that wait for their line, in order."""
    where = (number_pending.c.org == org_id, number_pending.c.name == name)
    rows = db.execute(
        select(number_pending, case.c.id.label("case_id"), case.c.fields)
        .outerjoin(case, (case.c.id == number_pending.c.about) & (case.c.org == number_pending.c.org))
        .where(*where)
        .order_by(number_pending.c.year, number_pending.c.number)
    ).mappings()
    return [
        Pending(
            number=row["number"],
            year=row["year"],
            on_date=local(row["taken_at"]).date(),
            case_id=row["case_id"] or "",
            name=row["fields"]["person"]["name"] if row["fields"] else "",
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Certifier:
    """Somebody who may certify on a day."""

    id: str
    name: str
    title: str


def certifiers(db: Session, org_id: str, day: date) -> list[Certifier]:
    """Everyone whose authority holds on this day."""
    rows = db.execute(
        select(person.c.id, person.c.name, authority.c.title)
        .join(authority, authority.c.person == person.c.id)
        .where(
            person.c.org == org_id,
            authority.c.valid_from <= day,
            (authority.c.valid_to.is_(None)) | (authority.c.valid_to >= day),
        )
        .order_by(person.c.name, person.c.id, authority.c.valid_from, authority.c.id)
    )
    return [Certifier(*row) for row in rows]
