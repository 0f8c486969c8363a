"""What a printed paper says."""

import io

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All words of all pages, in the order of the file, one space between any two."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
