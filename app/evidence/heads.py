"""Tree heads: what the server says its ledger is, as a signed note (C2SP checkpoint; ECDSA P-256, signature type 0x02).

    tan-nha/<installation>/<epoch>
    <how many records>
    <root, base64>

    — tan-nha/<installation>/<epoch> <base64 of key id and DER signature>

A restore begins a new epoch, and with it another ledger.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.evidence.keys import SigningKey
from app.evidence.problems import BadSignature

_ECDSA = ec.ECDSA(hashes.SHA256())
_ROOT, _KEY_ID = 32, 4


@dataclass(frozen=True, slots=True)
class TreeHead:
    """Installation and epoch of a ledger, how many records it has, their Merkle root (32 bytes)."""

    iss: str
    epoch: str
    size: int
    root: bytes

    @property
    def origin(self) -> str:
        """Which ledger this is."""
        return f"tan-nha/{self.iss}/{self.epoch}"


def sign(head: TreeHead, key: SigningKey) -> str:
    """The head as a signed note."""
    text = f"{head.origin}\n{head.size}\n{base64.b64encode(head.root).decode()}\n"
    signature = key.private.sign(text.encode(), _ECDSA)
    return f"{text}\n— {head.origin} {base64.b64encode(key_id(key.private.public_key()) + signature).decode()}\n"


def read(note: str, key: ec.EllipticCurvePublicKey) -> TreeHead:
    """What such a note says; BadSignature unless this key signed exactly this form."""
    text, _, last = note.rpartition("\n\n— ")
    try:
        origin, size, root = f"{text}\n".removesuffix("\n").split("\n")
        kind, iss, epoch = origin.split("/")
        named, signed = last.removesuffix("\n").split(" ")
        head = TreeHead(iss, epoch, int(size), base64.b64decode(root, validate=True))
        data = base64.b64decode(signed, validate=True)
        key.verify(data[_KEY_ID:], f"{text}\n".encode(), _ECDSA)
    except (ValueError, binascii.Error, InvalidSignature) as error:
        raise BadSignature from error
    fits = kind == "tan-nha" and named == origin and size == str(head.size) and len(head.root) == _ROOT
    if not fits or data[:_KEY_ID] != key_id(key):
        raise BadSignature
    return head


def read_own(note: str, key: SigningKey) -> TreeHead:
    """What a head of our own says, also one that a key of before has signed. BadSignature."""
    for one in key.every[:-1]:
        try:
            return read(note, one.private.public_key())
        except BadSignature:
            continue
    return read(note, key.every[-1].private.public_key())


def key_id(key: ec.EllipticCurvePublicKey) -> bytes:
    """The first four bytes of SHA-256 over the key's SPKI."""
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).digest()[:_KEY_ID]
