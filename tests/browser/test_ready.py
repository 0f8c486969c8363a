"""Before the phone leaves the office: what it lacks is said; a full one begins nothing new; where it may live."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Phone, look
from tests.browser.test_other_ways import enrolled

ZALO = "Mozilla/5.0 (Linux; Android 13; SM-A047F; wv) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36 Zalo/1.0"


def room(lan: Phone, left: int) -> None:
    """What the browser says is left. Chromium itself always says ten gigabytes more than is used, whatever the disk
    has: there a full one is met when it is written to; other browsers tell."""
    lan.page.evaluate("(left) => { navigator.storage.estimate = async () => ({ quota: left, usage: 0 }); }", left)


def test_a_phone_says_whether_it_may_leave_and_begins_nothing_that_it_could_not_finish(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.get_by_role("link", name="Chuẩn bị đi").click()
    lan.heading("Sẵn sàng đi")
    look(lan.page, "Sẵn sàng đi", lan.problems)
    room(lan, 10_000_000)
    lan.tap("Kiểm tra lại")
    expect(lan.page.get_by_role("heading", name="Chưa đi được: còn 1 việc")).to_be_visible()
    expect(lan.page.locator(".ready--must")).to_have_text("Máy sắp hết chỗ: xóa bớt ảnh, video không cần trong máy.")
    look(lan.page, "Chưa đi được", lan.problems)
    lan.tap("Quay lại")
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    lan.heading("Máy hết chỗ, chưa bắt đầu hồ sơ mới")
    look(lan.page, "Máy hết chỗ", lan.problems)
    room(lan, 1_000_000_000)
    lan.tap("Thử lại")
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    lan.heading("Vì sao làm tại nhà?")
    assert lan.problems == []
    lan.context.close()


def test_in_another_apps_window_the_phone_pages_send_people_to_a_browser(browsers: Playwright, office: Office) -> None:
    browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page(user_agent=ZALO, viewport={"width": 360, "height": 740}, base_url=office.origin)
    problems: list[str] = []
    page.goto("/may")
    expect(page.get_by_role("heading", name="Mở bằng Chrome hoặc Safari")).to_be_visible()
    look(page, "Trong ứng dụng khác", problems)
    other = browser.new_page(viewport={"width": 360, "height": 740}, base_url=office.origin)
    other.goto("/may")
    other.get_by_role("link", name="Cài ra màn hình chính").click()
    expect(other.get_by_role("heading", name="Cài ra màn hình chính", level=1)).to_be_visible()
    look(other, "Cài ra màn hình chính", problems)
    assert problems == []
    browser.close()
