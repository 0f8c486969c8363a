"""At the door the citizen taps one of five; the officer gets his phone back by PIN and reads no answer."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, look
from tests.browser.test_other_ways import enrolled

WIDE = {"width": 1280, "height": 900}


def test_the_citizen_says_what_he_thinks_and_the_officer_reads_none_of_it(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.goto("/may/ho-so")
    lan.page.get_by_role("link").filter(has_text="Đã trả").first.click()
    lan.offline(True)
    lan.page.get_by_role("link", name="Mời người dân đánh giá").click()
    lan.heading("Ông/bà thấy UBND phường Ví Dụ phục vụ thế nào?")
    lan.page.get_by_text("Muốn nói vì sao?").click()
    lan.page.get_by_role("button", name="Thái độ cán bộ").click()
    lan.page.get_by_role("button", name="Rất hài lòng", exact=True).click()
    lan.heading("Xin cảm ơn ông/bà")
    lan.tap("Đưa máy cho cán bộ")
    lan.take_back()
    expect(lan.page.get_by_role("link", name="Mời người dân đánh giá")).to_have_count(0)
    assert "Rất hài lòng" not in lan.page.content()
    lan.offline(False)
    expect(lan.page.get_by_text("Đang gửi")).to_have_count(0, timeout=15_000)
    look(lan.page, "Hồ sơ đã được đánh giá", lan.problems)
    assert lan.problems == []
    minh = Desk(browsers, own_office, "Hoàng Đức Minh", WIDE)
    minh.page.goto("/thong-ke")
    expect(minh.page.get_by_role("heading", name="Thống kê")).to_be_visible()
    minh.look("Thống kê")
    assert minh.problems == []
    minh.close()
    lan.context.close()
