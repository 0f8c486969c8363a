"""Phiếu ghi nhận khóa truy cập: by which a person says on paper, with his hand, that a passkey is his."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed; `keys` are (day, fingerprint in groups of four)."""

    org: str
    place: str
    day: str
    name: str
    title: str
    decisions: Sequence[str]
    keys: Sequence[tuple[str, str]]
    root: str
    made_at: datetime


def render(sheet: Sheet) -> bytes:
    """PDF bytes."""
    return typeset("enrolment", sheet, sheet.made_at)
