"""What the server and the phones sign besides records: beacons, receipts, the key list, permissions to send."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.evidence import jws
from app.evidence.encoding import sha256_hex
from app.evidence.keys import Keyring, public_key, thumbprint
from app.evidence.problems import BadSignature, BadUpload

UPLOAD_LASTS = timedelta(minutes=10)
_LISTED = ("intake", "record", "beacon", "head", "code")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the server's ledger stands: installation, epoch, and what a verified backup holds."""

    iss: str
    epoch: str
    durable: int


def beacon(keys: Keyring, ledger: Ledger, at: str, nonce: str) -> str:
    """A signed 'the server was alive at this time'; proves 'not before' for whoever holds it."""
    payload = {"v": 1, "iss": ledger.iss, "at": at, "nonce": nonce, "epoch": ledger.epoch, "durable": ledger.durable}
    return jws.sign(payload, "tn-beacon", keys["beacon"].kid, keys["beacon"].private)


def read_beacon(text: str, keys: Keyring) -> dict[str, Any]:
    """The payload of one of our own beacons; BadSignature otherwise."""
    try:
        key = keys["beacon"].named(jws.peek_kid(text, "tn-beacon"))
    except KeyError as error:
        raise BadSignature from error
    return jws.verify(text, "tn-beacon", key.kid, key.private.public_key())


@dataclass(frozen=True, slots=True)
class Received:
    """What a receipt says of one record."""

    record: str
    blobs: tuple[str, ...]
    seq: int
    at: str


def receipt(keys: Keyring, ledger: Ledger, received: Received) -> str:
    """A signed receipt; kept, so that each retry gets the same bytes."""
    payload = {
        "v": 1,
        "iss": ledger.iss,
        "record": received.record,
        "blobs": list(received.blobs),
        "seq": received.seq,
        "epoch": ledger.epoch,
        "at": received.at,
    }
    return jws.sign(payload, "tn-receipt", keys["beacon"].kid, keys["beacon"].private)


def key_list(keys: Keyring, iss: str, at: str) -> str:
    """The public keys a phone needs, signed by the root key."""
    listed = [{"use": use, "kid": keys[use].kid, "jwk": keys[use].jwk} for use in _LISTED]
    old = [
        {"use": use, "kid": one.kid, "jwk": one.jwk} for use in _LISTED if use != "intake" for one in keys[use].before
    ]
    payload = {"v": 1, "iss": iss, "at": at, "keys": listed, **({"old": old} if old else {})}
    return jws.sign(payload, "tn-keys", keys["root"].kid, keys["root"].private)


def keys_mark(keys: Keyring) -> str:
    """Which keys are listed, in one hash: a phone that holds another list asks for this one. SHA-256 (hex) of a line
    `use kid` for each."""
    return sha256_hex("\n".join(f"{use} {keys[use].kid}" for use in _LISTED).encode())


@dataclass(frozen=True, slots=True)
class Call:
    """The HTTP call that a permission to send must name."""

    method: str
    path: str
    at: datetime


def upload_device(text: str) -> str:
    """The device that a permission claims, unproven: whose key to look up."""
    try:
        return jws.peek_kid(text, "tn-upload")
    except BadSignature as error:
        raise BadUpload from error


def check_upload(text: str, device: str, jwk: dict[str, Any], keys: Keyring, call: Call) -> datetime:
    """The moment of the beacon inside; BadUpload unless this device allowed exactly this call within ten minutes of
    one of our beacons."""
    try:
        claims = jws.verify(text, "tn-upload", device, public_key(jwk))
        alive = datetime.fromisoformat(read_beacon(str(claims.get("beacon")), keys)["at"])
    except BadSignature as error:
        raise BadUpload from error
    same = claims.get("device") == device == thumbprint(jwk) and claims.get("v") == 1
    if not same or (claims.get("htm"), claims.get("htu")) != (call.method, call.path):
        raise BadUpload
    if not -UPLOAD_LASTS <= call.at - alive <= UPLOAD_LASTS:
        raise BadUpload
    return alive
