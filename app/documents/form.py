"""A paper that a person signs, filled from what is known of him; signed by hand or by fingerprint below."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed."""

    title: tuple[str, ...]
    paragraphs: tuple[str, ...]
    place: str
    signer: str
    made_at: datetime


def render(page: Page) -> bytes:
    """PDF bytes."""
    return typeset("form", page, page.made_at)
