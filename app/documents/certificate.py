"""The certificate: the page of certifying words that is attached to the paper (A4, NĐ 30/2020 layout)."""

import io
import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import qrcode
import qrcode.image.svg
import typst

FONTS = Path(__file__).with_name("fonts")
TEMPLATE = Path(__file__).with_name("certificate.typ")
STANDARD: Literal["a-3b"] = "a-3b"


@dataclass(frozen=True, slots=True)
class Column:
    """Who signs below: lines of the capacity, then the name."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed."""

    title: tuple[str, ...]
    paragraphs: tuple[tuple[str, bool], ...]
    left: Column
    right: Column
    link: str
    host: str
    code: str
    dossier: str
    mark: str
    made_at: datetime


def render(page: Page) -> bytes:
    """PDF bytes (claims PDF/A-3b); the same page always gives the same bytes."""
    facts: dict[str, Any] = asdict(page)
    facts.pop("made_at")
    data = unicodedata.normalize("NFC", json.dumps(facts, ensure_ascii=False))
    moment = page.made_at
    pdf: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data, "qr": qr_svg(page.link), "day": moment.strftime("%Y-%m-%d")},
        pdf_standards=[STANDARD],
        timestamp=int(moment.timestamp()),
    )
    return pdf


def qr_svg(text: str) -> str:
    """A QR code, level M, quiet zone of four modules, as SVG text."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4, box_size=10)
    code.add_data(text)
    out = io.BytesIO()
    code.make_image(image_factory=qrcode.image.svg.SvgPathImage).save(out)
    return out.getvalue().decode()
