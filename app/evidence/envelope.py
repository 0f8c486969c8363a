"""The envelope of a record: who, which device, which stream, what kind, when; hashes of everything else."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.kinds import KINDS
from app.evidence import jws
from app.evidence.encoding import sha256_hex
from app.evidence.keys import SigningKey
from app.evidence.problems import BadEnvelope

TYP = "tn-record"
_HEX = re.compile(r"[0-9a-f]{64}\Z")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)\Z")
_ROLE = re.compile(r"[a-z_]{1,40}\Z")
_REQUIRED = {"v", "iss", "id", "kind", "stream", "org", "author", "device", "n", "made_at", "body", "blobs", "key"}
_COPIED = ("id", "kind", "org", "author", "n", "made_at", "body", "key", "iss", "base", "prev", "beacon", "proof")
_OPTIONAL = {"base", "prev", "beacon", "proof", "practice"}
MOST_BLOBS = 60


@dataclass(frozen=True, slots=True)
class Blob:
    """A sealed blob named by an envelope."""

    sha256: str
    bytes: int
    role: str
    index: int

    def claim(self) -> dict[str, Any]:
        """As it stands in the envelope."""
        return {"sha256": self.sha256, "bytes": self.bytes, "role": self.role, "index": self.index}


@dataclass(frozen=True, slots=True)
class Envelope:
    """A read envelope; `text` is the whole stored string, `hash` its identity."""

    text: str
    hash: str
    kid: str
    id: str
    kind: str
    stream_type: str
    stream_id: str
    org: str
    author: str
    n: int
    made_at: str
    body: str
    key: str
    iss: str
    blobs: tuple[Blob, ...] = ()
    base: str | None = None
    prev: str | None = None
    beacon: str | None = None
    proof: str | None = None
    practice: bool = False
    claims: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


def record_hash(text: str) -> str:
    """SHA-256 of the signing input: signatures are malleable, so identity never includes them."""
    return sha256_hex(jws.signing_input(text))


def make(claims: dict[str, Any], key: SigningKey) -> str:
    """A signed envelope; `device` is set to the key."""
    return jws.sign({"v": 1, **claims, "device": key.kid}, TYP, key.kid, key.private)


def read(text: str, key: Any, kid: str) -> Envelope:
    """The envelope, its signature proven with the registered key; BadSignature or BadEnvelope otherwise."""
    claims = jws.verify(text, TYP, kid, key)
    _check_shape(claims, kid)
    return Envelope(
        text=text,
        hash=record_hash(text),
        kid=kid,
        stream_type=claims["stream"]["type"],
        stream_id=claims["stream"]["id"],
        blobs=tuple(Blob(**blob) for blob in claims["blobs"]),
        practice=claims.get("practice", False),
        claims=claims,
        **{name: claims[name] for name in _COPIED if name in claims},
    )


def _check_shape(claims: dict[str, Any], kid: str) -> None:
    names = set(claims)
    if not names >= _REQUIRED or names - _REQUIRED - _OPTIONAL:
        raise BadEnvelope
    sound = (
        claims["v"] == 1
        and claims["device"] == kid
        and claims["kind"] in KINDS
        and _is_int(claims["n"], 1)
        and _matches(_TIME, claims["made_at"])
        and _is_moment(claims["made_at"])
        and all(_matches(_UUID, claims[name]) for name in ("id", "org", "author", "iss"))
        and all(_matches(_HEX, claims[name]) for name in ("body", "key"))
    )
    if not sound:
        raise BadEnvelope
    _check_stream(claims["stream"])
    _check_blobs(claims["blobs"])
    _check_optional(claims)


def _check_stream(stream: Any) -> None:
    if not isinstance(stream, dict) or set(stream) != {"type", "id"} or not _matches(_UUID, stream["id"]):
        raise BadEnvelope
    if stream["type"] not in ("case", "visit", "device", "org", "guidance"):
        raise BadEnvelope


def _check_blobs(blobs: Any) -> None:
    if not isinstance(blobs, list) or len(blobs) > MOST_BLOBS:
        raise BadEnvelope
    for blob in blobs:
        if not isinstance(blob, dict) or set(blob) != {"sha256", "bytes", "role", "index"}:
            raise BadEnvelope
        sound = _matches(_HEX, blob["sha256"]) and _matches(_ROLE, blob["role"])
        if not (sound and _is_int(blob["bytes"], 1) and _is_int(blob["index"], 0)):
            raise BadEnvelope
    places = [(blob["role"], blob["index"]) for blob in blobs]
    if places != sorted(set(places)):
        raise BadEnvelope


def _check_optional(claims: dict[str, Any]) -> None:
    for name in ("base", "prev", "proof"):
        if name in claims and not _matches(_HEX, claims[name]):
            raise BadEnvelope
    if claims.get("practice", True) is not True or not isinstance(claims.get("beacon", ""), str):
        raise BadEnvelope


def _is_moment(text: str) -> bool:
    """A day and hour that exist; the year as a phone's clock may be wrong, but no calendar's end."""
    try:
        return text.isascii() and 1970 <= datetime.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _is_int(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None
