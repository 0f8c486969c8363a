"""The steps of a case as an officer taps through them."""

import re

from playwright.sync_api import expect

from tests.browser.people import Phone


def conditions(lan: Phone) -> None:
    for number in range(1, 7):
        expect(lan.page.get_by_text(f"Câu {number}/6")).to_be_visible()
        lan.tap("Có, tự đọc" if number == 3 else "Có")


def photograph(lan: Phone, title: str) -> None:
    lan.heading(title)
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")


def person(lan: Phone, *, again: bool = False) -> None:
    lan.heading("Đúng người này không?")
    lan.tap("Đúng")
    if again:
        expect(lan.page.get_by_role("alert")).to_have_text(re.compile("^Người này đang có hồ sơ hôm nay"))
        lan.tap("Đúng")
    lan.choose("Không thời hạn")
    lan.tap("Tiếp tục")


def finish(lan: Phone) -> None:
    lan.heading("Ký lúc nào, ở đâu?")
    lan.tap("Tiếp tục")
    lan.choose("Thu khi trả kết quả")
    lan.tap("Tiếp tục")
    lan.heading("Kiểm tra lại")
    lan.tap("Hoàn tất và lưu trên máy")
    lan.heading("Đã lưu trên máy")


def choose_history(lan: Phone) -> None:
    """A personal history, and what it asks beside the conditions."""
    lan.choose("Sơ yếu lý lịch")
    for words in ("Mục không có nội dung", "Không ghi nhận xét", "Không có luật riêng"):
        lan.page.get_by_role("checkbox", name=re.compile(words)).check()


def one_page(lan: Phone) -> None:
    """From the conditions to the end: one page, signed on paper and on the screen."""
    conditions(lan)
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.tap("Đã ký xong")
    photograph(lan, "Chụp trang 1/1 đã ký")
    lan.draw()
    lan.tap("Xong")
    lan.take_back()
    finish(lan)
