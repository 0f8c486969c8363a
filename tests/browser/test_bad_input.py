"""What a phone says to wrong codes, expired cards, missing words and an empty signature."""

import io
import re
from pathlib import Path

import qrcode
from playwright.sync_api import Playwright, expect

from app.media.sample import signed_page
from tests.browser.conftest import Office
from tests.browser.people import CARD, Phone, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import choose_history, conditions

INSURANCE = "GD4272720000001|4e677579e1bb856e20546869|05/03/1954|2|12345|27 - 007|01/01/2024|-|15/01/2024"


def code_photo(text: str, name: str = "the.jpg") -> dict[str, object]:
    out = io.BytesIO()
    qrcode.make(text.encode(), box_size=10).get_image().convert("RGB").save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def told(lan: Phone, text: str) -> None:
    expect(lan.page.get_by_text(text)).to_be_visible(timeout=15_000)


def test_each_wrong_thing_is_named_and_nothing_said_before_is_lost(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=False)
    lan.offline(True)
    lan.tap("Hồ sơ mới Bắt đầu từ người yêu cầu")
    answer_why(lan)
    pick = lan.page.get_by_label("Chọn ảnh có mã")
    blank = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": signed_page("A", "B")}
    broken = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 no photo"}
    for photo, said in (
        (blank, "Chưa đọc được mã trong ảnh."),
        (broken, "Ảnh này không mở được."),
        (code_photo(INSURANCE), "Đây là mã thẻ bảo hiểm y tế."),
        (code_photo("https://example.test/qua-tang"), "Đây không phải mã QR trên thẻ căn cước."),
    ):
        pick.set_input_files(photo)  # type: ignore[arg-type]
        told(lan, said)
    pick.set_input_files(code_photo(CARD))  # type: ignore[arg-type]
    lan.heading("Đúng người này không?")
    number = lan.page.get_by_label("Số giấy tờ")
    number.fill("02414900003")
    lan.tap("Đúng")
    told(lan, "Nhập đủ 12 số căn cước. Hiện có 11 số.")
    number.fill("024149000035")
    name = lan.page.get_by_label("Họ và tên")
    name.fill("  ")
    lan.tap("Đúng")
    told(lan, "Ghi họ và tên như trên thẻ.")
    name.fill("Lê Thị Ví Dụ")
    lan.tap("Đúng")
    lan.choose("Có ngày hết hạn")
    lan.tap("Tiếp tục")
    told(lan, "Chọn Không thời hạn, hoặc ghi ngày in trên thẻ, ví dụ 25/11/2030.")
    lan.page.get_by_label("Thẻ ghi có giá trị đến").fill("04052020")
    lan.tap("Tiếp tục")
    told(lan, "Giấy tờ hết hạn ngày 04/05/2020.")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    conditions(lan)
    lan.tap("Tiếp tục")
    told(lan, "Chọn loại giấy.")
    lan.choose("Sơ yếu lý lịch")
    lan.page.get_by_role("checkbox", name=re.compile("Không ghi nhận xét")).check()
    lan.tap("Tiếp tục")
    told(lan, "Còn điều chưa đánh dấu: Mục không có nội dung đã gạch chéo hết.")
    look(lan.page, "Điều riêng của tờ khai lý lịch", lan.problems)
    lan.tap("Không gạch chéo chỗ trống: từ chối chứng thực")
    lan.heading("Từ chối chứng thực?")
    expect(lan.page.get_by_role("radio", name=re.compile("còn chỗ trống.*Điều 15 Thông tư"))).to_be_checked()
    lan.tap("Quay lại làm tiếp")
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.tap("Tiếp tục")
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.tap("Đã ký xong")
    lan.heading("Chụp trang 1/1 đã ký")
    pages = lan.page.get_by_label("Chọn ảnh có sẵn")
    pages.set_input_files(broken)  # type: ignore[arg-type]
    told(lan, "Ảnh này không mở được. Chụp lại hoặc chọn ảnh khác.")
    pages.set_input_files(blank)  # type: ignore[arg-type]
    lan.tap("Rõ, dùng ảnh này")
    expect(lan.page.get_by_role("button", name="Xong")).to_be_disabled()
    lan.page.reload()
    expect(lan.page.get_by_role("button", name="Xong")).to_be_disabled()
    lan.draw()
    expect(lan.page.get_by_role("button", name="Xong")).to_be_enabled()
    lan.page.get_by_role("button", name="Bỏ nét cuối").click(click_count=3, delay=50)
    expect(lan.page.get_by_role("button", name="Xong")).to_be_disabled()
    assert lan.problems == []
    lan.context.close()
