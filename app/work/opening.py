"""A stored record is opened: its key and its body held against what the envelope says of them.

The envelope alone is signed. It commits to the record key and to the sealed body; the wrapping of the key is signed by
nothing. Who could write into the tables could lay another body under another key beside a true envelope.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from app.evidence import jws, sealing
from app.evidence.encoding import from_b64u, from_canonical, sha256_hex
from app.evidence.problems import BadSeal
from app.work.unit import Work


class OtherKey(BadSeal):
    """The wrapping opens, but to a key that is not the record's own."""

    code = "bad_key"


class Promise(Protocol):
    """What an envelope says: record id, hash of the sealed body (hex), commitment to the key (hex)."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def body(self) -> str:
        """SHA-256 of the sealed body."""

    @property
    def key(self) -> str:
        """The commitment to the record key."""


@dataclass(frozen=True, slots=True)
class Promised:
    """The same of an envelope whose signature is proven elsewhere."""

    id: str
    body: str
    key: str


def claims(envelope: str) -> dict[str, Any]:
    """What a stored envelope says; its signature is not looked at."""
    return dict(from_canonical(from_b64u(jws.signing_input(envelope).decode().partition(".")[2])))


def promised(envelope: str) -> Promised:
    """What a stored envelope says of its contents; its signature is not looked at."""
    said = claims(envelope)
    return Promised(said["id"], said["body"], said["key"])


def record_key(work: Work, said: Promise, wrapping: str) -> bytes:
    """The 32 bytes; BadSeal when the wrapping does not open, OtherKey when it holds another key."""
    key = sealing.unwrap(wrapping, said.id, work.tools.keys["intake"])
    if sealing.key_commitment(said.id, key) != said.key:
        raise OtherKey
    return key


def record_body(said: Promise, sealed: bytes, key: bytes) -> Any:
    """The value inside; BadSeal when these are not the bytes that the envelope names, or do not open."""
    if sha256_hex(sealed) != said.body:
        raise BadSeal
    return from_canonical(sealing.unseal(sealed, key, sealing.Place(said.id, "body")))
