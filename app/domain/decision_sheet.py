"""A sheet of decisions as rows of texts: which column holds what, and what is wrong with a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain import benefits, printable, typed_line
from app.domain.benefits import Kind
from app.domain.problems import Problem
from app.domain.statement import NotASheet, column_place
from app.domain.words_vi import fold, thousands

MOST_ROWS = 1000
_HEAD_WITHIN = 20
_LEAST_HEADINGS = 3


class RowsUnclear(Problem):
    """A row of the sheet has something wrong with it: nothing was taken."""

    code = "rows_unclear"


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may hold; `known` are beginnings of headings, folded, the more telling first."""

    name: str
    words: str
    known: tuple[str, ...]
    needed: bool = False
    most: int = 200


FIELDS = (
    Field("number", "Số quyết định", ("so quyet dinh", "so qd", "quyet dinh so", "quyet dinh"), needed=True, most=60),
    Field("date", "Ngày quyết định", ("ngay quyet dinh", "ngay qd", "ngay ky", "ngay ban hanh"), needed=True),
    Field("kind", "Loại quyết định", ("loai quyet dinh", "loai", "noi dung quyet dinh")),
    Field("name", "Họ tên người hưởng", ("ho va ten", "ho ten", "nguoi huong", "doi tuong"), needed=True, most=120),
    Field("honorific", "Xưng hô", ("xung ho", "ong/ba")),
    Field("birth", "Ngày sinh", ("ngay sinh", "nam sinh", "sinh ngay")),
    Field("identity", "Số định danh", ("so dinh danh", "so cccd", "so can cuoc", "cccd", "can cuoc")),
    Field("hamlet", "Thôn, tổ", ("thon", "to dan pho", "xom", "dia chi", "noi o", "to"), needed=True),
    Field("phone", "Điện thoại", ("dien thoai", "sdt", "so dt"), most=20),
    Field("group", "Khoản, điểm", ("khoan", "nhom", "doi tuong huong")),
    Field("coefficient", "Hệ số", ("he so",)),
    Field("amount", "Mức hưởng (đồng/tháng)", ("muc", "so tien", "tien")),
    Field("from_month", "Hưởng từ tháng", ("huong tu", "tu thang", "thoi diem huong", "thoi gian huong"), needed=True),
    Field("paid_at", "Nơi chi trả, tài khoản", ("noi chi tra", "noi nhan", "tai khoan", "hinh thuc chi tra")),
    Field("officer", "Cán bộ đi trả", ("can bo",)),
    Field("note", "Ghi chú", ("ghi chu",)),
)
BY_NAME = {one.name: one for one in FIELDS}


@dataclass(frozen=True, slots=True)
class Columns:
    """The letter of the column of each field, empty for none; `first` row with a decision, counted from 1."""

    letters: Mapping[str, str]
    first: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong with a field of a row, by a code and the figures that its words name."""

    name: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row, `number` as the spreadsheet counts it; `decision` as the record holds it, as far as it was read."""

    number: int
    decision: dict[str, Any]
    wrong: tuple[Wrong, ...]
    officer: str = ""

    @property
    def differs(self) -> bool:
        """Whether only the amount is other than the tables say: a person may keep it with a reason."""
        return bool(self.wrong) and all(one.code == "amount" for one in self.wrong)


def guess(rows: Sequence[Sequence[str]]) -> Columns:
    """By the headings: the first row that has several of them, and what each names. NotASheet when there is none."""
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        letters = _headings(row)
        if len(letters) >= _LEAST_HEADINGS:
            return Columns({one.name: letters.get(one.name, "") for one in FIELDS}, place + 2)
    raise NotASheet


def headings(rows: Sequence[Sequence[str]], columns: Columns) -> dict[str, str]:
    """What stands above each column that is read, folded, "" of a field that has none: by it the next sheet is known,
    wherever its columns stand. A row of numbers may stand under the headings."""
    try:
        said = _said(rows[guess(rows).first - 2])
    except NotASheet:
        return {}
    found = {name: column_place(text) if text.strip() else -1 for name, text in columns.letters.items()}
    named = {name: said[at] if 0 <= at < len(said) else "" for name, at in found.items()}
    return {name: text for name, text in named.items() if text or found[name] < 0}


def recalled(rows: Sequence[Sequence[str]], kept: Mapping[str, str]) -> Columns:
    """As headings were read before (`kept`: field → heading), else as they are guessed. NotASheet."""
    guessed = guess(rows)
    said = _said(rows[guessed.first - 2])
    known = {name: letter(said.index(text)) for name, text in kept.items() if text and said.count(text) == 1}
    taken, out = set(known.values()), {name for name, text in kept.items() if not text}
    letters = {
        name: known.get(name, "" if by_guess in taken or name in out else by_guess)
        for name, by_guess in guessed.letters.items()
    }
    return Columns(letters, guessed.first)


def _said(row: Sequence[str]) -> list[str]:
    return [" ".join(fold(cell).split()) for cell in row]


def _headings(row: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    said = _said(row)
    for one in FIELDS:
        for known in one.known:
            free = [at for at, text in enumerate(said) if _begins(text, known) and letter(at) not in found.values()]
            place = free[0] if free else None
            if place is not None:
                found[one.name] = letter(place)
                break
    return found


def _begins(text: str, known: str) -> bool:
    """Whether a heading begins with these whole words: `to` is no beginning of `tong tien`."""
    return text.startswith(known) and not text[len(known) :][:1].isalnum()


def letter(place: int) -> str:
    """`A` for 0, `AA` for 26."""
    high, low = divmod(place, 26)
    return (chr(ord("A") + high - 1) if high else "") + chr(ord("A") + low)


def read(rows: Sequence[Sequence[str]], columns: Columns, own: Sequence[benefits.Level] = ()) -> list[Row]:
    """Every row that names a person or a decision. NotASheet for columns that are none, one column
    for two fields, or far too many rows."""
    places = {name: column_place(text) for name, text in columns.letters.items() if text.strip()}
    if len(set(places.values())) < len(places):
        raise NotASheet
    found = []
    for number, row in enumerate(rows, start=1):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if number >= columns.first and (cells.get("number") or cells.get("name")):
            found.append(row_of(number, cells, own))
    if not 0 < len(found) <= MOST_ROWS:
        raise NotASheet
    return found


def row_of(number: int, cells: Mapping[str, str], own: Sequence[benefits.Level] = ()) -> Row:
    """One decision of texts, from a sheet or a form."""
    wrong = [Wrong(one.name, "missing") for one in FIELDS if one.needed and not cells.get(one.name, "").strip()]
    wrong += [Wrong(name, "text") for name, text in cells.items() if text and not _fits(name, text)]
    taken, more = _read(cells)
    said = {name for name in cells if cells[name].strip()}
    wrong += [one for one in more if one.name in said and all(one.name != other.name for other in wrong)]
    if not wrong:
        wrong += _rules(taken, own)
    return Row(number, taken, tuple(wrong), cells.get("officer", "").strip())


def _fits(name: str, text: str) -> bool:
    try:
        printable.check(text)
    except printable.NotPrintable:
        return False
    return name in BY_NAME and typed_line.sound(" ".join(text.split()), BY_NAME[name].most)


_TOLD_APART = frozenset({"identity", "group", "kind"})


def _read(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[Wrong]]:
    """Each field as the record holds it; what could not be read is named."""
    text = {one.name: " ".join(cells.get(one.name, "").split()) for one in FIELDS}
    kind, group = benefits.kind(text["kind"]), benefits.group(text["group"]) if text["group"] else None
    read = {
        "date": _day(text["date"]),
        "birth": _birth(text["birth"]) if text["birth"] else "",
        "identity": text["identity"] if re.fullmatch("[0-9]{12}", text["identity"]) or not text["identity"] else None,
        "kind": kind.value if kind else None,
        "group": (group.code if group else None) if text["group"] else "",
        "coefficient": hundredths(text["coefficient"]) if text["coefficient"] else 0,
        "amount": dong(text["amount"]) if text["amount"] else 0,
        "from_month": _month(text["from_month"]),
        "honorific": _honorific(text["honorific"]),
        "phone": text["phone"] if re.fullmatch("[0-9+ ]{0,20}", text["phone"]) else None,
    }
    unread = [name for name, value in read.items() if value is None]
    wrong = [Wrong(one, one if one in _TOLD_APART else "unread", {"said": text[one]}) for one in unread]
    plain = {name: text[name] for name in ("number", "name", "hamlet", "paid_at", "note")}
    return {**plain, **{name: value for name, value in read.items() if value is not None}}, wrong


def _rules(taken: Mapping[str, Any], own: Sequence[benefits.Level]) -> list[Wrong]:
    """What the law's tables say of it: the coefficient of the group, the amount of level and coefficient."""
    kind, group, coefficient = Kind(taken["kind"]), taken["group"], taken["coefficient"]
    if kind is Kind.STOP:
        return []
    if kind is not Kind.PENSION:
        lacking = [name for name in ("group", "coefficient", "amount") if not taken[name]]
        if lacking:
            return [Wrong(name, "missing") for name in lacking]
        allowed = next(one for one in benefits.GROUPS if one.code == group).coefficients
        if coefficient not in allowed:
            words = "; ".join(benefits.coefficient_words(one) for one in allowed)
            said = benefits.coefficient_words(coefficient)
            return [Wrong("coefficient", "coefficient", {"allowed": words, "said": said})]
    due = benefits.expected(kind, coefficient, date.fromisoformat(taken["from_month"]), own)
    if due != taken["amount"]:
        return [Wrong("amount", "amount", {"due": _dotted(due), "said": _dotted(taken["amount"])})]
    return []


def _dotted(amount: int | None) -> str:
    return "?" if amount is None else thousands(amount)


def mark(number: str, on: str, identity: str, name: str) -> str:
    """What tells one result from another in a commune: the decision's number and date, and whose it is, since one
    decision may name many. At most 90 characters."""
    return f"{''.join(number.split()).upper()[:38]} {on} {identity or fold(name)}"[:90]


def dong(text: str) -> int | None:
    """`1.000.000`, `1,000,000.00 đ`, `750000` in đồng; None for anything else."""
    plain = re.sub(r"(?:đồng|đ|vnd|/tháng)", "", text.lower()).replace(" ", "")
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,12})(?:[.,]0{1,2})?", plain)
    return int(re.sub("[.,]", "", found[1])) if found else None


def hundredths(text: str) -> int | None:
    """150 for `1,5`; None for anything else."""
    found = re.fullmatch(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?", text.replace(" ", ""))
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def _day(text: str) -> str | None:
    found = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T].*)?", text)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T].*)?", text)
    parts = (found[3], found[2], found[1]) if found else iso.groups() if iso else None
    try:
        return date(*(int(one) for one in parts)).isoformat() if parts else None
    except ValueError:
        return None


def _birth(text: str) -> str | None:
    return text if re.fullmatch("(?:18|19|20)[0-9]{2}", text) else _day(text)


def _month(text: str) -> str | None:
    """The first day of `11/2026`, `tháng 11 năm 2026`, or of a whole date."""
    if whole := _day(text):
        return f"{whole[:7]}-01"
    found = re.fullmatch(r"(?:thang\s*)?([0-9]{1,2})\s*(?:[/.-]|nam)\s*([0-9]{4})", fold(text))
    if found is None or not 1 <= int(found[1]) <= 12:
        return None
    return f"{found[2]}-{int(found[1]):02d}-01"


def _honorific(text: str) -> str | None:
    said = fold(text).strip(" .")
    return {"": "", "ong": "ong", "ba": "ba", "cu": "cu", "nam": "ong", "nu": "ba"}.get(said)
