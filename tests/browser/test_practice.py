"""Tập thử: the whole job on invented people, offline too; nothing of it reaches the commune or the real store."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Phone, until, watch
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled

PIN = "147258"
STORES = "async () => (await indexedDB.databases()).map((one) => one.name).sort()"


def test_the_whole_job_is_practised_offline_and_leaves_no_trace(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    calls: list[str] = []
    lan.page.goto("/may/toi")
    lan.page.get_by_role("link", name="Tập thử với người không có thật").click()
    lan.heading("Tập thử")
    lan.tap("Bắt đầu tập thử")
    expect(lan.page.get_by_text("TẬP THỬ", exact=True)).to_be_visible()
    lan.page.on("request", lambda request: calls.append(request.url) if "/api/" in request.url else None)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    practise_a_case(lan)
    expect(lan.page.get_by_text("không phải hồ sơ thật")).to_be_visible()
    lan.page.get_by_role("button", name="Về trang Hôm nay").click()
    lan.page.get_by_role("link", name="Chưa gửi").first.click()
    expect(lan.page.get_by_role("heading", level=1)).to_contain_text("1")
    lan.offline(False)
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=15_000)
    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile("Trần Văn Thử")).click()
    lan.heading("Ai nhận kết quả?")
    lan.tap("Không giao được")
    lan.choose("Vắng nhà")
    lan.tap("Lưu lần chưa giao được")
    expect(lan.page.get_by_text("không phải hồ sơ thật")).to_be_visible()
    lan.page.goto("/may/toi")
    lan.heading("Trần Thị Lan")
    # what acts on the real phone and the real commune is not offered, by whatever way
    for name in ("Đăng xuất", "Đổi mã PIN", "Mở bằng vân tay, khuôn mặt"):
        expect(lan.page.get_by_text(name, exact=True)).to_be_hidden()
    lan.tap("Khóa máy ngay")
    lan.heading("Máy đang khóa")
    expect(lan.page.get_by_text("Quên mã PIN")).to_be_hidden()
    lan.unlock(PIN)
    for elsewhere, here in (("ma-pin", "/may"), ("ma-pin/doi", "/may"), ("cuu-ho", "/may/chua-gui")):
        lan.page.goto(f"/may/{elsewhere}")
        lan.page.wait_for_url(f"**{here}")
    assert calls == [], "what is practised asks the commune nothing"
    lan.page.reload()
    lan.tap("Thôi tập")
    # the practice shut the real vault: its officer opens it again
    lan.unlock()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    expect(lan.page.get_by_text("TẬP THỬ", exact=True)).to_be_hidden()
    expect(lan.page.get_by_text("Nguyễn Thị Thử")).to_be_hidden()
    assert lan.page.evaluate(STORES) == ["tannha"]
    assert lan.problems == []
    lan.context.close()


def test_who_is_not_let_in_yet_may_practise_with_the_sample_card(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = Phone(browsers, own_office, tmp_path, camera=False)
    lan.page.goto("/may")
    lan.page.get_by_role("link", name="Tập thử với người không có thật").click()
    lan.tap("Bắt đầu tập thử")
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.tap("Dùng thẻ mẫu")
    lan.heading("Đúng người này không?")
    expect(lan.page.get_by_label("Họ và tên")).to_have_value("Nguyễn Thị Thử")
    lan.tap("Thôi tập")
    lan.heading("Máy này chưa được ghi nhận")
    assert lan.problems == []
    lan.context.close()


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (localStorage.getItem("full") && this.transaction.db.name === "tannha-practice" && key === "device") {
      throw new DOMException("full", "QuotaExceededError");
    }
    return put.call(this, value, key);
  };
}"""


def test_a_practice_that_cannot_be_made_leaves_the_phone_as_it_was(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.context.add_init_script(f"({FULL})()")
    lan.page.goto("/may/tap-thu")
    lan.page.evaluate("() => localStorage.setItem('full', '1')")
    lan.tap("Bắt đầu tập thử")
    lan.heading("Ứng dụng không mở được")
    lan.tap("Mở lại")
    lan.unlock()
    # her own phone again, with what the commune told it
    expect(lan.page.get_by_text("TẬP THỬ", exact=True)).to_be_hidden()
    expect(lan.page.get_by_role("link", name=re.compile("Lý Văn Tả"))).to_be_visible()
    assert lan.page.evaluate(STORES) == ["tannha"]
    assert lan.problems == []
    lan.context.close()


def practise_a_case(lan: Phone) -> None:
    answer_why(lan)
    lan.heading("Đúng người này không?")
    lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    for number in range(1, 7):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        lan.tap("Có, tự đọc" if number == 3 else "Có")
    lan.choose("Giấy ủy quyền nhận trợ cấp")
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    lan.tap("Tôi đồng ý ký")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.press_pin(PIN)
    lan.tap("Đã ký xong")
    lan.heading("Chụp trang 1/1 đã ký")
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")
    lan.heading("Ký vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.press_pin(PIN)
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.choose("Đã thu tiền mặt")
    lan.tap("Tiếp tục")
    lan.heading("Kiểm tra lại")
    lan.tap("Hoàn tất và lưu trên máy")
    lan.heading("Đã lưu trên máy")


def test_a_practice_that_ends_in_one_window_ends_in_all(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.goto("/may/tap-thu")
    lan.tap("Bắt đầu tập thử")
    expect(lan.page.get_by_text("TẬP THỬ", exact=True)).to_be_visible()
    second = lan.context.new_page()
    watch(second, lan.problems)
    second.goto("/may")
    expect(second.get_by_text("TẬP THỬ", exact=True)).to_be_visible()
    # both at one moment
    at = lan.page.evaluate("() => Date.now() + 1000")
    for page in (lan.page, second):
        page.evaluate(
            "(at) => void setTimeout(() => document.querySelector('.practice-end').click(), at - Date.now())", at
        )
    for page in (lan.page, second):
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("TẬP THỬ", exact=True)).to_be_hidden()
    until(lan.page, STORES, lambda stores: stores == ["tannha"])
    lan.unlock()
    expect(lan.page.get_by_role("link", name=re.compile("Lý Văn Tả"))).to_be_visible()
    assert lan.problems == []
    lan.context.close()
