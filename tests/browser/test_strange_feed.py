"""What a strange server says is shown as it is, and nothing goes missing."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, Route, expect

from tests.browser.conftest import Office
from tests.browser.people import look
from tests.browser.test_kept import READY, day
from tests.browser.test_other_ways import enrolled


def test_a_strange_feed_a_parked_and_a_held_packet_are_shown_as_they_are(
    browsers: Playwright, office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.route("**/api/changes*", stranger)
    lan.page.goto("/may")
    # a visit of yesterday that nobody ended is somewhere; a case without a date breaks nothing
    left = lan.page.locator("section", has_text="Lượt chưa kết thúc").get_by_role("link", name=re.compile("Quách"))
    expect(left).to_contain_text("Quách Văn Hôm")
    look(lan.page, "Lượt chưa kết thúc", lan.problems)
    lan.page.goto("/may/ho-so")
    expect(lan.page.get_by_role("link", name=re.compile("Đàm Thị Không"))).to_be_visible()
    expect(lan.page.locator("a[href='/may/da-luu/3'], a[href='/may/da-luu/4']")).to_have_count(0)
    lan.page.get_by_role("link", name=re.compile("Đàm Thị Không")).click()
    expect(lan.page.get_by_text("Giấy gốc: Văn thư giữ")).to_be_visible()
    lan.page.goto("/may/ho-so")
    lan.page.get_by_role("link", name=re.compile("Mạc Văn Ngờ")).click()
    expect(lan.page.get_by_text("Giấy gốc: Chưa rõ ai giữ")).to_be_visible()
    expect(lan.page.locator(".next-steps .done")).to_have_count(0)

    verdict = {"verdict": "refused", "code": "damaged"}
    lan.page.route("**/api/records", lambda route: answer(route, verdict))
    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile(READY)).first.click()
    lan.tap("Không giao được")
    lan.choose("Vắng nhà")
    lan.tap("Lưu lần chưa giao được")
    lan.heading("Cần xử lý, chưa gửi được")
    expect(lan.page.locator(".next-steps .done")).to_have_count(3)
    expect(lan.page.get_by_text("Sẽ tự gửi khi có mạng")).to_be_hidden()
    lan.page.get_by_role("link", name="Mở Chưa gửi").click()
    expect(
        lan.page.get_by_text(re.compile(r"Lưu \d\d:\d\d \d\d/\d\d/\d{4} \(vừa xong\), thử gửi lần cuối"))
    ).to_be_visible()
    verdict = {"verdict": "held", "code": "device_suspended", "seq": "9"}
    lan.page.route("**/api/check", suspended)
    lan.tap("Gửi ngay")
    expect(lan.page.get_by_text("Máy này đang tạm ngừng. Hồ sơ trên máy vẫn gửi về xã")).to_be_visible()
    expect(lan.page.get_by_text("Máy này đang tạm ngừng. Hồ sơ đã đến xã và chờ đối chiếu.")).to_be_visible()
    lan.page.goto("/may/ho-so")
    lan.page.get_by_role("link", name=re.compile(READY)).click()
    lan.heading("Xã đã nhận, đang đối chiếu")
    expect(lan.page.get_by_text("Cần đối chiếu. Máy này đang tạm ngừng.")).to_be_visible()
    expect(lan.page.locator(".next-steps .done")).to_have_count(3)
    assert lan.problems == []
    # an answer on its way may not outlive the page that it is for
    lan.page.unroute_all(behavior="wait")
    lan.context.close()


def answer(route: Route, verdict: dict[str, str]) -> None:
    records = route.request.post_data_json["records"]
    route.fulfill(json={"verdicts": [{**verdict, "id": one["envelope"][:8]} for one in records]})


def suspended(route: Route) -> None:
    real = route.fetch()
    route.fulfill(response=real, json={**real.json(), "device": "suspended"})


def stranger(route: Route) -> None:
    """What the commune might tell one day, beside what it tells."""
    real = route.fetch()
    page = real.json()
    case = {"honorific": "ba", "title": "Giấy ủy quyền", "hamlet": "Tổ 1", "received_at": "", "ended": None}
    held = [{"seq": 1, "kind": "case.submitted", "code": "fork", "closed": False, "outcome": None}]
    visit = {
        "state": "planned", "on_date": day(-1).date().isoformat(), "at_time": "", "honorific": "ong",
        "name": "Quách Văn Hôm", "hamlet": "Tổ 3", "phone": "", "purpose": "certify", "case": "",
    }  # fmt: skip
    page["changes"] += [
        {
            "case": "1",
            "fields": {**case, "code": "VD-1111", "name": "Đàm Thị Không", "state": "refused", "holder": "clerk"},
        },
        {"case": "2", "fields": {**case, "code": "VD-2222", "name": "Mạc Văn Ngờ", "state": "submitted", "holder": ""}},
        {"case": "3", "held": held},
        {"visit": "4", "held": held},
        {"visit": "5", "fields": visit},
    ]
    route.fulfill(response=real, json=page)
