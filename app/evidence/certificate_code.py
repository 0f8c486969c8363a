"""What the code on a certificate says by itself, signed: it can be checked where there is no network.

The part behind `#` never reaches a server. BASE32 (RFC 4648, upper case, no padding) of:

    key id (4 bytes: the first of SHA-256 over the key's SPKI) ‖ signature (64 bytes, r ‖ s) ‖ payload

The payload is the canonical JSON `[1, number, certified at, digest, masked name, title, pages]`: Unix seconds, the
first 16 bytes of the sheet's digest in base64url, the title cut to 60 letters. Signed (ECDSA P-256, SHA-256) over
"tan-nha/code/1\\n" ‖ payload.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical
from app.evidence.heads import key_id
from app.evidence.keys import Keyring, SigningKey
from app.evidence.problems import BadEncoding, BadSignature

_DOMAIN = b"tan-nha/code/1\n"
_ID, _HALF, _DIGEST, LONGEST_TITLE = 4, 32, 16, 60
_ALGORITHM = ec.ECDSA(hashes.SHA256())


@dataclass(frozen=True, slots=True)
class Said:
    """What a code says: `digest` is hex, as long as it is given (16 bytes when read back)."""

    number: str
    certified_at: datetime
    digest: str
    name: str
    title: str
    pages: int


def fragment(said: Said, key: SigningKey) -> str:
    """The part behind `#`."""
    title = said.title if len(said.title) <= LONGEST_TITLE else f"{said.title[: LONGEST_TITLE - 1]}…"
    digest = b64u(bytes.fromhex(said.digest)[:_DIGEST])
    at = int(said.certified_at.timestamp())
    payload = canonical([1, said.number, at, digest, said.name, title, said.pages])
    r, s = decode_dss_signature(key.private.sign(_DOMAIN + payload, _ALGORITHM))
    signature = r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
    return base64.b32encode(key_id(key.private.public_key()) + signature + payload).decode().rstrip("=")


def read(text: str, key: ec.EllipticCurvePublicKey) -> Said:
    """What such a part says; BadSignature unless this key signed exactly these bytes."""
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
        signature, payload = data[_ID : _ID + 2 * _HALF], data[_ID + 2 * _HALF :]
        pair = encode_dss_signature(*(int.from_bytes(signature[at : at + _HALF], "big") for at in (0, _HALF)))
        key.verify(pair, _DOMAIN + payload, _ALGORITHM)
        version, number, at, digest, name, title, pages = from_canonical(payload)
    except (binascii.Error, ValueError, InvalidSignature, BadEncoding) as error:
        raise BadSignature from error
    if data[:_ID] != key_id(key) or version != 1:
        raise BadSignature
    return Said(number, datetime.fromtimestamp(at, UTC), from_b64u(digest).hex(), name, title, pages)


def listed(keys: Keyring) -> list[dict[str, object]]:
    """The public keys that a page checks codes with: `id` in hex, `jwk`."""
    key = keys["code"]
    return [{"id": key_id(key.private.public_key()).hex(), "jwk": key.jwk}]
