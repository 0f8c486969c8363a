"""The register book as it is printed, exported and closed: whole lines, full identity numbers, totals, volumes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import book_year, calendar, register
from app.domain.calendar import local
from app.store.tables import book, counter, person, register_entry


@dataclass(frozen=True, slots=True)
class Period:
    """A year of the book, or one month of it."""

    year: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """The eight columns of one line; `number` None while the clerk still writes it; `notes` stand after the rest.
    Of several who signed one paper (L10) all are named, apart by `; `, in `asked` each on lines of his own."""

    number: int | None
    volume: int
    on_date: date
    name: str
    paper: str
    paper_number: str
    asked: str
    title: str
    certifier: str
    copies: int
    fee: int
    note: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What a period holds: lines, first and last number, and of those that are not revoked copies and fees."""

    lines: int
    first: int
    last: int
    revoked: int
    copies: int
    fees: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year's book with its volumes, its closing and what the daily check found; `may_close` from 1 January."""

    year: int
    mode: str
    volume: int
    first_last: int
    opened_at: datetime
    volumes: list[dict[str, Any]]
    closed_at: datetime | None
    closed_by: str
    totals: dict[str, Any] | None
    checked_at: datetime | None
    findings: dict[str, Any]
    last: int

    @property
    def parts(self) -> list[book_year.Volume]:
        """Its volumes in order."""
        return volumes(self.volumes, book_year.Volume(self.volume, self.first_last, self.opened_at.isoformat()))

    @property
    def wrong(self) -> bool:
        """Whether the newest check found a number that is missing, double, out of order or beyond the counter."""
        return any(self.findings.get(name) for name in ("missing", "doubled", "disordered", "beyond"))


def volumes(kept: list[dict[str, Any]], first: book_year.Volume) -> list[book_year.Volume]:
    """The volumes of a book; `first` was opened with the book itself and stands alone until there is a second."""
    return [book_year.volume_kept(one) for one in kept] or [first]


def years(db: Session, org_id: str) -> list[Year]:
    """Every year's book of a commune, newest first."""
    here = (counter.c.org == book.c.org) & (counter.c.name == book.c.name) & (counter.c.year == book.c.year)
    query = (
        select(book, person.c.name.label("closer"), func.coalesce(counter.c.last, 0).label("last"))
        .outerjoin(person, person.c.id == book.c.closed_by)
        .outerjoin(counter, here)
        .where(book.c.org == org_id, book.c.name == register.SIGNATURES)
        .order_by(book.c.year.desc())
    )
    return [_year(row) for row in db.execute(query).mappings()]


def _year(row: Any) -> Year:
    names = (
        "year",
        "mode",
        "volume",
        "first_last",
        "opened_at",
        "volumes",
        "closed_at",
        "totals",
        "checked_at",
        "last",
    )
    kept = {name: row[name] for name in names}
    return Year(closed_by=row["closer"] or "", findings=row["findings"] or {}, **kept)


def totals(db: Session, org_id: str, period: Period) -> Totals:
    """What a period holds."""
    good = register_entry.c.revoked.is_(False)
    row = db.execute(
        select(
            func.count(),
            func.coalesce(func.min(register_entry.c.number), 0),
            func.coalesce(func.max(register_entry.c.number), 0),
            func.count().filter(good),
            func.coalesce(func.sum(register_entry.c.columns["copies"].as_integer()).filter(good), 0),
            func.coalesce(func.sum(register_entry.c.columns["fee"].as_integer()).filter(good), 0),
        ).where(*_within(org_id, period))
    ).one()
    lines, first, last, valid, copies, fees = (int(one) for one in row)
    return Totals(lines, first, last, lines - valid, copies, fees)


def lines(db: Session, org_id: str, period: Period) -> Iterator[Line]:
    """The lines of a period by their number, those without one last."""
    order = (register_entry.c.number.asc().nulls_last(), register_entry.c.at, register_entry.c.id)
    query = select(register_entry).where(*_within(org_id, period)).order_by(*order)
    for row in db.execute(query.execution_options(yield_per=500)).mappings():
        yield _line(row)


def _within(org_id: str, period: Period) -> list[Any]:
    where = [
        register_entry.c.org == org_id,
        register_entry.c.book == register.SIGNATURES,
        register_entry.c.year == period.year,
    ]
    if not period.month:
        return where
    first, after = calendar.month(f"{period.year}-{period.month:02d}")
    return [*where, register_entry.c.on_date >= first, register_entry.c.on_date < after]


def _line(row: Any) -> Line:
    columns = row["columns"]
    people = register.people(columns)
    return Line(
        number=row["number"],
        volume=row["volume"],
        on_date=row["on_date"],
        name="; ".join(one["name"] for one in people),
        paper="; ".join(one["paper"] for one in people),
        paper_number="; ".join(one["paper_number"] for one in people),
        asked="\n".join(f"{one['name']}\n{one['paper']} {one['paper_number']}" for one in people),
        title=columns["title"],
        certifier=columns["certifier"],
        copies=columns["copies"],
        fee=columns["fee"],
        note=". ".join(part for part in (columns["note"], *(_said(one) for one in row["notes"])) if part),
        revoked=row["revoked"],
    )


def _said(note: dict[str, Any]) -> str:
    """A note as the book carries it: what was revoked names the decision."""
    words = str(note.get("words", ""))
    when = local(datetime.fromisoformat(note["at"])).strftime("%d/%m/%Y") if note.get("at") else ""
    if note.get("revoked") and note.get("decision_no"):
        day = "/".join(reversed(str(note.get("decision_date", "")).split("-")))
        return f"Đã thu hồi theo quyết định {note['decision_no']} ngày {day}: {words}"
    return f"Ghi chú ngày {when}: {words}" if when else words
