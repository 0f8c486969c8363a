"""The leader's page signs only what it showed: changed pictures and foreign challenges never reach the passkey."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Playwright, Route, expect

from app.media.sample import signed_page
from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk


@pytest.fixture
def thu(browsers: Playwright, office: Office) -> Iterator[Desk]:
    found = Desk(browsers, office, "Lê Thị Thu", PHONE)
    found.page.goto("/toi")
    with found.page.expect_navigation():
        found.page.get_by_role("button", name="Tạo khóa truy cập trên máy này").click()
    found.page.goto("/cho-ky")
    yield found
    found.close()


def test_a_picture_that_is_not_the_one_of_the_sheet_stops_everything(thu: Desk) -> None:
    other = signed_page("Giay khac", "Nguoi khac")
    thu.page.route("**/anh/*", lambda route: route.fulfill(body=other, content_type="image/jpeg"))
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    expect(thu.page.get_by_text("Chưa xác nhận.")).to_be_visible()
    expect(thu.page.get_by_role("button", name="Ký duyệt")).to_be_disabled()


def test_a_point_on_the_photo_is_set_from_a_keyboard_and_told(thu: Desk) -> None:
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    button = thu.page.get_by_role("button", name="Chỉ chỗ sai").first
    button.press("Enter")
    told = thu.page.get_by_role("status").filter(has_text=re.compile("phím mũi tên|Điểm đánh dấu"))
    expect(told).to_have_text("Bấm phím mũi tên để dời dấu đến chỗ sai.")
    box = thu.page.get_by_role("group", name="Trang 1, chụp sau khi ký")
    expect(box).to_be_focused()
    box.press("ArrowRight")
    box.press("ArrowUp")
    expect(told).to_have_text("Điểm đánh dấu: 53% từ mép trái, 48% từ mép trên.")
    thu.look("Chỉ chỗ sai bằng phím")
    assert thu.problems == []


def swap_challenge(answer: dict[str, Any]) -> None:
    answer["options"]["challenge"] = "A" * 43


def swap_leaf(answer: dict[str, Any]) -> None:
    answer["leaves"][0] = answer["leaves"][0].replace('"approve"', '"refuse"')


def swap_statement(answer: dict[str, Any]) -> None:
    answer["statement"] = answer["statement"].replace('"v":1', '"v":2')


@pytest.mark.parametrize("swap", [swap_challenge, swap_leaf, swap_statement], ids=lambda swap: swap.__name__)
def test_a_statement_over_something_else_is_never_signed(thu: Desk, swap: Any) -> None:
    sent: list[str] = []

    def tamper(route: Route) -> None:
        answer = route.fetch()
        value = json.loads(answer.body())
        swap(value)
        route.fulfill(response=answer, body=json.dumps(value))

    thu.page.route("**/decisions/statement", tamper)
    thu.page.on("request", lambda request: sent.append(request.url))
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    thu.page.get_by_role("button", name="Ký duyệt").click()
    thu.page.get_by_label("Tôi và người thân không có lợi ích liên quan").check()
    thu.page.get_by_role("button", name="Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy").click()
    expect(thu.page.get_by_text("Chưa xác nhận.")).to_be_visible()
    assert not [url for url in sent if url.endswith("/decisions")]
