"""A visit from the public form to the evening: asked for without a script, planned at the desk, seen with no network in
the desk's order, and given back when it could not be made."""

import re
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from app.domain.calendar import ZONE
from tests.browser.conftest import CHROMIUM, FLAGS, Office
from tests.browser.people import Desk, Phone, look
from tests.browser.test_other_ways import enrolled

# the hamlets of the demo commune lie where it says; one of them no map of the commune knows
FAR, NEAR = "Tổ 7", "Tổ 2"


def test_a_visit_is_asked_for_planned_seen_in_order_and_passed_on(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    asked_by_a_daughter(browsers, own_office)
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    hanh = Desk(browsers, own_office, "Hạnh", {"width": 1280, "height": 900})
    planned_at_the_desk(hanh)
    lan.page.reload()
    expect(lan.page.get_by_text("2 lượt · 0 xong")).to_be_visible(timeout=20_000)
    lan.offline(True)
    lan.page.clock.set_fixed_time(datetime.now(ZONE).replace(hour=9, minute=0))
    lan.page.reload()
    round_today = lan.page.locator("section", has=lan.page.get_by_role("heading", name="Đến nhà", exact=True))
    expect(round_today.locator(".case-who")).to_have_text(["Cụ Phạm Văn Chín", "Bà Ngô Thị Bảy"])
    look(lan.page, "Hôm nay theo thôn", lan.problems)
    lan.page.get_by_role("link", name=re.compile("Ngô Thị Bảy")).click()
    lan.heading("Bà Ngô Thị Bảy")
    expect(lan.page.get_by_text("Chứng thực chữ ký, Trả kết quả")).to_be_visible()
    way = lan.page.get_by_role("link", name="Chỉ đường đến thôn, tổ").get_attribute("href") or ""
    assert way.startswith("geo:") and "B%E1%BA%A3y" not in way and "0912" not in way
    the_evening(lan)
    hanh.page.goto("/luot")
    expect(hanh.page.get_by_text("Cán bộ chuyển lại: xe hỏng")).to_be_visible()
    assert lan.problems == [] and hanh.problems == []
    hanh.close()
    lan.context.close()


def asked_by_a_daughter(browsers: Playwright, office: Office) -> None:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_page(
        base_url=office.origin, viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="vi-VN"
    )
    page.goto("/huong-dan")
    page.get_by_role("link", name="UBND phường Ví Dụ").click()
    expect(page.get_by_role("heading", name="Chứng thực chữ ký tại nhà")).to_be_visible()
    page.get_by_role("link", name="Đăng ký đến nhà").click()
    fill(page)
    page.get_by_role("button", name="Gửi đăng ký").click()
    expect(page.get_by_role("heading", name="Xã đã nhận đăng ký")).to_be_visible()
    expect(page.get_by_text(re.compile("^Mã đăng ký: [0-9A-Z]{3}-[0-9A-Z]{3}$"))).to_be_visible()
    browser.close()
    problems: list[str] = []
    seen = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = seen.new_page(base_url=office.origin, viewport={"width": 360, "height": 740}, locale="vi-VN")
    for path, name in (("/huong-dan/vd", "Hướng dẫn"), ("/dang-ky/vd", "Đăng ký đến nhà")):
        page.goto(path)
        look(page, name, problems)
    assert problems == []
    seen.close()


def fill(page: Page) -> None:
    page.get_by_role("radio", name="Bà", exact=True).check()
    page.get_by_label("Họ và tên").fill("Ngô Thị Bảy")
    page.get_by_label("Số điện thoại để xã gọi lại").fill("0912 345 678")
    page.get_by_label("Ở tổ, thôn nào").fill(FAR)
    page.get_by_role("radio", name="Già yếu").check()
    page.get_by_role("checkbox", name="Chứng thực chữ ký").check()
    page.get_by_role("checkbox", name="Trả kết quả").check()


def planned_at_the_desk(hanh: Desk) -> None:
    page = hanh.page
    page.goto("/luot")
    expect(page.get_by_role("heading", name="Bà Ngô Thị Bảy")).to_be_visible()
    page.get_by_label("Xưng hô").select_option("cu")
    page.get_by_label("Họ tên người cần đến nhà").fill("Phạm Văn Chín")
    page.get_by_label("Số điện thoại").fill("0987654321")
    page.get_by_label("Tổ, thôn").fill(NEAR)
    page.get_by_role("checkbox", name="Chứng thực chữ ký").check()
    page.get_by_role("button", name="Ghi đăng ký").click()
    hanh.look("Đến nhà, chờ xếp lịch")
    for who in ("Ngô Thị Bảy", "Phạm Văn Chín"):
        page.get_by_role("link", name=f"Xếp lịch {who}").click()
        page.get_by_label("Cán bộ đến nhà").select_option(label="Trần Thị Lan")
        page.get_by_label("Ngày", exact=True).fill(f"{datetime.now(ZONE):%d/%m/%Y}")
        hanh.look("Xếp lịch một lượt")
        page.get_by_role("button", name="Giao cho cán bộ").click()
        page.wait_for_url("**/luot?ngay=*")
    page.get_by_role("button", name="Xếp từ gần đến xa").click()
    rows = page.locator(".visit-round > li")
    first = rows.first.inner_text()
    if "Ngô Thị Bảy" in first:
        page.get_by_role("button", name="Xuống Ngô Thị Bảy").click()
    expect(rows.first).to_contain_text("Phạm Văn Chín")
    hanh.look("Đến nhà, ngày đã xếp")


def the_evening(lan: Phone) -> None:
    """Nobody ended it: the day does not close without a word."""
    page = lan.page
    page.clock.set_fixed_time(datetime.now(ZONE).replace(hour=18, minute=30))
    page.goto("/may")
    expect(page.get_by_role("heading", name="Cuối ngày: lượt này thế nào?")).to_be_visible()
    look(page, "Cuối ngày", lan.problems)
    page.get_by_role("group", name="Bà Ngô Thị Bảy").get_by_role("link", name="Hẹn lại").click()
    lan.heading("Kết quả lượt đến nhà?")
    expect(page.get_by_role("radio", name="Hẹn lại ngày khác")).to_be_checked()
    page.goto("/may")
    page.get_by_role("group", name="Bà Ngô Thị Bảy").get_by_role("link", name="Chuyển người").click()
    lan.heading("Nhờ người khác đến nhà?")
    page.get_by_label("Vì sao không đi được?").fill("xe hỏng")
    lan.tap("Chuyển lại cho xã")
    expect(page.get_by_text("2 lượt · 1 xong")).to_be_visible()
    lan.offline(False)
    expect(page.get_by_text(re.compile("Chưa gửi: "))).to_be_hidden(timeout=30_000)
