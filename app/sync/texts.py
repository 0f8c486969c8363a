"""What a text, a day and a moment may be in a record: nothing unseen, nothing that no calendar has."""

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, Field

from app.domain.problems import Problem

# C0 and C1 controls, marks and overrides of direction, separators of lines and paragraphs, the byte order mark
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# formats (zero-width and tag letters), private and unassigned letters, pictures: no page prints them
_UNPRINTED = frozenset({"Cf", "Co", "Cs", "Cn", "So"})
_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Note = Annotated[str, Field(max_length=1000)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class BadBody(Problem):
    """A body that does not have the shape of its kind."""

    code = "bad_body"


def _within_reason(at: datetime) -> datetime:
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("not a moment of this work")
    return at


def day_that_exists(text: str) -> str:
    """The text; ValueError when it names a day that no calendar has."""
    if text != "none":
        whole = date.fromisoformat(f"{text}-01-01"[: len("2026-11-23")])
        if whole.year < OLDEST:
            raise ValueError("nobody is so old")
    return text


OLDEST = 1890
Moment = Annotated[AwareDatetime, AfterValidator(_within_reason)]


def has_zero_byte(value: Any) -> bool:
    """Whether a zero byte stands in any text of a JSON value, names counted: PostgreSQL has no place for one."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(has_zero_byte(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(has_zero_byte(part) for part in value)


def check_texts(value: Any) -> None:
    """BadBody for characters that nobody types and that change what is read or printed: controls, bidi overrides."""
    if isinstance(value, str):
        if UNSEEN.search(value) or any(unicodedata.category(letter) in _UNPRINTED for letter in value):
            raise BadBody
    elif isinstance(value, dict):
        for part in value.values():
            check_texts(part)
    elif isinstance(value, list):
        for part in value:
            check_texts(part)
