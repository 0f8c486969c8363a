"""The two encodings that every proof rests on: strict base64url and canonical JSON (RFC 8785, restricted)."""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from app.evidence.problems import BadEncoding

Json = Any

_B64U = re.compile(r"[A-Za-z0-9_-]*\Z")
_KEY = re.compile(r"[A-Za-z0-9_.-]+\Z")
_LARGEST = 2**53


def b64u(data: bytes) -> str:
    """Base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64u(text: str) -> bytes:
    """Bytes of a strict base64url text; BadEncoding on padding, foreign letters or unused bits that are not zero."""
    if not isinstance(text, str) or not _B64U.match(text) or len(text) % 4 == 1:
        raise BadEncoding
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise BadEncoding from error
    if b64u(data) != text:
        raise BadEncoding
    return data


def sha256_hex(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Json) -> bytes:
    """Canonical JSON bytes; BadEncoding for floats, huge integers, non-NFC text or non-ASCII keys."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def from_canonical(data: bytes) -> Json:
    """The value of canonical JSON bytes; BadEncoding when they are not exactly what `canonical` would write."""
    try:
        value = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
        written = canonical(value)
    except (ValueError, RecursionError) as error:
        raise BadEncoding from error
    if written != data:
        raise BadEncoding
    return value


def _once(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise BadEncoding
        found[key] = value
    return found


def _refuse(_text: str) -> Json:
    raise BadEncoding


def _check(value: Json) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str) or not _KEY.match(key):
                raise BadEncoding
            _check(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif isinstance(value, str):
        _check_text(value)
    elif not _plain(value):
        raise BadEncoding


_SURROGATE = re.compile("[\ud800-\udfff]")


def _check_text(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text) or _SURROGATE.search(text):
        raise BadEncoding


def _plain(value: Json) -> bool:
    if value is None or isinstance(value, bool):
        return True
    return isinstance(value, int) and -_LARGEST < value < _LARGEST
