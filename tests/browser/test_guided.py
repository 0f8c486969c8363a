"""Guidance of people is noted at a visit and by itself, without a network; the diary and the figures tell it."""

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.looking import look
from tests.browser.people import Office, Phone
from tests.browser.test_other_ways import enrolled


def choose(lan: Phone, *words: str) -> None:
    for word in words:
        lan.page.get_by_role("button", name=word, exact=True).click()


def test_guidance_is_noted_offline_with_who_did_what(browsers: Playwright, office: Office, tmp_path: Path) -> None:
    lan = enrolled(browsers, office, tmp_path, camera=False)
    lan.offline(True)
    lan.page.get_by_role("link", name="Ghi hướng dẫn người dân").click()
    lan.heading("Hướng dẫn việc gì?")
    look(lan.page, "Ghi hướng dẫn", lan.problems)
    lan.tap("Lưu lần hướng dẫn")
    expect(lan.page.get_by_role("alert")).to_contain_text("Chọn ít nhất một việc")
    choose(lan, "Kích hoạt, sử dụng VNeID", "Đăng ký cư trú", "Nhận biết lừa đảo qua điện thoại")
    own = lan.page.get_by_role("group", name="Đăng ký cư trú")
    own.get_by_role("button", name="Người dân tự làm, có hướng dẫn").click()
    done = lan.page.get_by_role("group", name="Kích hoạt, sử dụng VNeID")
    done.get_by_role("button", name="Cán bộ làm giúp").click()
    lan.page.get_by_label("Tổ, thôn").select_option("Tổ 2")
    lan.tap("Lưu lần hướng dẫn")
    expect(lan.page.get_by_role("alert")).to_contain_text("Làm giúp thì chọn lý do")
    choose(lan, "Già yếu, không tự thao tác được")
    look(lan.page, "Ghi hướng dẫn, đã chọn", lan.problems)
    # what was chosen is on disk before the button
    lan.page.reload()
    expect(lan.page.get_by_role("group", name="Hướng dẫn việc gì?").locator("[aria-pressed=true]")).to_have_count(2)
    expect(lan.page.get_by_role("button", name="Cán bộ làm giúp", pressed=True)).to_be_visible()
    lan.page.get_by_label("Số người").fill("3")
    lan.tap("Lưu lần hướng dẫn")
    expect(lan.page.get_by_role("button", name="Hồ sơ mới")).to_be_visible()
    lan.page.get_by_role("link", name="Chưa gửi").first.click()
    expect(lan.page.get_by_text("Ghi hướng dẫn").first).to_be_visible()
    look(lan.page, "Chưa gửi, có lần hướng dẫn", lan.problems)
    lan.offline(False)
    expect(lan.page.get_by_role("heading", name="Đã gửi hết")).to_be_visible(timeout=20_000)
    lan.page.goto("/nhat-ky-cong-tac")
    expect(lan.page.get_by_text("Kích hoạt, sử dụng VNeID (làm giúp)")).to_be_visible()
    look(lan.page, "Nhật ký, có hướng dẫn", lan.problems)
    assert lan.problems == []
