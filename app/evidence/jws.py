"""Compact JWS (RFC 7515) with ES256 and one expected `typ`; the algorithm comes from the key, never from the header."""

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical
from app.evidence.problems import BadEncoding, BadSignature

_HALF = 32
_ALGORITHM = ec.ECDSA(hashes.SHA256())


def sign(payload: dict[str, Any], typ: str, kid: str, key: ec.EllipticCurvePrivateKey) -> str:
    """The compact JWS of a canonical payload."""
    header = canonical({"alg": "ES256", "kid": kid, "typ": typ})
    text = f"{b64u(header)}.{b64u(canonical(payload))}"
    r, s = decode_dss_signature(key.sign(text.encode(), _ALGORITHM))
    return f"{text}.{b64u(r.to_bytes(_HALF, 'big') + s.to_bytes(_HALF, 'big'))}"


def peek_kid(text: str, typ: str) -> str:
    """The key id that the header names, unproven; BadSignature when the header is not exactly ours for this `typ`."""
    parts = text.split(".") if isinstance(text, str) else []
    if len(parts) != 3:
        raise BadSignature
    try:
        header = from_canonical(from_b64u(parts[0]))
    except BadEncoding as error:
        raise BadSignature from error
    if not isinstance(header, dict) or set(header) != {"alg", "kid", "typ"}:
        raise BadSignature
    if header["alg"] != "ES256" or header["typ"] != typ or not isinstance(header["kid"], str):
        raise BadSignature
    return header["kid"]


def verify(text: str, typ: str, kid: str, key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    """The payload, proven to be signed by this key under this `typ`; BadSignature otherwise."""
    if peek_kid(text, typ) != kid:
        raise BadSignature
    signed, _, signature = text.rpartition(".")
    try:
        raw = from_b64u(signature)
        payload = from_canonical(from_b64u(signed.partition(".")[2]))
    except BadEncoding as error:
        raise BadSignature from error
    if len(raw) != 2 * _HALF or not isinstance(payload, dict):
        raise BadSignature
    pair = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    try:
        key.verify(pair, signed.encode(), _ALGORITHM)
    except InvalidSignature as error:
        raise BadSignature from error
    return payload


def signing_input(text: str) -> bytes:
    """`header.payload` in ASCII: what identity is made of."""
    return text.rpartition(".")[0].encode()
