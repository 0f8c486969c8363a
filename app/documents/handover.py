"""Phiếu giao nhận kết quả tại nhà: filled by what is known, dots where the door decides; no group of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed; empty texts become dots. `ticks` are (words, ticked) of who receives,
    `things` of what is handed over as (what, number and date, sheets, which), `said` of what was read and explained."""

    org: str
    unit: str
    number: str
    when: str
    where: str
    giver: str
    giver_title: str
    receiver: str
    ticks: Sequence[tuple[str, bool]]
    right: str
    relation: str
    shown: str
    things: Sequence[tuple[str, str, str, str]]
    fee: str
    said: Sequence[tuple[str, bool]]
    signed: str
    day: str
    made_at: datetime


def render(page: Page) -> bytes:
    """PDF bytes."""
    return typeset("handover", page, page.made_at)
