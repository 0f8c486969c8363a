"""A kept decision proven again with the passkey's public key alone: no database, no WebAuthn library."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from app.evidence import decision, merkle
from app.evidence.encoding import b64u, from_b64u, from_canonical
from app.evidence.problems import BadAssertion, BadEncoding

_UP_AND_UV = 0b101


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept for ever of one case's decision; bytes in base64url, statement and leaf as signed text."""

    statement: str
    leaf: str
    index: int
    size: int
    path: Sequence[str]
    client_data: str
    authenticator_data: str
    signature: str
    public_key: str
    origin: str


def reverify(kept: Kept, sheet: bytes) -> Mapping[str, Any]:
    """The signed leaf; BadAssertion unless this passkey decided exactly this sheet at this origin."""
    leaf, _ = signed(kept)
    if leaf["digest"] != decision.sheet_digest(sheet):
        raise BadAssertion
    return leaf


def signed(kept: Kept) -> tuple[dict[str, Any], dict[str, Any]]:
    """Leaf and statement; BadAssertion unless this passkey signed them at this origin with its person verified.
    What the leaf's digest speaks of is another question."""
    try:
        leaf = dict(from_canonical(kept.leaf.encode()))
        statement = dict(from_canonical(kept.statement.encode()))
        steps = [bytes.fromhex(step) for step in kept.path]
        root = merkle.root_from_path(kept.index, kept.size, merkle.leaf_hash(kept.leaf.encode()), steps)
        if root is None or root.hex() != statement["root"]:
            raise BadAssertion
        _check_client(kept, statement)
        bytes_signed = from_b64u(kept.authenticator_data) + hashlib.sha256(from_b64u(kept.client_data)).digest()
        _check_signature(kept.public_key, bytes_signed, from_b64u(kept.signature))
    except (BadEncoding, KeyError, TypeError, ValueError, AttributeError, cbor2.CBORDecodeError) as error:
        raise BadAssertion from error
    return leaf, statement


def fingerprint(public_key: str) -> str:
    """SHA-256 over a passkey's COSE key (given in base64url), hex: what the printed enrolment sheet says of it."""
    return hashlib.sha256(from_b64u(public_key)).hexdigest()


def _check_client(kept: Kept, statement: Mapping[str, Any]) -> None:
    client = json.loads(from_b64u(kept.client_data))
    authenticator = from_b64u(kept.authenticator_data)
    expected = b64u(decision.challenge(kept.statement.encode()))
    if client.get("type") != "webauthn.get" or client.get("challenge") != expected:
        raise BadAssertion
    if client.get("origin") != kept.origin or client.get("crossOrigin") is True:
        raise BadAssertion
    if authenticator[:32] != hashlib.sha256(str(statement["rp"]).encode()).digest():
        raise BadAssertion
    if len(authenticator) < 37 or authenticator[32] & _UP_AND_UV != _UP_AND_UV:
        raise BadAssertion


def _check_signature(public_key: str, signed: bytes, signature: bytes) -> None:
    key = _cose_key(cbor2.loads(from_b64u(public_key)))
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, signed)
    except InvalidSignature as error:
        raise BadAssertion from error


def _cose_key(cose: Mapping[int, Any]) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey:
    kind, algorithm = cose.get(1), cose.get(3)
    if (kind, algorithm, cose.get(-1)) == (2, -7, 1):
        x, y = int.from_bytes(cose[-2], "big"), int.from_bytes(cose[-3], "big")
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    if (kind, algorithm, cose.get(-1)) == (1, -8, 6):
        return ed25519.Ed25519PublicKey.from_public_bytes(cose[-2])
    if (kind, algorithm) == (3, -257):
        return rsa.RSAPublicNumbers(int.from_bytes(cose[-2], "big"), int.from_bytes(cose[-1], "big")).public_key()
    raise BadAssertion
