"""What the QR on an identity card says: parsed by type, not by position; never kept raw, never trusted."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.domain.problems import Problem

_PROVINCES = frozenset(
    f"{code:03d}"
    for code in (
        *(
            1,
            2,
            4,
            6,
            8,
            10,
            11,
            12,
            14,
            15,
            17,
            19,
            20,
            22,
            24,
            25,
            26,
            27,
            30,
            31,
            33,
            34,
            35,
            36,
            37,
            38,
            40,
            42,
            44,
        ),
        *(45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87),
        *(89, 91, 92, 93, 94, 95, 96),
    )
)
_SEXES = {"nam": "nam", "nữ": "nu"}
_HEX_NAME = re.compile(r"(?:[0-9a-f]{2}){6,}\Z", re.IGNORECASE)
_BROKEN = re.compile("[\u0080-\u009f\ufffd]|Ã.|á»")


class NotACard(Problem):
    """Some other code."""

    code = "not_a_card"


class HealthInsuranceCode(Problem):
    """The code of a health-insurance card."""

    code = "health_insurance_code"


class BadNumber(Problem):
    """Not twelve digits; `digits` says how many there were."""

    code = "bad_number"

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.digits = digits


@dataclass(frozen=True, slots=True)
class Card:
    """What was read; `birth` is YYYY-MM-DD, YYYY-MM or YYYY; warnings ask the officer to look."""

    number: str
    old_number: str
    name: str
    birth: str
    sex: str
    address: str
    issued: str
    warnings: tuple[str, ...]


def check_number(text: str) -> str:
    """Twelve digits, spaces and dots forgiven; BadNumber otherwise."""
    digits = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"\d{12}", digits, re.ASCII):
        raise BadNumber(len(re.sub(r"\D", "", digits)))
    return digits


def parse(text: str) -> Card:
    """The card behind a scanned text; NotACard or HealthInsuranceCode otherwise."""
    parts = [part.strip() for part in unicodedata.normalize("NFC", text.lstrip("\ufeff")).split("|")]
    if not re.fullmatch(r"\d{12}", parts[0], re.ASCII) or len(parts) < 6:
        if len(parts) >= 5 and any(_HEX_NAME.match(part) for part in parts):
            raise HealthInsuranceCode
        raise NotACard
    rest = parts[1:]
    old = rest.pop(0) if re.fullmatch(r"(\d{9}|\d{12})?", rest[0], re.ASCII) else ""
    name = rest.pop(0)
    sex = next((_SEXES[part.lower()] for part in rest if part.lower() in _SEXES), "")
    dates = [found for found in map(_date, rest) if found]
    address = next((part for part in rest if part and part.lower() not in _SEXES and not part.isdigit()), "")
    birth, issued = dates[0] if dates else "", dates[1] if len(dates) > 1 else ""
    warnings = [*_number_warnings(parts[0], birth, sex), *_text_warnings(text, name)]
    return Card(parts[0], old, name, birth, sex, address, issued, tuple(warnings))


def no_expiry_implied(birth: str, issued: str) -> bool:
    """Cards issued at sixty or later do not expire; the code does not carry the date itself."""
    return bool(birth and issued) and int(issued[:4]) - int(birth[:4]) >= 60


def _date(text: str) -> str:
    match = re.fullmatch(r"(\d\d)(\d\d)(\d{4})", text, re.ASCII)
    if not match:
        return ""
    day, month, year = (int(part) for part in match.groups())
    if not 1890 <= year <= 2100:
        return ""
    if month == 0:
        return f"{year}"
    if day == 0:
        return f"{year}-{month:02d}" if month <= 12 else ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _number_warnings(number: str, birth: str, sex: str) -> list[str]:
    """Where number, birth year and sex contradict each other: `unknown_province`, `id_year`, `id_sex`."""
    found = []
    century, year = divmod(int(number[3]), 2)[0], int(number[4:6])
    if number[:3] not in _PROVINCES:
        found.append("unknown_province")
    if not birth or int(birth[:4]) != 1900 + 100 * century + year:
        found.append("id_year")
    if sex != ("nam", "nu")[int(number[3]) % 2]:
        found.append("id_sex")
    return found


def _text_warnings(text: str, name: str) -> list[str]:
    found = []
    if _BROKEN.search(text):
        found.append("encoding")
    if not re.fullmatch(r"[^\W\d_][^\d_|]{1,119}", name):
        found.append("name")
    return found
