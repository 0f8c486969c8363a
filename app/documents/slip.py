"""The one-stop slips on paper: one layout (NĐ 30/2020), filled by what each slip says (TT 03/2025/TT-VPCP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.certificate import qr_svg
from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed: lines of label and value, one table (`widths` are shares), paragraphs, who signs as
    (capacity, hint, name)."""

    org: str
    desk: str
    unit: str
    number: str
    title: str
    day: str
    rows: Sequence[tuple[str, str]]
    header: Sequence[str]
    widths: Sequence[int]
    table: Sequence[Sequence[str]]
    paragraphs: Sequence[str]
    signers: Sequence[tuple[str, str, str]]
    foot: str
    made_at: datetime
    pay: str = ""


def render(page: Page, link: str = "", transfer: str = "") -> bytes:
    """PDF bytes; `link` stands on it as a code, and so does the text of a transfer, beside the words of `pay`."""
    codes = {"qr": link, "pay": transfer}
    return typeset("slip", page, page.made_at, **{name: qr_svg(text) for name, text in codes.items() if text})
