"""Several papers as one PDF to print at its true size."""

import io
from collections.abc import Sequence


def joined(pdfs: Sequence[bytes]) -> bytes:
    """All pages in order, in one PDF that asks the printer for 100 %."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject

    writer = PdfWriter()
    for pdf in pdfs:
        for page in PdfReader(io.BytesIO(pdf)).pages:
            writer.add_page(page)
    scaling = DictionaryObject({NameObject("/PrintScaling"): NameObject("/None")})
    writer.root_object[NameObject("/ViewerPreferences")] = scaling
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
