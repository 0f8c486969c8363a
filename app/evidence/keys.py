"""Keys as JWK, their thumbprints (RFC 7638), and the server's key folder."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.evidence.encoding import b64u, canonical, from_b64u
from app.evidence.problems import BadEncoding, BadSignature

USES = ("root", "intake", "record", "beacon", "head", "code")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private P-256 key with its id; also used for key agreement (intake)."""

    kid: str
    private: ec.EllipticCurvePrivateKey

    @property
    def jwk(self) -> dict[str, str]:
        """The public half."""
        return public_jwk(self.private.public_key())


def new_key() -> SigningKey:
    """A fresh P-256 key."""
    return _named(ec.generate_private_key(ec.SECP256R1()))


def key_from_scalar(text: str) -> SigningKey:
    """The key whose private number is this base64url text (golden vectors only)."""
    return _named(ec.derive_private_key(int.from_bytes(from_b64u(text), "big"), ec.SECP256R1()))


def public_jwk(key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """The public JWK: crv, kty, x, y only."""
    numbers = key.public_numbers()
    return {
        "crv": "P-256",
        "kty": "EC",
        "x": b64u(numbers.x.to_bytes(32, "big")),
        "y": b64u(numbers.y.to_bytes(32, "big")),
    }


def public_key(jwk: Mapping[str, Any]) -> ec.EllipticCurvePublicKey:
    """The key of a public P-256 JWK; BadSignature when it is anything else or not on the curve."""
    if set(jwk) != {"crv", "kty", "x", "y"} or jwk["crv"] != "P-256" or jwk["kty"] != "EC":
        raise BadSignature
    try:
        x, y = from_b64u(jwk["x"]), from_b64u(jwk["y"])
        if len(x) != 32 or len(y) != 32:
            raise BadSignature
        point = ec.EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1())
        return point.public_key()
    except (BadEncoding, ValueError) as error:
        raise BadSignature from error


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638 thumbprint, base64url."""
    return b64u(hashlib.sha256(canonical({name: jwk[name] for name in ("crv", "kty", "x", "y")})).digest())


class Keyring:
    """The server's private keys, one file each, read once at start."""

    def __init__(self, keys: Mapping[str, SigningKey]) -> None:
        self._keys = dict(keys)

    def __getitem__(self, use: str) -> SigningKey:
        return self._keys[use]

    @classmethod
    def fresh(cls) -> "Keyring":
        """Keys in memory, for tests."""
        return cls({use: new_key() for use in USES})

    @classmethod
    def open(cls, folder: Path, *, make: bool) -> "Keyring":
        """Keys of a folder; missing ones are made when `make`, else FileNotFoundError names them all."""
        missing = [use for use in USES if not (folder / f"{use}.pem").exists()]
        if missing and not make:
            raise FileNotFoundError(f"keys missing in {folder}: {', '.join(missing)}")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for use in missing:
            _write(folder / f"{use}.pem", new_key())
        return cls({use: _read(folder / f"{use}.pem") for use in USES})


def _named(private: ec.EllipticCurvePrivateKey) -> SigningKey:
    return SigningKey(thumbprint(public_jwk(private.public_key())), private)


def _write(path: Path, key: SigningKey) -> None:
    text = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> SigningKey:
    private = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        raise ValueError(f"{path} is not a P-256 key")
    return _named(private)
