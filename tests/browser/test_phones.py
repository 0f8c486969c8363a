"""One page of a person: what her phone still holds, the phone lost, found, changed; her work given to another."""

import time
from pathlib import Path

from playwright.sync_api import Locator, Playwright, Route, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk
from tests.browser.test_one_case import scan_a_case
from tests.browser.test_other_ways import enrolled

PATIENCE = 40
WIDE = {"width": 1280, "height": 900}


def open_lan(quang: Desk) -> None:
    quang.page.goto("/nguoi-va-may/")
    quang.page.get_by_role("link", name="Trần Thị Lan").click()


def until(desk: Desk, words: Locator, *, there: bool) -> None:
    """Loads the page anew until it says so, or says so no more; it is read when its phones are drawn, not before."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        desk.page.reload()
        expect(desk.page.locator("#may .card").first).to_be_visible()
        if (words.count() > 0) == there:
            return
    raise AssertionError(f"{words} {'never came' if there else 'never went'}")


def test_a_phone_is_lost_with_a_case_on_it_and_the_page_says_which(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)

    def swallow(route: Route) -> None:
        route.abort()

    # the road lets small calls through, and no record
    lan.context.route("**/api/records", swallow)
    scan_a_case(lan)
    lan.heading("Đã lưu trên máy")
    quang = Desk(browsers, own_office, "Đỗ Văn Quang", WIDE)
    open_lan(quang)
    missing = quang.page.get_by_text("Máy còn giữ, xã chưa nhận: 1")
    until(quang, missing, there=True)
    expect(quang.page.get_by_text("xã chưa có tên người dân").first).to_be_visible()
    card = quang.page.locator("#may .card").first
    card.get_by_text("Đổi máy", exact=True).click()
    expect(card.get_by_text("Máy cũ chưa trống.")).to_be_visible()
    card.get_by_text("Mất máy", exact=True).click()
    quang.look("Một người, máy còn hồ sơ")
    card.get_by_role("button", name="Báo mất máy này").click()
    expect(card.get_by_text("Đã báo mất")).to_be_visible()
    quang.look("Một người, đã mất máy")

    # what it still brings is kept under her name, and waits for a person
    lan.context.unroute("**/api/records", swallow)
    lan.page.goto("/may/chua-gui")
    lan.page.reload()
    until(quang, missing, there=False)
    card.get_by_role("button", name="Đã tìm thấy máy").click()
    expect(card.get_by_text("Đang dùng")).to_be_visible()

    quang.page.get_by_text("Ghi nhận đã nghỉ, chuyển công tác").first.click()
    expect(quang.page.get_by_text("Chưa ghi nhận được")).to_be_visible()
    quang.page.get_by_label("Giao cho").select_option(index=1)
    quang.page.get_by_role("button", name="Giao tất cả").click()
    expect(quang.page.get_by_text("Không còn lượt hẹn, giấy hay hồ sơ nào.")).to_be_visible()
    quang.page.get_by_text("Ghi nhận đã nghỉ, chuyển công tác").first.click()
    quang.look("Một người, không còn việc trong tay")
    quang.page.get_by_role("button", name="Ghi nhận đã nghỉ").click()
    expect(quang.page.get_by_text("Đã nghỉ từ")).to_be_visible()
    assert quang.problems == []
    quang.close()
    lan.context.close()
