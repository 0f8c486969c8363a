"""What installs the app names only pictures that are there, of the size that it says, and pages of the phone."""

import json
from pathlib import Path

from PIL import Image

STATIC = Path(__file__).parents[2] / "app" / "static"
MANIFEST = json.loads((STATIC / "manifest.webmanifest").read_text())
LARGEST = 100 * 1024


def test_each_screenshot_is_one_that_a_browser_shows() -> None:
    sizes = set()
    for one in MANIFEST["screenshots"]:
        path = STATIC.parent / one["src"].removeprefix("/")
        with Image.open(path) as picture:
            assert (one["sizes"], one["type"]) == ("{}x{}".format(*picture.size), "image/png")
            assert all(320 <= side <= 3840 for side in picture.size)
            # a browser shows none that is more than 2.3 times as long as wide
            assert max(picture.size) <= 2.3 * min(picture.size)
            sizes.add(picture.size)
        assert path.stat().st_size < LARGEST
        assert (one["form_factor"], bool(one["label"])) == ("narrow", True)
    assert len(sizes) == 1, "pictures of one form factor have one shape"


def test_each_shortcut_leads_to_a_page_of_the_phone() -> None:
    pages = (STATIC / "js" / "views" / "app.js").read_text()
    for one in MANIFEST["shortcuts"]:
        name = one["url"].removeprefix("/may/")
        assert f'  "{name}": ' in pages or f"  {name}: " in pages, one["url"]
        assert one["icons"]
