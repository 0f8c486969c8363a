"""The book by year, fees and statements, slips; the slip of the door is bound offline and opened by its person."""

import contextlib
import io
import json
import re
import sqlite3
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Playwright, expect

from app.documents import spreadsheet
from app.domain import vietqr
from tests.browser.conftest import Office
from tests.browser.people import CARD, PHONE, Desk, Phone, look
from tests.browser.test_one_case import scan_a_case
from tests.browser.test_other_ways import enrolled

WIDE = {"width": 1280, "height": 900}
LAST_FOUR = re.search("[0-9]{12}", CARD).group()[-4:]  # type: ignore[union-attr]


def slip_of_the_door(hanh: Desk) -> str:
    hanh.page.goto("/to-hen")
    hanh.look("Tờ hẹn in sẵn")
    officer = hanh.page.get_by_label("In cho cán bộ").locator("option").filter(has_text="Trần Thị Lan")
    pdf = hanh.post("/to-hen", {"officer": officer.get_attribute("value") or "", "count": "1"})
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    texts = sorted(one.text for one in zxingcpp.read_barcodes(page))
    assert len(texts) == 8
    return texts[0].rpartition("/")[2]


def takes_transfers(quang: Desk) -> None:
    quang.page.goto("/bieu-phi")
    quang.page.get_by_label("Ngân hàng", exact=True).fill("VietinBank")
    quang.page.get_by_label("Mã ngân hàng").fill("970415")
    quang.page.get_by_label("Số tài khoản").fill("113366668888")
    quang.page.get_by_label("Chủ tài khoản").fill("UBND phuong Vi Du")
    quang.page.get_by_role("button", name="Lưu tài khoản").click()
    expect(quang.page.get_by_label("Số tài khoản")).to_have_value("113366668888")


def code_of_a_transfer(lan: Phone) -> None:
    """Drawn with no network; any bank's app reads it."""
    lan.choose("Đã chuyển khoản")
    drawn = lan.page.get_by_role("img", name="Mã chuyển khoản")
    expect(drawn).to_be_visible()
    look(lan.page, "Mã chuyển khoản", lan.problems)
    drawn.evaluate("one => one.scrollIntoView({block: 'center'})")
    picture = Image.open(io.BytesIO(drawn.screenshot())).convert("L")
    fields = vietqr.read(zxingcpp.read_barcodes(picture)[0].text)
    assert fields["54"] == "10000" and "113366668888" in fields["38"] and "CTCK VD" in fields["62"]


def test_a_slip_is_bound_at_the_door_without_a_network_and_opens_the_case_for_its_person(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    quang, hanh = (Desk(browsers, own_office, name, WIDE) for name in ("Đỗ Văn Quang", "Vũ Thị Hạnh"))
    takes_transfers(quang)
    quang.close()
    code = slip_of_the_door(hanh)
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.offline(True)
    scan_a_case(lan, code_of_a_transfer)
    lan.page.get_by_role("link", name="Gắn tờ hẹn").click()
    lan.heading("Quét mã trên tờ hẹn")
    lan.page.get_by_label("Hoặc gõ mã trên tờ").fill("7K4Q")
    lan.tap("Gắn mã đã gõ")
    expect(lan.page.get_by_text("Mã có 12 ký tự")).to_be_visible()
    lan.page.get_by_label("Hoặc gõ mã trên tờ").fill(f"{code[:4]}-{code[4:8].lower()} {code[8:]}")
    lan.tap("Gắn mã đã gõ")
    expect(lan.page.get_by_text(f"{code[:4]}-{code[4:8]}-{code[8:]}")).to_be_visible()
    look(lan.page, "Đã gắn tờ hẹn", lan.problems)
    expect(lan.page.get_by_role("link", name="Gắn tờ hẹn")).to_be_hidden()
    lan.offline(False)
    lan.heading("Xã đã nhận")

    sau = Desk(browsers, own_office, "Vũ Thị Hạnh", PHONE)
    sau.context.clear_cookies()
    sau.page.goto(f"/T/{code}")
    sau.look("Tra cứu hồ sơ")
    sau.page.get_by_label("4 số cuối").fill("0000")
    sau.page.get_by_role("button", name="Xem hồ sơ đến đâu").click()
    expect(sau.page.get_by_text("Không thấy hồ sơ nào có mã và 4 số này")).to_be_visible()
    # an unknown case answers 404, which the page tells its console
    sau.problems.clear()
    sau.page.get_by_label("4 số cuối").fill(LAST_FOUR)
    sau.page.get_by_role("button", name="Xem hồ sơ đến đâu").click()
    expect(sau.page.get_by_role("heading", name="Hồ sơ đến đâu")).to_be_visible()
    sau.look("Hồ sơ đến đâu")
    assert sau.problems == hanh.problems == lan.problems == []
    for desk in (sau, hanh):
        desk.close()
    lan.context.close()


def owes(office: Office, name: str) -> str:
    """The demo's ready paper of this person, whose fee is put off until it comes home; its code."""
    fee = json.dumps({"amount": 10_000, "paid": "later", "receipt": "", "basis": ""})
    with contextlib.closing(sqlite3.connect(office.data / "tannha.db")) as db, db:
        where = "WHERE state = 'ready' AND task = 'certify' AND name = ?"
        db.execute(f"UPDATE \"case\" SET fields = json_set(fields, '$.fee', json(?)) {where}", (fee, name))  # noqa: S608
        (code,) = db.execute(f'SELECT code FROM "case" {where}', (name,)).fetchone()  # noqa: S608
    return str(code)


def test_the_code_of_a_transfer_is_held_out_when_the_result_comes_home(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    code = owes(own_office, "Cao Thị Lúa")
    quang, hanh = (Desk(browsers, own_office, name, WIDE) for name in ("Đỗ Văn Quang", "Vũ Thị Hạnh"))
    takes_transfers(quang)
    hanh.page.goto("/tra-ket-qua")
    hanh.page.get_by_role("checkbox", name=re.compile("Cao Thị Lúa")).check()
    hanh.page.get_by_label("Cho cán bộ").select_option(label="Trần Thị Lan")
    hanh.page.get_by_role("button", name="Đã giao tận tay cán bộ").click()
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    line = lan.page.get_by_role("link", name=re.compile("Cao Thị Lúa"))
    expect(line.first).to_be_visible(timeout=30_000)
    lan.offline(True)
    line.first.click()
    expect(lan.page.get_by_text("Thu phí 10.000 đồng khi trả.")).to_be_visible()
    lan.choose("Chính người yêu cầu")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.heading("Ký nhận vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Kiểm tra và lưu")
    lan.tap("Đã giao, lưu trên máy")
    expect(lan.page.get_by_text("Phí 10.000 đồng chưa thu: chọn cách thu.")).to_be_visible()
    code_of_a_transfer(lan)
    panel = lan.page.get_by_role("img", name="Mã chuyển khoản").bounding_box()
    assert panel is not None and panel["width"] >= 240
    expect(lan.page.get_by_text(f"Mã hồ sơ {code}")).to_be_visible()
    lan.page.get_by_label("Số biên lai").fill("BL 31")
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    lan.offline(False)
    lan.heading("Xã đã nhận")
    hanh.page.goto(f"/ho-so-xa?tim={code}")
    hanh.page.get_by_role("link", name=re.compile("Cao Thị Lúa")).first.click()
    expect(hanh.page.get_by_text("biên lai BL 31")).to_be_visible()
    assert quang.problems == hanh.problems == lan.problems == []
    for desk in (quang, hanh):
        desk.close()
    lan.context.close()


def a_statement_is_taken(hanh: Desk) -> None:
    """The file is chosen by a button with our own words; the columns are known by their headings."""
    rows = [["24/11/2026", "tien dien", "", "50.000"], ["24/11/2026", "tra luong", "7.000.000", ""]]
    sheet = spreadsheet.as_csv(["Ngày GD", "Diễn giải", "Ghi nợ", "Ghi có"], rows)
    hanh.page.goto("/phi/sao-ke")
    expect(hanh.page.get_by_text("Chưa chọn tệp nào.")).to_be_visible()
    with hanh.page.expect_file_chooser() as chooser:
        hanh.page.locator("label.btn", has_text="Chọn tệp").click()
    chooser.value.set_files([{"name": "sk.csv", "mimeType": "text/csv", "buffer": sheet}])  # type: ignore[list-item]
    expect(hanh.page.get_by_text("Đã chọn tệp sk.csv")).to_be_visible()
    assert hanh.page.get_by_label("Tệp sao kê").evaluate("one => one.clientWidth") <= 1
    hanh.page.get_by_role("button", name="Nhập sao kê").click()
    expect(hanh.page.get_by_text("1 dòng tiền ra, không tính là phí.")).to_be_visible()
    hanh.look("Sao kê đã nhập")


def test_the_desks_pages_of_books_fees_and_slips_are_sound(browsers: Playwright, own_office: Office) -> None:
    quang = Desk(browsers, own_office, "Đỗ Văn Quang", WIDE)
    for path, name in (
        ("/bieu-phi", "Biểu phí"),
        ("/gio-lam-viec", "Giờ làm việc"),
        ("/so-chung-thuc/nam", "Sổ theo năm"),
    ):
        quang.page.goto(path)
        quang.look(f"{name}, quản trị")
    takes_transfers(quang)
    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", WIDE)
    pages = (("/so-chung-thuc/", "Sổ chứng thực"), ("/so-chung-thuc/nam", "Sổ theo năm"), ("/phi", "Sổ phí"))
    for path, name in (*pages, ("/phi/sao-ke", "Sao kê"), ("/can-in/", "Cần in")):
        hanh.page.goto(path)
        hanh.look(name)
    a_statement_is_taken(hanh)
    hanh.page.goto("/ho-so-xa")
    hanh.page.get_by_role("link", name=re.compile("Cao Thị Lúa")).first.click()
    hanh.page.get_by_role("link", name="Phiếu", exact=True).click()
    expect(hanh.page.get_by_role("heading", name="Phiếu của hồ sơ")).to_be_visible()
    hanh.look("Phiếu của hồ sơ")
    assert quang.problems == hanh.problems == []
    for desk in (quang, hanh):
        desk.close()
