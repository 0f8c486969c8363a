"""The book on paper and in a file: gathered whole, with full identity numbers (the law's column), each time logged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import book_year, register
from app.domain.problems import NotFound
from app.evidence import merkle
from app.reports import book_pages, orgs
from app.store import people, tree
from app.work import Work, journal


@dataclass(frozen=True, slots=True)
class Gathered:
    """A period of the book with what stands around it on paper: who prints, how the ledger stood."""

    org: orgs.Facts
    book: book_pages.Year
    period: book_pages.Period
    lines: list[book_pages.Line]
    totals: book_pages.Totals
    printed_by: str
    head_size: int
    head_root: str
    at: datetime


def gather(work: Work, org: str, by: str, period: book_pages.Period) -> Gathered:
    """The period as it stands now. NoSuchPeriod."""
    found = next((one for one in book_pages.years(work.db, org) if one.year == period.year), None)
    if found is None or period.month not in range(13):
        raise book_year.NoSuchPeriod
    person = people.get(work.db, by)
    if person is None:
        raise NotFound
    size = tree.size(work.db)
    return Gathered(
        org=orgs.facts(work.db, org),
        book=found,
        period=period,
        lines=list(book_pages.lines(work.db, org, period)),
        totals=book_pages.totals(work.db, org, period),
        printed_by=person.name,
        head_size=size,
        head_root=merkle.root_of(size, tree.node(work.db)).hex(),
        at=work.at,
    )


def note(work: Work, org: str, by: str, gathered: Gathered, sha256: str, kept_as: str = "") -> None:
    """Logs that these bytes were given out: a print, or a file of the format `kept_as`."""
    facts: dict[str, Any] = {"year": gathered.period.year, "month": gathered.period.month, "lines": len(gathered.lines)}
    if kept_as:
        journal.write(work, org, by, "book.exported", sha256=sha256, format=kept_as, **facts)
    else:
        journal.write(work, org, by, "book.printed", sha256=sha256, **facts)


def volume_text(gathered: Gathered) -> str:
    """`quyển số 01/2026 - SCT/CK, ĐC`, several when the period spans them."""
    held = sorted({one.volume for one in gathered.lines}) or [gathered.book.volume]
    return ", ".join(register.volume_printed(volume, gathered.period.year) for volume in held)
