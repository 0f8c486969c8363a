"""A leader is away, another stands in: the queue, the officer's phone and the clerk's desk say so."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk
from tests.browser.test_kept import day, enrolled

WIDE = {"width": 1280, "height": 900}


def test_who_is_away_and_who_stands_in_is_known_where_it_matters(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    minh = Desk(browsers, own_office, "Hoàng Đức Minh", PHONE)
    minh.page.goto("/toi")
    minh.page.get_by_role("link", name="Ghi vắng mặt").click()
    minh.page.get_by_label("Từ ngày").fill(f"{day():%d/%m/%Y}")
    minh.page.get_by_label("Đến hết ngày").fill(f"{day(-1):%d/%m/%Y}")
    minh.page.get_by_role("button", name="Lưu").click()
    expect(minh.page.get_by_text("Ngày đến phải cùng hoặc sau ngày đi")).to_be_visible()
    # a refused form answers 400, which the page tells its console
    minh.problems.clear()
    minh.page.get_by_label("Đến hết ngày").fill(f"{day(2):%d/%m/%Y}")
    minh.page.get_by_label("Người ký thay").select_option(label="Lê Thị Thu")
    minh.look("Ghi vắng mặt")
    minh.page.get_by_role("button", name="Lưu").click()
    expect(minh.page.get_by_text("Ký thay: Lê Thị Thu")).to_be_visible()
    minh.look("Đã ghi vắng mặt")
    minh.page.goto("/cho-ky")
    expect(minh.page.get_by_text("Anh/chị đang ghi vắng mặt đến hết")).to_be_visible()
    minh.look("Chờ ký, đang vắng")

    thu = Desk(browsers, own_office, "Lê Thị Thu", PHONE)
    thu.page.goto("/cho-ky")
    expect(thu.page.get_by_text("Anh/chị ký thay Hoàng Đức Minh")).to_be_visible()
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    expect(thu.page.get_by_role("button", name="Ký duyệt")).to_be_enabled()
    minh.page.goto("/cho-ky")
    expect(minh.page.get_by_text("Lê Thị Thu đang xem")).to_be_visible()
    minh.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    expect(minh.page.get_by_text("Lê Thị Thu đang xem hồ sơ này")).to_be_visible()

    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.page.goto("/may/chuan-bi")
    expect(lan.page.get_by_text("Hôm nay ký duyệt: Lê Thị Thu.")).to_be_visible()
    thu.page.goto("/vang-mat")
    thu.page.get_by_label("Từ ngày").fill(f"{day():%d/%m/%Y}")
    thu.page.get_by_label("Đến hết ngày").fill(f"{day():%d/%m/%Y}")
    thu.page.get_by_role("button", name="Lưu").click()
    lan.tap("Kiểm tra lại")
    expect(lan.page.get_by_text("Hôm nay chưa ai ký chứng thực được")).to_be_visible(timeout=20_000)
    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", WIDE)
    hanh.page.goto("/giay-to/")
    expect(hanh.page.get_by_text("Hôm nay không ai ký duyệt được")).to_be_visible()
    hanh.look("Giấy tờ, hôm nay không ai ký")
    thu.page.goto("/vang-mat")
    thu.page.get_by_role("button", name="Bỏ lần này").click()
    hanh.page.reload()
    expect(hanh.page.get_by_text("Hôm nay không ai ký duyệt được")).to_be_hidden()
    assert minh.problems == thu.problems == hanh.problems == lan.problems == []
    for desk in (minh, thu, hanh):
        desk.close()
    lan.context.close()
