"""A backup archive: a stream of bytes sealed in frames under a fresh key, which is wrapped for the intake key.

Layout: one line of canonical JSON (`id`, `kid`, `wrapping`, `head`), then frames of a 4-byte length and AES-256-GCM
ciphertext. A frame's additional data names the archive's first line, its place and whether it is the last: a frame that
is missing, moved or cut off does not open (STREAM: Hoang, Reyhanitabar, Rogaway and Vizár 2015).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.evidence import sealing
from app.evidence.encoding import canonical, from_canonical
from app.evidence.keys import SigningKey
from app.evidence.problems import BadEncoding, BadSeal, ForeignSeal

FRAME = 1 << 20
_TAG = 16
_LONGEST_LINE = 100_000
_DOMAIN = b"tan-nha/backup/1\n"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the archive says of itself, and its content as it is read; BadSeal while reading when it was changed."""

    head: dict[str, Any]
    content: Iterator[bytes]


def write(out: BinaryIO, archive_id: str, head: dict[str, Any], content: Iterable[bytes], intake: SigningKey) -> None:
    """Seals the content for the intake key."""
    key = sealing.new_record_key()
    line = canonical(
        {
            "id": archive_id,
            "kid": intake.kid,
            "head": head,
            "wrapping": sealing.wrap(key, archive_id, intake.jwk, intake.kid),
        }
    )
    out.write(line + b"\n")
    cipher, label = AESGCM(key), _DOMAIN + hashlib.sha256(line).digest()
    for place, (part, last) in enumerate(_with_last(_framed(content))):
        sealed = cipher.encrypt(_nonce(place), part, label + (b"\x01" if last else b"\x00"))
        out.write(len(sealed).to_bytes(4, "big") + sealed)


def read(source: BinaryIO, intake: SigningKey) -> Opened:
    """Opens an archive; ForeignSeal when it was sealed for another key, BadSeal when it is none or was changed."""
    line = source.readline(_LONGEST_LINE).removesuffix(b"\n")
    try:
        value = from_canonical(line)
        if value["kid"] not in {one.kid for one in intake.every}:
            raise ForeignSeal
        head = dict(value["head"])
        key = sealing.unwrap(value["wrapping"], value["id"], intake)
    except (BadEncoding, KeyError, TypeError, ValueError) as error:
        raise BadSeal from error
    return Opened(head, _opened(source, key, _DOMAIN + hashlib.sha256(line).digest()))


def _opened(source: BinaryIO, key: bytes, label: bytes) -> Iterator[bytes]:
    cipher, place, ended = AESGCM(key), 0, False
    while size := source.read(4):
        length = int.from_bytes(size, "big")
        if length > FRAME + _TAG:
            raise BadSeal
        sealed = source.read(length)
        following = source.read(1)
        if following:
            source.seek(-1, 1)
        ended = not following
        try:
            yield cipher.decrypt(_nonce(place), sealed, label + (b"\x01" if ended else b"\x00"))
        except (InvalidTag, ValueError) as error:
            raise BadSeal from error
        place += 1
    if not ended:
        raise BadSeal


def _framed(content: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for part in content:
        held += part
        while len(held) >= FRAME:
            yield bytes(held[:FRAME])
            del held[:FRAME]
    yield bytes(held)


def _with_last(parts: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = next(parts)
    for part in parts:
        yield held, False
        held = part
    yield held, True


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")
