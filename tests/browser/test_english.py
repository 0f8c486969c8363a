"""English: chosen at the desk and on the phone, kept through a start without a network, Vietnamese again at a tap."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, look
from tests.browser.test_other_ways import enrolled


def test_a_leader_and_an_officer_work_in_english(browsers: Playwright, office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=True)
    lan.page.goto("/may/toi")
    lan.page.get_by_role("button", name="English").click()
    expect(lan.page.get_by_role("button", name="Tiếng Việt")).to_be_visible()
    look(lan.page, "Me", lan.problems)
    lan.context.set_offline(True)
    lan.page.goto("/may")
    expect(lan.page.get_by_role("heading", name="Today")).to_be_visible()
    assert lan.page.evaluate("document.documentElement.lang") == "en"
    look(lan.page, "Today", lan.problems)
    lan.page.goto("/may/toi")
    lan.page.get_by_role("button", name="Tiếng Việt").click()
    expect(lan.page.get_by_role("button", name="English")).to_be_visible()
    assert lan.page.evaluate("document.documentElement.lang") == "vi"
    lan.context.set_offline(False)
    assert lan.problems == []
    lan.context.close()
    minh = Desk(browsers, office, "Hoàng Đức Minh", {"width": 360, "height": 740})
    minh.page.goto("/toi")
    minh.page.get_by_role("button", name="English").click()
    expect(minh.page.get_by_role("heading", name="Passkey", exact=True)).to_be_visible()
    minh.page.goto("/cho-ky")
    minh.look("To sign")
    minh.close()
    assert minh.problems == []
