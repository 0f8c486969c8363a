"""L13: the register book: from 01 each year, gapless, one number per document (NĐ 23/2015 Điều 13, TT 01 Điều 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.calendar import local
from app.domain.problems import Problem

SIGNATURES = "SCT/CK,DC"
SYMBOL = "SCT/CK, ĐC"


class BookMode(StrEnum):
    """How the commune's book is shared between homes and counter."""

    OWN = "own"
    SEPARATE = "separate"
    OUTSIDE = "outside"


class BookNotOpen(Problem):
    """No book was ever opened: a person must say the last number used (L13)."""

    code = "book_not_open"


class NumberTaken(Problem):
    """This number stands in the book already."""

    code = "number_taken"


class NumberGap(Problem):
    """The numbers run without a gap: another one comes next."""

    code = "number_gap"


class NumberOutOfOrder(Problem):
    """A number that was written by hand has its day between those of the numbers beside it."""

    code = "number_out_of_order"


class NumberNotHere(Problem):
    """In this mode the book does not give, or does not take, numbers here."""

    code = "number_not_here"


class NumbersPending(Problem):
    """After a restore: numbers that were given have not yet their decision back, so that no new one is given."""

    code = "numbers_pending"


class NumberNotSafe(Problem):
    """The number could not be written outside the database: it is not given."""

    code = "number_not_safe"


class Source(StrEnum):
    """Where a line of the book came from: a home case, the counter, or a number that was written by hand."""

    HOME = "home"
    COUNTER = "counter"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Book:
    """A commune's book of one year as it stands: its mode, volume and the last number used."""

    mode: BookMode
    year: int
    volume: int
    last: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """A number of the book."""

    number: int
    volume: int
    year: int

    def printed(self) -> str:
        """`145 quyển số 01/2026 - SCT/CK, ĐC`."""
        return f"{self.number:02d} {volume_printed(self.volume, self.year)}"


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of numbers.log: a number that was taken, for what, and the short code that the paper carries."""

    at: datetime
    org: str
    name: str
    year: int
    number: int
    about: str
    code: str
    # 0: a line of before, which did not say it
    volume: int = 0

    def line(self) -> str:
        """As it is written; the volume in the middle, so that a line that was cut off never says another one."""
        at = self.at.isoformat(timespec="milliseconds")
        year = f"{self.year}/{self.volume}" if self.volume else f"{self.year}"
        return f"{at} {self.org} {self.name} {year} {self.number} {self.about} {self.code}".rstrip()


def read_log(text: str) -> dict[tuple[str, str, int, int], Logged]:
    """The last word on every number, in logs that may be joined in any order.

    A line that was cut off by a crash is no word: its number was never given.
    """
    found: dict[tuple[str, str, int, int], Logged] = {}
    for line in text.splitlines():
        one = _read_line(line)
        if one is not None:
            place = (one.org, one.name, one.year, one.number)
            if place not in found or found[place].at <= one.at:
                found[place] = one
    return found


_LINE = re.compile(r"(\S+) (\S{36}) (\S+) (\d{4})(?:/(\d{1,4}))? (\d{1,9}) (\S{36})(?: (\S{12}))?", re.ASCII)


def _read_line(line: str) -> Logged | None:
    parts = _LINE.fullmatch(line)
    if parts is None:
        return None
    try:
        at = datetime.fromisoformat(parts[1])
    except ValueError:
        return None
    return Logged(at, parts[2], parts[3], int(parts[4]), int(parts[6]), parts[7], parts[8] or "", int(parts[5] or 0))


def dots(year: int) -> str:
    """The number's place on a certificate whose number the clerk writes from the official book."""
    return f"........... quyển số ....../{year} - {SYMBOL}"


def as_printed(number: int | None, volume: int, year: int) -> str:
    """A line's number as it stands on paper; dots where the clerk has not written it yet."""
    return dots(year) if number is None else CertificateNumber(number, volume, year).printed()


def check_written(book: Book, number: int) -> None:
    """A number written by hand while the server was away must be the next one; NumberTaken or NumberGap otherwise."""
    if number <= book.last:
        raise NumberTaken
    if number != book.last + 1:
        raise NumberGap


def volume_printed(volume: int, year: int) -> str:
    """`quyển số 01/2026 - SCT/CK, ĐC`."""
    return f"quyển số {volume:02d}/{year} - {SYMBOL}"


def year_of(at: datetime) -> int:
    """The book's year turns at midnight in Vietnam."""
    return local(at).year


def people(columns: Mapping[str, Any]) -> list[dict[str, str]]:
    """Everyone of a line, in order: name, paper, paper_number (column 3 of the book; one number for all, L10, L13)."""
    first = {name: columns[name] for name in ("name", "paper", "paper_number")}
    return [first, *columns.get("others", ())]


def and_others(columns: Mapping[str, Any]) -> str:
    """` và 1 người khác` where several signed, else nothing."""
    more = len(columns.get("others", ()))
    return f" và {more} người khác" if more else ""


# the counter of our own codes
DOSSIER = "dossier"


def dossier_code(year: int, number: int) -> str:
    """`TN-2026-000123`: our own code, never one of the national system (L17)."""
    return f"TN-{year}-{number:06d}"
