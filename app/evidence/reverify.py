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
    except (BadEncoding, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadAssertion from error
    said = Said(kept.client_data, kept.authenticator_data, kept.signature, kept.public_key)
    check(said, decision.challenge(kept.statement.encode()), str(statement["rp"]), kept.origin)
    return leaf, statement


@dataclass(frozen=True, slots=True)
class Said:
    """What a passkey answered, and its public key; bytes in base64url."""

    client_data: str
    authenticator_data: str
    signature: str
    public_key: str


def check(said: Said, challenge: bytes, rp: str, origin: str) -> None:
    """BadAssertion unless this passkey answered this challenge at this origin, its person verified (WebAuthn 7.2)."""
    try:
        client, authenticator = from_b64u(said.client_data), from_b64u(said.authenticator_data)
        _check_client(json.loads(client), b64u(challenge), origin)
        if authenticator[:32] != hashlib.sha256(rp.encode()).digest():
            raise BadAssertion
        if len(authenticator) < 37 or authenticator[32] & _UP_AND_UV != _UP_AND_UV:
            raise BadAssertion
        _check_signature(said.public_key, authenticator + hashlib.sha256(client).digest(), from_b64u(said.signature))
    except (BadEncoding, KeyError, TypeError, ValueError, AttributeError, cbor2.CBORDecodeError) as error:
        raise BadAssertion from error


def fingerprint(public_key: str) -> str:
    """SHA-256 over a passkey's COSE key (given in base64url), hex: what the printed enrolment sheet says of it."""
    return hashlib.sha256(from_b64u(public_key)).hexdigest()


def _check_client(client: Mapping[str, Any], challenge: str, origin: str) -> None:
    if client.get("type") != "webauthn.get" or client.get("challenge") != challenge:
        raise BadAssertion
    if client.get("origin") != origin or client.get("crossOrigin") is True:
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
