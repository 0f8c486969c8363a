"""QR codes on a page: the one place where markup is made outside a template."""

from markupsafe import Markup

from app.documents.certificate import qr_svg


def qr_inline(text: str) -> Markup:
    """The picture of this text, to stand within a page."""
    # our own SVG of our own text
    return Markup(qr_svg(text).partition("?>")[2])  # noqa: S704
