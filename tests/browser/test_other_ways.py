"""The ways out: no camera, a refusal at the door, a result not handed over, a phone let in by the demo."""

import io
import re
from pathlib import Path

import qrcode
from playwright.sync_api import Playwright, Route, expect

from app.media.sample import signed_page
from tests.browser.conftest import Office
from tests.browser.people import CARD, Phone, look
from tests.browser.test_one_case import answer_why, scan_a_case


def enrolled(browsers: Playwright, office: Office, folder: Path, *, camera: bool) -> Phone:
    lan = Phone(browsers, office, folder, camera=camera)
    lan.sign_in()
    lan.heading("Máy này chưa được ghi nhận")
    lan.page.get_by_role("link", name="Vào trang của tôi").click()
    lan.page.get_by_role("button", name="Ghi nhận máy này (bản thử)").click()
    lan.tap("Ghi nhận máy này")
    lan.set_pin()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible(timeout=15_000)
    lan.page.wait_for_function("() => !!navigator.serviceWorker.controller", timeout=15_000)
    return lan


def card_photo() -> dict[str, object]:
    out = io.BytesIO()
    qrcode.make(CARD.encode(), box_size=10).get_image().convert("RGB").save(out, "JPEG")
    return {"name": "the.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_without_a_camera_a_picked_photo_serves_and_a_refusal_is_a_record(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=False)
    lan.offline(True)
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    expect(lan.page.get_by_text("Ứng dụng chưa được dùng camera.")).to_be_visible()
    look(lan.page, "Camera bị từ chối", lan.problems)
    lan.page.get_by_label("Chọn ảnh có mã").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": signed_page("A", "B")}
    )
    expect(lan.page.get_by_text("Chưa đọc được mã trong ảnh.")).to_be_visible(timeout=15_000)
    lan.page.get_by_label("Chọn ảnh có mã").set_input_files(card_photo())  # type: ignore[arg-type]
    lan.heading("Đúng người này không?")
    lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")
    for number in range(1, 4):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        lan.tap("Có, tự đọc" if number == 3 else "Có")
    expect(lan.page.get_by_text("Câu 4/6")).to_be_visible()
    lan.tap("Không")
    lan.heading("Từ chối chứng thực?")
    expect(lan.page.get_by_role("radio", name="Không minh mẫn, không làm chủ được hành vi")).to_be_checked()
    lan.tap("Quay lại làm tiếp")
    expect(lan.page.get_by_text("Câu 4/6")).to_be_visible()
    lan.tap("Không")
    lan.tap("Lập phiếu từ chối")
    lan.heading("Đã lưu trên máy")
    lan.offline(False)
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Từ chối tại nhà", exact=True)).to_be_visible(timeout=20_000)
    assert "0 problems" in office.flask("ledger", "verify")
    assert lan.problems == []
    lan.context.close()


def test_a_result_that_could_not_be_handed_over_stays_with_its_reason(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).click()
    lan.tap("Không giao được")
    lan.heading("Vì sao chưa giao được?")
    lan.tap("Lưu lần chưa giao được")
    expect(lan.page.get_by_role("alert")).to_contain_text("Chọn lý do")
    lan.choose("Vắng nhà")
    lan.tap("Lưu lần chưa giao được")
    lan.heading("Xã đã nhận")
    expect(lan.page.get_by_text("Sẵn sàng trả", exact=True)).to_be_visible(timeout=20_000)
    assert lan.problems == []
    lan.context.close()


def test_an_answer_that_got_lost_is_asked_again_and_makes_one_record(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    verdicts: list[str] = []

    def swallow_once(route: Route) -> None:
        answer = route.fetch()
        verdicts.append(answer.json()["verdicts"][0]["verdict"])
        if len(verdicts) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    lan.page.route("**/api/records", swallow_once)
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).click()
    lan.tap("Không giao được")
    lan.choose("Đi viện")
    lan.tap("Lưu lần chưa giao được")
    lan.heading("Đã lưu trên máy")
    lan.page.goto("/may/chua-gui")
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=20_000)
    assert verdicts == ["accepted", "duplicate"]
    lan.page.unroute_all(behavior="wait")
    lan.context.close()


def test_reloaded_at_every_step_with_no_network_the_wizard_goes_on_where_it_was(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.offline(True)
    lan.restless = True
    scan_a_case(lan)
    lan.page.get_by_role("button", name="Về trang Hôm nay").click()
    expect(lan.page.get_by_text("Đang làm dở")).to_be_hidden()
    assert lan.problems == []
    lan.context.close()


# pictures reach the reader only when the test lets them; what it answers is counted
SLOW_READER = """() => {
  const post = Worker.prototype.postMessage;
  const waiting = [];
  globalThis.reader = { asked: 0, answered: 0, release: () => waiting.splice(0).forEach((go) => go()) };
  Worker.prototype.postMessage = function (message, more) {
    if (!("harder" in (message ?? {}))) return post.call(this, message, more);
    reader.asked += 1;
    this.addEventListener("message", () => setTimeout(() => { reader.answered += 1; }), { once: true });
    waiting.push(() => post.call(this, message, more));
  };
}"""


def test_who_goes_on_by_hand_is_not_called_back_by_a_code_that_is_read_late(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.context.add_init_script(f"({SLOW_READER})()")
    lan.page.reload()
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    lan.page.wait_for_function("() => reader.asked > 0", timeout=15_000)
    lan.tap("Nhập tay")
    lan.heading("Nhập giấy tờ tùy thân")
    lan.page.get_by_label("Họ và tên").fill("Nguyễn Thị Chậm")
    lan.page.get_by_label("Số giấy tờ").focus()
    expect(lan.page.locator("tn-phone")).to_have_attribute("data-saved", "name")
    lan.page.evaluate("() => reader.release()")
    lan.page.wait_for_function("() => reader.answered > 0", timeout=15_000)
    lan.page.reload()
    lan.heading("Nhập giấy tờ tùy thân")
    expect(lan.page.get_by_label("Họ và tên")).to_have_value("Nguyễn Thị Chậm")
    assert lan.problems == []
    lan.context.close()
