"""Decisions on social allowances: groups and coefficients, levels by date, what a month comes to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.problems import Problem
from app.domain.words_vi import fold

BENEFIT = "benefit"
CERTIFY = "certify"


class LevelUnclear(Problem):
    """A level needs an amount, its legal basis and the day from which it holds."""

    code = "level_unclear"


class Task(StrEnum):
    """What a case is about: a signature that is certified, or a decision that is carried home."""

    CERTIFY = CERTIFY
    BENEFIT = BENEFIT


class Kind(StrEnum):
    """What a decision says."""

    GRANT = "grant"
    ADJUST = "adjust"
    STOP = "stop"
    PENSION = "pension"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.GRANT: "Hưởng trợ cấp xã hội hằng tháng",
    Kind.ADJUST: "Điều chỉnh mức trợ cấp xã hội",
    Kind.STOP: "Thôi hưởng trợ cấp xã hội",
    Kind.PENSION: "Hưởng trợ cấp hưu trí xã hội",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group of NĐ 20/2021/NĐ-CP Điều 5 with the coefficients of Điều 6 in hundredths (150 is 1,5). `sensitive`: it
    tells of an illness, a disability or a child without parents, and is shown behind one more step only."""

    code: str
    text: str
    coefficients: tuple[int, ...]
    sensitive: bool = False


GROUPS = (
    Group("1", "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng", (150, 250), sensitive=True),
    Group("2", "Người thuộc khoản 1 đủ 16 tuổi đang đi học", (150,), sensitive=True),
    Group("3", "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo", (200, 250), sensitive=True),
    Group("4", "Người đơn thân nghèo, cận nghèo đang nuôi con", (100, 200, 300, 400, 500, 600)),
    Group("5a", "Người cao tuổi hộ nghèo, không có người phụng dưỡng", (150, 200)),
    Group("5b", "Người từ 75 đến 80 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn", (100,)),
    Group("5c", "Người từ đủ 80 tuổi không có lương hưu, trợ cấp khác", (100,)),
    Group("5d", "Người cao tuổi nghèo được nhận nuôi tại cộng đồng", (300,)),
    Group("6", "Người khuyết tật đặc biệt nặng, nặng", (150, 200, 250), sensitive=True),
    Group("7", "Trẻ em dưới 3 tuổi hộ nghèo, cận nghèo vùng đặc biệt khó khăn", (150,)),
    Group("8", "Người nhiễm HIV/AIDS hộ nghèo", (150,), sensitive=True),
)
_BY_CODE = {one.code: one for one in GROUPS}


@dataclass(frozen=True, slots=True)
class Level:
    """An amount in đồng a month from a day on, with its legal basis."""

    amount: int
    basis: str
    since: date


STANDARD = (
    Level(360_000, "Điều 4 Nghị định số 20/2021/NĐ-CP", date(2021, 7, 1)),
    Level(500_000, "Nghị định số 76/2024/NĐ-CP", date(2024, 7, 1)),
)
PENSION = (Level(500_000, "Nghị định số 176/2025/NĐ-CP", date(2025, 7, 1)),)
MOST_LEVEL = 100_000_000


def group(text: str) -> Group | None:
    """The group of `5a`, `khoản 5 điểm a`, `K5, đ.a`; None for none of them."""
    found = re.fullmatch(r"(?:khoan|k)?\W*([1-8])(?:\W*(?:diem|d)?\W*([a-d]))?(?:\W*dieu 5)?\W*", fold(text).strip())
    if found is None:
        return None
    return _BY_CODE.get(found[1] + (found[2] or "")) or (None if found[1] == "5" else _BY_CODE.get(found[1]))


def is_sensitive(code: str) -> bool:
    """Whether this group is shown behind one more step only."""
    return code in _BY_CODE and _BY_CODE[code].sensitive


def group_words(code: str) -> str:
    """`Khoản 5 điểm a Điều 5: …`."""
    found = _BY_CODE.get(code)
    if found is None:
        return ""
    part = f" điểm {code[1:]}" if len(code) > 1 else ""
    return f"Khoản {code[0]}{part} Điều 5 Nghị định số 20/2021/NĐ-CP: {found.text}"


def kind(text: str) -> Kind | None:
    """What a sheet calls it; None for what is no kind of ours. An empty cell is a grant."""
    said = fold(text)
    for words, found in (
        ("huu tri", Kind.PENSION),
        ("thoi", Kind.STOP),
        ("cham dut", Kind.STOP),
        ("dieu chinh", Kind.ADJUST),
        ("huong", Kind.GRANT),
    ):
        if words in said:
            return found
    return Kind.GRANT if not said.strip() else next((one for one in Kind if one.value == said.strip()), None)


def level(day: date, own: Sequence[Level] = ()) -> Level | None:
    """The standard level on a day: a province may set a higher one, never a lower (NĐ 20/2021 Điều 4)."""
    newest = [
        max(held, key=lambda one: one.since)
        for levels in (STANDARD, own)
        if (held := [one for one in levels if one.since <= day])
    ]
    return max(newest, key=lambda one: one.amount, default=None)


def check_level(new: Level) -> None:
    """LevelUnclear."""
    if not (0 < new.amount <= MOST_LEVEL and new.basis.strip()):
        raise LevelUnclear


def expected(what: Kind, coefficient: int | None, from_month: date, own: Sequence[Level] = ()) -> int | None:
    """What a month comes to in đồng: level × coefficient, or the pension; None where the law's tables do not say."""
    if what is Kind.STOP:
        return None
    if what is Kind.PENSION:
        held = [one for one in PENSION if one.since <= from_month]
        return max(held, key=lambda one: one.since).amount if held else None
    found = level(from_month, own)
    if found is None or coefficient is None:
        return None
    return found.amount * coefficient // 100


def coefficient_words(hundredths: int) -> str:
    """`1,5` for 150."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else f"{whole},0"


def title(number: str, on: date) -> str:
    """How a decision is called wherever it is listed: nothing of what it grants, to which group or how much."""
    return f"Quyết định số {number} ngày {on:%d/%m/%Y}"
