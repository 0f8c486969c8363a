"""The commune's book of this year: found or opened, and its next number taken in the transaction that uses it."""

from app.domain import register
from app.store import desk
from app.store import register as rows
from app.work.pen import stamp
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


def take(work: Work, org: str, about: str) -> register.CertificateNumber | None:
    """The next number, noted outside the database first; None where the clerk writes it from the official book."""
    book = current(work, org)
    if book.mode is register.BookMode.OUTSIDE:
        return None
    number = desk.take(work.db, org, register.SIGNATURES, book.year)
    # outside the database and durable before the answer, so that a restore never gives a number twice
    work.tools.numbers.note(f"{stamp(work.at)} {org} {register.SIGNATURES} {book.year} {number} {about}")
    return register.CertificateNumber(number, book.volume, book.year)
