"""A visit closed by its officer's passkey, at the door, with no network: over it, how it ended, and what was made."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence.encoding import canonical

_VISIT = b"tan-nha/visit/1\n"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a visit ended, as its record says it."""

    visit: str
    outcome: str
    reason: str
    closed_at: str


def challenge(ended: Ended, records: Sequence[str]) -> bytes:
    """The 32 bytes that the passkey signs over; `records` are record hashes, hex, sorted."""
    said = {"visit": ended.visit, "outcome": ended.outcome, "reason": ended.reason, "closed_at": ended.closed_at}
    return hashlib.sha256(_VISIT + canonical({**said, "records": list(records)})).digest()
