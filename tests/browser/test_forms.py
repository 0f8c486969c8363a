"""Papers that are printed filled: at the office before a visit, and from the phone at the door."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import conditions, person

WIDE = {"width": 1280, "height": 900}


def test_a_paper_is_printed_at_the_office_filled_with_what_is_known(browsers: Playwright, office: Office) -> None:
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", WIDE)
    hanh.page.get_by_role("link", name="Mẫu giấy").click()
    hanh.look("Mẫu giấy")
    hanh.page.get_by_role("link", name="Giấy ủy quyền nhận trợ cấp").click()
    hanh.look("Mẫu giấy ủy quyền")
    hanh.page.get_by_label("Họ và tên", exact=True).fill("Nguyễn Thị Sáu")
    with hanh.page.expect_popup() as opened:
        hanh.page.get_by_role("button", name="In giấy").click()
    assert "/mau-giay/uy_quyen_tro_cap" in opened.value.url
    answer = hanh.page.request.post("/mau-giay/uy_quyen_tro_cap", form={"name": "Nguyễn Thị Sáu"})
    assert answer.body().startswith(b"%PDF")
    assert hanh.problems == []
    hanh.close()


def test_a_paper_is_printed_from_the_phone_with_the_card_s_own_words(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    conditions(lan)
    lan.choose("Giấy ủy quyền nhận trợ cấp")
    lan.tap("Tiếp tục")
    lan.page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }")
    lan.tap("Chưa có giấy: in mẫu đã điền")
    expect(lan.page.get_by_role("heading", name="In mẫu giấy đã điền")).to_be_visible()
    look(lan.page, "In mẫu giấy", lan.problems)
    lan.page.get_by_label("Người được ủy quyền: họ và tên").fill("Lê Văn Con")
    lan.tap("In giấy")
    lan.page.wait_for_function("() => window.printed === 1")
    lan.page.emulate_media(media="print")
    paper = lan.page.locator(".sheet-print")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text("Tôi là: Lê Thị Ví Dụ, sinh ngày: 02/09/1949, số định danh cá nhân: 024149000035.")
    expect(paper).to_contain_text("Ủy quyền cho: Lê Văn Con")
    expect(lan.page.get_by_role("button", name="In giấy")).to_be_hidden()
    lan.page.emulate_media(media="screen")
    lan.tap("Xong, quay lại hồ sơ")
    lan.heading("Mấy trang, mấy bản?")
    # what was typed for the paper is there when it is printed again
    lan.tap("Chưa có giấy: in mẫu đã điền")
    expect(lan.page.get_by_label(re.compile("Người được ủy quyền: họ và tên"))).to_have_value("Lê Văn Con")
    assert lan.problems == []
    lan.context.close()
