"""Pictures of the printable guides: `python -m tests.browser.guide_pictures` (make pictures). Everybody is invented."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.browser.conftest import ROOT, Office, running
from tests.browser.people import PHONE, Desk
from tests.browser.test_other_ways import enrolled
from tests.browser.wizard import choose_history, conditions, person

PICTURES = ROOT / "docs" / "huong-dan" / "anh"
WIDE = {"width": 1280, "height": 900}
COLOURS = 64


def main() -> None:
    """Takes them all anew."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "office") as office,
        sync_playwright() as engine,
    ):
        leader(engine, office)
        desk(engine, office, "Vũ Thị Hạnh", {"van-thu-giay-to": "/giay-to/", "van-thu-so": "/so-chung-thuc/",
                                             "van-thu-tra": "/tra-ket-qua", "van-thu-den-nha": "/luot"})  # fmt: skip
        desk(engine, office, "Đỗ Văn Quang", {"quan-tri-bat-dau": "/bat-dau", "quan-tri-nguoi-va-may": "/nguoi-va-may/",
                                              "quan-tri-thon": "/thon-xom"})  # fmt: skip
        officer(engine, office, Path(folder))


def officer(engine: Playwright, office: Office, folder: Path) -> None:
    lan = enrolled(engine, office, folder, camera=True)
    lan.page.get_by_role("link", name="Lý Văn Tả").first.wait_for()
    _take(lan.page, "can-bo-hom-nay")
    lan.page.get_by_role("link", name="Lý Văn Tả").first.click()
    lan.heading("Ai nhận kết quả?")
    _take(lan.page, "can-bo-tra-ket-qua")
    lan.page.goto("/may")
    lan.page.get_by_role("button", name="Hồ sơ mới").click()
    lan.heading("Vì sao làm tại nhà?")
    lan.choose("Già yếu")
    lan.tap("Tiếp tục")
    lan.page.get_by_label("Tổ, thôn").fill("Tổ 2")
    lan.tap("Tiếp tục")
    lan.tap("Đã đọc")
    lan.heading("Đúng người này không?")
    _take(lan.page, "can-bo-dung-nguoi")
    person(lan)
    conditions(lan)
    choose_history(lan)
    lan.tap("Tiếp tục")
    lan.heading("Mấy trang, mấy bản?")
    lan.tap("Tiếp tục")
    lan.tap("Tôi đồng ý ký")
    lan.take_back()
    lan.heading("Mời ký trên giấy")
    _take(lan.page, "can-bo-ky-giay")
    lan.tap("Đã ký xong")
    lan.heading("Chụp trang 1/1 đã ký")
    lan.page.wait_for_function("() => document.querySelector('video')?.readyState >= 2", timeout=15_000)
    lan.tap("Chụp")
    lan.tap("Rõ, dùng ảnh này")
    lan.draw()
    _take(lan.page, "can-bo-o-ky")
    lan.context.close()


def leader(engine: Playwright, office: Office) -> None:
    thu = Desk(engine, office, "Lê Thị Thu", PHONE)
    thu.make_passkey()
    thu.page.goto("/cho-ky")
    _take(thu.page, "lanh-dao-cho-ky")
    thu.page.get_by_role("link", name="Xem hồ sơ đầu tiên").click()
    button = thu.page.get_by_role("button", name="Ký duyệt")
    expect(button).to_be_enabled()
    _take(thu.page, "lanh-dao-xem")
    button.click()
    expect(thu.page.get_by_role("dialog")).to_be_visible()
    _take(thu.page, "lanh-dao-ky-duyet")
    thu.close()


def desk(engine: Playwright, office: Office, who: str, pages: dict[str, str]) -> None:
    found = Desk(engine, office, who, WIDE)
    for name, path in pages.items():
        found.page.goto(path)
        _take(found.page, name)
    found.close()


def _take(page: Page, name: str) -> None:
    with Image.open(io.BytesIO(page.screenshot())) as seen:
        seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
