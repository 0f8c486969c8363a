"""What was said stays said: a dead battery, a full phone, two people in one day, a phone in a citizen's hand."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from playwright.sync_api import Playwright, Route, expect

from tests.browser.conftest import Office
from tests.browser.people import Phone
from tests.browser.test_one_case import CITIZEN, answer_why, scan_a_case, type_a_case
from tests.browser.test_other_ways import enrolled
from tests.browser.test_return_and_refuse import WHO, home, sent
from tests.browser.wizard import one_page, person

READY = "Lý Văn Tả"
AGAIN = "Thêm giấy khác của cùng người"
HERE = timezone(timedelta(hours=7))
# the phone has no room left: for this store, or for this one key
FULL = """(what) => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (this.name === what || key === what) throw new DOMException("full", "AbortError");
    return put.call(this, value, key);
  };
}"""


def saved(lan: Phone, name: str) -> None:
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", name)


def begun(lan: Phone, words: str) -> None:
    """Back to the first page, and on from what lies there half done."""
    lan.page.goto("/may")
    lan.page.locator("section", has_text="Đang làm dở").get_by_role("link", name=re.compile(words, re.S)).click()


def day(ahead: int = 0) -> datetime:
    return datetime.now(UTC).astimezone(HERE) + timedelta(days=ahead)


def test_every_form_is_as_it_was_left_and_says_whose_it_is(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.page.get_by_role("link", name=re.compile(READY)).first.click()
    lan.heading("Ai nhận kết quả?")
    lan.tap("Không giao được")
    lan.page.goto("/may")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    # merely opened is not begun
    expect(lan.page.get_by_text("Đang làm dở")).to_be_hidden()
    lan.page.get_by_role("link", name=re.compile(READY)).first.click()
    lan.choose("Người cùng nhà")
    lan.page.get_by_label("Họ và tên người nhận").fill("Lý Văn Con")
    lan.page.get_by_role("textbox", name="Quan hệ").focus()
    saved(lan, "recipient")
    lan.kill()
    lan.start()
    lan.page.goto("/may")
    lan.unlock()
    begun(lan, f"{READY}.*Trả kết quả")
    expect(lan.page.get_by_role("radio", name="Người cùng nhà")).to_be_checked()
    expect(lan.page.get_by_label("Họ và tên người nhận")).to_have_value("Lý Văn Con")

    lan.tap("Không giao được")
    lan.choose("Vắng nhà")
    lan.page.get_by_label("Ghi thêm").fill("cửa khóa")
    lan.tap("Quay lại")
    expect(lan.page.get_by_label("Họ và tên người nhận")).to_have_value("Lý Văn Con")
    lan.tap("Không giao được")
    expect(lan.page.get_by_label("Ghi thêm")).to_have_value("cửa khóa")
    lan.page.get_by_label("Hẹn lại ngày").fill(f"{day(2):%d%m%Y}")
    lan.page.get_by_label("Ghi thêm").focus()
    saved(lan, "again")
    begun(lan, f"{READY}.*Trả kết quả")
    expect(lan.page.get_by_role("radio", name="Vắng nhà")).to_be_checked()
    lan.tap("Lưu lần chưa giao được")
    lan.heading("Xã đã nhận")
    # the last try stays with the case, where it is opened and where the next try begins
    expect(lan.page.get_by_text(f"Chưa giao được {day():%d/%m/%Y}.")).to_be_visible()
    expect(lan.page.get_by_text(f"Vắng nhà: cửa khóa. Hẹn lại {day(2):%d/%m/%Y}.")).to_be_visible()
    home(lan)
    lan.page.get_by_role("link", name=re.compile(READY)).first.click()
    expect(lan.page.get_by_text("Vắng nhà: cửa khóa")).to_be_visible()
    lan.page.goto("/may")
    expect(lan.page.get_by_text("Đang làm dở")).to_be_hidden()

    lan.page.get_by_role("link", name="Thêm lượt đến nhà").click()
    lan.page.get_by_label("Họ và tên").fill("Hồ Văn Lạc")
    lan.page.get_by_role("button", name="Ông", exact=True).click()
    saved(lan, "honorific")
    begun(lan, "Ông Hồ Văn Lạc.*Lượt đến nhà")
    expect(lan.page.get_by_label("Họ và tên")).to_have_value("Hồ Văn Lạc")
    expect(lan.page.get_by_role("button", name="Ông", exact=True)).to_have_attribute("aria-pressed", "true")
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 6")
    lan.tap("Lưu lượt này")
    lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc")).click()
    lan.tap("Kết thúc lượt này")
    lan.choose("Đã làm xong")
    saved(lan, "choice")
    begun(lan, "Hồ Văn Lạc.*Kết thúc lượt")
    expect(lan.page.get_by_role("radio", name="Đã làm xong")).to_be_checked()
    lan.tap("Bỏ, không làm việc này nữa")
    lan.heading("Ông Hồ Văn Lạc")
    lan.page.goto("/may")
    expect(lan.page.get_by_role("link", name=re.compile("Hồ Văn Lạc"))).to_have_count(1)
    assert lan.problems == []
    lan.context.close()


def test_a_full_phone_loses_nothing_and_says_so_in_its_own_words(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    lan.heading("Vì sao làm tại nhà?")
    lan.tap("Từ chối chứng thực")
    lan.choose("Không tự nguyện, hoặc chưa đồng ý ký")
    lan.tap("Lập phiếu từ chối")
    expect(lan.page.get_by_role("alert")).to_contain_text("Ghi họ tên người yêu cầu")
    lan.page.get_by_label("Họ và tên người yêu cầu").fill("Không rõ tên")
    lan.page.evaluate(FULL, "outbox")
    lan.tap("Lập phiếu từ chối")
    expect(lan.page.get_by_role("alert")).to_have_text("Chưa lưu được. Dữ liệu vẫn còn. Bấm lại.")
    expect(lan.page.get_by_role("button", name="Lập phiếu từ chối")).to_be_enabled()
    begun(lan, "Chưa có tên")
    lan.heading("Vì sao làm tại nhà?")
    lan.tap("Từ chối chứng thực")
    expect(lan.page.get_by_role("radio", name="Không tự nguyện, hoặc chưa đồng ý ký")).to_be_checked()
    lan.tap("Lập phiếu từ chối")
    lan.heading("Đã lưu trên máy")
    sent(lan)

    # only the next paper's help fails: the case is kept, and nothing else is said
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.page.evaluate(FULL, "same")
    # the commune changes its way meanwhile: a case goes on in the way that it began in
    lan.page.route("**/api/me", in_way_a)
    with lan.page.expect_response("**/api/me"):
        lan.page.evaluate("dispatchEvent(new Event('online'))")
    person(lan)
    one_page(lan)
    expect(lan.page.get_by_text("Lãnh đạo ký duyệt")).to_be_visible()
    expect(lan.page.get_by_role("button", name=AGAIN)).to_be_hidden()
    assert lan.problems == []
    lan.page.unroute_all(behavior="wait")
    lan.context.close()


def in_way_a(route: Route) -> None:
    answer = route.fetch()
    told = answer.json()
    told["org"]["way"] = "A"
    route.fulfill(response=answer, json=told)


def test_another_paper_is_of_the_person_whose_page_it_is_begun_on(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    scan_a_case(lan)
    lan.heading("Xã đã nhận")
    # sent or not makes no difference
    expect(lan.page.get_by_text("Giấy gốc: Cán bộ Trần Thị Lan giữ")).to_be_visible(timeout=20_000)
    expect(lan.page.get_by_role("button", name=AGAIN)).to_be_visible()
    first = lan.page.url
    type_a_case(lan)
    lan.heading("Xã đã nhận")
    second = lan.page.url
    lan.page.goto(first)
    expect(lan.page.get_by_text(WHO)).to_be_visible()
    expect(lan.page.get_by_role("button", name=AGAIN)).to_be_hidden()
    lan.page.goto(second)
    lan.tap(AGAIN)
    expect(lan.page.get_by_text("Câu 1/6")).to_be_visible()
    lan.page.goto("/may")
    row = lan.page.locator("section", has_text="Đang làm dở").get_by_role("link")
    expect(row).to_contain_text(CITIZEN)
    lan.page.goto(second)
    lan.page.get_by_role("link", name="Rút hồ sơ").click(timeout=20_000)
    lan.choose("Người dân đổi ý")
    lan.choose("Đã trả giấy cho người dân")
    saved(lan, "paper")
    lan.page.reload()
    expect(lan.page.get_by_role("radio", name="Người dân đổi ý")).to_be_checked()
    lan.tap("Rút hồ sơ")
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Giấy gốc: Người dân giữ")).to_be_visible(timeout=20_000)
    assert lan.problems == []
    lan.context.close()


def test_in_a_citizens_hand_a_forgotten_pin_asks_for_a_sign_in_made_since(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.get_by_role("link", name=re.compile(READY)).first.click()
    lan.choose("Chính người yêu cầu")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.heading("Ký nhận vào ô này")
    lan.tap("Cán bộ")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.tap("Quên mã PIN")
    # Lan signed in a minute ago: that was before the phone left her hand
    lan.heading("Đặt lại mã PIN")
    lan.tap("Quay lại")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.page.goto("/may/ma-pin/doi")
    lan.heading("Đặt lại mã PIN")
    lan.tap("Đăng nhập lại")
    lan.page.wait_for_url("**/dang-nhap**")
    # the way to the sign-in is no way to anything of hers
    assert lan.context.request.get("/api/me").json()["person"] is None
    lan.page.goto("/may")
    lan.heading("Đưa máy lại cho cán bộ")
    lan.tap("Quên mã PIN")
    lan.tap("Đăng nhập lại")
    lan.tap("Trần Thị Lan Công chức tư pháp - hộ tịch")
    lan.heading("Đặt mã PIN 6 số")
    lan.press_pin("135790")
    lan.heading("Nhập lại mã PIN")
    lan.press_pin("135790")
    lan.heading("Giao và giải thích")

    lan.page.goto("/may/toi")
    lan.page.get_by_role("link", name="Đổi mã PIN").click()
    lan.heading("Đổi mã PIN")
    lan.press_pin("280615")
    expect(lan.page.get_by_text("Mã PIN chưa đúng.")).to_be_visible()
    lan.press_pin("135790")
    lan.set_pin()
    lan.page.wait_for_url("**/may/toi")
    lan.page.get_by_role("link", name="Đổi mã PIN").click()
    lan.heading("Đổi mã PIN")
    # the answer to leaving is a page that is not followed, or, the second time, that nobody is signed in
    lan.problems[:] = [one for one in lan.problems if "/dang-" not in one]
    assert lan.problems == []
    lan.context.close()
