"""Pages that no journey passes slowly enough to be looked at: the doors, the public pages, what is not there."""

import pytest
from playwright.sync_api import Playwright

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
        ("Vũ Thị Hạnh", WIDE, {"Giấy tờ tại xã": "/giay-to", "Tôi, văn thư": "/toi"}),
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
