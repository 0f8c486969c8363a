"""A leader looks at several cases, and signs them by one gesture."""

import json
import re

from playwright.sync_api import Playwright, Route, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk

ASIDE = "Đã xem, để ký cùng lúc"
CONFIRM = "Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy"


def drop_one(route: Route) -> None:
    """A server that leaves a case out of what it lets one sign."""
    answer = route.fetch()
    value = json.loads(answer.body())
    value["leaves"] = value["leaves"][:1]
    route.fulfill(response=answer, body=json.dumps(value))


def test_two_cases_are_looked_at_one_by_one_and_signed_by_one_gesture(browsers: Playwright, own_office: Office) -> None:
    thu = Desk(browsers, own_office, "Lê Thị Thu", PHONE)
    thu.page.goto("/toi")
    with thu.page.expect_navigation():
        thu.page.get_by_role("button", name="Tạo khóa truy cập trên máy này").click()
    thu.page.goto("/cho-ky")
    expect(thu.page.get_by_role("button", name=re.compile("đã xem"))).to_be_hidden()
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    expect(thu.page.get_by_role("button", name=ASIDE)).to_be_enabled()
    thu.look("Xem hồ sơ, để ký cùng lúc")
    thu.page.get_by_role("button", name=ASIDE).click()
    thu.page.wait_for_url("**/ho-so/*")
    thu.page.goto("/cho-ky")
    expect(thu.page.get_by_role("button", name="Ký duyệt hồ sơ đã xem")).to_be_visible()
    thu.page.get_by_role("link", name="Xem hồ sơ tiếp theo").click()
    thu.page.get_by_role("button", name=ASIDE).click()
    thu.page.wait_for_url("**/cho-ky")
    expect(thu.page.get_by_role("link", name=re.compile("Xem hồ sơ"))).to_be_hidden()
    expect(thu.page.get_by_text("Đã xem, chờ ký cùng")).to_have_count(2)
    thu.look("Chờ ký, hai hồ sơ đã xem")
    thu.page.get_by_role("button", name="Ký duyệt 2 hồ sơ đã xem").click()
    sheet = thu.page.get_by_role("dialog")
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    sheet.get_by_role("button", name=CONFIRM).click()
    expect(sheet.get_by_text("Đánh dấu vào ô cam đoan")).to_be_visible()
    sheet.get_by_label("Tôi và người thân không có lợi ích").check()
    thu.look("Ký duyệt hai hồ sơ cùng lúc")
    # what is signed is what was shown, all of it
    thu.page.route("**/decisions/statement", drop_one)
    sheet.get_by_role("button", name=CONFIRM).click()
    expect(sheet.get_by_text("Chưa xác nhận.")).to_be_visible()
    thu.page.unroute_all(behavior="wait")
    sheet.get_by_role("button", name=CONFIRM).click()
    expect(thu.page.get_by_role("heading", name="Đã ký duyệt 2 hồ sơ")).to_be_visible()
    lines = thu.page.get_by_role("main").get_by_role("listitem").all_inner_texts()
    assert len(lines) == 2 and sorted(line.splitlines()[1][:2] for line in lines) == ["05", "06"]
    thu.look("Đã ký duyệt hai hồ sơ")
    thu.page.get_by_role("link", name="Về danh sách chờ ký").click()
    expect(thu.page.get_by_role("heading", name="Không còn hồ sơ chờ ký")).to_be_visible()
    expect(thu.page.get_by_role("button", name=re.compile("đã xem"))).to_be_hidden()
    assert thu.problems == []
    thu.close()
