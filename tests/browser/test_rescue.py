"""A phone that cannot send: its sealed file goes by hand to the clerk, and nothing is doubled when coverage returns."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, look
from tests.browser.test_one_case import scan_a_case
from tests.browser.test_other_ways import enrolled

CITIZEN = "Lê Thị Ví Dụ"
WIDE = {"width": 1280, "height": 900}


def test_a_case_comes_in_by_a_file_that_the_clerk_takes(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.offline(True)
    scan_a_case(lan)
    lan.heading("Đã lưu trên máy")
    lan.page.goto("/may/chua-gui")
    lan.page.get_by_role("link", name="Không gửi được? Chế độ cứu hộ").click()
    lan.heading("Chế độ cứu hộ")
    with lan.page.expect_download() as waited:
        lan.tap("Lưu tệp cứu hộ")
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    expect(lan.page.get_by_text("Đưa tệp cho văn thư.")).to_be_visible()
    look(lan.page, "Chế độ cứu hộ", lan.problems)
    text = file.read_text()
    assert "Ví Dụ" not in text and "024149000035" not in text

    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", WIDE)
    hanh.page.get_by_role("link", name="Người và máy").click()
    hanh.page.get_by_role("link", name="Nhập tệp cứu hộ").click()
    choose = hanh.page.get_by_label("Chọn tệp .tannha")
    choose.set_input_files({"name": "x.tannha", "mimeType": "text/plain", "buffer": b"hello"})
    expect(hanh.page.get_by_text("Đây không phải tệp cứu hộ của Tận Nhà.")).to_be_visible()
    torn = {"name": "y.tannha", "mimeType": "text/plain", "buffer": file.read_bytes()[:-400]}
    choose.set_input_files(torn)  # type: ignore[arg-type]
    expect(hanh.page.get_by_text("Tệp bị hỏng giữa chừng.")).to_be_visible()
    choose.set_input_files(file)
    expect(hanh.page.get_by_text("1 bản mới đã vào hồ sơ")).to_be_visible()
    hanh.look("Nhập tệp cứu hộ")
    hanh.page.goto("/giay-to/")
    expect(hanh.page.locator(".case-who", has_text=CITIZEN)).to_have_count(1)
    choose_again(hanh, file)

    lan.offline(False)
    lan.page.goto("/may/chua-gui")
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=30_000)
    hanh.page.goto("/giay-to/")
    expect(hanh.page.locator(".case-who", has_text=CITIZEN)).to_have_count(1)
    assert "0 problems" in own_office.flask("ledger", "verify")
    assert lan.problems == [] and hanh.problems == []
    hanh.close()
    lan.context.close()


def choose_again(hanh: Desk, file: Path) -> None:
    hanh.page.goto("/cuu-ho/")
    hanh.page.get_by_label("Chọn tệp .tannha").set_input_files(file)
    expect(hanh.page.get_by_text("1 bản xã đã có từ trước")).to_be_visible()
