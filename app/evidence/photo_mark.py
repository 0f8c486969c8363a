"""Whether two photos are byte for byte one, without their hash being of use outside their commune.

HMAC-SHA-256 (RFC 2104) of the photo's SHA-256, under a key that is derived (HKDF, RFC 5869) for the commune from the
key that is never changed and never in the database.
"""

import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.evidence.keys import SigningKey

_DOMAIN = b"tan-nha/photo/1\n"


def commune_key(code: SigningKey, org: str) -> bytes:
    """32 bytes, the same for a commune as long as the installation stands."""
    scalar = code.private.private_numbers().private_value.to_bytes(32, "big")
    return HKDF(hashes.SHA256(), 32, salt=None, info=_DOMAIN + org.encode()).derive(scalar)


def exact(key: bytes, sha256: str) -> str:
    """64 hex digits."""
    return hmac.new(key, sha256.encode("ascii"), "sha256").hexdigest()
