"""Days and hours as people type them, day first, twenty-four hours; the address of a blob in a path."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from app.domain.calendar import ZONE
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete

_DAY = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile("[0-9a-f]{64}")
_CLOCK = re.compile(r"([0-9]{1,2})[:.hg ]?([0-9]{2})")


def day(text: str) -> date:
    """The day of `25/11/2026`, or of an ISO date from a hidden field. ValueError."""
    text = text.strip()
    if _ISO.fullmatch(text):
        return date.fromisoformat(text)
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    return date(int(found[3]), int(found[2]), int(found[1]))


def given_day(text: str) -> date:
    """The day that a form gives; Incomplete for what is none."""
    try:
        return day(text)
    except ValueError as error:
        raise Incomplete from error


def given_hour(text: str) -> str:
    """`09:15` of an hour as typed; empty for none. Incomplete."""
    found = _CLOCK.fullmatch(text.strip())
    if text.strip() and (not found or int(found[1]) > 23 or int(found[2]) > 59):
        raise Incomplete
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def moment(on_day: str, clock: str) -> datetime:
    """The moment of a typed day and hour on Vietnam's clock. ValueError."""
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        raise ValueError(clock)
    on = day(on_day)
    return datetime(on.year, on.month, on.day, int(found[1]), int(found[2]), tzinfo=ZONE)


def address(text: str) -> str:
    """A SHA-256 in hex; NotFound for what names no blob."""
    if not _SHA256.fullmatch(text):
        raise NotFound
    return text


_FORM = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def once(form: Mapping[str, str]) -> str:
    """The name of the form that was filled, so that sending it twice does one thing; empty for anything else."""
    text = form.get("once", "")
    return text if _FORM.fullmatch(text) else ""
