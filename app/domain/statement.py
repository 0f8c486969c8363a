"""A bank's statement as rows of texts: which money came in, when, with which words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from app.domain.payments import MARK
from app.domain.problems import Problem

_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:[ T].*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T].*)?")
# digits, or groups of three behind one mark; behind the other mark nothing but zeros, for a fee has no fraction
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]0{1,2})?")
# ghi nợ, and how banks shorten it
_OUTGOING = re.compile(r"\(.*\)|[-−–].*|.*[-−–]|.*\b(?:GN|DR|DB|NỢ|NO)\b.*", re.DOTALL)
_FOOTER = re.compile(r"(?:tổng|cộng|số dư|total|balance)\b.*", re.DOTALL)
LONGEST = 500
# 999.999.999.999
_LONGEST_SUM = 15


class NotASheet(Problem):
    """Not a CSV or XLSX file that can be read, or one that is far too long."""

    code = "not_a_sheet"


class StatementUnclear(Problem):
    """A row has money and a day that cannot be read; `row` as the spreadsheet counts it. Nothing was taken."""

    code = "statement_unclear"

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, by their letters; `first` row with money in it, counted from 1."""

    day: str
    amount: str
    words: str
    first: int

    def kept(self) -> dict[str, str | int]:
        """As it is remembered."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in; `nth` of several that are alike in day, sum and words."""

    on_date: date
    amount: int
    words: str
    nth: int

    def text(self) -> str:
        """What it is known by, in whichever file it comes."""
        return f"{self.on_date.isoformat()} {self.amount} {self.nth} {self.words}"


def credits_of(rows: Sequence[Sequence[str]], columns: Columns) -> list[Credit]:
    """Every row with money that came in. Rows without a day or a sum are titles and totals, unless their words name a
    case. StatementUnclear."""
    day, amount, words = (column_place(letter) for letter in (columns.day, columns.amount, columns.words))
    found, seen = [], Counter[tuple[date, int, str]]()
    for number, row in enumerate(rows, start=1):
        if number < columns.first or _is_footer(_cell(row, day), _cell(row, words)):
            continue
        came = _sum(_cell(row, amount), number)
        if came > 0:
            on, said = _day(_cell(row, day), number), " ".join(_cell(row, words).split())[:LONGEST]
            seen[on, came, said] += 1
            found.append(Credit(on, came, said, seen[on, came, said]))
    return found


def column_place(letter: str) -> int:
    """0 for A, 26 for AA. NotASheet for what names no column."""
    text = letter.strip().upper()
    if not re.fullmatch("[A-Z]{1,2}", text):
        raise NotASheet
    place = 0
    for one in text:
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _is_footer(day: str, words: str) -> bool:
    """A row of totals or an empty one; never one whose words could name a case."""
    if MARK in words.upper():
        return False
    said = day.casefold()
    return not said or bool(_FOOTER.fullmatch(said)) or not (words or re.search("[0-9]", said))


def _sum(text: str, row: int) -> int:
    """`10.000`, `10,000.00`, `+10000 VND` are ten thousand; what goes out (`-10.000`, `(10.000)`, `10.000 GN`) is
    nothing here."""
    plain = re.sub(r"[^0-9.,+-]", "", text).removeprefix("+")
    if not re.search("[0-9]", plain) or _OUTGOING.fullmatch(text.upper()):
        return 0
    found = _NUMBER.fullmatch(plain)
    if found is None or len(found[1]) > _LONGEST_SUM:
        raise StatementUnclear(row)
    return int(re.sub("[.,]", "", found[1]))


def _day(text: str, row: int) -> date:
    slashed, iso = _SLASHED.fullmatch(text), _ISO.fullmatch(text)
    try:
        if slashed:
            return date(
                int(f"20{slashed[3][-2:]}" if len(slashed[3]) == 2 else slashed[3]), int(slashed[2]), int(slashed[1])
            )
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError as error:
        raise StatementUnclear(row) from error
    raise StatementUnclear(row)
