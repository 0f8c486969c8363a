"""Each role's guide is one sheet of A4, whatever fonts the machine has."""

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import CHROMIUM, FLAGS

GUIDES = sorted((Path(__file__).parents[2] / "docs" / "huong-dan").glob("*.html"))


@pytest.mark.parametrize("font", ["", "DejaVu Sans"])
def test_a_guide_is_printed_on_one_sheet(browsers: Playwright, font: str) -> None:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_page()
    assert len(GUIDES) == 4
    for guide in GUIDES:
        page.goto(guide.as_uri())
        if font:
            page.add_style_tag(content=f'body {{ font-family: "{font}" }}')
        sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1, guide.name
    browser.close()
