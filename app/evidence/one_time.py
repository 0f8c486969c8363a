"""One-time codes of an authenticator (RFC 6238): a code counts for its own time-step once."""

import hmac
from datetime import datetime

import pyotp

STEP = 30
SEALED_AS = "one_time"
DRIFT = 1


def new_secret() -> str:
    """160 bits in base32."""
    return pyotp.random_base32()


def address(secret: str, account: str, issuer: str) -> str:
    """What the QR code says to an authenticator."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def step_of(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The time-step whose code this is, one step early or late allowed; None when wrong, or not newer than `after`."""
    now = int(at.timestamp()) // STEP
    made, given = pyotp.TOTP(secret), "".join(code.split())
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(made.generate_otp(step).encode(), given.encode()) and step > after:
            found = step
    return found
