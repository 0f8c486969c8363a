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
from collections.abc import Callable, Iterator
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

from app.media.sample import signed_page
from tests.browser.conftest import Office, end, free_port, prepared, wait_for
from tests.browser.engines import CONTROLLED, EYES, PAGE, Engine, Firefox, WebKit, desktop

CITIZEN = "Nguyễn Thị Sáu"
# selenium 4.51 warns of its own way to build its own connection
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


class Commune:
    """An office that can be closed and opened again under the phones' hands."""

    def __init__(self, office: Office, certificate: tuple[Path, Path] | None) -> None:
        self.office, self.certificate = office, certificate
        self.server: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        flags = (
            []
            if self.certificate is None
            else ["--certfile", str(self.certificate[0]), "--keyfile", str(self.certificate[1])]
        )
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


def let_in(engine: Engine) -> None:
    """By the demo's own invitation."""
    engine.goto("/dang-nhap")
    engine.tap("Trần Thị Lan")
    engine.tap("Vào trang của tôi")
    engine.tap("Ghi nhận máy này (bản thử)")
    engine.wait_to_see("Người dùng máy")
    engine.tap("Ghi nhận máy này")
    engine.wait_to_see("Hồ sơ mới")
    engine.wait(lambda: engine.ask(CONTROLLED), "the service worker")


def type_to_the_end(engine: Engine, folder: Path) -> None:
    """Answers whatever page shows, until the case is kept on the phone."""
    picture = folder / "page.jpg"
    picture.write_bytes(signed_page("Giay uy quyen", "Sau"))
    pages = answers(engine, picture)
    for _ in range(40):
        heading, text = engine.ask(PAGE)
        if "Đã lưu trên máy" in heading:
            return
        page = next((page for page in pages if page in text), None)
        assert page, f"no answer known for: {text[:400]}"
        pages[page]()
        engine.wait(lambda old=heading: engine.ask(PAGE)[0] != old, f"to get on from {page}")
    raise AssertionError("the wizard has no end")


def answers(engine: Engine, picture: Path) -> dict[str, Callable[[], object]]:
    """What a person does, by words that stand on each page."""

    def person() -> None:
        engine.fill("Họ và tên", CITIZEN)
        engine.fill("Số giấy tờ", "024 154 000 066")
        engine.tap("Nữ")
        engine.fill("Ngày sinh", "1954")
        engine.fill("Nơi thường trú", "số 6, Tổ 2, phường Ví Dụ")
        engine.tap("Đúng")

    def photo() -> None:
        """The camera first, then a picked photo in its place."""
        engine.wait(lambda: engine.ask(EYES), "the camera")
        engine.tap("Chụp")
        engine.tap("Chụp lại")
        engine.pick("Chọn ảnh có sẵn", picture)
        engine.tap("Rõ, dùng ảnh này")

    def chosen(name: str) -> None:
        engine.choose(name)
        engine.tap("Tiếp tục")

    def place() -> None:
        engine.fill("Tổ, thôn", "Tổ 2")
        engine.tap("Tiếp tục")

    def ink() -> None:
        engine.draw()
        engine.tap("Xong")

    return {
        "Vì sao làm tại nhà?": lambda: chosen("Già yếu"),
        "Ở đâu, gọi số nào?": place,
        "Quét mã QR trên thẻ căn cước": lambda: engine.tap("Nhập tay"),
        "Đúng người này không?": person,
        "Thẻ có giá trị đến khi nào?": lambda: chosen("Không thời hạn"),
        "Câu ": lambda: engine.tap("Có"),
        "Ký giấy gì?": lambda: chosen("Giấy ủy quyền nhận trợ cấp"),
        "Mấy trang, mấy bản?": lambda: engine.tap("Tiếp tục"),
        "Tôi đồng ý ký": lambda: engine.tap("Tôi đồng ý ký"),
        "Mời ký trên giấy": lambda: engine.tap("Đã ký xong"),
        "Chụp trang 1/1 đã ký": photo,
        "Ký vào ô này": ink,
        "Ký lúc nào, ở đâu?": lambda: engine.tap("Tiếp tục"),
        "Kiểm tra lại": lambda: engine.tap("Hoàn tất và lưu trên máy"),
    }
