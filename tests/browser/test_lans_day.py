"""Five visits of one day, two of them for a signature, two with a result, one in vain, with no network between."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser import lans_day
from tests.browser.conftest import Office
from tests.browser.people import Desk
from tests.browser.test_other_ways import enrolled


def test_the_day_of_lan(browsers: Playwright, own_office: Office, tmp_path: Path) -> None:
    hanh = Desk(browsers, own_office, "Vũ Thị Hạnh", lans_day.WIDE)
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lans_day.day(lan, hanh)
    assert lan.problems == []
    lan.context.close()
    page = hanh.page
    page.goto("/luot")
    expect(page.locator(".visit-round > li").filter(has_text="Chưa làm được")).to_have_count(1)
    page.goto("/tra-ket-qua")
    expect(page.get_by_text("Cao Thị Lúa").first).to_be_visible()
    for name in ("Lý Văn Tả", "Đặng Thị Vừng"):
        expect(page.get_by_text(name)).to_have_count(0)
    expect(page.get_by_text("Chưa giao được 1 lần")).to_be_visible()
    page.goto("/")
    for name in ("Lê Thị Ví Dụ", "Phạm Thị Mận"):
        expect(page.get_by_role("link", name=re.compile(name)).first).to_be_visible()
    assert "0 problems" in own_office.flask("ledger", "verify")
    assert hanh.problems == []
    hanh.close()
