"""The phone's lock: after a start, after five minutes unseen, after ten wrong guesses, by finger."""

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright, expect
from pysqlite3 import dbapi2 as sqlite3

from tests.browser.conftest import Office
from tests.browser.people import AUTHENTICATOR, Phone, film, look
from tests.browser.test_kept import enrolled

# five minutes out of sight, told to the page as a browser tells it
UNSEEN = """(minutes) => {
  const seen = (state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const now = Date.now;
  seen("hidden");
  Date.now = () => now() + minutes * 60000;
  seen("visible");
  Date.now = now;
}"""
HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
LOOKS = "() => document.querySelector('video')?.srcObject?.active && document.querySelector('video').readyState >= 2"
WAITS_ARE_OVER = """async () => {
  const opened = indexedDB.open("tannha");
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const store = database.transaction("keys", "readwrite").objectStore("keys");
  const row = await new Promise((done) => { store.get("vault").onsuccess = (event) => done(event.target.result); });
  await new Promise((done) => { store.put({ ...row, until: 0 }, "vault").onsuccess = done; });
  database.close();
}"""


def test_a_phone_that_nobody_looked_at_asks_for_the_pin_and_keeps_what_was_typed(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.evaluate(UNSEEN, 4)
    expect(lan.page.get_by_role("heading", name="Máy đang khóa")).to_be_hidden()
    lan.page.evaluate(UNSEEN, 5)
    lan.heading("Máy đang khóa")
    # nothing of the page below is seen or reached
    expect(lan.page.get_by_label("Họ và tên")).to_be_hidden()
    lan.page.reload()
    lan.unlock()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.evaluate(UNSEEN, 5)
    lan.press_pin("135790")
    expect(lan.page.get_by_text("Mã PIN chưa đúng.")).to_be_visible()
    lan.unlock()
    # what was typed and not kept yet stands there still
    expect(lan.page.get_by_label("Họ và tên")).to_have_value("Hồ Văn Lạc")
    # a page loaded anew in the officer's hand need not ask again
    lan.page.goto("/may")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.page.goto("/may/toi")
    lan.tap("Khóa máy ngay")
    lan.unlock()
    lan.heading("Trần Thị Lan")
    assert lan.problems == []
    lan.context.close()


def test_a_started_phone_is_locked_and_ten_wrong_guesses_need_the_commune(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.get_by_role("button", name="Ông", exact=True).click()
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    lan.tap("Lưu lượt này")
    lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc")).wait_for()
    lan.kill()
    lan.start()
    lan.page.goto("/may")
    lan.heading("Máy đang khóa")
    for wrong in range(1, 11):
        lan.press_pin("135790")
        said = "Sai nhiều lần" if 5 <= wrong < 10 else "Mã PIN chưa đúng" if wrong < 5 else "Nhập sai 10 lần"
        expect(lan.page.get_by_text(said)).to_be_visible()
        lan.page.evaluate(WAITS_ARE_OVER)
        if 5 <= wrong < 10:
            lan.page.reload()
            lan.heading("Máy đang khóa")
    lan.tap("Đặt mã PIN mới")
    lan.heading("Đặt lại mã PIN")
    lan.tap("Đăng nhập lại")
    lan.tap("Trần Thị Lan Công chức tư pháp - hộ tịch")
    lan.set_pin()
    # the commune opened the vault: what the phone had is there
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_finger_opens_the_phone_too_with_no_network(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    session = lan.context.new_cdp_session(lan.page)
    session.send("WebAuthn.enable", {"enableUI": False})
    finger = session.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "hasPrf": True}})
    lan.page.goto("/toi")
    with lan.page.expect_navigation():
        lan.tap("Tạo khóa truy cập trên máy này")
    lan.page.goto("/may/van-tay")
    expect(lan.page.get_by_text("Nhập mã PIN trước.")).to_be_visible()
    lan.press_pin()
    lan.tap("Bật")
    expect(lan.page.get_by_text("Đang bật.")).to_be_visible()
    lan.offline(True)
    lan.page.evaluate(UNSEEN, 6)
    lan.tap("Mở bằng vân tay, khuôn mặt")
    expect(lan.page.get_by_text("Đang bật.")).to_be_visible()
    a_visit_is_closed_by_finger(
        lan,
        own_office,
        lambda right: session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": finger["authenticatorId"], "isUserVerified": right}
        ),
    )
    lan.page.goto("/may/van-tay")
    lan.tap("Tắt, chỉ dùng mã PIN")
    lan.page.evaluate(UNSEEN, 6)
    lan.heading("Máy đang khóa")
    expect(lan.page.get_by_role("button", name="Mở bằng vân tay, khuôn mặt")).to_be_hidden()
    assert lan.problems == []
    lan.context.close()


def closed_by(office: Office) -> list[str]:
    """What stands behind the end of each visit."""
    with contextlib.closing(sqlite3.connect(office.data / "tannha.db")) as database:
        rows = database.execute("SELECT outcome FROM visit WHERE state = 'done'").fetchall()
    return sorted(json.loads(row[0])["closed_by"] for row in rows)


def a_visit_is_closed_by_finger(lan: Phone, office: Office, verified: Callable[[bool], object]) -> None:
    """Her own word at the door, with no network; when it does not come, she decides whether to close without it."""
    for name in ("Hồ Văn Lạc", "Lò Thị Mây"):
        lan.page.goto("/may/luot/moi")
        lan.page.get_by_label("Họ và tên").fill(name)
        lan.page.get_by_role("button", name="Ông", exact=True).click()
        lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
        lan.tap("Lưu lượt này")
        lan.page.get_by_role("link", name=re.compile(name)).click()
        lan.tap("Kết thúc lượt này")
        lan.choose("Đã làm xong")
        lan.tap("Kết thúc lượt này")
        if name == "Lò Thị Mây":
            expect(lan.page.get_by_text("Chưa xác nhận bằng vân tay, khuôn mặt.")).to_be_visible()
            look(lan.page, "Kết thúc lượt, chưa xác nhận", lan.problems)
            lan.tap("Lưu không cần vân tay")
        expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
        verified(False)
    lan.offline(False)
    lan.page.goto("/may/chua-gui")
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=20_000)
    assert closed_by(office) == ["device", "passkey"]


def test_a_page_that_nobody_comes_back_to_is_shut_by_its_own_clock(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.clock.install()
    lan.page.goto("/may/toi")
    lan.heading("Trần Thị Lan")
    lan.page.evaluate(HIDDEN)
    lan.page.clock.fast_forward(5 * 60_000 - 5_000)
    expect(lan.page.get_by_role("heading", name="Máy đang khóa")).to_be_hidden()
    lan.page.clock.fast_forward(6_000)
    # it was never seen again: no return of the officer shut it
    expect(lan.page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_viewfinder_that_was_laid_aside_closes_its_camera_and_keeps_no_phone_open(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    # no card lies before this camera
    film(tmp_path / "card.mjpeg", "một tờ giấy")
    lan.page.clock.install()
    lan.page.goto("/may/quet")
    lan.page.wait_for_function(LOOKS)
    lan.page.clock.fast_forward(2 * 60_000)
    assert lan.page.evaluate(LOOKS)
    lan.page.clock.fast_forward(61_000)
    expect(lan.page.get_by_text("Lâu chưa chụp nên camera đã tự đóng.")).to_be_visible()
    assert not lan.page.evaluate(LOOKS)
    look(lan.page, "Camera đã tự đóng", lan.problems)
    lan.tap("Mở lại camera")
    lan.page.wait_for_function(LOOKS)
    expect(lan.page.get_by_role("button", name="Mở lại camera")).to_be_hidden()
    lan.page.evaluate(UNSEEN, 5)
    lan.heading("Máy đang khóa")
    assert not lan.page.evaluate(LOOKS), "a locked phone looks at nothing"
    lan.unlock()
    lan.page.wait_for_function(LOOKS)
    assert lan.problems == []
    lan.context.close()
