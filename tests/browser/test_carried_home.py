"""A decision from the clerk's sheet to the home: received by who is authorised, with a fingerprint on the slip."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from app.documents import spreadsheet
from tests.browser.conftest import Office
from tests.browser.people import Desk, Phone, look, until
from tests.browser.test_other_ways import enrolled

WIDE = {"width": 1280, "height": 900}
HEAD = ["Số QĐ", "Ngày QĐ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Khoản", "Hệ số", "Mức", "Hưởng từ"]
ROW = ["27/QĐ-UBND", "20/11/2026", "Nguyễn Văn Thảnh", "1960", "024060000061", "Tổ 7", "6", "1,5", "750.000", "12/2026"]
GROUP = "Người khuyết tật"
MOST_TAPS = 12


def import_and_hand(hanh: Desk) -> None:
    hanh.page.goto("/tra-ket-qua/nhap")
    hanh.look("Nhập bảng quyết định")
    file = {"name": "qd.csv", "mimeType": "text/csv", "buffer": spreadsheet.as_csv(HEAD, [ROW])}
    hanh.page.get_by_label("Tệp quyết định").set_input_files([file])  # type: ignore[list-item]
    hanh.page.get_by_role("button", name="Xem trước").click()
    expect(hanh.page.get_by_text("Mọi dòng đọc được.")).to_be_visible()
    hanh.look("Xem trước quyết định")
    officer = hanh.page.get_by_label("Cán bộ đi trả các dòng chưa ghi tên")
    officer.select_option(label="Trần Thị Lan")
    # columns that are put right show the rows anew, and keep who was chosen
    chosen = officer.input_value()
    hanh.page.get_by_text("Sửa cột").click()
    hanh.page.get_by_role("button", name="Xem trước lại").click()
    expect(hanh.page.get_by_text("Sửa cột")).to_be_visible()
    expect(officer).to_have_value(chosen)
    hanh.page.get_by_role("button", name="Nhập 1 quyết định").click()
    expect(hanh.page.get_by_text("Quyết định mới nhập: 1.")).to_be_visible()
    hanh.page.get_by_role("checkbox", name=re.compile("Nguyễn Văn Thảnh")).check()
    hanh.look("Trả kết quả tại nhà")
    hanh.page.get_by_role("button", name="Đã giao tận tay cán bộ").click()
    expect(hanh.page.get_by_text("Đã giao cho cán bộ: 1 giấy.")).to_be_visible()


def test_a_decision_is_handed_to_who_is_authorised_with_a_fingerprint_and_no_network(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", WIDE)
    import_and_hand(hanh)
    lan.page.goto("/may")
    line = lan.page.get_by_role("link", name=re.compile("Nguyễn Văn Thảnh"))
    expect(line).to_be_visible(timeout=30_000)
    expect(lan.page.get_by_text("750.000")).to_be_hidden()
    lan.offline(True)
    # each touch counts, those that only choose a field to type in as well
    lan.page.evaluate("() => addEventListener('pointerdown', () => { window.taps = (window.taps ?? 0) + 1; }, true)")
    line.click()
    lan.heading("Ai nhận kết quả?")
    lan.page.get_by_text("Người được ủy quyền").click()
    lan.page.get_by_label("Họ và tên người nhận").fill("Nguyễn Thị Con")
    lan.page.get_by_role("textbox", name="Quan hệ").fill("con gái")
    lan.page.get_by_label("Theo giấy nào").fill("Giấy ủy quyền số 4")
    lan.tap("Tiếp tục")
    lan.heading("Chụp giấy ủy quyền")
    shoot(lan)
    lan.heading("Giao và giải thích")
    expect(lan.page.get_by_text("750.000 đồng mỗi tháng")).to_be_visible()
    expect(lan.page.get_by_text(GROUP)).to_be_hidden()
    lan.tap("Đã giải thích tất cả")
    lan.page.get_by_text("Đã đọc cho nghe").click()
    lan.page.get_by_text("Điểm chỉ trên phiếu").click()
    lan.tap("Tiếp tục")
    lan.heading("Chụp dấu điểm chỉ trên phiếu")
    shoot(lan)
    lan.heading("Kiểm tra và lưu")
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    assert lan.page.evaluate("() => window.taps") <= MOST_TAPS
    lan.offline(False)
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Đã trả", exact=True)).to_be_visible(timeout=30_000)
    assert lan.problems == []
    lan.context.close()
    seen_at_the_desk(hanh)


def shoot(lan: Phone) -> None:

    until(lan.page, "() => document.querySelector('video')?.readyState ?? 0", lambda state: state >= 2)
    lan.tap("Chụp")


def seen_at_the_desk(hanh: Desk) -> None:
    hanh.page.goto("/ho-so-xa?tim=thanh")
    hanh.page.get_by_role("link", name=re.compile("Nguyễn Văn Thảnh")).click()
    expect(hanh.page.get_by_text("Nguyễn Thị Con: Người được ủy quyền, con gái")).to_be_visible()
    expect(hanh.page.get_by_text(GROUP)).to_be_hidden()
    for name in ("Giấy ủy quyền", "Dấu điểm chỉ trên phiếu"):
        picture = hanh.page.get_by_role("img", name=name)
        picture.scroll_into_view_if_needed()
        until(hanh.page, "() => [...document.images].every((one) => one.complete && one.naturalWidth)", bool)
    hanh.look("Hồ sơ quyết định đã giao")
    hanh.page.get_by_text("Xem nhóm hưởng").first.click()
    hanh.page.get_by_label("Xem để làm gì?").fill("Người nhà hỏi lại")
    hanh.page.get_by_role("button", name="Xem nhóm hưởng").click()
    expect(hanh.page.get_by_text(GROUP)).to_be_visible()
    look(hanh.page, "Nhóm hưởng", hanh.problems)
    assert hanh.problems == []
    hanh.close()
