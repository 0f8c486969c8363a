"""L9, L10: how each person put his name to the paper; which wording follows from it (NĐ 23/2015 Điều 24, 26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.authority import Way
from app.domain.problems import Problem


class Mode(StrEnum):
    """By hand on the paper; by fingerprint because the person cannot sign; by neither."""

    PAPER = "paper"
    FINGERPRINT = "fingerprint"
    NEITHER = "neither"


class SigningUnclear(Problem):
    """A fingerprint without its finger, a finger or drawn signature without its act, or a person twice on one paper."""

    code = "signing_unclear"


# NĐ 23/2015 names no finger; by analogy with Luật Công chứng: right index, else left index, else another one named
FINGERS = {
    "tro_phai": "ngón trỏ bàn tay phải",
    "tro_trai": "ngón trỏ bàn tay trái",
    "cai_phai": "ngón cái bàn tay phải",
    "cai_trai": "ngón cái bàn tay trái",
    "giua_phai": "ngón giữa bàn tay phải",
    "giua_trai": "ngón giữa bàn tay trái",
    "ap_ut_phai": "ngón áp út bàn tay phải",
    "ap_ut_trai": "ngón áp út bàn tay trái",
    "ut_phai": "ngón út bàn tay phải",
    "ut_trai": "ngón út bàn tay trái",
}
MOST_TOGETHER = 10
# who helps at the signing: two witnesses are asked for at transactions only (NĐ 23/2015 Điều 36.3), here both are free
HELPERS = {"witness": "Người làm chứng", "interpreter": "Người phiên dịch"}
READINGS = {"self": "Tự đọc", "read_out": "Được đọc cho nghe"}
# TT 01/2020/TT-BTP Điều 12: a text that the receiver does not understand comes with a translation
LANGUAGES = {
    "": "Tiếng Việt",
    "understood": "Tiếng nước ngoài, cán bộ hiểu nội dung",
    "translated": "Tiếng nước ngoài, có bản dịch tiếng Việt kèm theo",
}
# what is asked of everyone who signs; whether the sheet has blanks is asked once
ASKED_OF_EACH = ("same_person", "not_signed_before", "has_read", "lucid", "free_will")


def check(mode: Mode, finger: str, *, drawn: bool) -> None:
    """SigningUnclear unless finger and drawn signature are there exactly where the act needs them."""
    if (mode is Mode.FINGERPRINT) != (finger in FINGERS) or (finger and finger not in FINGERS):
        raise SigningUnclear
    # the drawn signature is evidence of a signature: who does not sign draws nothing
    if drawn != (mode is Mode.PAPER):
        raise SigningUnclear


def check_together(numbers: Sequence[str]) -> None:
    """SigningUnclear where one person stands twice on a paper, or more than can be taken at once."""
    if len(set(numbers)) != len(numbers) or len(numbers) > MOST_TOGETHER:
        raise SigningUnclear


def how_words(mode: Mode, finger: str) -> str:
    """`điểm chỉ ngón trỏ bàn tay phải`, as forms and lists say it."""
    if mode is Mode.FINGERPRINT:
        return f"điểm chỉ {FINGERS[finger]}"
    return "không thể ký, điểm chỉ được" if mode is Mode.NEITHER else "ký"


@dataclass(frozen=True, slots=True)
class Use:
    """What a wording is for; the phone's table is held against this one (tests/contract/signing.json)."""

    way: Way
    several: bool
    mode: Mode


USES = {
    "W1": Use(Way.A, several=False, mode=Mode.PAPER),
    "W2": Use(Way.B, several=False, mode=Mode.PAPER),
    "W3": Use(Way.A, several=True, mode=Mode.PAPER),
    "W4": Use(Way.B, several=True, mode=Mode.PAPER),
    "W5": Use(Way.A, several=False, mode=Mode.FINGERPRINT),
    "W6": Use(Way.A, several=False, mode=Mode.NEITHER),
    "W7": Use(Way.B, several=False, mode=Mode.FINGERPRINT),
    "W8": Use(Way.B, several=False, mode=Mode.NEITHER),
    "W9": Use(Way.A, several=True, mode=Mode.FINGERPRINT),
    "W10": Use(Way.B, several=True, mode=Mode.FINGERPRINT),
    "W11": Use(Way.A, several=True, mode=Mode.NEITHER),
    "W12": Use(Way.B, several=True, mode=Mode.NEITHER),
}
_HARDEST = (Mode.NEITHER, Mode.FINGERPRINT, Mode.PAPER)


def wording_code(way: Way, modes: Sequence[Mode]) -> str:
    """The wording of these signers; among several, the one who could do least decides which."""
    hardest = next(one for one in _HARDEST if one in modes)
    wanted = Use(way, several=len(modes) > 1, mode=hardest)
    return next(code for code, use in USES.items() if use == wanted)


@dataclass(frozen=True, slots=True)
class Signed:
    """One of those who put their names to a paper, as the record holds it."""

    person: Mapping[str, Any]
    mode: Mode
    finger: str
    ink: dict[str, Any] | None


def together(fields: Mapping[str, Any]) -> list[Signed]:
    """Everyone who signed the paper of this case, in order; the first is the one who asked."""
    first = fields["signing"]
    found = [Signed(fields["person"], Mode(first["mode"]), first.get("finger", ""), fields.get("ink"))]
    for one in fields.get("others", ()):
        found.append(Signed(one["person"], Mode(one["mode"]), one.get("finger", ""), one.get("ink")))
    return found
