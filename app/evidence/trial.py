"""The trial certificate of a demo: a stamp and a time-stamp authority that its own first run makes up, and says so."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

STAMP, TIME = "trial-stamp.p12", "trial-time.p12"
# a demo tells a story of days before: its papers of then are stamped under the same trial
_BEFORE, _LASTS = timedelta(days=3653), timedelta(days=3650)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class _Issuer:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make(folder: Path, at: datetime) -> None:
    """Both PKCS#12 files (mode 0400), where they lack; the key of the authority over them is thrown away at once."""
    if (folder / STAMP).exists() and (folder / TIME).exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = ec.generate_private_key(ec.SECP256R1())
    authority = _Issuer(_certificate("Chứng thư gốc thử", own, None, at), own)
    stamp: Key = ec.generate_private_key(ec.SECP256R1())
    # the authority that the library brings for trials signs with RSA only
    time: Key = rsa.generate_private_key(65537, 2048)
    stamping = _certificate("Con dấu điện tử thử", stamp, authority, at)
    timing = _certificate("Cấp dấu thời gian thử", time, authority, at)
    _write(folder / STAMP, stamp, stamping, authority.certificate)
    _write(folder / TIME, time, timing, authority.certificate)


def _certificate(name: str, key: Key, by: _Issuer | None, at: datetime) -> x509.Certificate:
    issuer = by.certificate.subject if by else _name(name)
    signer = by.key if by else key
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _BEFORE)
        .not_valid_after(at + _LASTS)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(_usage(authority=by is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if isinstance(key, rsa.RSAPrivateKey):
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(signer, hashes.SHA256())


def _name(text: str) -> x509.Name:
    unit = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "THỬ NGHIỆM, không có giá trị")
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), unit, x509.NameAttribute(NameOID.COMMON_NAME, text)]
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, key: Key, certificate: x509.Certificate, authority: x509.Certificate) -> None:
    """Whole or not at all, and never over what is there: two processes may begin at once."""
    data = pkcs12.serialize_key_and_certificates(b"trial", key, certificate, [authority], serialization.NoEncryption())
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
