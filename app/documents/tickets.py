"""Tờ hẹn in sẵn: a sheet of slips to cut, each with a code that is bound to a case at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.certificate import qr_svg
from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Ticket:
    """The code as it is read aloud, and the picture of its address."""

    code: str
    qr: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything that is printed."""

    org: str
    phone: str
    address: str
    tickets: Sequence[Ticket]
    made_at: datetime


def ticket(code: str, link: str) -> Ticket:
    """A slip of a code whose QR leads to `link`, in capitals so that it stays small."""
    return Ticket(code, qr_svg(link))


def render(sheets: Sheets) -> bytes:
    """PDF bytes, eight slips a page."""
    return typeset("tickets", sheets, sheets.made_at)
