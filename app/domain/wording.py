"""L5, L11: the certifying words as dated templates; composed from facts, never from guesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import words_vi
from app.domain.calendar import local
from app.domain.people import printed_honorific
from app.domain.problems import Problem
from app.domain.register import volume_printed

UNCHECKED_MARK = "CHƯA ĐỐI CHIẾU với Phụ lục Nghị định 280/2025/NĐ-CP"


class NoWording(Problem):
    """No version of this wording is in force on this day."""

    code = "no_wording"


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of a wording; `body` lines carry fields in braces, a line that starts with `^` stands in the middle."""

    code: str
    version: int
    way: str
    legal_basis: str
    effective_from: date
    effective_to: date | None
    title: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the wording says; `at` is the moment of its first line: the signing at the home, or the certifying (L1),
    None while that has not come. `number` is the identity paper's."""

    at: datetime | None
    place: str
    certifier: str
    certifier_title: str
    authority_name: str
    honorific: str
    sex: str
    name: str
    paper: str
    number: str
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


_FIRST_LINES = (
    "{time}, {date} (Bằng chữ: {time_words}, {date_words})",
    "Tại {place}.",
    "Tôi {certifier}, là {certifier_title} {authority_name}",
    "^Chứng thực",
)
_PLEDGE = (
    "{citizen}, Giấy tờ tùy thân: {paper} số {number}, cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của "
    "giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt "
)
_TITLE = ("LỜI CHỨNG CHỨNG THỰC CHỮ KÝ", "CỦA MỘT NGƯỜI TRONG MỘT GIẤY TỜ, VĂN BẢN")
W1 = Wording(
    code="W1",
    version=1,
    way="A",
    legal_basis="NĐ 23/2015/NĐ-CP, Phụ lục; kế tiếp: NĐ 280/2025/NĐ-CP, Mẫu 02",
    effective_from=date(2015, 4, 10),
    effective_to=None,
    title=_TITLE,
    body=(*_FIRST_LINES, _PLEDGE + "tôi.", "Số chứng thực {certificate}"),
)
W2 = Wording(
    code="W2",
    version=1,
    way="B",
    legal_basis="TT 01/2020/TT-BTP, Phụ lục; kế tiếp: NĐ 280/2025/NĐ-CP, Mẫu 03",
    effective_from=date(2020, 4, 20),
    effective_to=None,
    title=_TITLE,
    body=(*_FIRST_LINES, _PLEDGE + "{officer} là người tiếp nhận hồ sơ.", "Số chứng thực {certificate}"),
)
WORDINGS = (W1, W2)
OF_WAY = {"A": "W1", "B": "W2"}
_TO_COME = "(cấp khi ký duyệt)"
_TIME_TO_COME = "(giờ, ngày ghi khi ký duyệt)"


def in_force(code: str, day: date, wordings: Iterable[Wording] = WORDINGS) -> Wording:
    """The newest version that holds on this day; NoWording otherwise."""
    held = [one for one in wordings if one.code == code and _holds(one, day)]
    if not held:
        raise NoWording
    return max(held, key=lambda one: one.version)


def version(code: str, number: int, wordings: Iterable[Wording] = WORDINGS) -> Wording:
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
        "citizen": f"{printed_honorific(facts.honorific, facts.sex)} {facts.name}",
        "paper": facts.paper,
        "number": facts.number,
        "officer": f"{printed_honorific(facts.officer_honorific, '').lower()} {facts.officer}",
        "certificate": number or f"{_TO_COME} {volume_printed(1, facts.year)}",
    }
    lines = (line if facts.at else line.replace(_MOMENT, _TIME_TO_COME) for line in wording.body)
    parts = tuple(Paragraph(line.lstrip("^").format_map(values), line.startswith("^")) for line in lines)
    return Composed(wording.title, parts)


_MOMENT = _FIRST_LINES[0]


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


def _holds(wording: Wording, day: date) -> bool:
    return wording.effective_from <= day and (wording.effective_to is None or day <= wording.effective_to)
