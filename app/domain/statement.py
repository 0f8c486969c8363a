"""A bank's statement as rows of texts: which money came in, when, with which words; which went out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.domain import statement_headings as headings
from app.domain.payments import MARK
from app.domain.problems import Problem

_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?:[ T].*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T].*)?")
# digits, or groups of three behind one mark; behind the other mark nothing but zeros, for a fee has no fraction
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]0{1,2})?")
# ghi nợ, and how banks shorten it; the like of what came in
_OUTGOING = re.compile(r"\(.*\)|[-−–].*|.*[-−–]|.*\b(?:GN|DR|DB|NỢ|NO)\b.*", re.DOTALL)
_INCOMING = re.compile(r"\+.*|.*\b(?:GC|CR|CÓ|CO)\b.*", re.DOTALL)
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


class OutgoingColumn(Problem):
    """The column that is named for what came in is, by its heading, that of what went out."""

    code = "outgoing_column"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, by their letters; `first` row with money in it, counted from 1. `out` is the column of
    what went out, `kind` one that tells the direction (Nợ, Có); both empty where a sign or word in `amount` does."""

    day: str
    amount: str
    words: str
    first: int
    out: str = ""
    kind: str = ""

    def kept(self) -> dict[str, str | int]:
        """As it is remembered."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in; `nth` of several that are alike in day, sum and words. `unclear`: the row does not say
    whether it came in or went out."""

    on_date: date
    amount: int
    words: str
    nth: int
    unclear: bool = False

    def text(self) -> str:
        """What it is known by, in whichever file it comes."""
        return f"{self.on_date.isoformat()} {self.amount} {self.nth} {self.words}"


@dataclass(frozen=True, slots=True)
class Debit:
    """Money that went out: never a payment, listed for whoever looks. `amount` 0 where its cell cannot be read."""

    on_date: date
    amount: int
    words: str
    nth: int

    def text(self) -> str:
        """What it is known by: never as a credit is."""
        return f"out {self.on_date.isoformat()} {self.amount} {self.nth} {self.words}"


@dataclass(frozen=True, slots=True)
class Lines:
    """What came in and what went out."""

    credits: list[Credit]
    debits: list[Debit]


def recognised(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns by their headings. NotASheet where no row has them."""
    found = headings.find(rows)
    if found is None:
        raise NotASheet
    places, first = found
    letters = {name: column_letter(place) for name, place in places.items()}
    amount = letters.get(headings.IN) or letters[headings.AMOUNT]
    out, kind = letters.get(headings.OUT, ""), letters.get(headings.KIND, "")
    columns = Columns(letters[headings.DAY], amount, letters[headings.WORDS], first, out, kind)
    return _without_free_words(rows, columns, sure=bool(out) or headings.IN in letters)


def settled(rows: Sequence[Sequence[str]], columns: Columns) -> Columns:
    """As somebody named them, with what only the headings say: the column of what went out, and of the direction.
    OutgoingColumn where he named that one for what came in."""
    if columns.out.strip() and columns.out.strip().upper() == columns.amount.strip().upper():
        raise OutgoingColumn
    found = headings.find(rows)
    if found is None:
        return columns
    letters = {name: column_letter(place) for name, place in found[0].items()}
    if letters.get(headings.OUT) == columns.amount.strip().upper():
        raise OutgoingColumn
    used = {letter.strip().upper() for letter in (columns.day, columns.amount, columns.words)}
    out, kind = (letters.get(name, "") for name in (headings.OUT, headings.KIND))
    columns = replace(
        columns, out=columns.out or ("" if out in used else out), kind=columns.kind or ("" if kind in used else kind)
    )
    comes_in = letters.get(headings.IN) == columns.amount.strip().upper()
    return _without_free_words(rows, columns, sure=bool(columns.out) or comes_in)


def _without_free_words(rows: Sequence[Sequence[str]], columns: Columns, *, sure: bool) -> Columns:
    """`Loại giao dịch` with free words is no direction column where the direction is told otherwise: by columns of
    their own (`sure`), or by a sign at any sum. Where nothing tells it, the column stays and every row is unclear."""
    if not columns.kind:
        return columns
    kind, amount = column_place(columns.kind), column_place(columns.amount)
    below = rows[columns.first - 1 :]
    if any(headings.direction(_cell(row, kind)) for row in below):
        return columns
    told = sure or any(_is_outgoing(_cell(row, amount)) for row in below)
    return replace(columns, kind="") if told else columns


def credits_of(rows: Sequence[Sequence[str]], columns: Columns) -> list[Credit]:
    """Every row with money that came in."""
    return lines_of(rows, columns).credits


def lines_of(rows: Sequence[Sequence[str]], columns: Columns) -> Lines:
    """Every row with money. Rows without a day or a sum are titles and totals, unless their words name a case.
    StatementUnclear."""
    day, amount, words = (column_place(letter) for letter in (columns.day, columns.amount, columns.words))
    out, kind = (column_place(letter) if letter else None for letter in (columns.out, columns.kind))
    found, seen = Lines([], []), Counter[tuple[bool, date, int, str]]()
    for number, row in enumerate(rows, start=1):
        if number < columns.first or _is_footer(_cell(row, day), _cell(row, words)):
            continue
        came, went = _moved(row, number, (amount, out, kind))
        unclear = kind is not None and not _says_in(_cell(row, kind), _cell(row, amount))
        if came or went is not None:
            on, said = _day(_cell(row, day), number), " ".join(_cell(row, words).split())[:LONGEST]
            outgoing, many = went is not None, went if went is not None else came
            seen[outgoing, on, many, said] += 1
            facts = (on, many, said, seen[outgoing, on, many, said])
            if outgoing:
                found.debits.append(Debit(*facts))
            else:
                found.credits.append(Credit(*facts, unclear))
    return found


def _moved(row: Sequence[str], number: int, places: tuple[int, int | None, int | None]) -> tuple[int, int | None]:
    """What came in, and what went out (None: nothing did). StatementUnclear where a row says both."""
    amount, out, kind = places
    text = _cell(row, amount)
    went = _size(_cell(row, out)) if out is not None else None
    if kind is not None and headings.direction(_cell(row, kind)) == headings.OUT:
        return 0, went if went is not None else _size(text)
    came = _sum(text, number)
    if went is None:
        # by a sign or a word in the one column; what has no digit at all is no money
        return came, _size(text) if not came and _is_outgoing(text) else None
    # one column for every sum beside that of what went out says the same sum twice
    if came and came != went:
        raise StatementUnclear(number)
    return 0, went


def _says_in(kind: str, amount: str) -> bool:
    """Whether a row with a column for the direction says by a known word or sign that its money came in."""
    return headings.direction(kind) == headings.IN or bool(_INCOMING.fullmatch(amount.upper()))


def _is_outgoing(text: str) -> bool:
    return bool(_OUTGOING.fullmatch(text.upper())) and bool(re.search("[1-9]", text))


def _size(text: str) -> int | None:
    """How much, whatever its sign; None for nothing, 0 for what cannot be read: what went out refuses no file."""
    if not re.search("[1-9]", text):
        return None
    plain = re.sub(r"[^0-9.,]", "", text)
    found = _NUMBER.fullmatch(plain) or re.fullmatch(r"([0-9]+|[0-9]{1,3}(?:[.,][0-9]{3})+)[.,][0-9]{1,2}", plain)
    return int(re.sub("[.,]", "", found[1])) if found and len(found[1]) <= _LONGEST_SUM else 0


def column_place(letter: str) -> int:
    """0 for A, 26 for AA. NotASheet for what names no column."""
    text = letter.strip().upper()
    if not re.fullmatch("[A-Z]{1,2}", text):
        raise NotASheet
    place = 0
    for one in text:
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def column_letter(place: int) -> str:
    """A for 0, AA for 26."""
    text, rest = "", place + 1
    while rest:
        rest, one = divmod(rest - 1, 26)
        text = chr(ord("A") + one) + text
    return text


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
