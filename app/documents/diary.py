"""Nhật ký công tác of an officer's month as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed, in words; a row has a cell for each title of `header`; `sums` are lines with what
    they come to; `estimate` says how distances were reckoned."""

    org: str
    unit: str
    month: str
    officer: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    sums: Sequence[tuple[str, str]]
    estimate: str
    day: str
    printed_by: str
    printed_at: str
    made_at: datetime


def render(sheet: Sheet) -> bytes:
    """PDF bytes."""
    return typeset("diary", sheet, sheet.made_at)
