"""A made-up signed page and ink, for the demo and for tests."""

import io
import math
import unicodedata
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFont


def signed_page(title: str, name: str, lines: int = 14, shot: int | None = None) -> bytes:
    """A JPEG of an invented page with grey lines of text and a scrawl; each `shot` (none: one that follows from what
    stands on it) is another photo of it, held a little otherwise."""
    image = Image.new("RGB", (1200, 1600), "#FBFBF8")
    draw = ImageDraw.Draw(image)
    font, large = ImageFont.load_default(30), ImageFont.load_default(44)
    draw.text((600, 150), _plain(title).upper(), font=large, fill="#222", anchor="mm")
    draw.text((140, 230), f"Toi ten la: {_plain(name)}", font=font, fill="#333")
    for row in range(lines):
        length = 880 - (row * 97) % 260
        draw.line((140, 320 + row * 54, 140 + length, 320 + row * 54), fill="#9AA0A6", width=10)
    points = [(820 + 18 * step / 3, 1260 + 60 * math.sin(step / 2.1) - step) for step in range(60)]
    draw.line(points, fill="#10206B", width=7, joint="curve")
    out = io.BytesIO()
    seed = f"{title}/{name}/{lines}/{shot}"
    _held(image, Random(seed)).save(out, "JPEG", quality=80)  # noqa: S311  a shot must be the same photo
    return out.getvalue()


def _held(page: Image.Image, chance: Random) -> Image.Image:
    """As a hand holds the phone over it: nearer or farther, a little turned, never twice the same."""
    width, height = page.size
    quad = [side + chance.uniform(-40, 40) for side in (0, 0, 0, height, width, height, width, 0)]
    return page.transform(page.size, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR, fillcolor="#6B5B4B")


def _plain(text: str) -> str:
    """Without marks: Pillow's own font has none."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def ink(seed: int = 1) -> dict[str, Any]:
    """A little `ink/1` signature; another seed draws another hand."""
    strokes, chance = [], Random(seed)  # noqa: S311  a seed must draw the same hand
    for stroke in range(3):
        pace, lift = chance.uniform(3, 9), chance.uniform(0, 3)
        numbers = [300 + 900 * stroke, 900, 0 if stroke == 0 else 180]
        for step in range(1, 60):
            height = round(90 * math.sin(lift + step / pace))
            numbers += [22 + chance.randrange(7), height, 16]
        strokes.append({"c": 0, "t": "touch", "d": numbers})
    return {"v": "ink/1", "u": 10, "w": 7000, "h": 2400, "t0": 1763800000000, "dpr": 200, "rej": 0, "s": strokes}
