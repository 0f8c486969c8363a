"""Web push: a message sealed for one browser (RFC 8291) and the server's word on who sends it (VAPID, RFC 8292)."""

import binascii
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from http_ece import encrypt

from app.evidence import jws
from app.evidence.encoding import b64u, from_b64u
from app.evidence.keys import SigningKey, of_file
from app.evidence.problems import BadEncoding

NAME = "push.pem"
_WORD = timedelta(hours=12)
_POINT, _SECRET = 65, 16


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser listens, its public key and its secret (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


def key(folder: Path) -> SigningKey:
    """The key that push services know this installation by, made where there is none: when it is lost, people turn
    their messages on anew, and nothing else is."""
    return of_file(folder / NAME)


def public(own: SigningKey) -> str:
    """What a browser is given when it subscribes: the uncompressed point, base64url."""
    numbers = own.private.public_key().public_numbers()
    return b64u(b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big"))


def check(browser: Browser) -> None:
    """BadEncoding unless key and secret are such."""
    try:
        point, secret = from_b64u(browser.p256dh), from_b64u(browser.auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, binascii.Error) as error:
        raise BadEncoding from error
    if len(point) != _POINT or len(secret) != _SECRET:
        raise BadEncoding


def seal(text: bytes, browser: Browser) -> bytes:
    """The message as only this browser opens it (aes128gcm)."""
    once = ec.generate_private_key(ec.SECP256R1())
    point, secret = from_b64u(browser.p256dh), from_b64u(browser.auth)
    sealed = encrypt(text, os.urandom(16), private_key=once, dh=point, auth_secret=secret, version="aes128gcm")
    return bytes(sealed)


def authorization(own: SigningKey, service: str, contact: str, at: datetime) -> str:
    """The header for a push service (`https://host`); `contact` is where its keeper would complain."""
    claims = {"aud": service, "exp": int((at + _WORD).timestamp()), "sub": contact}
    return f"vapid t={jws.sign(claims, 'JWT', own.kid, own.private)}, k={public(own)}"
