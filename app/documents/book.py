"""Sổ chứng thực chữ ký as it is printed: a month, or a whole year with its cover (NĐ 23/2015 Điều 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset, typeset_apart

# more lines than these are set by a process of its own
APART = 300


@dataclass(frozen=True, slots=True)
class Part:
    """A volume on the cover: `01/2026 - SCT/CK, ĐC`, and `từ số 01 đến số 145`."""

    name: str
    lines: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed, in words; a line is the eight columns and `1` where it is struck through."""

    title: str
    org: str
    unit: str
    period: str
    volume: str
    cover: bool
    volumes: Sequence[Part]
    opened: str
    closed: str
    opening: str
    closing: str
    lines: Sequence[tuple[str, ...]]
    day: str
    printed_by: str
    printed_at: str
    head_size: int
    head_root: str
    made_at: datetime


def render(book: Book) -> bytes:
    """PDF bytes, A4 landscape."""
    make = typeset if len(book.lines) <= APART else typeset_apart
    return make("book", book, book.made_at)
