"""A restore notice: a person of the commune says by passkey that the server came back from a backup, and with how much.

Phones that saw more of the ledger than the backup held demand it: a shorter ledger without one is a rewritten history.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cbor2

from app.evidence.encoding import b64u, canonical, from_b64u

_RESTORE = b"tan-nha/restore/1\n"


@dataclass(frozen=True, slots=True)
class Restore:
    """From which epoch to which; how many records the backup held, and their Merkle root (hex)."""

    iss: str
    from_epoch: str
    epoch: str
    size: int
    root: str


def statement(restore: Restore, by: str, rp: str, at: str) -> bytes:
    """Canonical JSON of what the person says."""
    return canonical(
        {
            "v": 1,
            "by": by,
            "rp": rp,
            "iss": restore.iss,
            "from_epoch": restore.from_epoch,
            "epoch": restore.epoch,
            "size": restore.size,
            "root": restore.root,
            "at": at,
        }
    )


def challenge(text: bytes) -> bytes:
    """The 32 bytes that the passkey signs over."""
    return hashlib.sha256(_RESTORE + text).digest()


def passkey_jwk(public_key: str) -> dict[str, str] | None:
    """A passkey's COSE key (base64url) as a public JWK; None for an algorithm that phones cannot check."""
    cose: Mapping[int, Any] = cbor2.loads(from_b64u(public_key))
    if (cose.get(1), cose.get(3), cose.get(-1)) == (2, -7, 1):
        return {"kty": "EC", "crv": "P-256", "x": b64u(cose[-2]), "y": b64u(cose[-3])}
    if (cose.get(1), cose.get(3)) == (3, -257):
        return {"kty": "RSA", "n": b64u(cose[-1]), "e": b64u(cose[-2])}
    if (cose.get(1), cose.get(3), cose.get(-1)) == (1, -8, 6):
        return {"kty": "OKP", "crv": "Ed25519", "x": b64u(cose[-2])}
    return None
