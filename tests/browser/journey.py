"""The core journey by the words on each page, for any engine: let in, a case typed to its end. Kept in one place."""

from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from app.media.sample import signed_page
from tests.browser.engines import CONTROLLED, EYES, PAGE, Engine

CITIZEN = "Nguyễn Thị Sáu"
OVER = "Đã lưu trên máy"
PIN = "280615"
TWIN = "đang có hồ sơ hôm nay"


def let_in(engine: Engine) -> None:
    """By the demo's own invitation."""
    engine.goto("/dang-nhap")
    engine.tap("Trần Thị Lan")
    engine.tap("Vào trang của tôi")
    engine.tap("Ghi nhận máy này (bản thử)")
    engine.wait_to_see("Người dùng máy")
    engine.tap("Ghi nhận máy này")
    for words in ("Đặt mã PIN 6 số", "Nhập lại mã PIN"):
        engine.wait_to_see(words)
        press_pin(engine)
    engine.wait_to_see("Hồ sơ mới")
    engine.wait(lambda: engine.ask(CONTROLLED), "the service worker")


def press_pin(engine: Engine) -> None:
    for digit in PIN:
        engine.tap(digit)


def type_to_the_end(engine: Engine, folder: Path) -> None:
    """Answers whatever page shows, until the case is kept on the phone."""
    picture = folder / "page.jpg"
    picture.write_bytes(signed_page("Giay uy quyen", "Sau", shot=SystemRandom().randrange(2**30)))
    walk(engine, answers(engine, picture))


def walk(engine: Engine, pages: dict[str, Callable[[], object]]) -> None:
    """Does on each page what is known for its words; a page that may come or not simply has its line."""
    seen: list[tuple[str, str]] = []

    def known() -> bool:
        heading, text = engine.ask(PAGE)
        page = OVER if OVER in heading else next((page for page in pages if page in text), "")
        seen.append((heading, page))
        return bool(page)

    for _ in range(40):
        engine.wait(known, "a page with an answer")
        heading, page = seen[-1]
        if page == OVER:
            return
        pages[page]()
        engine.wait(lambda old=heading: engine.ask(PAGE)[0] != old, f"to get on from {page}")
    raise AssertionError("the wizard has no end")


def answers(engine: Engine, picture: Path) -> dict[str, Callable[[], object]]:
    """What a person does, by words that stand on each page."""

    def person() -> None:
        engine.fill("Họ và tên", CITIZEN)
        engine.fill("Số giấy tờ", "024 154 000 066")
        engine.tap("Nữ")
        engine.fill("Ngày sinh", "1954")
        engine.fill("Nơi thường trú", "số 6, Tổ 2, phường Ví Dụ")
        engine.tap("Đúng")
        # a second case of the same person today is warned of, and allowed
        engine.wait(lambda: engine.sees(TWIN) or "Đúng người" not in engine.ask(PAGE)[0], "the next page or a warning")
        if engine.sees(TWIN):
            engine.tap("Đúng")

    def photo() -> None:
        """The camera first, then a picked photo in its place."""
        engine.wait(lambda: engine.ask(EYES), "the camera")
        engine.tap("Chụp")
        engine.tap("Chụp lại")
        engine.pick("Chọn ảnh có sẵn", picture)
        engine.tap("Rõ, dùng ảnh này")

    def chosen(name: str) -> None:
        engine.choose(name)
        engine.tap("Tiếp tục")

    def place() -> None:
        engine.fill("Tổ, thôn", "Tổ 2")
        engine.tap("Tiếp tục")

    def ink() -> None:
        engine.draw()
        engine.tap("Xong")

    return {
        "Vì sao làm tại nhà?": lambda: chosen("Già yếu"),
        "Ở đâu, gọi số nào?": place,
        "Đọc cho người yêu cầu nghe": lambda: engine.tap("Đã đọc"),
        "Quét mã QR trên thẻ căn cước": lambda: engine.tap("Nhập tay"),
        "Đúng người này không?": person,
        "Nhập giấy tờ tùy thân": person,
        "Thẻ có giá trị đến khi nào?": lambda: chosen("Không thời hạn"),
        "Câu 3/6": lambda: engine.tap("Có, tự đọc"),
        "Câu ": lambda: engine.tap("Có"),
        "Ký giấy gì?": lambda: chosen("Giấy ủy quyền nhận trợ cấp"),
        "Mấy trang, mấy bản?": lambda: engine.tap("Tiếp tục"),
        "Tôi đồng ý ký": lambda: engine.tap("Tôi đồng ý ký"),
        "Mời ký trên giấy": lambda: engine.tap("Đã ký xong"),
        "Chụp trang 1/1 đã ký": photo,
        "Ký vào ô này": ink,
        "Ký lúc nào, ở đâu?": lambda: engine.tap("Tiếp tục"),
        "Thu phí 10.000 đồng?": lambda: chosen("Đã thu tiền mặt"),
        "Đưa máy lại cho cán bộ": lambda: press_pin(engine),
        "Kiểm tra lại": lambda: engine.tap("Hoàn tất và lưu trên máy"),
    }
