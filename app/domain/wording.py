"""L5, L11: the certifying words as dated templates; composed from facts, never from guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from string import Formatter

from app.domain import words_vi
from app.domain.calendar import local
from app.domain.people import printed_honorific
from app.domain.problems import Problem
from app.domain.register import volume_printed
from app.domain.signing import FINGERS, USES, Mode, how_words

UNCHECKED_MARK = "CHƯA ĐỐI CHIẾU với Phụ lục Nghị định 280/2025/NĐ-CP"


class NoWording(Problem):
    """There is no such version of this wording, or none has begun on this day."""

    code = "no_wording"


class WordingExpired(Problem):
    """The wording is over and no newer one was confirmed: nothing is signed under it."""

    code = "wording_expired"


class WordingFaulty(Problem):
    """A typed wording lacks a field, has one that nobody knows, or says what is not true."""

    code = "wording_faulty"

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(what, detail)
        self.what, self.detail = what, detail


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of a wording; `body` lines carry fields in braces. A line that starts with `^` stands in the middle,
    one that starts with `*` is printed once for each who signs."""

    code: str
    version: int
    way: str
    legal_basis: str
    effective_from: date
    effective_to: date | None
    title: tuple[str, ...]
    body: tuple[str, ...]

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day, both ends included."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs; `number` is the identity paper's; `mode` and `finger` say what he did (domain/signing)."""

    honorific: str
    sex: str
    name: str
    paper: str
    number: str
    mode: Mode = Mode.PAPER
    finger: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the wording says; `at` is the moment of its first line: the signing at the home, or the certifying (L1),
    None while that has not come."""

    at: datetime | None
    place: str
    certifier: str
    certifier_title: str
    authority_name: str
    signers: tuple[Signer, ...]
    officer_honorific: str
    officer: str
    year: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed."""

    text: str
    centred: bool


@dataclass(frozen=True, slots=True)
class Composed:
    """The words as they will be printed."""

    title: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


_TO_COME = "(cấp khi ký duyệt)"
_TIME_TO_COME = "(giờ, ngày ghi khi ký duyệt)"


def text_mark(wording: Wording) -> str:
    """What a second person confirms: a mark of the very text with its basis and days (SHA-256, hex)."""
    days = [f"{wording.effective_from}", f"{wording.effective_to or ''}"]
    said = [wording.code, str(wording.version), wording.legal_basis, *days, *wording.title, "", *wording.body]
    return sha256("\n".join(said).encode()).hexdigest()


def in_force(code: str, day: date, wordings: Iterable[Wording]) -> Wording:
    """The version that began last before this day; NoWording when none began, WordingExpired when it is over."""
    begun = [one for one in wordings if one.code == code and one.effective_from <= day]
    if not begun:
        raise NoWording
    newest = max(begun, key=lambda one: (one.effective_from, one.version))
    if not newest.holds(day):
        raise WordingExpired
    return newest


def version(code: str, number: int, wordings: Iterable[Wording]) -> Wording:
    """A certain version: what was captured under it prints under it. NoWording when there is none."""
    for one in wordings:
        if (one.code, one.version) == (code, number):
            return one
    raise NoWording


def compose(wording: Wording, facts: Facts, number: str | None) -> Composed:
    """The words of this certificate; without a number yet, its place says that it comes with the decision.

    `number` is the printed number with its volume, or dots where the clerk writes it by hand (L13, book "outside").
    """
    values = {
        **_moment(facts.at),
        "place": facts.place.rstrip("."),
        "certifier": facts.certifier,
        "certifier_title": facts.certifier_title,
        "authority_name": facts.authority_name,
        "officer": f"{printed_honorific(facts.officer_honorific, '').lower()} {facts.officer}",
        "certificate": number or f"{_TO_COME} {volume_printed(1, facts.year)}",
    }
    together = [values | _of_signer(place, one) for place, one in enumerate(facts.signers, 1)]
    parts = []
    for line in wording.body:
        told = _TIME_TO_COME if facts.at is None and _TELLS_MOMENT.search(line) else line
        for said in together if told.startswith(EACH) else together[:1]:
            parts.append(Paragraph(told.lstrip(MARKS).format_map(said), told.startswith(MIDDLE)))
    return Composed(wording.title, tuple(parts))


def _of_signer(place: int, one: Signer) -> dict[str, str]:
    return {
        "place_no": str(place),
        "citizen": f"{printed_honorific(one.honorific, one.sex)} {one.name}",
        "paper": one.paper,
        "number": one.number,
        "finger": FINGERS.get(one.finger, ""),
        "how": how_words(one.mode, one.finger),
    }


def check_text(code: str, title: Iterable[str], body: Iterable[str]) -> None:
    """L11: a text that an administrator typed for this wording says all that the law wants said, and nothing untrue.
    WordingFaulty with what is wrong."""
    lines, title = list(body), list(title)
    fields = {name for line in lines for name in _fields(line)}
    if not any(line.strip() for line in title) or not lines:
        raise WordingFaulty("empty")
    unknown = fields - _KNOWN
    if unknown:
        raise WordingFaulty("unknown", ", ".join(sorted(unknown)))
    lacking = _needed(code) - fields
    if lacking:
        raise WordingFaulty("lacking", ", ".join(sorted(lacking)))
    if any(set(_fields(line)) & _MOMENT and set(_fields(line)) - _MOMENT for line in lines):
        raise WordingFaulty("moment")
    # L1: "trước mặt tôi" is never printed for a person who was not there
    before_me = any("trước mặt tôi" in line.casefold() for line in lines)
    if before_me == (code in OF_ONE_STOP) or any("trước mặt" in line.casefold() for line in title):
        raise WordingFaulty("presence")
    _check_each(code, lines)


def _check_each(code: str, lines: list[str]) -> None:
    """L10: of several people everyone is named: what is one person's stands on the line that is printed for each."""
    each = {name for line in lines if line.startswith(EACH) for name in _fields(line)}
    once = {name for line in lines if not line.startswith(EACH) for name in _fields(line)}
    if code in OF_SEVERAL and (once & _OF_ONE or not each >= _OF_EACH):
        raise WordingFaulty("each")
    if code not in OF_SEVERAL and any(line.startswith(EACH) for line in lines):
        raise WordingFaulty("each")


def _fields(line: str) -> list[str]:
    try:
        parts = list(Formatter().parse(line))
    except ValueError as error:
        raise WordingFaulty("braces", line) from error
    for _, name, spec, turn in parts:
        # a field is a bare name: nothing is reached through it
        if name is not None and (spec or turn or not name.isidentifier()):
            raise WordingFaulty("unknown", name)
    return [name for _, name, _, _ in parts if name is not None]


def _needed(code: str) -> set[str]:
    needed = _MOMENT | {"place", "certifier", "certifier_title", "certificate", "citizen", "paper", "number"}
    if code in OF_ONE_STOP:
        needed.add("officer")
    if code in OF_FINGER:
        needed.add("how" if code in OF_SEVERAL else "finger")
    if code in OF_NEITHER & OF_SEVERAL:
        needed.add("how")
    return needed


EACH, MIDDLE, MARKS = "*", "^", "*^"
_MOMENT = {"time", "date", "time_words", "date_words"}
_TELLS_MOMENT = re.compile(r"\{(time|date)(_words)?\}")
OF_ONE_STOP = frozenset(code for code, use in USES.items() if use.way == "B")
OF_SEVERAL = frozenset(code for code, use in USES.items() if use.several)
OF_FINGER = frozenset(code for code, use in USES.items() if use.mode is Mode.FINGERPRINT)
OF_NEITHER = frozenset(code for code, use in USES.items() if use.mode is Mode.NEITHER)
FIELDS = {
    "time": "giờ, phút",
    "date": "ngày, tháng, năm",
    "time_words": "giờ, phút bằng chữ",
    "date_words": "ngày, tháng, năm bằng chữ",
    "place": "nơi ký",
    "certifier": "họ tên người ký chứng thực",
    "certifier_title": "chức danh",
    "authority_name": "tên cơ quan",
    "citizen": "Ông/Bà và họ tên người ký",
    "paper": "loại giấy tờ tùy thân",
    "number": "số giấy tờ tùy thân",
    "officer": "ông/bà và họ tên người tiếp nhận hồ sơ",
    "certificate": "số chứng thực, quyển số",
    "finger": "ngón tay, bàn tay",
    "how": "ký, hay điểm chỉ ngón nào",
    "place_no": "số thứ tự người ký",
}
_KNOWN = frozenset(FIELDS)
_OF_EACH = frozenset({"citizen", "paper", "number"})
_OF_ONE = _OF_EACH | {"how", "finger", "place_no"}


def _moment(at: datetime | None) -> dict[str, str]:
    if at is None:
        return {}
    here = local(at)
    return {
        "time": words_vi.time_figures(here),
        "date": words_vi.date_figures(here),
        "time_words": words_vi.time_words(here),
        "date_words": words_vi.date_words(here),
    }
