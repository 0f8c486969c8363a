"""An officer's day: visits, several pages, a torn sheet, a second paper, a turned phone, a wrong PIN."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.test_return_and_refuse import home, sent
from tests.browser.wizard import choose_history, conditions, finish, one_page, person, photograph


def test_two_pages_a_torn_sheet_a_turned_phone_and_another_paper_of_the_same_person(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    conditions(lan)
    lan.choose("Giấy ủy quyền nhận lương hưu")
    lan.tap("Tiếp tục")
    lan.page.get_by_role("button", name="Thêm trang").click()
    lan.tap("Tiếp tục")
    expect(lan.page.get_by_role("button", name="Tôi đồng ý ký")).to_be_visible()
    # while the citizen holds the phone nothing else is reachable, not even by the address or a reload
    lan.page.goto("/may/ho-so")
    expect(lan.page.get_by_role("button", name="Tôi đồng ý ký")).to_be_visible()
    lan.tap("Tôi đồng ý ký")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.page.reload()
    lan.press_pin("135790")
    expect(lan.page.get_by_text("Mã PIN chưa đúng.")).to_be_visible()
    lan.page.goto("/may")
    lan.take_back()
    lan.heading("Mời ký trên giấy, trước mặt cán bộ")
    lan.tap("Đã ký xong")
    photograph(lan, "Chụp trang 1/2 đã ký")
    lan.heading("Chụp trang 2/2 đã ký")
    lan.tap("Ký hỏng, làm tờ khác")
    lan.tap("Bỏ tờ này, làm tờ khác")
    # of the new sheet only what was asked of the sheet is asked again, and the citizen's consent
    for number in (2, 3, 6):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        expect(lan.page.get_by_text("Tờ mới: hỏi lại trước khi ký.")).to_be_visible()
        lan.tap("Có, tự đọc" if number == 3 else "Có")
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.heading("Mời ký trên giấy, trước mặt cán bộ")
    expect(lan.page.get_by_text("Đã bỏ 1 tờ ký hỏng.")).to_be_visible()
    lan.tap("Đã ký xong")
    photograph(lan, "Chụp trang 1/2 đã ký")
    photograph(lan, "Chụp trang 2/2 đã ký")
    lan.heading("Ký vào ô này")
    lan.draw()
    # a call, a turn of the phone, a reload: the ink stays as it was drawn
    lan.page.set_viewport_size({"width": 740, "height": 360})
    look(lan.page, "Ô ký nằm ngang", lan.problems)
    lan.page.reload()
    expect(lan.page.get_by_role("button", name="Xong")).to_be_enabled()
    lan.page.set_viewport_size(PHONE)
    lan.tap("Xong")
    lan.take_back()
    finish(lan)
    lan.tap("Thêm giấy khác của cùng người")
    conditions(lan)
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    lan.tap("Tôi chưa đồng ý")
    lan.take_back()
    lan.heading("Từ chối chứng thực?")
    lan.choose("Không tự nguyện, hoặc chưa đồng ý ký")
    lan.tap("Lập phiếu từ chối")
    lan.heading("Đã lưu trên máy")
    lan.offline(False)
    sent(lan)
    # the same number on the same day is said, and allowed
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan, again=True)
    expect(lan.page.get_by_text("Câu 1/6")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_visit_of_ones_own_in_a_few_taps_leads_to_a_case_that_is_withdrawn(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.heading("Đến nhà ai?")
    lan.page.get_by_label("Họ và tên").fill("Hồ Thị Lạc")
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    lan.tap("Lưu lượt này")
    # nobody is called Bà because nobody looked; the banner leads to what is to be mended
    expect(lan.page.get_by_role("alert")).to_contain_text("Chọn cách gọi")
    expect(lan.page.get_by_text("Cần sửa ở đây")).to_be_visible()
    lan.tap("Đến mục cần sửa")
    expect(lan.page.get_by_role("button", name="Ông", exact=True)).to_be_focused()
    lan.page.get_by_role("button", name="Bà", exact=True).click()
    expect(lan.page.get_by_role("alert")).to_be_hidden()
    expect(lan.page.get_by_text("Cần sửa ở đây")).to_have_count(0)
    lan.tap("Lưu lượt này")
    expect(lan.page.get_by_text("1 lượt · 0 xong")).to_be_visible()
    look(lan.page, "Hôm nay có lượt", lan.problems)
    lan.offline(False)
    lan.page.get_by_role("link", name=re.compile("Hồ Thị Lạc")).click()
    lan.heading("Bà Hồ Thị Lạc")
    lan.tap("Làm hồ sơ chứng thực")
    lan.choose("Già yếu")
    lan.tap("Tiếp tục")
    expect(lan.page.get_by_label("Tổ, thôn")).to_have_value("Tổ 6")
    lan.tap("Tiếp tục")
    lan.tap("Đã đọc")
    person(lan, again=False)
    one_page(lan)
    lan.heading("Xã đã nhận")
    lan.page.get_by_role("link", name="Rút hồ sơ").click(timeout=20_000)
    lan.heading("Người dân rút hồ sơ?")
    lan.tap("Rút hồ sơ")
    expect(lan.page.get_by_role("alert")).to_contain_text("Chọn lý do")
    lan.choose("Người dân đổi ý")
    lan.choose("Đã trả giấy cho người dân")
    lan.tap("Rút hồ sơ")
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Đã rút", exact=True)).to_be_visible(timeout=20_000)
    home(lan)
    lan.page.get_by_role("link", name=re.compile("Hồ Thị Lạc")).click()
    lan.tap("Kết thúc lượt này")
    lan.heading("Kết quả lượt đến nhà?")
    lan.choose("Đã làm xong")
    lan.tap("Kết thúc lượt này")
    expect(lan.page.get_by_text("1 lượt · 1 xong")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_visit_that_is_put_off_is_seen_again_on_its_new_day(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Đinh Thị Nụ")
    lan.page.get_by_role("button", name="Cụ", exact=True).click()
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    lan.page.get_by_label("Chỉ đường, ghi chú").fill("cổng xanh")
    lan.tap("Lưu lượt này")
    visit = lan.page.get_by_role("link", name=re.compile("Đinh Thị Nụ"))
    visit.click()
    expect(lan.page.get_by_text("cổng xanh")).to_be_visible()
    lan.tap("Kết thúc lượt này")
    lan.choose("Hẹn lại ngày khác")
    lan.tap("Lưu ngày hẹn lại")
    expect(lan.page.get_by_role("alert")).to_contain_text("từ hôm nay trở đi")
    later = date.today() + timedelta(days=9)
    lan.page.get_by_role("textbox", name="Hẹn lại ngày").fill(f"{later:%d/%m}")
    lan.page.get_by_label("Ghi thêm").fill("con trai đón về quê")
    look(lan.page, "Hẹn lại lượt", lan.problems)
    lan.tap("Lưu ngày hẹn lại")
    expect(lan.page.get_by_role("heading", name="Những ngày tới")).to_be_visible()
    expect(visit).to_contain_text(f"{later:%d/%m}")
    lan.offline(False)
    expect(lan.page.get_by_text("Chưa gửi: 2 mục")).to_be_hidden(timeout=20_000)
    lan.page.reload()
    visit.click()
    expect(
        lan.page.get_by_text(re.compile(r"Dời từ ngày \d\d/\d\d/\d{4}: con trai đón về quê · cổng xanh"))
    ).to_be_visible()
    lan.tap("Kết thúc lượt này")
    lan.choose("Vắng nhà")
    lan.tap("Kết thúc lượt này")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    expect(visit).to_have_count(0)
    assert lan.problems == []
    lan.context.close()


def test_a_hand_over_noted_by_mistake_is_corrected_on_the_same_day(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).first.click()
    lan.choose("Người cùng nhà")
    lan.page.get_by_label("Họ và tên người nhận").fill("Lý Văn Con")
    lan.page.get_by_role("textbox", name="Quan hệ").fill("con trai")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Kiểm tra và lưu")
    expect(lan.page.get_by_text("Lý Văn Con, Người cùng nhà, con trai")).to_be_visible()
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Xã đã nhận")
    lan.page.get_by_role("link", name="Ghi nhầm: sửa lần trả này").click(timeout=20_000)
    lan.heading("Lần trả này ghi nhầm?")
    lan.choose("Ghi nhầm hồ sơ")
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", "choice")
    lan.page.reload()
    expect(lan.page.get_by_role("radio", name="Ghi nhầm hồ sơ")).to_be_checked()
    lan.tap("Sửa: cán bộ vẫn giữ giấy")
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Sẵn sàng trả", exact=True)).to_be_visible(timeout=20_000)
    expect(lan.page.get_by_text("Lần trả trước ghi nhầm, đã sửa: Ghi nhầm hồ sơ")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_wrong_recipient_is_written_anew_at_once_with_no_network(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).first.click()
    lan.choose("Chính người yêu cầu")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    lan.page.get_by_role("link", name="Ghi nhầm: sửa lần trả này").click()
    lan.choose("Ghi nhầm người nhận")
    lan.tap("Sửa, ghi lại người nhận")
    lan.heading("Ai nhận kết quả?")
    lan.choose("Người cùng nhà")
    lan.page.get_by_label("Họ và tên người nhận").fill("Lý Văn Con")
    lan.page.get_by_role("textbox", name="Quan hệ").fill("con trai")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    expect(lan.page.get_by_text("Lý Văn Con, Người cùng nhà, con trai")).to_be_visible()
    lan.offline(False)
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Đã trả", exact=True)).to_be_visible(timeout=20_000)
    expect(lan.page.get_by_text("Cần đối chiếu")).to_be_hidden()
    assert lan.problems == []
    lan.context.close()
