"""The stamp on a PDF: what was changed afterwards is caught, no time is faked."""

import contextlib
import io
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.evidence import time_sources, trial
from app.evidence.pdf_stamp import BASIC, NONE, TIMED, Stamper, judge
from app.evidence.stamp_keys import BadStampKey, FileKey
from app.evidence.time_sources import HttpTime, TimeAway, TrialTime, ask
from tests.unit.test_certificate import page, render

NOW = datetime.now(UTC)
NOBODY = "http://127.0.0.1:9/"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    trial.make(folder, NOW)
    return folder


@pytest.fixture(scope="module")
def stamper(keys: Path) -> Stamper:
    return Stamper(FileKey(keys / trial.STAMP, trial=True), TrialTime(keys / trial.TIME))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(page())


@pytest.fixture(scope="module")
def stamped(stamper: Stamper, plain: bytes) -> bytes:
    made = stamper.stamp(plain, NOW)
    assert made.level == TIMED
    return made.pdf


def drawn_upon(pdf: bytes) -> bytes:
    """A drawing added behind the stamped bytes, as PDF editors do it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 90 300 300 90 re f")))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_page_is_what_it_was_and_the_stamp_covers_all_of_it(plain: bytes, stamped: bytes) -> None:
    assert stamped.startswith(plain)
    assert judge(stamped).whole
    assert judge(plain).level == NONE


def test_pyhanko_trusts_the_stamp_and_its_time_under_their_root(stamped: bytes, keys: Path) -> None:
    _, _, (root, *_) = pkcs12.load_key_and_certificates((keys / trial.STAMP).read_bytes(), None)
    found = PdfFileReader(io.BytesIO(stamped)).embedded_regular_signatures[0]
    roots = [Certificate.load(root.public_bytes(serialization.Encoding.DER))]
    status = validate_pdf_signature(found, *(ValidationContext(trust_roots=roots) for _ in range(2)))
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.trusted
    assert abs(status.timestamp_validity.timestamp - NOW) < timedelta(seconds=1)


def test_a_changed_byte_is_caught(stamped: bytes, plain: bytes) -> None:
    place = plain.index(b"stream") + 60
    assert not judge(stamped[:place] + bytes([stamped[place] ^ 1]) + stamped[place + 1 :]).whole


def test_an_added_drawing_is_caught(stamped: bytes) -> None:
    changed = drawn_upon(stamped)
    assert changed.startswith(stamped)
    assert not judge(changed).whole


def test_while_the_authority_is_away_the_stamp_stands_alone_and_its_time_is_appended_later(
    stamper: Stamper, plain: bytes
) -> None:
    alone = Stamper(stamper.key, HttpTime(NOBODY)).stamp(plain, NOW)
    assert (alone.level, judge(alone.pdf).whole) == (BASIC, True)
    with pytest.raises(OSError):
        Stamper(stamper.key, HttpTime(NOBODY)).add_time(alone.pdf, NOW)
    later = stamper.add_time(alone.pdf, NOW)
    assert (later.level, later.pdf.startswith(alone.pdf), judge(later.pdf).whole) == (TIMED, True, True)
    assert not judge(drawn_upon(later.pdf)).whole


def test_the_stamped_page_still_claims_pdf_a_and_holds_what_that_asks_for(stamped: bytes) -> None:
    with pikepdf.open(io.BytesIO(stamped)) as found:
        assert not found.check_pdf_syntax()
        said = found.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "B")
        (intent,) = found.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert len(intent.DestOutputProfile.read_bytes()) > 100
        assert found.Root.MarkInfo.Marked
        assert found.Root.StructTreeRoot.K is not None
        assert str(found.Root.Lang) == "vi"
        assert "/Encrypt" not in found.trailer
        fonts = found.pages[0].Resources.Font
        assert fonts
        for font in fonts.values():
            described = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described
        assert found.Root.ViewerPreferences.PrintScaling == "/None"


IMPRINT = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"\0" * 32}


class Authority(BaseHTTPRequestHandler):
    """A time-stamp authority on loopback, which answers as `how` says."""

    how = "well"
    source: TrialTime

    def do_POST(self) -> None:
        query = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answers = {
            "elsewhere": (302, b""), "ill": (500, b""), "endless": (200, b"x" * 100_000), "noise": (200, b"no"),
            # granted, with something that is no signed token
            "plain data": (200, bytes.fromhex("3016300302010030" + "0f06092a864886f70d010701a0020400")),
        }  # fmt: skip
        if self.how == "another":
            query["message_imprint"]["hashed_message"] = b"\0" * 32
        if self.how == "of another question":
            query["nonce"] = 1234
        if self.how == "dripping":
            self.drip()
            return
        status, data = answers.get(self.how, (200, self.source.stamper(NOW).request_tsa_response(query).dump()))
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        if status == 302:
            self.send_header("Location", "/well")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def drip(self) -> None:
        """A byte now and then, for ever."""
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", "60000")
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(1_000):
                self.wfile.write(b"x")
                time.sleep(0.02)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def authority(keys: Path) -> Iterator[str]:
    Authority.source, Authority.how = TrialTime(keys / trial.TIME), "well"
    server = HTTPServer(("127.0.0.1", 0), Authority)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/tsa?of=us"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_authority_over_http_says_the_time(stamper: Stamper, plain: bytes, authority: str) -> None:
    assert Stamper(stamper.key, HttpTime(authority)).stamp(plain, NOW).level == TIMED


@pytest.mark.parametrize(
    "how", ["elsewhere", "ill", "endless", "noise", "another", "of another question", "plain data"]
)
def test_whatever_else_an_authority_answers_is_no_time(
    stamper: Stamper, plain: bytes, authority: str, how: str
) -> None:
    Authority.how = how
    made = Stamper(stamper.key, HttpTime(authority)).stamp(plain, NOW)
    assert (made.level, judge(made.pdf).whole) == (BASIC, True)


def test_an_answer_that_drips_holds_nobody(monkeypatch: pytest.MonkeyPatch, authority: str) -> None:
    monkeypatch.setattr(time_sources, "SECONDS", 0.3)
    Authority.how = "dripping"
    begun = time.monotonic()
    with pytest.raises(TimeAway):
        ask(authority, tsp.TimeStampReq({"version": 1, "message_imprint": IMPRINT}).dump())
    assert time.monotonic() - begun < 10


def test_a_machine_that_speaks_about_itself_is_no_authority(monkeypatch: pytest.MonkeyPatch, authority: str) -> None:
    for text in ("169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254", "224.0.0.1", "0.0.0.0"):  # noqa: S104
        with pytest.raises(TimeAway):
            time_sources._check_peer(text)
    monkeypatch.setattr(time_sources, "_check_peer", lambda _text: (_ for _ in ()).throw(TimeAway("not there")))
    with pytest.raises(TimeAway, match="not there"):
        ask(authority, b"q")


def p12(path: Path, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, days: int, *, foreign: bool = False) -> Path:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "UBND")])
    named = ec.generate_private_key(ec.SECP256R1()) if foreign else key
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(named.public_key())
    made = made.serial_number(7).not_valid_before(NOW - timedelta(days=9)).not_valid_after(NOW + timedelta(days=days))
    certificate = made.sign(named, hashes.SHA256())
    secret = serialization.BestAvailableEncryption(b"mot hai ba")
    with_foreign = pkcs12.serialize_key_and_certificates(b"x", key, None, [certificate], secret) if foreign else None
    path.write_bytes(with_foreign or pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, secret))
    return path


def test_a_key_that_would_not_stamp_is_found_at_once(tmp_path: Path) -> None:
    strong = ec.generate_private_key(ec.SECP256R1())
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505
    good = p12(tmp_path / "good.p12", strong, 9)
    FileKey(good, b"mot hai ba").check(NOW)
    faults = {
        "does not open": FileKey(good, b"another"),
        "FileNotFoundError": FileKey(tmp_path / "none.p12"),
        "valid from": FileKey(p12(tmp_path / "old.p12", strong, -1), b"mot hai ba"),
        "too weak": FileKey(p12(tmp_path / "weak.p12", weak, 9), b"mot hai ba"),
        "no key with its certificate": FileKey(p12(tmp_path / "other.p12", strong, 9, foreign=True), b"mot hai ba"),
    }
    for words, key in faults.items():
        with pytest.raises(BadStampKey, match=words):
            key.check(NOW)
    assert "mot hai ba" not in repr(FileKey(good, b"mot hai ba"))
