"""Văn bản từ chối chứng thực: who, what, the legal point (NĐ 23/2015 Điều 9; layout of NĐ 30/2020)."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that is printed, in words."""

    org: str
    unit: str
    dossier: str
    day: str
    who: str
    address: str
    title: str
    reason: str
    basis: str
    words: str
    officer: str
    signer: str
    made_at: datetime


def render(letter: Letter) -> bytes:
    """PDF bytes."""
    return typeset("refusal", letter, letter.made_at)
