"""Sealed parts (AES-256-GCM under a record key) and the wrapping of that key (JWE, RFC 7516/7518)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical, sha256_hex
from app.evidence.keys import SigningKey, public_jwk, public_key
from app.evidence.problems import BadEncoding, BadSeal, BadSignature

_VERSION = b"\x01"
_IV = 12
_TAG = 16
_KEY = 32


def new_record_key() -> bytes:
    """32 fresh random bytes."""
    return os.urandom(_KEY)


def key_commitment(record_id: str, key: bytes) -> str:
    """Hex SHA-256 that commits to the key itself, so that re-wrapping changes no envelope."""
    return sha256_hex(b"tan-nha/key/1\n" + record_id.encode("ascii") + key)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed part belongs: bound as additional data, so parts cannot be swapped."""

    record_id: str
    role: str
    index: int = 0

    def bound(self) -> bytes:
        """The additional data."""
        return f"tan-nha/seal/1\n{self.record_id}\n{self.role}\n{self.index}".encode()


def seal(plain: bytes, key: bytes, place: Place, iv: bytes | None = None) -> bytes:
    """`01 ‖ IV ‖ ciphertext ‖ tag`."""
    iv = iv or os.urandom(_IV)
    return _VERSION + iv + AESGCM(key).encrypt(iv, plain, place.bound())


def unseal(sealed: bytes, key: bytes, place: Place) -> bytes:
    """The plain bytes; BadSeal when version, key or place differ or a byte changed."""
    if len(sealed) < 1 + _IV + _TAG or sealed[:1] != _VERSION or len(key) != _KEY:
        raise BadSeal
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _IV], sealed[1 + _IV :], place.bound())
    except InvalidTag as error:
        raise BadSeal from error


def wrap(key: bytes, record_id: str, intake: Mapping[str, Any], intake_kid: str) -> str:
    """The record key as compact JWE (ECDH-ES, A256GCM) for the intake key, bound to the record id by `apv`."""
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    header = canonical(
        {
            "alg": "ECDH-ES",
            "apv": b64u(record_id.encode()),
            "enc": "A256GCM",
            "epk": public_jwk(ephemeral.public_key()),
            "kid": intake_kid,
        }
    )
    content_key = _agree(ephemeral, public_key(intake), record_id)
    iv = os.urandom(_IV)
    protected = b64u(header)
    out = AESGCM(content_key).encrypt(iv, key, protected.encode())
    return f"{protected}..{b64u(iv)}.{b64u(out[:-_TAG])}.{b64u(out[-_TAG:])}"


def unwrap(text: str, record_id: str, intake: SigningKey) -> bytes:
    """The 32 key bytes; BadSeal when the wrapping is foreign, changed, or for another record. What was wrapped for an
    intake key of before opens with that one."""
    try:
        protected, empty, iv, cipher, tag = text.split(".")
        header = from_canonical(from_b64u(protected))
        intake = intake.named(header["kid"])
        expected = {"alg": "ECDH-ES", "apv": b64u(record_id.encode()), "enc": "A256GCM", "kid": intake.kid}
        if empty or {**expected, "epk": header.get("epk")} != header:
            raise BadSeal
        content_key = _agree(intake.private, public_key(header["epk"]), record_id)
        key = AESGCM(content_key).decrypt(from_b64u(iv), from_b64u(cipher) + from_b64u(tag), protected.encode())
    except (BadEncoding, BadSignature, InvalidTag, LookupError, ValueError, AttributeError, TypeError) as error:
        raise BadSeal from error
    if len(key) != _KEY:
        raise BadSeal
    return key


def wrapped_for(text: str) -> str:
    """The id of the intake key that a wrapping names, unproven; empty when it is none."""
    try:
        return str(from_canonical(from_b64u(text.partition(".")[0]))["kid"])
    except (BadEncoding, LookupError, TypeError):
        return ""


def _agree(private: ec.EllipticCurvePrivateKey, public: ec.EllipticCurvePublicKey, party: str) -> bytes:
    secret = private.exchange(ec.ECDH(), public)
    info = _field(b"A256GCM") + _field(b"") + _field(party.encode()) + (256).to_bytes(4, "big")
    return ConcatKDFHash(hashes.SHA256(), 32, info).derive(secret)


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
