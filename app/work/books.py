"""The commune's book of this year: found or opened, and its next number taken in the transaction that uses it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import register
from app.store import desk
from app.store import register as rows
from app.work.unit import Work


def current(work: Work, org: str) -> register.Book:
    """This year's book; BookNotOpen when none was ever opened.

    At the turn of the year the next book opens by itself at 01: only the very first needs a person's word (L13).
    """
    year = register.year_of(work.at)
    row = rows.get_book(work.db, org, register.SIGNATURES, year)
    if row is None:
        before = rows.newest_book(work.db, org, register.SIGNATURES)
        if before is None or before.year > year:
            raise register.BookNotOpen
        row = rows.BookRow(org, register.SIGNATURES, year, before.mode, 1, 0, None, work.at)
        rows.open_book(work.db, row)
    last = rows.last_number(work.db, org, register.SIGNATURES, year)
    return register.Book(register.BookMode(row.mode), year, row.volume, last)


@dataclass(frozen=True, slots=True)
class Taken:
    """A number of the book, the short code of its paper, and the moment from which the paper counts."""

    number: register.CertificateNumber
    code: str
    at: datetime


def take(work: Work, org: str, about: str, code: str = "") -> Taken | None:
    """The next number, noted outside the database first; None where the clerk writes it from the official book.

    After a restore the number (and code and moment) that was given to this very thing comes back; NumbersPending for
    anything else while some are missing.
    """
    book = current(work, org)
    if book.mode is register.BookMode.OUTSIDE:
        return None
    waiting = rows.pending(work.db, org, register.SIGNATURES)
    if waiting:
        return _given_before(work, waiting, about, book)
    number = desk.take(work.db, org, register.SIGNATURES, book.year)
    # outside the database and durable before the answer, so that a restore never gives a number twice
    work.tools.numbers.note(register.Logged(work.at, org, register.SIGNATURES, book.year, number, about, code).line())
    return Taken(register.CertificateNumber(number, book.volume, book.year), code, work.at)


def take_written(work: Work, org: str, number: int, about: str) -> Taken:
    """A number that stands on paper already: one that a restore misses, or else the next."""
    for row in rows.pending(work.db, org, register.SIGNATURES):
        if row.number == number:
            rows.settle(work.db, row)
            return Taken(
                register.CertificateNumber(number, current(work, org).volume, row.year), row.code, row.taken_at
            )
    register.check_written(current(work, org), number)
    taken = take(work, org, about)
    if taken is None:
        raise register.NumberNotHere
    return taken


def _given_before(work: Work, waiting: list[rows.PendingRow], about: str, book: register.Book) -> Taken:
    mine = next((row for row in waiting if row.about == about), None)
    if mine is None:
        raise register.NumbersPending
    rows.settle(work.db, mine)
    return Taken(register.CertificateNumber(mine.number, book.volume, mine.year), mine.code, mine.taken_at)
