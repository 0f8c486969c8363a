"""The clerk's day: a scanned code, printing, a lost paper, the counter, notes, a revocation, what must be compared."""

import io
import re
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Playwright, expect
from pypdf import PdfReader

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk
from tests.browser.test_bad_input import code_photo
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import one_page, person

WIDE = {"width": 1280, "height": 900}


def test_a_clerks_day_at_the_desk(browsers: Playwright, office: Office) -> None:
    hanh = Desk(browsers, office, "Vũ Thị Hạnh", WIDE)
    hanh.make_passkey()
    page = hanh.page
    page.goto("/giay-to/")
    page.get_by_label("Quét hoặc gõ mã trên giấy").fill("XX-0000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Không có giấy nào mang mã")).to_be_visible()
    # the demo's Cao Thị Lúa is ready: her code opens her paper, and once more hands it on
    page.get_by_role("button", name="Quét bằng camera").click()
    page.get_by_label("Chọn ảnh có mã").set_input_files(code_photo("VD-13KQ"))  # type: ignore[arg-type]
    expect(page.get_by_role("heading", name="Bà Cao Thị Lúa")).to_be_visible(timeout=15_000)
    page.get_by_label("Quét hoặc gõ mã trên giấy").fill("VD-13KQ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Cao Thị Lúa")).to_contain_text("Trần Thị Lan")
    hanh.look("Giấy đã giao")

    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    page.get_by_label("Tìm theo tên, mã hồ sơ").fill("trinh thi nep")
    page.get_by_role("button", name="Tìm", exact=True).click()
    hanh.look("Hồ sơ tại xã")
    page.get_by_role("link", name=re.compile("Trịnh Thị Nếp")).click()
    hanh.look("Một hồ sơ tại xã")
    case_id = page.url.rpartition("/")[2]
    print_and_reprint(hanh, case_id)
    annotate(hanh, case_id)
    lose(hanh, case_id)
    counter(hanh)
    revoke(browsers, office, case_id)
    page.goto("/so-chung-thuc/")
    expect(page.get_by_text("19/QĐ-UBND")).to_be_visible()
    hanh.look("Sổ chứng thực")
    assert hanh.problems == []
    hanh.close()


def print_and_reprint(hanh: Desk, case_id: str) -> None:
    pdf = hanh.post("/can-in/", {"case": case_id})
    document = pypdfium2.PdfDocument(pdf)
    # one bit at 300 dpi is what a mono laser makes of it
    picture = document[0].render(scale=300 / 72).to_pil().convert("1").convert("L")
    assert zxingcpp.read_barcodes(picture)[0].text.startswith("HTTP://LOCALHOST")
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/ViewerPreferences"]["/PrintScaling"] == "/None"
    hanh.page.goto(f"/giay-to/{case_id}")
    expect(hanh.page.get_by_label("In lại vì sao?")).to_be_visible()
    assert hanh.status("/can-in/", {"case": case_id}) == 400
    assert hanh.post("/can-in/", {"case": case_id, "reason": "Kẹt giấy"})[:4] == b"%PDF"
    hanh.page.reload()
    expect(hanh.page.get_by_text("Kẹt giấy")).to_be_visible()
    hanh.look("Giấy chờ đóng dấu")


def annotate(hanh: Desk, case_id: str) -> None:
    hanh.page.goto(f"/ho-so-xa/{case_id}")
    hanh.page.get_by_text("Ghi chú thêm vào sổ").click()
    hanh.page.get_by_role("button", name="Ghi vào sổ bằng khóa truy cập").click()
    expect(hanh.page.get_by_text("Ghi rõ bằng chữ.")).to_be_visible()
    hanh.page.get_by_label("Ghi chú", exact=True).fill("Bản thứ hai giao tại quầy")
    hanh.page.get_by_role("button", name="Ghi vào sổ bằng khóa truy cập").click()
    expect(hanh.page.get_by_text(re.compile("Vũ Thị Hạnh: Bản thứ hai giao tại quầy"))).to_be_visible(timeout=15_000)


def lose(hanh: Desk, case_id: str) -> None:
    hanh.page.goto(f"/giay-to/{case_id}")
    hanh.page.get_by_text("Giấy hỏng hoặc mất", exact=True).click()
    hanh.page.get_by_label("Chuyện gì đã xảy ra?").fill("Ướt mưa, nhòe chữ")
    hanh.look("Giấy hỏng")
    hanh.page.get_by_role("button", name="Ghi giấy hỏng hoặc mất").click()
    # asked a second time, with what follows: nothing was written by the first press
    expect(hanh.page.get_by_role("dialog")).to_contain_text("Hồ sơ này dừng lại ngay")
    hanh.look("Giấy hỏng, hỏi lại")
    hanh.page.get_by_role("button", name="Đúng, ghi giấy hỏng hoặc mất").click()
    expect(hanh.page.get_by_text("Giấy gốc hỏng hoặc mất.")).to_be_visible()


def counter(hanh: Desk) -> None:
    page = hanh.page
    page.get_by_role("link", name="Sổ chứng thực", exact=True).click()
    page.get_by_role("link", name="Vào sổ tại quầy").click()
    hanh.look("Vào sổ tại quầy")
    page.get_by_label("Họ và tên người yêu cầu").fill("Kiều Văn Trang")
    page.get_by_label("Số giấy tờ").fill("024080000588")
    page.get_by_label("Giấy tờ, văn bản").fill("Sơ yếu lý lịch")
    page.get_by_role("button", name="Vào sổ, lấy số").click()
    page.get_by_role("button", name="Đúng, vào sổ, lấy số").click()
    expect(page.get_by_text(re.compile(r"Đã vào sổ, số \d+ quyển số 01/"))).to_be_visible()
    page.goto("/so-chung-thuc/?tim=kieu+van+trang")
    page.get_by_role("link", name=re.compile(r"^\d+$")).first.click()
    expect(page.get_by_role("heading", name=re.compile("Kiều Văn Trang"))).to_be_visible()
    page.get_by_text("Ghi chú thêm vào sổ").click()
    page.get_by_label("Ghi chú", exact=True).fill("Người yêu cầu lấy hai bản")
    page.get_by_role("button", name="Ghi vào sổ bằng khóa truy cập").click()
    expect(page.get_by_text(re.compile("Vũ Thị Hạnh: Người yêu cầu lấy hai bản"))).to_be_visible(timeout=15_000)
    hanh.look("Một dòng trong sổ")


def revoke(browsers: Playwright, office: Office, case_id: str) -> None:
    minh = Desk(browsers, office, "Hoàng Đức Minh", PHONE)
    minh.make_passkey()
    minh.page.goto(f"/ho-so-xa/{case_id}")
    minh.page.get_by_text("Thu hồi giá trị của giấy này").click()
    minh.page.get_by_label("Quyết định số").fill("19/QĐ-UBND")
    minh.page.get_by_label("Ngày quyết định").fill("21112026")
    minh.page.get_by_label("Lý do", exact=True).fill("Giấy hỏng, làm lại")
    minh.look("Thu hồi")
    minh.page.get_by_role("button", name="Thu hồi bằng khóa truy cập").click()
    expect(minh.page.get_by_text("Đã thu hồi").first).to_be_visible(timeout=15_000)
    minh.page.get_by_role("link", name="Trang kiểm tra giấy").click()
    expect(minh.page.get_by_role("heading", name="Đã thu hồi")).to_be_visible()
    minh.look("Kiểm tra giấy đã thu hồi")
    assert minh.problems == []
    minh.close()


def test_what_a_stopped_phone_brought_is_compared_and_taken(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    one_page(lan)
    quang = Desk(browsers, office, "Đỗ Văn Quang", WIDE)
    quang.stop_newest_phone("Trần Thị Lan")
    lan.offline(False)
    lan.page.goto("/may/chua-gui")
    expect(lan.page.get_by_text("Máy này đã bị ngừng. Hồ sơ đã đến xã và chờ đối chiếu.")).to_be_visible(timeout=20_000)
    look_at = lan.page.get_by_role("heading", name="Cần xử lý 1")
    expect(look_at).to_be_visible()

    hanh = Desk(browsers, office, "Vũ Thị Hạnh", WIDE)
    hanh.make_passkey()
    hanh.page.get_by_role("link", name="Cần đối chiếu").click()
    hanh.look("Cần đối chiếu")
    hanh.page.get_by_role("link", name=re.compile("Từ máy đã ngừng")).last.click()
    expect(hanh.page.get_by_role("heading", name="Lê Thị Ví Dụ")).to_be_visible()
    hanh.page.get_by_role("checkbox", name=re.compile("Đưa bản này vào hồ sơ")).check()
    hanh.page.get_by_label("Đã hỏi ai, kết luận thế nào?").fill("Lan xác nhận, máy hỏng chứ không mất")
    hanh.look("Đối chiếu một hồ sơ")
    hanh.page.get_by_role("button", name="Kết thúc đối chiếu bằng khóa truy cập").click()
    expect(hanh.page.get_by_role("heading", name="Không có gì cần đối chiếu")).to_be_visible(timeout=15_000)
    quang.page.goto("/nhat-ky")
    expect(quang.page.get_by_role("cell", name="Bản cần đối chiếu").first).to_be_visible()
    quang.look("Nhật ký")
    quang.page.goto("/so-chung-thuc/mo-so")
    quang.look("Mở sổ")
    assert "0 problems" in office.flask("ledger", "verify")
    for one in (quang, hanh):
        assert one.problems == []
        one.close()
    lan.context.close()
