"""Way A: the visiting officer certifies himself, on the same page once online."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import one_page, person


def test_in_way_a_the_officer_certifies_on_the_same_page_once_online(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    quang = Desk(browsers, own_office, "Đỗ Văn Quang", {"width": 1280, "height": 900})
    set_way(quang, "A: cán bộ đi nhà chính là người ký chứng thực")
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.page.goto("/may")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    one_page(lan)
    lan.heading("Xã đã nhận")
    lan.add_authenticator()
    lan.page.get_by_role("link", name="Ký chứng thực (cần mạng)").click(timeout=20_000)
    expect(lan.page.get_by_text("trước mặt tôi")).to_be_visible(timeout=20_000)
    look(lan.page, "Cách A", lan.problems)
    lan.page.get_by_role("button", name="Bổ sung", exact=True).click()
    expect(lan.page.get_by_role("heading", name="Đưa về điện thoại để bổ sung")).to_be_visible()
    lan.page.keyboard.press("Escape")
    lan.page.get_by_role("button", name="Ký chứng thực", exact=True).click()
    lan.page.get_by_label("Tôi và người thân không có lợi ích liên quan").check()
    confirm = lan.page.get_by_role("button", name="Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy")
    confirm.click()
    lan.page.get_by_role("button", name="Tạo khóa truy cập trên máy này").click()
    expect(lan.page.get_by_text("Đã có khóa trên máy này")).to_be_visible()
    confirm.click()
    expect(lan.page.get_by_role("heading", name="Đã ký chứng thực 1 hồ sơ")).to_be_visible(timeout=15_000)
    look(lan.page, "Cách A, đã ký", lan.problems)
    lan.page.get_by_role("link", name="Về hồ sơ trên điện thoại").click()
    expect(lan.page.get_by_text("Đã ký duyệt số")).to_be_visible(timeout=20_000)
    lan.problems[:] = [one for one in lan.problems if "/decisions/statement" not in one]
    assert lan.problems == []
    lan.context.close()
    assert quang.problems == []
    quang.close()


def set_way(quang: Desk, name: str) -> None:
    quang.page.goto("/cai-dat/")
    quang.page.get_by_role("radio", name=name).check()
    quang.look("Cài đặt")
    quang.page.get_by_role("button", name="Lưu").click()
    expect(quang.page.get_by_text("Đã lưu.")).to_be_visible()
