"""Keys as JWK, their thumbprints (RFC 7638), and the server's key folder."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.evidence.encoding import b64u, canonical, from_b64u
from app.evidence.problems import BadEncoding, BadSignature

USES = ("root", "intake", "record", "beacon", "head", "code")


# the root is what paper and phones know the commune by, and a printed code names its key: these two stay
CHANGED = ("intake", "record", "beacon", "head")
OLD = "old"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private P-256 key with its id; also used for key agreement (intake). `before` are the keys of the same use that
    it replaced: they sign nothing more, but open and verify what was made under them."""

    kid: str
    private: ec.EllipticCurvePrivateKey
    before: tuple["SigningKey", ...] = ()

    @property
    def every(self) -> tuple["SigningKey", ...]:
        """This key and those before it."""
        return (self, *self.before)

    def named(self, kid: Any) -> "SigningKey":
        """The key of this use with that id; KeyError when there never was one."""
        return {one.kid: one for one in self.every}[kid]

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
        before = sorted((folder / OLD).glob("*.pem")) if (folder / OLD).exists() else []
        if missing and not make:
            raise FileNotFoundError(f"keys missing in {folder}: {', '.join(missing)}")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for use in missing:
            _write(folder / f"{use}.pem", new_key())
        old = {use: tuple(_read(path) for path in before if path.name.startswith(f"{use}.")) for use in USES}
        return cls({use: replace(_read(folder / f"{use}.pem"), before=old[use]) for use in USES})

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "Keyring":
        """Keys by the names of their files (`intake.pem`, `old/intake.….pem`). ValueError when one lacks."""
        old = {
            use: tuple(_load(files[name]) for name in sorted(files) if name.startswith(f"{OLD}/{use}.")) for use in USES
        }
        if lacking := [use for use in USES if f"{use}.pem" not in files]:
            raise ValueError(", ".join(lacking))
        return cls({use: replace(_load(files[f"{use}.pem"]), before=old[use]) for use in USES})


def of_file(path: Path) -> SigningKey:
    """The key of a file, made where there is none."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, new_key())
    return _read(path)


def exposed(folder: Path) -> list[Path]:
    """Key files that others than their owner may read."""
    found = (*folder.glob("*.pem"), *folder.glob("*.key"), *(folder / OLD).glob("*.pem"))
    return sorted(path for path in found if path.stat().st_mode & 0o077)


def rotate(folder: Path, use: str) -> tuple[str, str]:
    """A new key for this use; the one before is kept in `old`. The ids of both, old first. At every moment one of the
    two stands where the server reads it, and the old one is never lost."""
    if use not in CHANGED:
        raise ValueError(use)
    path = folder / f"{use}.pem"
    before, made = _read(path), new_key()
    (folder / OLD).mkdir(mode=0o700, exist_ok=True)
    kept = folder / OLD / f"{use}.{before.kid}.pem"
    if not kept.exists():
        kept.hardlink_to(path)
    _settle(folder / OLD)
    fresh = folder / f"{use}.pem.new"
    fresh.unlink(missing_ok=True)
    _write(fresh, made)
    fresh.rename(path)
    _settle(folder)
    return before.kid, made.kid


def retire(folder: Path, use: str) -> list[str]:
    """Destroys the older keys of this use; their ids. What is still sealed for one of them opens never again: whoever
    asks has made sure that there is nothing."""
    gone = []
    for path in sorted((folder / OLD).glob(f"{use}.*.pem")):
        gone.append(_read(path).kid)
        path.unlink()
    _settle(folder / OLD)
    return gone


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
    try:
        return _load(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path} is not a P-256 key") from error


def _load(pem: bytes) -> SigningKey:
    private = serialization.load_pem_private_key(pem, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        raise ValueError("not a P-256 key")
    return _named(private)
