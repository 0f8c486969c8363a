"""What the server keeps of a citizen lies sealed for the intake key, like what the phones send."""

from app.evidence import sealing
from app.store.ids import uuid4
from app.work.unit import Work

_ID = 36


def lay_down(work: Work, data: bytes, what: str) -> tuple[bytes, str]:
    """The sealed bytes (id of the seal in front) and the wrapping of their key."""
    intake = work.tools.keys["intake"]
    key, key_id = sealing.new_record_key(), uuid4()
    sealed = sealing.seal(data, key, sealing.Place(key_id, what))
    return key_id.encode() + sealed, sealing.wrap(key, key_id, intake.jwk, intake.kid)


def take_up(work: Work, sealed: bytes, wrapping: str, what: str) -> bytes:
    """The bytes again; BadSeal when anything changed."""
    key_id = sealed[:_ID].decode("ascii", "replace")
    key = sealing.unwrap(wrapping, key_id, work.tools.keys["intake"])
    return sealing.unseal(sealed[_ID:], key, sealing.Place(key_id, what))
