"""With what a PDF is stamped: a key in a PKCS#12 file, or one that never leaves its token (PKCS#11, RFC 7512 URI)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

SCHEME = "pkcs11:"
_LEAST_RSA, _LEAST_EC = 2048, 256


class BadStampKey(Exception):
    """The key does not open, does not fit its certificate, is too weak, or its certificate is of another time."""


class OtherTime(BadStampKey):
    """Its certificate is of another time, `until` its last moment: nothing else is wrong with it."""

    def __init__(self, words: str, until: datetime) -> None:
        super().__init__(words)
        self.until = until


class StampKey(Protocol):
    """A key with its certificate."""

    @property
    def trial(self) -> bool:
        """Whether it was made up for a demo."""

    def check(self, at: datetime) -> datetime:
        """The last moment of its certificate; BadStampKey unless it could stamp at this one."""

    def signer(self) -> Any:
        """A context whose value is pyHanko's signer."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A PKCS#12 file; `secret` opens it and is shown in no log."""

    path: Path
    secret: bytes | None = field(default=None, repr=False)
    trial: bool = False

    def check(self, at: datetime) -> datetime:
        """Opens it; the last moment of its certificate. BadStampKey names what is wrong."""
        try:
            key, certificate, _ = pkcs12.load_key_and_certificates(self.path.read_bytes(), self.secret)
        except (OSError, ValueError) as error:
            raise BadStampKey(f"{self.path} does not open ({type(error).__name__})") from error
        if key is None or certificate is None:
            raise BadStampKey(f"{self.path} holds no key with its certificate")
        if key.public_key() != certificate.public_key():
            raise BadStampKey(f"{self.path}: the key is not that of the certificate")
        return check_certificate(certificate, at)

    @contextmanager
    def signer(self) -> Iterator[Any]:
        """Read anew each time: no private key stays in memory between two certificates."""
        from pyhanko.sign.signers import SimpleSigner

        found = SimpleSigner.load_pkcs12(str(self.path), passphrase=self.secret)
        if found is None:
            raise BadStampKey(f"{self.path} does not open")
        yield found


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key in a token: `pkcs11:token=…;object=…?module-path=…`; `pin` is shown in no log."""

    uri: str
    pin: str | None = field(default=None, repr=False)
    trial: bool = False

    def check(self, at: datetime) -> datetime:
        """Opens a session and closes it; the last moment of its certificate. BadStampKey when the module, the token,
        the PIN or the object is not there."""
        with self.signer() as found:
            return check_certificate(x509.load_der_x509_certificate(found.signing_cert.dump()), at)

    @contextmanager
    def signer(self) -> Iterator[Any]:
        """One session for one stamp. BadStampKey."""
        try:
            from pkcs11.exceptions import PKCS11Error
            from pyhanko.config.pkcs11 import TokenCriteria
            from pyhanko.sign import pkcs11
        except ImportError as error:
            raise BadStampKey("python-pkcs11 is not installed") from error
        module, token, label = named(self.uri)
        try:
            session = pkcs11.open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=self.pin)
        except (PKCS11Error, OSError, RuntimeError) as error:
            raise BadStampKey(f"token {token!r} does not open ({type(error).__name__})") from error
        with session:
            names = {"cert_label": label, "key_label": label, "other_certs_to_pull": None}
            try:
                known = pkcs11.PKCS11Signer(session, **names).signing_cert
            except (PKCS11Error, OSError) as error:
                raise BadStampKey(f"token {token!r} has no certificate {label!r}") from error
            if known is None:
                raise BadStampKey(f"token {token!r} has no certificate {label!r}")
            # many tokens sign a hash only, where the key is on a curve
            yield pkcs11.PKCS11Signer(session, **names, use_raw_mechanism=known.public_key.algorithm == "ec")


def named(uri: str) -> tuple[str, str, str]:
    """Module, token and object of a PKCS#11 URI (RFC 7512 §2.3); BadStampKey when one lacks."""
    path, _, query = uri.removeprefix(SCHEME).partition("?")
    parts = {name: unquote(value) for name, _, value in (one.partition("=") for one in path.split(";"))}
    module = parse_qs(query).get("module-path", [""])[0]
    if not (uri.startswith(SCHEME) and module and parts.get("token") and parts.get("object")):
        raise BadStampKey("pkcs11: needs token, object and module-path")
    return module, parts["token"], parts["object"]


def check_certificate(certificate: x509.Certificate, at: datetime) -> datetime:
    """Its last moment. OtherTime outside its days; BadStampKey when its key is too weak for a paper that is kept for
    years."""
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not since <= at <= until:
        raise OtherTime(f"the certificate is valid from {since:%Y-%m-%d} to {until:%Y-%m-%d}", until)
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        strong = key.key_size >= _LEAST_RSA
    else:
        strong = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size >= _LEAST_EC
    if not strong:
        raise BadStampKey("the key is too weak: RSA from 2048 bits, or an elliptic curve from 256")
    return until
