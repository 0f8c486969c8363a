"""The certificate: the page of certifying words that is attached to the paper (A4, NĐ 30/2020 layout)."""

import io
from dataclasses import dataclass
from datetime import datetime

import qrcode
import qrcode.image.svg
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from app.documents.typesetting import typeset


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
    fragment: str
    host: str
    code: str
    dossier: str
    mark: str
    trial: bool
    made_at: datetime


def render(page: Page) -> bytes:
    """PDF bytes (claims PDF/A-3b); the same page always gives the same bytes."""
    return typeset("certificate", page, page.made_at, qr=qr_svg(page.link, page.fragment))


def qr_svg(text: str, fragment: str = "") -> str:
    """A QR code, level M, quiet zone of four modules, as SVG text. An address in upper case and a fragment in BASE32
    stay in the small alphabet, with the `#` between them as a segment of its own."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4, box_size=10)
    if fragment:
        parts = ((text, MODE_ALPHA_NUM), ("#", MODE_8BIT_BYTE), (fragment, MODE_ALPHA_NUM))
        for part, mode in parts:
            code.add_data(QRData(part.encode("ascii"), mode=mode))
    else:
        code.add_data(text)
    out = io.BytesIO()
    code.make_image(image_factory=qrcode.image.svg.SvgPathImage).save(out)
    return out.getvalue().decode()
