"""The day of Lan: five homes, no network between them; two papers are signed, two results handed over, one door stays
shut. A test plays it, and `make demo-day` plays it slowly in a window that a person can watch."""

import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from app.domain.calendar import ZONE
from tests.browser.conftest import WATCHED, Office
from tests.browser.people import Desk, Phone
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import one_page, person

WIDE = {"width": 1280, "height": 900}
# who is seen, in which hamlet, what for; the first was asked for by telephone
HOMES = (
    ("ba", "Phạm Thị Mận", "Tổ 4", "Chứng thực chữ ký"),
    ("ba", "Lê Thị Ví Dụ", "Tổ 1", "Chứng thực chữ ký"),
    ("cu", "Đặng Thị Vừng", "Tổ 3", "Trả kết quả"),
    ("ong", "Lý Văn Tả", "Tổ 4", "Trả kết quả"),
    ("ba", "Cao Thị Lúa", "Tổ 6", "Trả kết quả"),
)


def morning(hanh: Desk) -> None:
    """The clerk gives Lan the paper that is ready, and lays out her day."""
    page = hanh.page
    page.goto("/tra-ket-qua")
    page.get_by_role("checkbox", name=re.compile("Cao Thị Lúa")).check()
    page.get_by_role("button", name="Đã giao tận tay cán bộ").click()
    expect(page.get_by_text("Đã giao cho cán bộ: 1 giấy.")).to_be_visible()
    page.goto("/luot")
    for honorific, name, hamlet, purpose in HOMES[1:]:
        page.get_by_label("Xưng hô").select_option(honorific)
        page.get_by_label("Họ tên người cần đến nhà").fill(name)
        page.get_by_label("Số điện thoại").fill("0900 000 077")
        page.get_by_label("Tổ, thôn").fill(hamlet)
        page.get_by_role("checkbox", name=purpose).check()
        page.get_by_role("button", name="Ghi đăng ký").click()
        expect(page.get_by_role("link", name=f"Xếp lịch {name}")).to_be_visible()
    for _, name, _, _ in HOMES:
        page.get_by_role("link", name=f"Xếp lịch {name}").click()
        page.get_by_label("Cán bộ đến nhà").select_option(label="Trần Thị Lan")
        page.get_by_label("Ngày", exact=True).fill(f"{datetime.now(ZONE):%d/%m/%Y}")
        page.get_by_role("button", name="Giao cho cán bộ").click()
        page.wait_for_url("**/luot?ngay=*")
    page.get_by_role("button", name="Xếp từ gần đến xa").click()
    expect(page.locator(".visit-round > li")).to_have_count(len(HOMES))


def away(lan: Phone) -> None:
    """Everything that is to be done is on the phone before the network ends."""
    lan.page.goto("/may")
    for _, name, _, _ in HOMES:
        expect(lan.page.get_by_role("link", name=re.compile(name)).first).to_be_visible(timeout=30_000)
    expect(lan.page.get_by_text(f"{len(HOMES)} lượt · 0 xong")).to_be_visible(timeout=30_000)
    lan.offline(True)


def at(lan: Phone, name: str) -> None:
    """The page of a visit, in the round of the day or, in the evening, among what is asked for."""
    lan.page.goto("/may")
    lan.page.locator("a[href^='/may/luot/']").filter(has_text=name).first.click()
    expect(lan.page.get_by_role("heading", name=re.compile(name), level=1)).to_be_visible()


def signs(lan: Phone, name: str) -> None:
    """At a home whose person signs a paper: by the card, or, where there is none to be read, by hand."""
    at(lan, name)
    typed = name != "Lê Thị Ví Dụ"
    lan.tap("Làm hồ sơ chứng thực")
    lan.heading("Vì sao làm tại nhà?")
    lan.choose("Già yếu")
    lan.tap("Tiếp tục")
    lan.heading("Ở đâu, gọi số nào?")
    lan.tap("Tiếp tục")
    lan.heading("Đọc cho người yêu cầu nghe")
    if typed:
        with lan.no_camera():
            lan.tap("Đã đọc")
            lan.tap("Nhập tay")
            lan.heading("Nhập giấy tờ tùy thân")
        lan.page.get_by_label("Họ và tên").fill(name)
        lan.page.get_by_label("Số giấy tờ").fill("024 148 000 020")
        lan.page.get_by_label("Ngày sinh").fill("1948")
        lan.page.get_by_role("button", name="Nữ", exact=True).click()
        lan.tap("Đúng")
        lan.choose("Không thời hạn")
        lan.tap("Tiếp tục")
    else:
        lan.tap("Đã đọc")
        person(lan)
    one_page(lan)
    lan.tap("Xong nhà này: kết thúc lượt đến")
    lan.page.wait_for_url("**/may")


def receives(lan: Phone, name: str) -> None:
    """At a home to which a result is brought."""
    lan.page.goto("/may")
    carried(lan, name)
    lan.choose("Chính người yêu cầu" if name != "Đặng Thị Vừng" else "Chính người hưởng")
    lan.tap("Tiếp tục")
    lan.heading("Giao và giải thích")
    if name == "Đặng Thị Vừng":
        lan.tap("Đã giải thích tất cả")
    lan.tell()
    lan.heading("Ký nhận vào ô này")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Kiểm tra và lưu")
    lan.tap("Đã giao, lưu trên máy")
    lan.heading("Đã lưu trên máy")
    ends(lan, name, "Đã làm xong")


def is_away(lan: Phone, name: str) -> None:
    """At a door that stays shut."""
    lan.page.goto("/may")
    carried(lan, name)
    lan.tap("Không giao được")
    lan.heading("Vì sao chưa giao được?")
    lan.choose("Vắng nhà")
    lan.tap("Lưu lần chưa giao được")
    lan.heading("Đã lưu trên máy")
    ends(lan, name, "Vắng nhà")


def carried(lan: Phone, name: str) -> None:
    lan.page.locator("section", has=lan.page.get_by_role("heading", name="Trả kết quả")).get_by_role(
        "link", name=re.compile(name)
    ).click()


def ends(lan: Phone, name: str, how: str) -> None:
    at(lan, name)
    lan.tap("Kết thúc lượt này")
    lan.heading("Kết quả lượt đến nhà?")
    lan.choose(how)
    lan.tap("Kết thúc lượt này")
    lan.page.wait_for_url("**/may")


def evening(lan: Phone) -> None:
    """Back where there is a network the phone empties itself."""
    expect(lan.page.get_by_text(f"{len(HOMES)} lượt · {len(HOMES)} xong")).to_be_visible()
    lan.offline(False)
    expect(lan.page.get_by_text(re.compile("Chưa gửi: "))).to_be_hidden(timeout=60_000)


def day(lan: Phone, hanh: Desk) -> None:
    """The whole of it."""
    morning(hanh)
    away(lan)
    signs(lan, "Lê Thị Ví Dụ")
    receives(lan, "Đặng Thị Vừng")
    signs(lan, "Phạm Thị Mận")
    receives(lan, "Lý Văn Tả")
    is_away(lan, "Cao Thị Lúa")
    evening(lan)


def watched(origin: str) -> None:
    """The day on a server that runs already, in two windows of this screen: the phone's and the clerk's."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        office = Office(origin, Path(folder))
        hanh = Desk(playwright, office, "Vũ Thị Hạnh", WIDE)
        lan = enrolled(playwright, office, Path(folder), camera=True)
        day(lan, hanh)
        hanh.page.goto("/luot")
        print("Five homes done. The windows stay open for half a minute.")  # noqa: T201
        lan.page.wait_for_timeout(30_000)
        lan.context.close()
        hanh.close()


if __name__ == "__main__":
    if not WATCHED:
        sys.exit("TANNHA_WATCH says how slowly (milliseconds for each step); a screen is needed.")
    watched(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
