"""The register book: opened with the last number used; lines are added, annotated, never deleted or renumbered."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import book, counter, number_pending, register_entry


@dataclass(frozen=True, slots=True)
class BookRow:
    """A commune's book of a year; `first_last` is the last number that was used before it was opened here."""

    org: str
    name: str
    year: int
    mode: str
    volume: int
    first_last: int
    opened_by: str | None
    opened_at: datetime
    volumes: list[dict[str, Any]] = field(default_factory=list)
    closed_by: str | None = None
    closed_at: datetime | None = None
    totals: dict[str, Any] | None = None
    checked_at: datetime | None = None
    findings: dict[str, Any] | None = None


def open_book(db: Session, new: BookRow) -> None:
    """Opens a year's book; its counter goes on from the last number used."""
    db.execute(insert(book).values(**asdict(new)))
    where = (counter.c.org == new.org, counter.c.name == new.name, counter.c.year == new.year)
    if db.execute(select(counter.c.last).where(*where)).scalar() is None:
        db.execute(insert(counter).values(org=new.org, name=new.name, year=new.year, last=new.first_last))


def get_book(db: Session, org: str, name: str, year: int) -> BookRow | None:
    """The book of a year."""
    where = (book.c.org == org, book.c.name == name, book.c.year == year)
    row = db.execute(select(book).where(*where)).mappings().one_or_none()
    return BookRow(**row) if row else None


def newest_book(db: Session, org: str, name: str) -> BookRow | None:
    """The newest book that was opened."""
    where = (book.c.org == org, book.c.name == name)
    row = db.execute(select(book).where(*where).order_by(book.c.year.desc()).limit(1)).mappings().one_or_none()
    return BookRow(**row) if row else None


def all_books(db: Session, name: str) -> list[BookRow]:
    """Every commune's books of a name."""
    order = (book.c.org, book.c.year)
    return [BookRow(**row) for row in db.execute(select(book).where(book.c.name == name).order_by(*order)).mappings()]


def save_book(db: Session, row: BookRow, **columns: Any) -> None:
    """A volume more, the findings of a check, the closing."""
    where = (book.c.org == row.org, book.c.name == row.name, book.c.year == row.year)
    db.execute(update(book).where(*where).values(**columns))


def numbered(db: Session, row: BookRow) -> list[tuple[int | None, date]]:
    """Number and date of every line of a book."""
    where = (register_entry.c.org == row.org, register_entry.c.book == row.name, register_entry.c.year == row.year)
    rows = db.execute(select(register_entry.c.number, register_entry.c.on_date).where(*where))
    return [(one[0], one[1]) for one in rows]


def last_number(db: Session, org: str, name: str, year: int) -> int:
    """The last number taken; 0 when none was."""
    where = (counter.c.org == org, counter.c.name == name, counter.c.year == year)
    return int(db.execute(select(counter.c.last).where(*where)).scalar() or 0)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the book; `code` is the short code on the certificate, `id` the case's id for a home case."""

    id: str
    org: str
    book: str
    year: int
    number: int | None
    volume: int
    case_id: str | None
    code: str | None
    source: str
    on_date: date
    at: datetime
    columns: dict[str, Any]
    search: str
    notes: list[dict[str, Any]] = field(default_factory=list)
    revoked: bool = False
    pdf: int | None = None


def add(db: Session, new: EntryRow) -> None:
    """A new line."""
    db.execute(insert(register_entry).values(**asdict(new)))


def get(db: Session, org: str, entry_id: str) -> EntryRow | None:
    """A line of this commune's book."""
    found = _one(db, register_entry.c.id == entry_id)
    return found if found and found.org == org else None


def by_case(db: Session, case_id: str) -> EntryRow | None:
    """The line of a case."""
    return _one(db, register_entry.c.case_id == case_id)


def by_code(db: Session, code: str) -> EntryRow | None:
    """The line of a certificate's short code."""
    return _one(db, register_entry.c.code == code)


def holds_number(db: Session, org: str, name: str, year: int, number: int) -> bool:
    """Whether a number stands in the book already."""
    where = (register_entry.c.org == org, register_entry.c.book == name, register_entry.c.year == year)
    query = select(func.count()).where(*where, register_entry.c.number == number)
    return bool(db.execute(query).scalar_one())


@dataclass(frozen=True, slots=True)
class Beside:
    """The days of the numbers nearest below and above one; None where there is none."""

    before: date | None
    after: date | None


def beside(db: Session, org: str, name: str, year: int, number: int) -> Beside:
    """Between which days a number of this book was given."""
    where = (register_entry.c.org == org, register_entry.c.book == name, register_entry.c.year == year)
    query, of = select(register_entry.c.on_date).where(*where).limit(1), register_entry.c.number
    return Beside(
        db.execute(query.where(of < number).order_by(of.desc())).scalar(),
        db.execute(query.where(of > number).order_by(of)).scalar(),
    )


def save(db: Session, entry_id: str, **columns: Any) -> None:
    """A note more, the mark of a revocation, the record that keeps the newest PDF, the number written by the clerk."""
    db.execute(update(register_entry).where(register_entry.c.id == entry_id).values(**columns))


def _one(db: Session, where: Any) -> EntryRow | None:
    row = db.execute(select(register_entry).where(where)).mappings().one_or_none()
    return EntryRow(**row) if row else None


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A number that the log knows and no decision: what it was taken for, its short code, when."""

    org: str
    name: str
    year: int
    number: int
    about: str
    code: str
    taken_at: datetime
    volume: int = 0


def add_pending(db: Session, rows: list[PendingRow]) -> None:
    """Numbers that wait for their decision."""
    if rows:
        db.execute(insert(number_pending), [asdict(one) for one in rows])


def pending(db: Session, org: str, name: str) -> list[PendingRow]:
    """What waits in a commune's book, in order."""
    where = (number_pending.c.org == org, number_pending.c.name == name)
    order = (number_pending.c.year, number_pending.c.number)
    return [PendingRow(**row) for row in db.execute(select(number_pending).where(*where).order_by(*order)).mappings()]


def settle(db: Session, row: PendingRow) -> None:
    """The number has its decision back."""
    where = [getattr(number_pending.c, name) == getattr(row, name) for name in ("org", "name", "year", "number")]
    db.execute(delete(number_pending).where(*where))


def numbers_held(db: Session) -> set[tuple[str, str, int, int]]:
    """Every number that stands in a book."""
    columns = (register_entry.c.org, register_entry.c.book, register_entry.c.year, register_entry.c.number)
    rows = db.execute(select(*columns).where(register_entry.c.number.is_not(None)))
    return {(row[0], row[1], row[2], row[3]) for row in rows}


def numbers_waiting(db: Session) -> set[tuple[str, str, int, int]]:
    """Every number that waits for its decision."""
    columns = (number_pending.c.org, number_pending.c.name, number_pending.c.year, number_pending.c.number)
    return {(row[0], row[1], row[2], row[3]) for row in db.execute(select(*columns))}


def raise_counter(db: Session, org: str, name: str, year: int, least: int) -> None:
    """The counter never gives a number up to this one."""
    where = (counter.c.org == org, counter.c.name == name, counter.c.year == year)
    last = db.execute(select(counter.c.last).where(*where)).scalar()
    if last is None:
        db.execute(insert(counter).values(org=org, name=name, year=year, last=least))
    elif last < least:
        db.execute(update(counter).where(*where).values(last=least))
