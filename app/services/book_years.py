"""The year of the book: a new volume, the daily check of its numbers, the closing with totals (L13)."""

from dataclasses import asdict

from app.domain import book_year, calendar, register
from app.reports import book_pages
from app.store import jobs
from app.store import register as book
from app.work import Work, books, journal

CHECK = "book.check"


def open_volume(work: Work, org: str, by: str) -> int:
    """The next quyển of this year's book, whose numbers go on; NumberNotHere where the official book is outside,
    VolumeEmpty while the newest one has no number, BookClosed after the closing."""
    current = books.current(work, org)
    row = _row(work, org, current.year)
    if current.closed:
        raise book_year.BookClosed
    if current.mode is register.BookMode.OUTSIDE:
        raise register.NumberNotHere
    before = book_pages.volumes(row.volumes, _first(row))
    if current.last <= before[-1].after:
        raise book_year.VolumeEmpty
    new = book_year.Volume(row.volume + 1, current.last, work.at.isoformat())
    kept = [one.kept() for one in (*before, new)]
    book.save_book(work.db, row, volume=new.volume, volumes=kept)
    journal.write(work, org, by, "book.volume_opened", year=row.year, volume=new.volume, after=new.after)
    return new.volume


def close(work: Work, org: str, by: str, year: int) -> None:
    """Closes a year after its last decision: what it holds is counted and recorded, and it takes no number any more.
    YearNotOver, BookHasGaps, NumbersPending, BookClosed."""
    row = _row(work, org, year)
    if row.closed_at is not None:
        raise book_year.BookClosed
    if any(one.year == year for one in book.pending(work.db, org, register.SIGNATURES)):
        raise register.NumbersPending
    found = examine(work, row)
    book_year.check_closing(year, calendar.local(work.at).date(), found)
    totals = asdict(book_pages.totals(work.db, org, book_pages.Period(year)))
    book.save_book(work.db, row, closed_by=by, closed_at=work.at, totals=totals)
    journal.write(work, org, by, "book.closed", year=year, volume=row.volume, totals=totals)


def wake(work: Work) -> None:
    """Queues the check of every book."""
    jobs.again(work.db, CHECK, work.at)


def check_all(work: Work) -> int:
    """Checks the numbers of every book that is not closed and keeps what was found; how many are not sound."""
    return _check(work, book.all_books(work.db, register.SIGNATURES))


def check_org(work: Work, org: str) -> int:
    """The same for one commune's books."""
    return _check(work, [row for row in book.all_books(work.db, register.SIGNATURES) if row.org == org])


def _check(work: Work, rows: list[book.BookRow]) -> int:
    wrong = 0
    for row in rows:
        if row.closed_at is None:
            found = examine(work, row)
            wrong += not found.sound
            book.save_book(work.db, row, checked_at=work.at, findings=asdict(found))
    return wrong


def examine(work: Work, row: book.BookRow) -> book_year.Findings:
    """What is wrong with a book's numbers now."""
    lines = [book_year.Numbered(*one) for one in book.numbered(work.db, row)]
    if row.mode == register.BookMode.OUTSIDE:
        return book_year.check_outside(lines)
    last = book.last_number(work.db, row.org, row.name, row.year)
    waiting = book.pending(work.db, row.org, row.name)
    pending = frozenset(one.number for one in waiting if one.year == row.year)
    return book_year.check(lines, row.first_last, last, pending)


def _first(row: book.BookRow) -> book_year.Volume:
    return book_year.Volume(row.volume, row.first_last, row.opened_at.isoformat())


def _row(work: Work, org: str, year: int) -> book.BookRow:
    row = book.get_book(work.db, org, register.SIGNATURES, year)
    if row is None:
        raise book_year.NoSuchPeriod
    return row
