"""The same photo is found again, another photo of a like paper is not: invented pages of one printed form."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from app.domain.photo_likeness import ALIKE, DIGITS, SIDE, apart, look
from app.media.photos import cells, reencode
from app.media.sample import signed_page

SHOTS = 24


def jpeg(image: Image.Image, quality: int = 75) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def seen(photo: bytes) -> str:
    return look(cells(reencode(photo), SIDE))


CHANGES = {
    "saved anew": lambda image: jpeg(image, 40),
    "halved": lambda image: jpeg(image.resize((image.width // 2, image.height // 2))),
    "brighter": lambda image: jpeg(ImageEnhance.Brightness(image).enhance(1.15)),
    "darker": lambda image: jpeg(ImageEnhance.Brightness(image).enhance(0.75)),
    "paler": lambda image: jpeg(ImageEnhance.Contrast(image).enhance(0.8)),
    "blurred": lambda image: jpeg(image.filter(ImageFilter.GaussianBlur(2))),
}


@pytest.fixture(scope="module")
def photos() -> list[bytes]:
    return [signed_page("Giay uy quyen", f"Nguoi {shot}", shot=shot) for shot in range(SHOTS)]


@pytest.mark.parametrize("how", CHANGES)
def test_the_same_photo_is_found(photos: list[bytes], how: str) -> None:
    for photo in photos[:6]:
        with Image.open(io.BytesIO(photo)) as opened:
            opened.load()
            assert apart(seen(photo), seen(CHANGES[how](opened))) <= ALIKE


def test_photos_of_like_papers_are_far_apart(photos: list[bytes]) -> None:
    looks = [seen(photo) for photo in photos]
    assert {len(one) for one in looks} == {DIGITS}
    assert min(apart(*pair) for pair in combinations(looks, 2)) > 2 * ALIKE


def test_nothing_is_like_an_empty_picture() -> None:
    white = jpeg(Image.new("RGB", (800, 600), "white"))
    assert seen(white) == ""
    assert apart(seen(white), seen(white)) > ALIKE
