"""The register book: opened with the last number used, counter cases and hand-written numbers entered in one screen."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain import authority as rules
from app.domain import calendar, eligibility, fees, register, typed_line
from app.domain.problems import NotFound, Problem
from app.store import desk, people
from app.store import register as book
from app.store.ids import uuid7
from app.work import Pen, Work, books, fee_table, journal, sheets
from app.work.pen import stamp


class IdNumberUnclear(Problem):
    """A national identity number has twelve digits."""

    code = "id_number_unclear"


class EntryUnclear(Problem):
    """A line of the book needs a name, a paper number, a title and a number of copies."""

    code = "entry_unclear"


class BookIsOpen(Problem):
    """This year's book is open: its mode and numbers go on from what stands in it."""

    code = "book_is_open"


class ReasonMissingByHand(Problem):
    """A number that was written by hand is entered with the day, the hour and the reason."""

    code = "by_hand_reason_missing"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a book is opened: mode, volume, the last number used in this year (0 for none)."""

    mode: register.BookMode
    volume: int
    last: int


def open_book(work: Work, org: str, by: str, opening: Opening) -> None:
    """Opens this year's book; once only: afterwards it goes on by itself."""
    year = register.year_of(work.at)
    if book.get_book(work.db, org, register.SIGNATURES, year) is not None:
        raise BookIsOpen
    if opening.volume < 1 or opening.last < 0:
        raise EntryUnclear
    row = book.BookRow(org, register.SIGNATURES, year, opening.mode, opening.volume, opening.last, by, work.at)
    book.open_book(work.db, row)
    desk.save_org(work.db, org, book_mode=opening.mode)
    facts: dict[str, Any] = {"mode": opening.mode.value, "volume": opening.volume, "last": opening.last}
    journal.write(work, org, by, "book.opened", year=year, **facts)


LONGEST = 300
# a citizen's identity number has twelve digits (Luật Căn cước 2023 Điều 12)
NATIONAL = frozenset(eligibility.PAPERS[code] for code in ("the_can_cuoc", "the_cccd"))


@dataclass(frozen=True, slots=True)
class Counter:
    """A case certified at the counter, as the clerk types it; `number` and `reason` where it was written by hand."""

    name: str
    paper: str
    paper_number: str
    title: str
    copies: int
    certifier: str
    exempt_basis: str = ""
    note: str = ""
    number: int | None = None
    at: datetime | None = None
    reason: str = ""
    once: str = ""


def enter(work: Work, org: str, by: str, new: Counter) -> str:
    """Adds a counter line with the next number, or the one written by hand; the number as printed. `once` names the
    form that was filled: sent again it finds its own line, and no second number is taken."""
    _check_filled(new)
    line_id = new.once or uuid7(work.at)
    if (entered := _entered(work, org, line_id)) is not None:
        return entered.printed()
    current = books.current(work, org)
    written = _on_paper(work, new)
    if current.mode is not register.BookMode.OWN and not (written and books.waits(work, org, written)):
        raise register.NumberNotHere
    at = new.at or work.at
    if written:
        _check_order(work, org, written, calendar.local(at).date())
    held = _certifier(work, org, new.certifier, calendar.local(at).date())
    given = books.take_written(work, org, written, line_id) if written else books.take(work, org, line_id)
    if given is None:
        raise register.NumberNotHere
    taken = given.number
    amount = _fee(work, org, new, calendar.local(at).date())
    columns = _columns(new, taken, at, held, amount)
    source = register.Source.BY_HAND if written else register.Source.COUNTER
    line = books.line(org, books.About(line_id, None, source, given.code or None), columns, at, taken.volume)
    _keep(work, by, line, new.reason)
    return taken.printed()


def _keep(work: Work, by: str, line: book.EntryRow, reason: str) -> None:
    """The record says all that the line holds: it is made anew from that alone."""
    body: dict[str, Any] = {"v": 1, "register": line.columns, "source": line.source, "reason": reason}
    body.update(line=line.id, code=line.code, at=line.at.isoformat())
    Pen(work, line.org, by).write("register.entered", ("org", line.org), body)
    book.add(work.db, line)


def _entered(work: Work, org: str, line_id: str) -> register.CertificateNumber | None:
    """The number that this very form took before."""
    line = book.get(work.db, org, line_id)
    if line is None or line.number is None:
        return None
    return register.CertificateNumber(line.number, line.volume, line.year)


def _check_filled(new: Counter) -> None:
    needed = (new.name, new.paper, new.paper_number, new.title)
    if not all(part.strip() for part in needed) or not 1 <= new.copies <= 500:
        raise EntryUnclear
    if new.paper in NATIONAL and not (re.fullmatch("[0-9]{12}", new.paper_number.strip())):
        raise IdNumberUnclear
    texts = (*needed, new.note, new.reason, new.exempt_basis)
    if not all(typed_line.sound(text, LONGEST) for text in texts) or (new.at and new.number is None):
        raise EntryUnclear


def _on_paper(work: Work, new: Counter) -> books.OnPaper | None:
    """The number that was written by hand; None where the book gives the next."""
    if new.number is None:
        return None
    if new.at is None or not new.reason.strip() or new.at > work.at:
        raise ReasonMissingByHand
    return books.OnPaper(new.number, register.year_of(new.at))


def _check_order(work: Work, org: str, written: books.OnPaper, day: date) -> None:
    """NumberOutOfOrder for a day that is not between those of the numbers beside: the book could never be closed."""
    near = book.beside(work.db, org, register.SIGNATURES, written.year, written.number)
    if (near.before and day < near.before) or (near.after and day > near.after):
        raise register.NumberOutOfOrder


def _certifier(work: Work, org: str, person_id: str, day: date) -> tuple[people.PersonRow, rules.Authority]:
    person = people.get(work.db, person_id)
    if person is None or person.org != org:
        raise NotFound
    return person, sheets.authority_of(work, person_id, day)


def _fee(work: Work, org: str, new: Counter, day: date) -> int:
    """What was taken, in đồng; FeeUnclear for an exemption that is not in the commune's table on this day (L15)."""
    table, basis = fee_table.whole(work, org), new.exempt_basis.strip()
    amount = 0 if basis else fees.in_force(day, table.fees).amount
    fees.check(fees.Paid.EXEMPT if basis else fees.Paid.CASH, amount, basis, day, table)
    return amount


def _columns(
    new: Counter,
    taken: register.CertificateNumber,
    at: datetime,
    held: tuple[people.PersonRow, rules.Authority],
    amount: int,
) -> dict[str, Any]:
    day = calendar.local(at).date()
    person, authority = held
    notes = ["Tại trụ sở", new.note.strip(), new.exempt_basis.strip() and f"Miễn phí: {new.exempt_basis.strip()}"]
    if new.reason.strip():
        notes.append(f"Số ghi tay, nhập sau: {new.reason.strip()}")
    return {
        "number": taken.number,
        "volume": taken.volume,
        "year": taken.year,
        "date": day.isoformat(),
        "name": new.name.strip(),
        "paper": new.paper,
        "paper_number": new.paper_number.strip(),
        "title": new.title.strip(),
        "pages": 0,
        "certifier": f"{person.name} - {authority.title}",
        "copies": new.copies,
        "fee": amount,
        "note": ". ".join(part for part in notes if part),
        "signed_at": stamp(calendar.local(at)),
        "place": "",
        "hamlet": "",
    }
