"""Ids that sort by time (UUIDv7, RFC 9562 §5.7)."""

import secrets
import uuid
from datetime import datetime


def uuid7(at: datetime) -> str:
    """A fresh UUIDv7 for this moment."""
    milliseconds = int(at.timestamp() * 1000)
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=number))


def uuid4() -> str:
    """A fresh random id: says nothing, sorts by nothing."""
    return str(uuid.uuid4())
