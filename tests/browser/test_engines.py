"""The core journey in two more engines: let in, offline, a case to its end, a reload, and the commune has it.

Firefox ESR: by Playwright over BiDi; its fake camera, ink by mouse.
WebKitGTK, the engine of Safari: by Selenium and WebKitWebDriver; its mock camera, ink by touch.
Both: the office is closed where Chromium's journeys go offline. Firefox's driver would cut only the page and not the
service worker, WebKit's cannot cut the network at all. A picked photo takes the place of the camera's.
WebKit keeps no `Secure` cookie from plain http, not even from localhost: its office has a certificate of its own.
Neither has a virtual passkey here, so leaders' pages are Chromium's journeys.
"""

import contextlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from playwright.sync_api import Playwright
from pysqlite3 import dbapi2 as sqlite3

from tests.browser.conftest import Office, end, free_port, prepared, wait_for
from tests.browser.engines import Engine, Firefox, WebKit, desktop
from tests.browser.journey import let_in, type_to_the_end

# selenium 4.51 warns of its own way to build its own connection
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


class Commune:
    """An office that can be closed and opened again under the phones' hands."""

    def __init__(self, office: Office, certificate: tuple[Path, Path] | None) -> None:
        self.office, self.certificate = office, certificate
        self.server: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        names = ("--certfile", "--keyfile")
        flags = [f"{name}={path}" for name, path in zip(names, self.certificate or (), strict=False)]
        self.server = self.office.serve(*flags)
        wait_for(f"{self.office.origin}/readyz", trusted=self.certificate and self.certificate[0])

    def close(self) -> None:
        if self.server is not None:
            end(self.server)
        self.server = None


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo office, served at two addresses after each other."""
    return prepared(tmp_path_factory.mktemp("engines"), "http").data


@pytest.fixture
def firefox(browsers: Playwright, data: Path) -> Iterator[tuple[Engine, Commune]]:
    commune = Commune(Office(f"http://localhost:{free_port()}", data), None)
    commune.open()
    engine = Firefox(browsers, commune.office.origin)
    try:
        yield engine, commune
    finally:
        engine.close()
        commune.close()
    away = ("NetworkError", "can’t establish a connection")
    assert [one for one in engine.problems if not any(words in one for words in away)] == []


@pytest.fixture
def webkit(data: Path, tmp_path: Path) -> Iterator[tuple[Engine, Commune]]:
    commune = Commune(Office(f"https://localhost:{free_port()}", data), own_certificate(tmp_path))
    commune.open()
    try:
        with desktop() as screen:
            engine = WebKit(commune.office.origin, screen)
            try:
                yield engine, commune
            finally:
                engine.close()
    finally:
        commune.close()


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this test for localhost, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "office.crt", folder / "office.key"
    paths[0].write_bytes(made.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


@pytest.mark.parametrize("who", ["firefox", "webkit"])
def test_the_core_journey(who: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    engine, commune = request.getfixturevalue(who)
    let_in(engine)
    commune.close()
    engine.goto("/may")
    engine.wait_to_see("Không có mạng")
    engine.tap("Hồ sơ mới")
    type_to_the_end(engine, tmp_path)
    engine.reload()
    engine.wait_to_see("Chưa gửi. Sẽ tự gửi khi có mạng.")
    before = records(commune)
    commune.open()
    engine.reload()
    engine.wait_to_see("Xã đã nhận")
    assert records(commune) == before + 1
    assert "0 problems, 0 holes" in commune.office.flask("ledger", "verify")


def records(commune: Commune) -> int:
    with contextlib.closing(sqlite3.connect(commune.office.data / "tannha.db")) as database:
        return int(database.execute("select count(*) from record").fetchone()[0])
