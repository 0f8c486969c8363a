"""A case comes back with a mark on its photo, is amended and certified; another is refused and the letter goes home."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk, Phone
from tests.browser.test_one_case import scan_a_case
from tests.browser.test_other_ways import enrolled
from tests.prints import text_of

WHO = "Lê Thị Ví Dụ"
WIDE = {"width": 1280, "height": 900}


def leader_opens(minh: Desk, who: str) -> None:
    minh.page.goto("/cho-ky")
    minh.page.get_by_role("link", name=re.compile(who)).last.click()
    expect(minh.page.get_by_text("là người tiếp nhận hồ sơ")).to_be_visible(timeout=20_000)


def home(lan: Phone) -> None:
    lan.tap("Quay lại")


def sent(lan: Phone) -> None:
    lan.heading("Xã đã nhận")
    home(lan)


def test_a_returned_case_is_amended_with_a_new_photo_and_certified(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    scan_a_case(lan)
    sent(lan)
    minh = Desk(browsers, office, "Hoàng Đức Minh", PHONE)
    minh.make_passkey()
    leader_opens(minh, WHO)
    minh.page.get_by_role("button", name="Chỉ chỗ sai").first.click()
    minh.page.get_by_role("img", name="Trang 1, chụp sau khi ký").click(position={"x": 60, "y": 40})
    minh.page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(minh.page.get_by_text("Đã chỉ một chỗ trên ảnh trang 1.")).to_be_visible()
    minh.page.get_by_role("button", name="Trả lại để bổ sung").click()
    expect(minh.page.get_by_text("Chọn một lý do.")).to_be_visible()
    minh.page.get_by_role("radio", name="Ảnh mờ, không đọc được").check()
    minh.page.get_by_label("Ghi thêm cho cán bộ").fill("Chữ ký bị lóa")
    minh.look("Trả lại")
    minh.page.get_by_role("button", name="Trả lại để bổ sung").dblclick()
    expect(minh.page.get_by_role("heading", name="Đã trả lại cho cán bộ")).to_be_visible(timeout=15_000)
    minh.look("Đã trả lại")

    lan.page.goto("/may")
    expect(lan.page.get_by_text("Cần bổ sung").first).to_be_visible(timeout=20_000)
    lan.page.get_by_role("link", name=re.compile(WHO)).first.click()
    expect(lan.page.get_by_text("Chữ ký bị lóa")).to_be_visible()
    expect(lan.page.get_by_role("img", name=re.compile("Trang 1: phía trên"))).to_be_visible()
    lan.heading("Cần bổ sung")
    lan.page.get_by_role("link", name="Bổ sung hồ sơ").click()
    lan.heading("Bổ sung hồ sơ")
    lan.tap("Gửi bản bổ sung")
    expect(lan.page.get_by_role("alert")).to_contain_text("Chưa sửa gì")
    lan.page.get_by_label("Nói thêm với lãnh đạo").fill("Chụp lại ngoài sáng")
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 5")
    lan.tap("Chụp lại trang 1")
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")
    # what was typed survived the photo, a reload too
    lan.page.reload()
    expect(lan.page.get_by_label("Tổ, thôn")).to_have_value("Tổ 5")
    expect(lan.page.get_by_label("Nói thêm với lãnh đạo")).to_have_value("Chụp lại ngoài sáng")
    expect(lan.page.get_by_role("button", name="Đã chụp lại trang 1")).to_be_visible()
    lan.page.get_by_role("button", name="Gửi bản bổ sung").dblclick()
    sent(lan)

    leader_opens(minh, WHO)
    minh.page.get_by_role("button", name="Ký duyệt", exact=True).click()
    minh.page.get_by_label("Tôi và người thân không có lợi ích liên quan").check()
    minh.page.get_by_role("button", name="Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy").dblclick()
    expect(minh.page.get_by_role("heading", name="Đã ký duyệt 1 hồ sơ")).to_be_visible(timeout=15_000)
    minh.page.goto("/da-ky")
    minh.page.get_by_role("link", name=re.compile(WHO)).first.click()
    expect(minh.page.get_by_text("Trả lại để bổ sung")).to_be_visible()
    minh.look("Hồ sơ của lãnh đạo")
    assert "0 problems" in office.flask("ledger", "verify")
    assert minh.problems == [] and lan.problems == []
    minh.close()
    lan.context.close()


def test_a_refused_case_prints_its_letter_and_the_officer_hands_it_over(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    scan_a_case(lan)
    sent(lan)
    minh = Desk(browsers, office, "Lê Thị Thu", PHONE)
    minh.make_passkey()
    leader_opens(minh, WHO)
    minh.page.get_by_role("button", name="Từ chối chứng thực", exact=True).first.click()
    minh.page.get_by_role("radio", name="Nội dung trái pháp luật, đạo đức xã hội").check()
    minh.look("Từ chối")
    minh.page.get_by_role("dialog").get_by_role("button", name="Từ chối chứng thực").click()
    expect(minh.page.get_by_role("heading", name="Đã từ chối chứng thực")).to_be_visible(timeout=15_000)

    hanh = Desk(browsers, office, "Vũ Thị Hạnh", WIDE)
    hanh.page.get_by_role("link", name="Cần in").click()
    hanh.look("Cần in")
    letter = hanh.page.get_by_role("checkbox", name=re.compile(f"{WHO}.*Văn bản từ chối")).last.get_attribute("value")
    pdf = hanh.post("/can-in/", {"case": str(letter)})
    words = text_of(pdf)
    for part in ("VĂN BẢN TỪ CHỐI CHỨNG THỰC", WHO, "Khoản 3 Điều 25", "Lê Thị Thu"):
        assert part in words

    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile(f"{WHO}.*Mang phiếu từ chối", re.S)).first.click()
    expect(lan.page.get_by_text("Văn bản từ chối chứng thực").first).to_be_visible(timeout=15_000)
    lan.choose("Chính người yêu cầu")
    lan.tap("Tiếp tục")
    lan.heading("Ký nhận vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Kiểm tra và lưu")
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Lê Thị Thu từ chối chứng thực.")).to_be_visible(timeout=15_000)
    for person in (minh, hanh):
        assert person.problems == []
        person.close()
    assert lan.problems == []
    lan.context.close()
