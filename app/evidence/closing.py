"""A visit closed by its officer's passkey, at the door, with no network: over the visit and the records made on it."""

import hashlib
from collections.abc import Sequence

from app.evidence.encoding import canonical

_VISIT = b"tan-nha/visit/1\n"


def challenge(visit: str, records: Sequence[str]) -> bytes:
    """The 32 bytes that the passkey signs over; `records` are record hashes, hex, sorted."""
    return hashlib.sha256(_VISIT + canonical({"visit": visit, "records": list(records)})).digest()
