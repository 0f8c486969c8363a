"""Several on one paper, one by hand, one by fingerprint: each asked, each kept; what the leader sees of it."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk, Phone, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import choose_history, conditions, person, photograph


def test_two_on_one_paper_one_of_them_by_fingerprint(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    conditions(lan)
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    look(lan.page, "Người cùng ký", lan.problems)
    # the card of the first still lies before the camera: the second goes on without one
    with lan.no_camera():
        lan.tap("Thêm người cùng ký")
        the_second(lan)
    for _ in range(2):
        lan.tap("Tôi đồng ý ký")
        lan.take_back()
    lan.heading("Mời mọi người cùng ký trên giấy")
    lan.page.get_by_role("button", name="Đổi cách ký").nth(1).click()
    expect(lan.page.get_by_role("heading", name=re.compile("ký bằng cách nào"))).to_be_visible()
    lan.page.get_by_role("radio", name=re.compile("^Điểm chỉ Không")).check()
    look(lan.page, "Ký bằng cách nào", lan.problems)
    lan.choose("ngón trỏ bàn tay trái")
    lan.tap("Tiếp tục")
    expect(lan.page.get_by_text("điểm chỉ ngón trỏ bàn tay trái")).to_be_visible()
    look(lan.page, "Cùng ký trên giấy", lan.problems)
    lan.tap("Đã ký xong")
    photograph(lan, "Chụp trang 1/1 đã ký")
    expect(lan.page.get_by_role("heading", name=re.compile("Chụp dấu điểm chỉ của"))).to_be_visible()
    look(lan.page, "Chụp dấu điểm chỉ", lan.problems)
    photograph(lan, "Chụp dấu điểm chỉ của Ông Cao Văn Lúa trên giấy")
    # who gave his print draws nothing on the screen
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.choose("Thu khi trả kết quả")
    lan.tap("Tiếp tục")
    a_witness(lan)
    look(lan.page, "Kiểm tra lại, hai người", lan.problems)
    lan.tap("Hoàn tất và lưu trên máy")
    lan.heading("Đã lưu trên máy")
    lan.offline(False)
    lan.heading("Xã đã nhận")
    leader_sees(Desk(browsers, own_office, "Hoàng Đức Minh", PHONE))
    assert "0 problems" in own_office.flask("ledger", "verify")
    assert lan.problems == []
    lan.context.close()


def the_second(lan: Phone) -> None:
    expect(lan.page.get_by_text("Người cùng ký thứ 2")).to_be_visible()
    lan.tap("Nhập tay")
    lan.page.get_by_label("Họ và tên").fill("Cao Văn Lúa")
    lan.page.get_by_label("Số giấy tờ").fill("024 149 000 035")
    lan.page.get_by_label("Ngày sinh").fill("1949")
    lan.tap("Nam")
    lan.tap("Đúng")
    expect(lan.page.get_by_text("Người này đã có tên trong hồ sơ này rồi.")).to_be_visible()
    lan.page.get_by_label("Số giấy tờ").fill("024 049 000 013")
    lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    for number in range(1, 6):
        expect(lan.page.get_by_text(f"Câu {number}/5")).to_be_visible()
        lan.tap("Có, cán bộ đọc cho nghe" if number == 3 else "Có")


def a_witness(lan: Phone) -> None:
    lan.heading("Kiểm tra lại")
    lan.page.get_by_role("button", name=re.compile("Sửa Người làm chứng")).click()
    lan.heading("Người làm chứng, phiên dịch")
    lan.page.get_by_role("radio", name="Người làm chứng", exact=True).check()
    lan.page.get_by_label("Họ và tên").fill("Lê Thị Hàng")
    lan.page.get_by_label("Quan hệ với người yêu cầu").fill("hàng xóm")
    look(lan.page, "Người làm chứng", lan.problems)
    lan.tap("Ghi người này")
    expect(lan.page.get_by_text("Người có quyền lợi liên quan thì không làm chứng")).to_be_visible()
    lan.page.get_by_role("checkbox", name="Không có quyền lợi liên quan đến giấy này").check()
    lan.tap("Ghi người này")
    lan.heading("Kiểm tra lại")
    expect(lan.page.get_by_text("Lê Thị Hàng")).to_be_visible()


def leader_sees(minh: Desk) -> None:
    minh.page.goto("/cho-ky")
    minh.page.get_by_role("link", name=re.compile("Ví Dụ")).first.click()
    expect(minh.page.get_by_text("2. Ông Cao Văn Lúa")).to_be_visible(timeout=30_000)
    expect(minh.page.get_by_text("(điểm chỉ ngón trỏ bàn tay trái)")).to_be_visible()
    expect(minh.page.get_by_role("heading", name="Người cùng ký: Ông Cao Văn Lúa")).to_be_visible()
    expect(minh.page.get_by_text("Dấu điểm chỉ trên giấy, chụp gần")).to_be_visible()
    expect(minh.page.get_by_text("Lê Thị Hàng, hàng xóm, tự nguyện")).to_be_visible()
    minh.look("Hai người cùng ký")
    assert minh.problems == []
    minh.close()
