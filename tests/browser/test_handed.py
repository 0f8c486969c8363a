"""The phone in a citizen's hand: no way leads from his page to the officer's, whose session is open."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.test_other_ways import enrolled


def test_going_back_from_the_page_in_a_citizens_hand_never_leads_to_the_officers(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.goto("/toi")
    expect(lan.page.get_by_role("heading", name="Khóa truy cập")).to_be_visible()
    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).first.click()
    lan.choose("Chính người yêu cầu")
    lan.tap("Tiếp tục")
    lan.tell()
    lan.heading("Ký nhận vào ô này")
    # three steps lead past the first page of the phone, more past the officer's own
    for _ in range(5):
        lan.page.go_back()
        lan.heading("Ký nhận vào ô này")
    for address in ("/toi", "/", "/can-doi-chieu/"):
        lan.page.goto(address)
        lan.heading("Ký nhận vào ô này")
    lan.tap("Cán bộ")
    lan.take_back()
    lan.heading("Giao và giải thích")
    lan.page.goto("/toi")
    expect(lan.page.get_by_role("heading", name="Khóa truy cập")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_phone_that_was_not_handed_over_corrects_what_its_browser_says(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    lan.page.evaluate("() => { document.cookie = 'tn-handed=1; Path=/'; }")
    lan.page.goto("/toi")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.page.goto("/toi")
    expect(lan.page.get_by_role("heading", name="Khóa truy cập")).to_be_visible()
    assert lan.problems == []
    lan.context.close()
