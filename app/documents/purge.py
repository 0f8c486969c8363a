"""Biên bản tiêu hủy: which cases, on which basis, by whom, until when backups can still open them (L16)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that is printed, in words; a line is `dossier`, `number`, `what`, `basis`, `ended_on`, of
    a visit without a case `visit`, `on_date`, `officer` and `purpose` too, its `dossier` the code of its request or
    empty."""

    org: str
    unit: str
    day: str
    at: str
    lines: tuple[dict[str, Any], ...]
    proposed_by: str
    confirmed_by: str
    backups_until: str
    made_at: datetime


def render(minutes: Minutes) -> bytes:
    """PDF bytes."""
    return typeset("purge", minutes, minutes.made_at)
