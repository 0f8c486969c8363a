"""The printer's test page: a ruler to measure, margins, small print and a code to scan."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.certificate import qr_svg
from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class TestPage:
    """Whose printer, and the address that the code leads to."""

    org: str
    link: str
    made_at: datetime


def render(page: TestPage) -> bytes:
    """PDF bytes."""
    return typeset("test_page", page, page.made_at, qr=qr_svg(page.link))
