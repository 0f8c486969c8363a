"""From a fresh commune's first link to working people: passkey, list, invitation, password, and the lock."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, Office, environment, free_port, wait_for
from tests.browser.people import PHONE, Desk, look, watch

WIDE = {"width": 1280, "height": 800}
IDLE = 8
GOOD = "con trâu ăn cỏ bờ đê"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server with no commune in it, whose desks lock after seconds."""
    data, port = tmp_path_factory.mktemp("fresh"), free_port()
    found = Office(f"http://localhost:{port}", data)
    settings = {**environment(data, found.origin), "TANNHA_IDLE_SECONDS": str(IDLE), "TANNHA_DEMO": "0"}
    found.flask("database", "upgrade")
    server = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-k", "gthread", "--threads", "16"]
    command = [*server, "--no-control-socket", "--log-level", "warning", "wsgi:app"]
    running = subprocess.Popen(command, cwd=ROOT, env=settings, start_new_session=True)  # noqa: S603
    try:
        wait_for(f"{found.origin}/readyz")
        yield found
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)


class Person:
    """Somebody with a browser of his own, and a passkey in it where he has one."""

    def __init__(self, playwright: Playwright, office: Office, size: dict[str, int]) -> None:
        self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        self.context: BrowserContext = self.browser.new_context(viewport=size, locale="vi-VN", base_url=office.origin)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(12_000)
        self.problems: list[str] = []
        watch(self.page, self.problems)
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable", {"enableUI": False})
        options = {
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", name=text, level=1)).to_be_visible()
        look(self.page, f"nguoi {text}", self.problems)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def xuan(browsers: Playwright, fresh: Office) -> Iterator[Person]:
    found = Person(browsers, fresh, WIDE)
    yield found
    found.browser.close()


def create_commune(office: Office) -> str:
    given = {
        "name": "UBND phường Ví Dụ", "unit": "phường Ví Dụ", "province": "tỉnh Bắc Ninh", "way": "B",
        "address": "Số 1 đường Mẫu",
        "book": "own", "phone": "0204 000 0000", "prefix": "VD", "admin": "Đỗ Thị Xuân", "honorific": "ba",
        "title": "Quản trị viên",
    }  # fmt: skip
    printed = office.flask(
        "commune", "create", *(part for name, value in given.items() for part in (f"--{name}", value))
    )
    found = re.search(r"http://\S+/moi/\S+", printed)
    assert found
    return found.group()


def add(person: Person, name: str, title: str, role: str) -> str:
    """The link that is handed over."""
    page = person.page
    page.goto("/nguoi-va-may/them")
    person.heading("Thêm người")
    page.get_by_role("radio", name="Bà").check()
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Chức danh").fill(title)
    page.get_by_role("checkbox", name=role).check()
    person.press("Thêm người")
    person.heading(name)
    person.press("Tạo lời mời")
    person.heading(f"Lời mời cho {name}")
    return page.locator("[data-link]").inner_text()


def digits(secret: str) -> str:
    return pyotp.TOTP(secret).now()


def make_password(person: Person, link: str) -> tuple[str, str]:
    """Account name and one-time secret."""
    page = person.page
    page.goto(link)
    person.heading("Bà Trần Thị Lan")
    page.get_by_role("link", name="Máy không có khóa: dùng mật khẩu").click()
    person.heading("Đặt mật khẩu")
    page.get_by_label("Mật khẩu mới").fill("tranthilanlan123")
    page.get_by_label("Gõ lại mật khẩu").fill("tranthilanlan123")
    person.press("Tiếp tục: mã 6 số")
    expect(page.get_by_text("Mật khẩu dễ đoán")).to_be_visible()
    page.get_by_label("Mật khẩu mới").fill(GOOD)
    page.get_by_label("Gõ lại mật khẩu").fill(GOOD)
    person.press("Tiếp tục: mã 6 số")
    person.heading("Nối ứng dụng tạo mã")
    secret = page.locator(".code-line b").inner_text().replace(" ", "")
    account = page.locator(".summary b").inner_text()
    page.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill(digits(secret))
    person.press("Xong, đăng nhập")
    page.wait_for_url("**/may")
    return account, secret


def enter_by_password(person: Person, account: str, secret: str) -> None:
    page = person.page
    page.goto("/dang-nhap")
    person.heading("Đăng nhập")
    page.get_by_role("link", name="Vào bằng mật khẩu").click()
    person.heading("Vào bằng mật khẩu")
    page.get_by_label("Tên đăng nhập").fill(account)
    page.get_by_label("Mật khẩu").fill(GOOD)
    page.get_by_label("Mã 6 số").fill("000000")
    person.press("Đăng nhập")
    expect(page.get_by_text("chưa đúng")).to_be_visible()
    time.sleep(30 - time.time() % 30 + 0.5)  # the code that confirmed the password never counts again
    page.get_by_label("Mật khẩu").fill(GOOD)
    page.get_by_label("Mã 6 số").fill(digits(secret))
    person.press("Đăng nhập")
    page.wait_for_url("**/may")
    page.goto("/toi")
    person.heading("Trần Thị Lan")
    expect(page.get_by_text("Bằng mật khẩu").first).to_be_visible()
    assert page.locator("tn-lock").count() == 0


def walk_through_desk(person: Person) -> None:
    for path, heading in (("/nguoi-va-may/", "Người và máy"), ("/ngay-nghi", "Ngày nghỉ năm")):
        person.page.goto(path)
        person.heading(heading)


def test_a_commune_from_its_first_link_to_a_locked_desk(
    browsers: Playwright, fresh: Office, xuan: Person, tmp_path: Path
) -> None:
    xuan.page.goto(create_commune(fresh))
    xuan.heading("Bà Đỗ Thị Xuân")
    assert xuan.page.get_by_role("link", name="Máy không có khóa: dùng mật khẩu").count() == 0
    xuan.press("Tạo khóa truy cập")
    xuan.page.wait_for_url("**/bat-dau")
    xuan.heading("Bắt đầu")
    assert xuan.page.locator(".setup-item--missing").count() == 9

    link = add(xuan, "Trần Thị Lan", "Công chức tư pháp - hộ tịch", "Cán bộ tư pháp - hộ tịch")
    lan = Person(browsers, fresh, PHONE)
    account, secret = make_password(lan, link)
    assert account == "lan.tran"
    lan.context.clear_cookies()
    # a refused sign-in is a refused request: the browser says so in its console
    enter_by_password(lan, account, secret)
    assert [one for one in lan.problems if "400" not in one and "403" not in one] == []
    lan.browser.close()

    unlock(xuan)
    walk_through_desk(xuan)
    half_filled_form_survives(xuan)
    assert [one for one in xuan.problems if "423" not in one] == []


def unlock(person: Person) -> None:
    """Whoever was away: the page is covered, and opens by passkey."""
    expect(person.page.get_by_role("heading", name="Đã khóa màn hình")).to_be_visible(timeout=20_000)
    person.press("Mở bằng khóa truy cập")
    expect(person.page.locator("dialog.lock")).to_be_hidden()


def half_filled_form_survives(person: Person) -> None:
    page = person.page
    page.goto("/nguoi-va-may/them")
    page.get_by_label("Họ và tên").fill("Bùi Văn Hải")
    # a dialog of the page, open above everything, goes under the lock too
    page.evaluate(
        "() => { const one = document.createElement('dialog'); one.textContent = 'Bùi Văn Hải';"
        " document.querySelector('main').append(one); one.showModal(); }"
    )
    covered(page)
    look(page, "nguoi da khoa", person.problems)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    covered(page)
    assert page.request.get("/nguoi-va-may/", max_redirects=0).status == 302
    unlock(person)
    page.evaluate("() => document.querySelector('main dialog').close()")
    expect(page.get_by_label("Họ và tên")).to_have_value("Bùi Văn Hải")
    page.get_by_role("radio", name="Ông").check()
    page.get_by_label("Chức danh").fill("Quản trị viên")
    page.get_by_role("checkbox", name="Quản trị viên").check()
    submit_while_locked(person)


def covered(page: Page) -> None:
    """Nothing beneath the lock is there for eyes or for readers."""
    expect(page.get_by_role("heading", name="Đã khóa màn hình")).to_be_visible(timeout=20_000)
    expect(page.get_by_label("Họ và tên")).to_be_hidden()
    tree: Any = page.locator("body").aria_snapshot()
    assert "Đã khóa màn hình" in tree
    for beneath in ("Thêm người", "Bùi Văn Hải", "Người và máy"):
        assert beneath not in tree
    assert page.title() == "Đã khóa màn hình · Tận Nhà"


def submit_while_locked(person: Person) -> None:
    """The server locked, the page does not know yet: the form waits, and goes after the unlocking."""
    page = person.page
    away(page)
    page.get_by_role("button", name="Thêm người", exact=True).click()
    unlock(person)
    person.heading("Bùi Văn Hải")
    page.goto("/khoa?next=/toi")
    page.wait_for_url("**/toi")
    call_while_locked(person)
    away(page)
    page.goto("/nguoi-va-may/")
    person.heading("Đã khóa màn hình")
    person.press("Mở bằng khóa truy cập")
    page.wait_for_url("**/nguoi-va-may/")
    person.heading("Người và máy")


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_every_page_of_people_reads_well_on_a_phone_and_at_a_desk(
    browsers: Playwright, office: Office, size: dict[str, int]
) -> None:
    quang = Desk(browsers, office, "Đỗ Văn Quang", size)
    page = quang.page
    for path, heading in (
        ("/bat-dau", "Bắt đầu"), ("/nguoi-va-may/", "Người và máy"), ("/nguoi-va-may/them", "Thêm người"),
        ("/ngay-nghi", "Ngày nghỉ năm"), ("/toi", "Đỗ Văn Quang"),
    ):  # fmt: skip
        page.goto(path)
        reads_well(quang, heading)
    for name in ("Lê Thị Thu", "Trần Thị Lan", "Đỗ Văn Quang"):
        page.goto("/nguoi-va-may/")
        page.get_by_role("link", name=name).click()
        reads_well(quang, name)
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", size)
    hanh.page.goto("/nguoi-va-may/")
    expect(hanh.page.get_by_text("Chỉ xem.")).to_be_visible()
    assert quang.problems == hanh.problems == []
    quang.close()
    hanh.close()


def reads_well(desk: Desk, heading: str) -> None:
    """Accessible, and nothing sticks out at the side."""
    expect(desk.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    desk.look(f"xem {heading}")
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= desk.page.evaluate("innerWidth")


def away(page: Page) -> None:
    """The server locks while the page, asleep, knows nothing of it."""
    page.evaluate("() => { const lock = document.querySelector('tn-lock'); lock.idle = 3600000; lock.sure = 0; }")
    time.sleep(IDLE + 1)


def call_while_locked(person: Person) -> None:
    """A script's call is refused, the page is covered, and the call is made again after the unlocking."""
    page, said = person.page, []
    page.on("response", lambda answer: said.append(answer.status) if "/toi/khoa/hoi" in answer.url else None)
    away(page)
    person.press("Tạo khóa truy cập trên máy này")
    unlock(person)
    expect(page.get_by_text("Chưa xác nhận.")).to_be_visible()  # this authenticator has a key of hers already
    assert said == [423, 200]
