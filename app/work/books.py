"""The commune's book of this year: found or opened, and its next number taken in the transaction that uses it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import book_year, calendar, register, words_vi
from app.store import desk
from app.store import register as rows
from app.work.unit import Work


def current(work: Work, org: str) -> register.Book:
    """This year's book; BookNotOpen when none was ever opened.

    At the turn of the year the next book opens by itself at 01: only the very first needs a person's word (L13).
    """
    return _of(work, org, register.year_of(work.at))


def _of(work: Work, org: str, year: int) -> register.Book:
    row = rows.get_book(work.db, org, register.SIGNATURES, year)
    if row is None:
        before = rows.newest_book(work.db, org, register.SIGNATURES)
        if before is None or before.year > year:
            raise register.BookNotOpen
        row = rows.BookRow(org, register.SIGNATURES, year, before.mode, 1, 0, None, work.at)
        rows.open_book(work.db, row)
    last = rows.last_number(work.db, org, register.SIGNATURES, year)
    return register.Book(register.BookMode(row.mode), year, row.volume, last, row.closed_at is not None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A number of the book, the short code of its paper, and the moment from which the paper counts."""

    number: register.CertificateNumber
    code: str
    at: datetime


def take(work: Work, org: str, about: str, code: str = "") -> Taken | None:
    """The next number, noted outside the database first; None where the clerk writes it from the official book.

    After a restore the number (and code and moment) that was given to this very thing comes back; NumbersPending for
    anything else while some are missing. BookClosed after the year was closed with its totals.
    """
    return _take(work, org, current(work, org), about, code)


def _take(work: Work, org: str, book: register.Book, about: str, code: str = "") -> Taken | None:
    if book.closed:
        raise book_year.BookClosed
    if book.mode is register.BookMode.OUTSIDE:
        return None
    before = _given_before(work, org, about)
    if before is not None:
        return _settled(work, before, book)
    number = desk.take(work.db, org, register.SIGNATURES, book.year)
    # outside the database and durable before the answer, so that a restore never gives a number twice
    noted = register.Logged(work.at, org, register.SIGNATURES, book.year, number, about, code, book.volume)
    work.tools.numbers.note(noted.line())
    return Taken(register.CertificateNumber(number, book.volume, book.year), code, work.at)


@dataclass(frozen=True, slots=True)
class About:
    """What a line of the book stands for: its id, the home case if it is one, where it came from, its paper's code."""

    id: str
    case_id: str | None
    source: str
    code: str | None


def line(org: str, about: About, columns: dict[str, Any], at: datetime, volume: int) -> rows.EntryRow:
    """A line from the columns that its record says; `volume` stands there only beside a number."""
    return rows.EntryRow(
        id=about.id,
        org=org,
        book=register.SIGNATURES,
        year=columns["year"],
        number=columns["number"],
        volume=volume,
        case_id=about.case_id,
        code=about.code,
        source=about.source,
        on_date=calendar.local(at).date(),
        at=at,
        columns=columns,
        search=words_vi.fold(" ".join([*(one["name"] for one in register.people(columns)), columns["title"]])),
    )


def check_open(work: Work, org: str, about: str) -> None:
    """NumbersPending while a restore misses numbers, except for what one of them was given to."""
    _given_before(work, org, about)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A number that stands on paper already, and the year of its book."""

    number: int
    year: int


def waits(work: Work, org: str, written: OnPaper) -> bool:
    """Whether a restore misses this very number."""
    return _missing(work, org, written) is not None


def take_written(work: Work, org: str, written: OnPaper, about: str) -> Taken:
    """A number that stands on paper already: one that a restore misses, or else the next of this year's book, or of
    last year's until that is closed: what was written on 31 December may be entered in January."""
    book = current(work, org)
    row = _missing(work, org, written)
    if row is not None:
        return _settled(work, row, book)
    if written.year != book.year:
        book = _before(work, org, book.year, written.year)
    register.check_written(book, written.number)
    taken = _take(work, org, book, about)
    if taken is None:
        raise register.NumberNotHere
    return taken


def _before(work: Work, org: str, present: int, year: int) -> register.Book:
    """Last year's book, where it was opened; NumberNotHere for any other, BookClosed."""
    if year != present - 1 or rows.get_book(work.db, org, register.SIGNATURES, year) is None:
        raise register.NumberNotHere
    return _of(work, org, year)


def _missing(work: Work, org: str, written: OnPaper) -> rows.PendingRow | None:
    waiting = rows.pending(work.db, org, register.SIGNATURES)
    return next((row for row in waiting if (row.number, row.year) == (written.number, written.year)), None)


def _given_before(work: Work, org: str, about: str) -> rows.PendingRow | None:
    waiting = rows.pending(work.db, org, register.SIGNATURES)
    mine = next((row for row in waiting if row.about == about), None)
    if waiting and mine is None:
        raise register.NumbersPending
    return mine


def _settled(work: Work, row: rows.PendingRow, book: register.Book) -> Taken:
    rows.settle(work.db, row)
    return Taken(register.CertificateNumber(row.number, row.volume or book.volume, row.year), row.code, row.taken_at)
