"""What people do in a browser: Lan on her phone, Minh on his, Hạnh at her desk."""

import contextlib
import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom
from typing import Any

import qrcode
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import CHROMIUM, FLAGS, SHOWN, Office
from tests.browser.looking import look, pass_by

__all__ = ["CARD", "PHONE", "Desk", "Phone", "film", "look", "touch", "until", "watch"]

# a hand is not faster; what is drawn in less than 0.7 s is flagged
BETWEEN_STROKES = 400
PHONE = {"width": 360, "height": 740}
CARD = "024149000035||Lê Thị Ví Dụ|02091949|Nữ|Tổ dân phố 1, phường Ví Dụ, tỉnh Bắc Ninh|10102024||||"


def film(path: Path, text: str = CARD, frames: int = 20) -> Path:
    """A film for the fake camera: a card with its code on a gay tablecloth, another in each frame of every film: two
    photos are never the same."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4, box_size=6)
    code.add_data(text.encode())
    picture = code.make_image().get_image().convert("RGB")
    with path.open("wb") as file:
        for number in range(frames):
            frame = Image.new("RGB", (1280, 720), (222, 214, 200))
            _pattern(frame)
            frame.paste(picture.resize((420, 420)), (430 + number % 3, 150))
            out = io.BytesIO()
            frame.save(out, "JPEG", quality=88)
            file.write(out.getvalue())
    return path


def _pattern(frame: Image.Image) -> None:
    draw, chance = ImageDraw.Draw(frame), SystemRandom()
    for _ in range(24):
        left, top = chance.randrange(1240), chance.randrange(680)
        size = chance.randrange(30, 140)
        draw.rectangle((left, top, left + size, top + size), fill=(chance.randrange(150, 255), 190, 150))


AUTHENTICATOR = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Phone:
    """Lan's phone: a browser whose profile survives being killed."""

    def __init__(self, playwright: Playwright, office: Office, folder: Path, *, camera: bool = True) -> None:
        self._playwright, self._office, self._folder, self._camera = playwright, office, folder, camera
        self.problems: list[str] = []
        self.restless = False
        self._film = film(folder / "card.mjpeg")
        self.context: BrowserContext
        self.page: Page
        self.start()

    def start(self) -> None:
        fake = [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={self._film}",
        ]
        flags = [*FLAGS, *(fake if self._camera else [])]
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self._folder / "profile"), timeout=20_000, executable_path=CHROMIUM, args=flags, viewport=PHONE,
            has_touch=True, is_mobile=True, device_scale_factor=2, locale="vi-VN", base_url=self._office.origin,
            **SHOWN,  # type: ignore[arg-type]
        )  # fmt: skip
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(12_000)
        watch(self.page, self.problems)

    def sign_in(self) -> None:
        """By one tap, as the demo allows."""
        self.page.goto("/dang-nhap?next=/may")
        self.tap("Trần Thị Lan Công chức tư pháp - hộ tịch")
        self.page.wait_for_url("**/may")

    def add_authenticator(self) -> None:
        """A passkey of this phone, for whoever certifies on it."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable", {"enableUI": False})
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    def kill(self) -> None:
        """The battery dies."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                arguments = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            mine = f"--user-data-dir={self._folder / 'profile'}".encode() in arguments
            if mine and not any(one.startswith(b"--type=") for one in arguments):
                os.kill(int(folder.name), signal.SIGKILL)
        with contextlib.suppress(Exception):  # a killed browser cannot close politely
            self.context.close()

    def offline(self, away: bool) -> None:
        self.context.set_offline(away)

    @contextlib.contextmanager
    def no_camera(self) -> Iterator[None]:
        """The camera is refused."""
        self.page.evaluate(
            "() => { MediaDevices.prototype.given = MediaDevices.prototype.getUserMedia;"
            " MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
        )
        yield
        self.page.evaluate("() => { MediaDevices.prototype.getUserMedia = MediaDevices.prototype.given; }")

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def press_pin(self, pin: str = "280615") -> None:
        for digit in pin:
            self.page.get_by_role("button", name=digit, exact=True).click()

    def set_pin(self) -> None:
        self.heading("Đặt mã PIN 6 số")
        self.press_pin()
        self.heading("Nhập lại mã PIN")
        self.press_pin()

    def unlock(self, pin: str = "280615") -> None:
        """The phone that was started anew, or that nobody looked at for long, opens by the PIN."""
        self.heading("Máy đang khóa")
        self.press_pin(pin)
        expect(self.page.get_by_role("heading", name="Máy đang khóa")).to_be_hidden()

    def take_back(self) -> None:
        """The citizen hands the phone back; the officer's PIN goes on."""
        self.heading("Đưa máy lại cho cán bộ")
        self.press_pin()

    def choose(self, name: str) -> None:
        self.page.get_by_role("radio", name=name).check()

    def tell(self, how: str = "Ký trên màn hình") -> None:
        """What is handed over is explained and read, and how it is acknowledged is chosen."""
        self.heading("Giao và giải thích")
        self.choose("Đã đọc cho nghe")
        self.choose(how)
        self.tap("Tiếp tục")

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", name=text, level=1)).to_be_visible(timeout=15_000)
        pass_by(self.page, text, self.problems)
        if self.restless and "/moi/" in self.page.url:
            self.page.reload()
            expect(self.page.get_by_role("heading", name=text, level=1)).to_be_visible(timeout=15_000)

    def draw(self) -> None:
        """A signature by touch: three strokes, never twice the same, as slowly as a hand draws."""
        box = self.page.get_by_role("img", name="Ô ký").bounding_box()
        assert box is not None
        session = self.context.new_cdp_session(self.page)
        chance = SystemRandom()
        for stroke in range(3):
            start = box["x"] + 30 + stroke * 70
            heights = [chance.randrange(-20, 21) for _ in range(20)]
            points = [(start + step * 3, box["y"] + box["height"] / 2 + high) for step, high in enumerate(heights)]
            self.page.wait_for_timeout(BETWEEN_STROKES)
            touch(session, "touchStart", points[0])
            for point in points[1:]:
                touch(session, "touchMove", point)
            session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def touch(session: Any, kind: str, point: tuple[float, float]) -> None:
    place = {"x": point[0], "y": point[1], "id": 1, "force": 0.5, "radiusX": 4, "radiusY": 4}
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [place]})


class Desk:
    """Anybody at a desk page, with a passkey that lives in this window."""

    def __init__(self, playwright: Playwright, office: Office, name: str, size: dict[str, int]) -> None:
        self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, **SHOWN)  # type: ignore[arg-type]
        self.context = self.browser.new_context(viewport=size, locale="vi-VN", base_url=office.origin)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.page.set_default_timeout(12_000)
        self.problems: list[str] = []
        watch(self.page, self.problems)
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable", {"enableUI": False})
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.page.goto("/dang-nhap")
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url(lambda url: "dang-nhap" not in url)

    def make_passkey(self) -> None:
        """A passkey in this window; afterwards back where the person begins."""
        self.page.goto("/toi?next=/")
        self.page.get_by_role("button", name="Tạo khóa truy cập trên máy này").click()
        self.page.wait_for_url(lambda url: "/toi" not in url)

    def post(self, path: str, form: dict[str, str]) -> bytes:
        answer = self.context.request.post(path, form=form)
        assert answer.ok, answer.status
        return answer.body()

    def status(self, path: str, form: dict[str, str]) -> int:
        return self.context.request.post(path, form=form).status

    def stop_newest_phone(self, name: str) -> None:
        self.page.goto("/nguoi-va-may/")
        row = self.page.get_by_role("row").filter(has_text=name)
        row.get_by_role("button", name="Ngừng máy").last.click()

    def look(self, name: str) -> None:
        look(self.page, name, self.problems)

    def close(self) -> None:
        self.browser.close()


def until(page: Page, script: str, holds: Callable[[Any], object], seconds: float = 40) -> None:
    """Asks until the answer holds. The browser driver waits for no promise in its own `wait_for_function`: one that is
    asked so is true at once."""
    begun = time.monotonic()
    while not holds(found := page.evaluate(script)):
        if time.monotonic() - begun > seconds:
            raise AssertionError(found)
        page.wait_for_timeout(100)


def watch(page: Page, problems: list[str]) -> None:
    """Anything that a browser complains of is a problem: errors, refused policies, requests to another origin."""

    def console(message: Any) -> None:
        where = message.location.get("url", "")
        # offline is offline, and a session that ended with the battery is asked for again: both are expected here
        expected = "ERR_INTERNET_DISCONNECTED" in message.text or "/api/changes" in where
        if message.type == "error" and not expected:
            problems.append(f"console: {message.text} {where}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(f"page: {error}"))
    page.on("request", lambda request: _foreign(request.url, problems))


def _foreign(url: str, problems: list[str]) -> None:
    if not url.startswith(("http://localhost:", "blob:", "data:")):
        problems.append(f"request: {url}")
