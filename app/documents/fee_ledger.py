"""Sổ thu phí of a month as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed, in words; a row has a cell for each title of `header`, its first is a name."""

    org: str
    unit: str
    month: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    share: str
    day: str
    printed_by: str
    printed_at: str
    made_at: datetime


def render(sheet: Sheet) -> bytes:
    """PDF bytes."""
    return typeset("fee_ledger", sheet, sheet.made_at)
