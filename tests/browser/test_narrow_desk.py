"""A clerk at the desk's pages with a phone in her hand: the menu folds, what is refused keeps what was typed."""

import re

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk

WAITS = "Ngày,Ghi có,Nội dung\n20/11/2026,10.000,chuyen tien phi\n"
STATEMENT = "**/phi/sao-ke"


def test_the_menu_shows_all_and_folds_again(browsers: Playwright, office: Office) -> None:
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", PHONE)
    page = hanh.page
    page.goto("/ho-so-xa")
    far, all_of_it = page.get_by_role("link", name="Sổ phí"), page.get_by_role("button", name="Mọi mục")
    expect(page.get_by_role("link", name="Hồ sơ", exact=True)).to_be_visible()
    expect(far).to_be_hidden()
    all_of_it.click()
    fewer = page.get_by_role("button", name="Thu gọn")
    expect(fewer).to_have_attribute("aria-expanded", "true")
    expect(far).to_be_visible()
    hanh.look("Mọi mục trên điện thoại")
    fewer.click()
    expect(far).to_be_hidden()
    all_of_it.click()
    far.click()
    page.wait_for_url("**/phi")
    assert hanh.problems == []
    hanh.close()


def test_what_is_refused_is_said_over_its_button_and_nothing_typed_is_lost(
    browsers: Playwright, office: Office
) -> None:
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", PHONE)
    page = hanh.page
    page.goto("/phi/sao-ke")
    file = {"name": "sk.csv", "mimeType": "text/csv", "buffer": WAITS.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Nhập sao kê").click()
    expect(page.get_by_text(re.compile("1 dòng mới"))).to_be_visible()
    hanh.look("Sao kê trên điện thoại")
    code, match = page.get_by_label("Mã hồ sơ"), page.get_by_role("button", name="Ghép")
    code.fill("VD-0000")
    match.click()
    refused = page.get_by_role("alert").filter(has_text="Không có hồ sơ nào mang mã này")
    expect(refused).to_be_visible()
    expect(code).to_have_value("VD-0000")
    hanh.look("Sao kê, ghép bị từ chối")
    hanh.context.set_offline(True)
    match.click()
    expect(page.get_by_text("Không có mạng. Chữ đã gõ vẫn còn")).to_be_visible()
    expect(refused).to_be_hidden()
    expect(code).to_have_value("VD-0000")
    hanh.context.set_offline(False)
    # what is accepted opens the page that it led to: here the same one, with what came of it
    page.goto("/ho-so-xa")
    page.get_by_role("link", name=re.compile("Trịnh Thị Nếp")).click()
    page.get_by_text("Giữ lại, không hủy khi đến hạn").click()
    why = page.get_by_label("Lý do, số văn bản")
    why.fill("Toà án đang xem \u202e")
    hold = page.get_by_role("button", name="Giữ lại", exact=True)
    hold.click()
    expect(page.get_by_role("alert").filter(has_text="ký tự")).to_be_visible()
    why.fill("Toà án đang xem")
    hold.click()
    expect(page.get_by_text("Toà án đang xem")).to_be_visible()
    # the refusals themselves are told by the console of any page that asked
    assert [one for one in hanh.problems if "409" not in one and "400" not in one and "ERR_INTERNET" not in one] == []
    hanh.close()
