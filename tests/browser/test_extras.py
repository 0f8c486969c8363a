"""What a commune asks beside its task: turned on at the desk, asked one by one, kept, played to the leader."""

import re
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Office
from tests.browser.people import PHONE, Desk, Phone, look
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import choose_history, conditions, person, photograph

WIDE = {"width": 1280, "height": 900}


def test_each_extra_is_asked_by_itself_and_only_the_agreed_ones_are_taken(
    browsers: Playwright, own_office: Office, tmp_path: Path
) -> None:
    quang = Desk(browsers, own_office, "Đỗ Văn Quang", WIDE)
    quang.page.goto("/cai-dat/")
    for words in ("Ảnh lúc ký", "Ghi âm lúc đọc lại", "Vị trí của máy lúc ký"):
        quang.page.get_by_role("checkbox", name=words).check()
    quang.page.get_by_role("button", name="Lưu").click()
    quang.look("Cài đặt, xin thêm")
    lan = enrolled(browsers, own_office, tmp_path, camera=True)
    lan.context.grant_permissions(["camera", "microphone", "geolocation"])
    lan.context.set_geolocation({"latitude": 21.276, "longitude": 106.194, "accuracy": 12})
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    answer_why(lan)
    person(lan)
    conditions(lan)
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    lan.tap("Tôi đồng ý ký")
    consents(lan)
    lan.heading("Ghi âm lúc đọc lại")
    lan.tap("Bắt đầu ghi")
    expect(lan.page.get_by_text("Đã ghi 0 giây, tự dừng sau 20 giây.")).to_be_visible()
    lan.tap("Dừng ghi")
    expect(lan.page.get_by_text("Đoạn ghi ngắn quá, nghe không được. Ghi lại.")).to_be_visible()
    lan.tap("Bắt đầu ghi")
    expect(lan.page.get_by_text("Đã ghi 2 giây, tự dừng sau 20 giây.")).to_be_visible()
    lan.tap("Dừng ghi")
    expect(lan.page.get_by_label("Đoạn ghi âm")).to_be_visible()
    look(lan.page, "Đã ghi âm", lan.problems)
    lan.tap("Tiếp tục")
    lan.tap("Đã ký xong")
    # no consent, no photo of the moment
    photograph(lan, "Chụp trang 1/1 đã ký")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.heading("Ghi vị trí lúc ký")
    lan.tap("Lấy vị trí")
    lan.choose("Thu khi trả kết quả")
    lan.tap("Tiếp tục")
    lan.heading("Kiểm tra lại")
    lan.tap("Hoàn tất và lưu trên máy")
    lan.heading("Xã đã nhận")
    minh = Desk(browsers, own_office, "Hoàng Đức Minh", PHONE)
    minh.page.goto("/cho-ky")
    minh.page.get_by_role("link", name=re.compile("Ví Dụ")).first.click()
    player = minh.page.get_by_label("Đoạn ghi âm lúc đọc lại")
    expect(player).to_be_visible(timeout=30_000)
    minh.page.wait_for_function("() => document.querySelector('audio')?.readyState >= 1")
    expect(minh.page.get_by_text("21.276, 106.194 (± 12 m)")).to_be_visible()
    expect(minh.page.get_by_text("không đồng ý", exact=True)).to_be_visible()
    minh.look("Ghi âm của hồ sơ")
    for one in (quang, minh):
        assert one.problems == []
        one.close()
    assert lan.problems == []
    lan.context.close()


def consents(lan: Phone) -> None:
    page = lan.page
    expect(page.get_by_role("heading", name=re.compile("có đồng ý không"))).to_be_visible()
    expect(page.get_by_role("button", name="Xong, đưa lại cán bộ")).to_be_disabled()
    for words, answer in (("ảnh lúc ký", "Không"), ("ghi âm", "Đồng ý"), ("vị trí", "Đồng ý")):
        page.get_by_role("group", name=re.compile(words)).get_by_role("button", name=answer).click()
    look(page, "Xin phép thêm", lan.problems)
    page.get_by_role("button", name="Xong, đưa lại cán bộ").click()
    lan.take_back()
