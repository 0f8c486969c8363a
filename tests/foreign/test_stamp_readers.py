"""Programs of others judge the stamp: poppler's pdfsig, and a token of SoftHSM that stamps."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from app.evidence import trial
from app.evidence.pdf_stamp import TIMED, Stamper, judge
from app.evidence.stamp_keys import BadStampKey, TokenKey
from app.evidence.time_sources import HttpTime
from tests.unit.test_stamp import NOBODY, NOW, drawn_upon, keys, plain, stamped, stamper

__all__ = ["keys", "plain", "stamped", "stamper"]
MODULE = "/usr/lib/softhsm/libsofthsm2.so"


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler says of each stamp."""
    (folder / "one.pdf").write_bytes(pdf)
    command = ["pdfsig", "-nocert", str(folder / "one.pdf")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_poppler_agrees(stamped: bytes, tmp_path: Path) -> None:
    said = pdfsig(stamped, tmp_path)
    for words in ("Signature is Valid.", "Total document signed", "ETSI.CAdES.detached"):
        assert words in said


def test_poppler_catches_a_changed_byte(stamped: bytes, plain: bytes, tmp_path: Path) -> None:
    place = plain.index(b"stream") + 60
    changed = stamped[:place] + bytes([stamped[place] ^ 1]) + stamped[place + 1 :]
    assert "Signature is Valid." not in pdfsig(changed, tmp_path)


def test_poppler_catches_an_added_drawing(stamped: bytes, tmp_path: Path) -> None:
    assert "Not total document signed" in pdfsig(drawn_upon(stamped), tmp_path)


def test_poppler_agrees_when_the_time_came_later(stamper: Stamper, plain: bytes, tmp_path: Path) -> None:
    alone = Stamper(stamper.key, HttpTime(NOBODY)).stamp(plain, NOW)
    for pdf in (alone.pdf, stamper.add_time(alone.pdf, NOW).pdf):
        assert "Signature is Valid." in pdfsig(pdf, tmp_path)


@pytest.fixture
def token(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token of SoftHSM with the trial key in it."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm.conf"))
    key, certificate, _ = pkcs12.load_key_and_certificates((keys / trial.STAMP).read_bytes(), None)
    pem = tmp_path / "key.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    for command in ("--init-token --free --so-pin 0000", f"--import {pem} --token xa --id 01"):
        done = ["softhsm2-util", *command.split(), "--label", "xa" if "init" in command else "dau", "--pin", "1234"]
        subprocess.run(done, capture_output=True, check=True)  # noqa: S603
    session = pkcs11.lib(MODULE).get_token(token_label="xa").open(rw=True, user_pin="1234")  # noqa: S106
    with session:
        der = certificate.public_bytes(serialization.Encoding.DER)
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "dau",
                pkcs11.Attribute.ID: b"\1",
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: der,
            }
        )
    return f"pkcs11:token=xa;object=dau?module-path={MODULE}"


def test_a_key_in_a_token_stamps_and_is_checked(token: str, plain: bytes, stamper: Stamper, tmp_path: Path) -> None:
    key = TokenKey(token, "1234")
    key.check(NOW)
    made = Stamper(key, stamper.time).stamp(plain, NOW)
    assert (made.level, judge(made.pdf).whole) == (TIMED, True)
    assert "Signature is Valid." in pdfsig(made.pdf, tmp_path)
    for wrong in (
        TokenKey(token, "9999"),
        TokenKey(token.replace("token=xa", "token=khac"), "1234"),
        TokenKey(token.replace("object=dau", "object=khac"), "1234"),
        TokenKey("pkcs11:token=xa", "1234"),
    ):
        with pytest.raises(BadStampKey):
            wrong.check(NOW)
    assert "1234" not in repr(key)
