"""One case, end to end, the way people do it: offline at the bedside, decided by passkey, sealed, carried home."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Playwright, expect
from pypdf import PdfReader

from app.media.sample import signed_page
from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk, Phone, look

WIDE = {"width": 1280, "height": 900}
CITIZEN = "Nguyễn Thị Sáu"


def test_one_case_from_the_bedside_to_the_hand_over(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    office = own_office
    quang = Desk(browsers, office, "Đỗ Văn Quang", WIDE)
    lan = Phone(browsers, office, tmp_path)
    enrol(lan, invitation(quang))

    lan.offline(True)
    type_a_case(lan)
    lan.page.get_by_role("button", name="Về trang Hôm nay").click()
    scan_a_case(lan)

    lan.kill()
    lan.start()
    lan.offline(True)
    lan.page.goto("/may/chua-gui")
    lan.unlock()
    expect(lan.page.get_by_role("heading", level=1)).to_contain_text("2")
    expect(lan.page.get_by_text(CITIZEN)).to_be_visible()
    look(lan.page, "Chưa gửi", lan.problems)
    lan.offline(False)
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=30_000)
    look(lan.page, "Đã gửi hết", lan.problems)
    for path, name in (("/may/ho-so", "Hồ sơ"), ("/may/toi", "Tôi"), ("/may/quet", "Quét"), ("/may", "Hôm nay")):
        lan.page.goto(path)
        expect(lan.page.get_by_role("navigation", name="Mục chính")).to_be_visible()
        look(lan.page, name, lan.problems)

    minh = Desk(browsers, office, "Hoàng Đức Minh", PHONE)
    decide(minh)
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", WIDE)
    code = read_certificate(hanh)
    check_paper(hanh, code, "Chưa đóng dấu")
    seal_and_hand(hanh)
    check_paper(hanh, code, "Còn hiệu lực")

    deliver(lan)
    assert "0 problems, 0 holes" in office.flask("ledger", "verify")
    expect(hanh.page.get_by_role("heading", name="Giấy tờ tại xã")).to_be_visible()

    hoa = Desk(browsers, office, "Phạm Thị Hòa", PHONE)
    sees_nothing(hoa, minh)
    for person in (quang, minh, hanh, hoa):
        assert person.problems == []
        person.close()
    assert lan.problems == []
    lan.context.close()


def invitation(quang: Desk) -> str:
    quang.page.goto("/nguoi-va-may/")
    quang.look("Người và máy")
    quang.page.get_by_role("button", name="Mời máy Trần Thị Lan").click()
    quang.look("Mời máy")
    text = quang.page.get_by_text("/may/ghi-nhan#").inner_text()
    return re.sub(r"\s", "", text)


def enrol(lan: Phone, link: str) -> None:
    lan.sign_in()
    lan.heading("Máy này chưa được ghi nhận")
    lan.page.goto(link)
    lan.tap("Ghi nhận máy này")
    lan.set_pin()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible(timeout=15_000)
    assert "#" not in lan.page.url
    lan.page.wait_for_function("() => !!navigator.serviceWorker.controller", timeout=15_000)
    shell = lan.context.new_cdp_session(lan.page)
    assert shell.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert shell.send("Page.getAppManifest")["errors"] == []


def type_a_case(lan: Phone) -> None:
    lan.page.goto("/may")
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.tap("Nhập tay")
    lan.heading("Nhập giấy tờ tùy thân")
    lan.page.get_by_label("Họ và tên").fill(CITIZEN)
    lan.page.get_by_label("Số giấy tờ").fill("024 154 000 06")
    lan.page.get_by_role("button", name="Nữ", exact=True).click()
    lan.page.get_by_label("Ngày sinh").fill("1954")
    lan.page.get_by_label("Nơi thường trú").focus()
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", "birth")
    lan.page.reload()
    # what was typed is on disk before the next question
    expect(lan.page.get_by_label("Họ và tên")).to_have_value(CITIZEN)
    expect(lan.page.get_by_role("button", name="Nữ", exact=True)).to_have_attribute("aria-pressed", "true")
    lan.tap("Đúng")
    expect(lan.page.get_by_role("alert")).to_contain_text("Nhập đủ 12 số căn cước. Hiện có 11 số.")
    lan.page.get_by_label("Số giấy tờ").fill("024 154 000 066")
    lan.page.get_by_label("Nơi thường trú").fill("số 6, Tổ 2, phường Ví Dụ, tỉnh Bắc Ninh")
    lan.tap("Đúng")
    lan.heading("Thẻ có giá trị đến khi nào?")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    the_rest(lan)


def scan_a_case(lan: Phone, at_the_fee: Callable[[Phone], None] | None = None) -> None:
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.heading("Đúng người này không?")
    expect(lan.page.get_by_label("Số giấy tờ")).to_have_value("024149000035")
    expect(lan.page.get_by_label("Họ và tên")).to_have_value("Lê Thị Ví Dụ")
    lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    the_rest(lan, at_the_fee)


def answer_why(lan: Phone) -> None:
    lan.heading("Vì sao làm tại nhà?")
    lan.choose("Già yếu")
    lan.tap("Tiếp tục")
    lan.heading("Ở đâu, gọi số nào?")
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 2")
    lan.page.get_by_label("Số điện thoại").fill("0900 000 066")
    lan.tap("Tiếp tục")
    lan.heading("Đọc cho người yêu cầu nghe")
    lan.tap("Đã đọc")


def the_rest(lan: Phone, at_the_fee: Callable[[Phone], None] | None = None) -> None:
    for number in range(1, 7):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        look(lan.page, f"Điều kiện {number}", lan.problems)
        lan.tap("Có, tự đọc" if number == 3 else "Có")
    lan.heading("Ký giấy gì?")
    lan.choose("Giấy ủy quyền nhận trợ cấp")
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    expect(lan.page.get_by_role("button", name="Tôi đồng ý ký")).to_be_visible()
    look(lan.page, "Đưa máy cho người ký", lan.problems)
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.heading("Mời ký trên giấy, trước mặt cán bộ")
    lan.tap("Đã ký xong")
    lan.heading("Chụp trang 1/1 đã ký")
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")
    lan.heading("Ký vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.heading("Thu phí 10.000 đồng?")
    if at_the_fee:
        at_the_fee(lan)
    lan.choose("Đã thu tiền mặt")
    lan.tap("Tiếp tục")
    lan.heading("Kiểm tra lại")
    expect(lan.page.get_by_role("img", name="Trang 1, đã ký")).to_be_visible()
    expect(lan.page.get_by_text("Cách B: cán bộ tiếp nhận, lãnh đạo ký duyệt")).to_be_visible()
    lan.page.get_by_role("button", name="Hoàn tất và lưu trên máy").dblclick()
    lan.heading("Đã lưu trên máy")


def decide(minh: Desk) -> None:
    minh.look("Chờ ký")
    minh.page.get_by_role("link", name=re.compile(CITIZEN)).click()
    expect(minh.page.get_by_text("trước mặt bà Trần Thị Lan là người tiếp nhận hồ sơ")).to_be_visible(timeout=15_000)
    minh.look("Xem hồ sơ")
    minh.page.get_by_role("button", name="Ký duyệt", exact=True).click()
    minh.look("Ký duyệt")
    minh.page.get_by_label("Tôi và người thân không có lợi ích liên quan").check()
    confirm = minh.page.get_by_role("button", name="Xác nhận bằng vân tay, khuôn mặt hoặc mã khóa máy")
    confirm.click()
    minh.page.get_by_role("button", name="Tạo khóa truy cập trên máy này").click()
    expect(minh.page.get_by_text("Đã có khóa trên máy này")).to_be_visible()
    expect(minh.page.get_by_label("Tôi và người thân không có lợi ích liên quan")).to_be_checked()
    minh.look("Có khóa, xác nhận lại")
    confirm.click()
    expect(minh.page.get_by_role("heading", name="Đã ký duyệt 1 hồ sơ")).to_be_visible(timeout=15_000)
    expect(minh.page.get_by_text("05 quyển số 01/")).to_be_visible()
    minh.look("Đã ký duyệt")
    # the first try ended in words that lead to a passkey; the server's answer to it is a conflict in the console
    minh.problems[:] = [one for one in minh.problems if "/decisions/statement" not in one]


def read_certificate(hanh: Desk) -> str:
    hanh.look("Giấy tờ tại xã")
    card = hanh.page.get_by_role("listitem").filter(has_text=CITIZEN)
    card.get_by_role("link", name="So với ảnh và nhận").click()
    hanh.look("So giấy với ảnh")
    hanh.page.get_by_role("button", name="Giấy đúng như ảnh, đã nhận").click()
    hanh.page.get_by_role("listitem").filter(has_text=CITIZEN).get_by_role("link", name="In và đóng dấu").click()
    address = hanh.page.get_by_role("link", name="Xem lời chứng").get_attribute("href")
    pdf = hanh.context.request.get(str(address)).body()
    text = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    for words in (
        CITIZEN,
        "024154000066",
        "trước mặt bà Trần Thị Lan",
        "giờ",
        "phút",
        "CHƯA ĐỐI CHIẾU",
        "05 quyển số 01/",
    ):
        assert words in text
    assert "trước mặt tôi" not in text
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    return str(zxingcpp.read_barcodes(page)[0].text)


def check_paper(hanh: Desk, link: str, standing: str) -> None:
    plain = hanh.browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = plain.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name=standing)).to_be_visible()
    expect(page.get_by_text("N*** T** S**")).to_be_visible()
    with_script = hanh.context.new_page()
    with_script.goto(link)
    look(with_script, f"Kiểm tra giấy {standing}", hanh.problems)
    with_script.close()
    assert CITIZEN not in page.content()
    plain.close()


def seal_and_hand(hanh: Desk) -> None:
    hanh.look("In và đóng dấu")
    hanh.page.get_by_label("Ảnh các trang đã đóng dấu").set_input_files(
        {"name": "trang-1.jpg", "mimeType": "image/jpeg", "buffer": signed_page("Giay uy quyen", "Sau")}
    )
    hanh.page.get_by_role("button", name="Đã ký, đóng dấu").click()
    hanh.page.get_by_role("listitem").filter(has_text=CITIZEN).get_by_role("link", name="Giao cho cán bộ").click()
    hanh.page.get_by_role("button", name="Giao cho Trần Thị Lan").click()


def deliver(lan: Phone) -> None:
    lan.sign_in()
    expect(lan.page.get_by_role("link", name=re.compile(CITIZEN))).to_contain_text("Sẵn sàng trả", timeout=20_000)
    lan.offline(True)
    lan.page.get_by_role("link", name=re.compile(CITIZEN)).first.click()
    lan.choose("Chính người yêu cầu")
    look(lan.page, "Ai nhận", lan.problems)
    lan.tap("Tiếp tục")
    lan.tell()
    lan.heading("Ký nhận vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Kiểm tra và lưu")
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    lan.offline(False)
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Đã trả", exact=True)).to_be_visible(timeout=20_000)


def sees_nothing(hoa: Desk, minh: Desk) -> None:
    expect(hoa.page.get_by_role("heading", name="0 hồ sơ chờ ký")).to_be_visible()
    case = minh.page.url.rpartition("/")[2]
    for path in (f"/ho-so/{case}", f"/ho-so/{case}/to-trinh", f"/giay-to/{case}", f"/giay-to/{case}/loi-chung.pdf"):
        assert hoa.context.request.get(path).status == 404
