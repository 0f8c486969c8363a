"""A destroying that a person confirms by passkey: which cases of which proposal, by whom proposed."""

import hashlib
from collections.abc import Sequence
from typing import Any

from app.evidence.encoding import canonical

_PURGE = b"tan-nha/purge/1\n"


def statement(proposal: str, proposed_by: str, cases: Sequence[str], **who: Any) -> bytes:
    """Canonical JSON of what the person says; `who` are `by`, `rp`, `iss`, `at`."""
    return canonical({"v": 1, "purge": proposal, "proposed_by": proposed_by, "cases": sorted(cases), **who})


def challenge(text: bytes) -> bytes:
    """The 32 bytes that the passkey signs over."""
    return hashlib.sha256(_PURGE + text).digest()
