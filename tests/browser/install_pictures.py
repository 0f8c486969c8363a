"""What a browser shows of the app before it is installed: `python -m tests.browser.install_pictures` (make pictures).

Taken of the demo commune's phone, whose people are invented; kept beside the manifest, since a set-up has no browser.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ROOT, running
from tests.browser.people import Phone
from tests.browser.test_one_case import answer_why
from tests.browser.test_other_ways import enrolled

PICTURES = ROOT / "app" / "static" / "pictures"
COLOURS = 64


def main() -> None:
    """Takes them all anew."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "office") as office,
        sync_playwright() as engine,
    ):
        lan = enrolled(engine, office, Path(folder), camera=False)
        lan.page.get_by_role("link", name="Lý Văn Tả").first.wait_for()
        _take(lan, "hom-nay")
        lan.page.get_by_role("link", name="Lý Văn Tả").first.click()
        lan.heading("Ai nhận kết quả?")
        _take(lan, "tra-ket-qua")
        lan.page.goto("/may")
        lan.page.get_by_role("button", name="Hồ sơ mới").click()
        answer_why(lan)
        _take(lan, "ho-so-moi")
        lan.context.close()


def _take(lan: Phone, name: str) -> None:
    with Image.open(io.BytesIO(lan.page.screenshot())) as seen:
        seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
