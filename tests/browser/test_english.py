"""English: chosen at the desk and on the phone, kept through a start without a network, Vietnamese again at a tap."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import Desk, Phone, look
from tests.browser.test_other_ways import enrolled
from tests.browser.test_two_officers import TUAN_PIN, let_tuan_in


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


def test_a_citizen_reads_vietnamese_whatever_the_officer_chose(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    in_english(lan)
    lan.page.goto("/may")
    lan.page.get_by_role("link", name=re.compile("Lý Văn Tả")).first.click()
    lan.choose("Chính người yêu cầu")
    lan.tap("Continue")
    lan.heading("Hand over and explain")
    lan.page.locator("[name=reading]").first.check()
    lan.page.locator("[name=mode]").first.check()
    lan.tap("Continue")
    # from the first word on, not only when the page is drawn again
    lan.heading("Ký nhận vào ô này")
    assert lan.page.evaluate("document.documentElement.lang") == "vi"
    assert lan.page.get_by_role("button", name="Officer").count() == 0
    lan.page.evaluate("() => new BroadcastChannel('tannha-lock').postMessage('shut')")
    lan.heading("Máy đang khóa")
    lan.press_pin("000000")
    expect(lan.page.get_by_text("Mã PIN chưa đúng")).to_be_visible()
    lan.unlock()
    lan.heading("Ký nhận vào ô này")
    lan.tap("Cán bộ")
    lan.take_back()
    lan.heading("Hand over and explain")
    lan.page.goto("/may/toi")
    lan.tap("Lock the phone now")
    lan.heading("Máy đang khóa")
    assert lan.page.evaluate("document.documentElement.lang") == "vi"
    lan.unlock()
    lan.page.goto("/may")
    expect(lan.page.get_by_role("button", name="New case")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def test_a_language_is_its_officers_and_not_the_phones(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    lan = enrolled(browsers, own_office, tmp_path, camera=False)
    let_tuan_in(lan)
    in_english(lan)
    lan.page.get_by_role("button", name="Lock the phone now").click()
    lan.heading("Máy đang khóa")
    lan.tap("Tôi là Trần Thị Lan")
    expect(lan.page.get_by_text("Trần Thị Lan nhập mã PIN để làm tiếp.")).to_be_visible()
    lan.unlock()
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.page.get_by_role("link", name="Tôi", exact=True).click()
    lan.tap("Khóa máy ngay")
    lan.tap("Tôi là Ngô Văn Tuấn")
    expect(lan.page.get_by_text("Ngô Văn Tuấn nhập mã PIN để làm tiếp.")).to_be_visible()
    lan.unlock(TUAN_PIN)
    expect(lan.page.get_by_role("button", name="New case")).to_be_visible()
    assert lan.problems == []
    lan.context.close()


def in_english(phone: Phone) -> None:
    phone.page.goto("/may/toi")
    phone.page.get_by_role("button", name="English").click()
    expect(phone.page.get_by_role("button", name="Tiếng Việt")).to_be_visible()
