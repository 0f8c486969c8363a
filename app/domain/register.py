"""L13: the register book: from 01 each year, gapless, one number per document (NĐ 23/2015 Điều 13, TT 01 Điều 4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.calendar import local

SIGNATURES = "SCT/CK,DC"
SYMBOL = "SCT/CK, ĐC"


class BookMode(StrEnum):
    """How the commune's book is shared between homes and counter."""

    OWN = "own"
    SEPARATE = "separate"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """A number of the book."""

    number: int
    volume: int
    year: int

    def printed(self) -> str:
        """`145 quyển số 01/2026 - SCT/CK, ĐC`."""
        return f"{self.number:02d} {volume_printed(self.volume, self.year)}"


def volume_printed(volume: int, year: int) -> str:
    """`quyển số 01/2026 - SCT/CK, ĐC`."""
    return f"quyển số {volume:02d}/{year} - {SYMBOL}"


def year_of(at: datetime) -> int:
    """The book's year turns at midnight in Vietnam."""
    return local(at).year


def dossier_code(year: int, number: int) -> str:
    """`TN-2026-000123`: our own code, never one of the national system (L17)."""
    return f"TN-{year}-{number:06d}"
