"""Pages that no journey passes slowly enough to be looked at: the doors, the public pages, what is not there."""

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import looking
from tests.browser.conftest import CHROMIUM, FLAGS, Office
from tests.browser.people import PHONE, Desk, look, watch

WIDE = {"width": 1280, "height": 900}
OPEN = {
    "Đăng nhập": "/dang-nhap",
    "Kiểm tra một giấy": "/K",
    "Mã viết sai": "/K?ma=12",
    "Mã không có": "/K/7K4QM2XD9HTP",
    "Không có trang này": "/khong-co",
}


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_pages_that_anybody_may_open(browsers: Playwright, office: Office, size: dict[str, int]) -> None:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_context(viewport=size, locale="vi-VN", base_url=office.origin).new_page()  # type: ignore[arg-type]
    problems: list[str] = []
    watch(page, problems)
    for name, path in OPEN.items():
        page.goto(path)
        look(page, name, problems)
    browser.close()
    # a page that is not there is said to be so by its status too
    assert [one for one in problems if "status of 404" not in one] == []


@pytest.mark.parametrize(
    ("who", "size", "pages"),
    [
        ("Hoàng Đức Minh", PHONE, {"Chờ ký": "/cho-ky", "Đã ký": "/da-ky", "Tôi, lãnh đạo": "/toi"}),
        (
            "Vũ Thị Hạnh",
            WIDE,
            {"Giấy tờ tại xã": "/giay-to", "Hủy dữ liệu đến hạn": "/huy-du-lieu", "Tôi, văn thư": "/toi"},
        ),
        (
            "Đỗ Văn Quang",
            WIDE,
            {"Người và máy": "/nguoi-va-may", "Tôi, quản trị": "/toi", "Việc quản trị": "/nhat-ky/quan-tri"},
        ),
    ],
    ids=["leader", "clerk", "administrator"],
)
def test_pages_of_the_office(
    browsers: Playwright, office: Office, who: str, size: dict[str, int], pages: dict[str, str]
) -> None:
    person = Desk(browsers, office, who, size)
    for name, path in pages.items():
        assert (answer := person.page.goto(path)) and answer.status == 200
        person.look(name)
    person.close()
    assert person.problems == []


def test_a_refused_form_gives_back_all_that_was_typed_on_its_page(browsers: Playwright, office: Office) -> None:
    quang = Desk(browsers, office, "Đỗ Văn Quang", WIDE)
    quang.page.goto("/nguoi-va-may")
    quang.page.get_by_role("link", name="Trần Thị Lan").click()
    quang.page.get_by_text("Ghi một quyết định").click()
    quang.page.get_by_label("Số quyết định").fill("12/QĐ-UBND")
    quang.page.get_by_label("Ngày quyết định").fill("02/01/2026")
    quang.page.locator("input[value=justice_officer]").uncheck()
    quang.page.get_by_role("button", name="Lưu việc được làm").click()
    expect(quang.page.get_by_text("Chọn ít nhất một việc")).to_be_visible()
    expect(quang.page.get_by_label("Số quyết định")).to_have_value("12/QĐ-UBND")
    expect(quang.page.get_by_label("Ngày quyết định")).to_have_value("02/01/2026")
    expect(quang.page.locator("input[value=justice_officer]")).not_to_be_checked()
    quang.look("Một người, giữ chữ đã gõ")
    quang.close()


def test_a_pale_word_and_a_wide_block_are_seen(browsers: Playwright, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "THOROUGH", True)
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    # 5.7 : 1 is enough for level AA and not for us; 340 px fit a phone of 360 and not one of 320
    page.set_content(
        '<!doctype html><html lang="vi" data-theme="light"><title>x</title><body style="margin:0">'
        '<p style="color:#666">nhạt</p><div style="width:340px">rộng</div></body></html>'
    )
    problems: list[str] = []
    look(page, "x", problems)
    browser.close()
    assert {one.partition(":")[0] for one in problems if "color-contrast-enhanced" in one} >= {
        "axe x, light", "axe x, outdoor", "axe x, evening", "axe x, 320 px",
    }  # fmt: skip
    assert [one[:21] for one in problems if one.startswith("too wide")] == ["too wide x, 320 px: 3"]


def test_what_a_bar_always_covers_is_seen_and_what_scrolls_past_it_is_not(browsers: Playwright) -> None:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    tabs = '<a href="#" style="display:flex;height:76px">mục</a>' * 5
    found: dict[str, list[str]] = {"absolute": [], "sticky": []}
    for position, problems in found.items():
        page.set_content(
            '<!doctype html><html lang="vi" data-theme="light"><title>x</title><body style="margin:0"><main>'
            '<h1 style="height:650px;margin:0">x</h1><a href="#" style="display:flex;height:56px">nút</a>'
            f"{'<p>y</p>' * 9 if position == 'sticky' else ''}</main>"
            f'<nav style="position:{position};bottom:0;width:100%;background:#fff;z-index:2">'
            f'<div style="display:grid;grid-auto-flow:column">{tabs}</div></nav></body></html>'
        )
        look(page, "x", problems)
    browser.close()
    assert any("target-size" in one for one in found["absolute"])
    assert not any("target-size" in one for one in found["sticky"])
