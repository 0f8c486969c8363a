"""Photos are bounded before decoding and come out as pixels only; ink is strict and draws the same every time."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.media import ink, photos, sample


def jpeg(width: int = 80, height: int = 60, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG", **options)
    return out.getvalue()


def test_a_photo_comes_out_upright_small_and_without_its_secrets() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "bí mật"
    with Image.open(io.BytesIO(photos.reencode(jpeg(4000, 2000, exif=exif)))) as found:
        assert found.size == (800, 1600)
        assert not found.getexif()


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert photos.reencode(jpeg()) == photos.reencode(jpeg())


def bomb() -> bytes:
    data = bytearray(jpeg())
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", 50_000, 50_000)
    return bytes(data)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", png(), jpeg()[:200], bomb(), b"\xff\xd8\xff" + png(), jpeg(6000, 10)], ids=range(7)
)
def test_what_is_no_usable_jpeg_is_refused(data: bytes) -> None:
    with pytest.raises(photos.NotAPhoto):
        photos.reencode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_photo_or_refused(data: bytes) -> None:
    with pytest.raises(photos.NotAPhoto):
        photos.reencode(b"\xff\xd8\xff" + data)


def test_ink_draws_the_same_every_time_and_dots_are_dots() -> None:
    value = sample.ink()
    value["s"].append({"c": 0, "t": "pen", "d": [500, 500, 0, 700]})
    read = ink.read(value)
    assert ink.to_png(read) == ink.to_png(read)
    assert ink.to_svg(read).count("<path") == 3
    assert ink.to_svg(read).count("<circle") == 1


def test_a_stroke_of_two_points_is_a_line_and_not_a_dot() -> None:
    value = {**sample.ink(), "s": [{"c": 0, "t": "touch", "d": [100, 100, 0, 300, 0, 16]}]}
    assert "M10 10L40 10" in ink.to_svg(ink.read(value))


BAD = [
    None, {}, {**sample.ink(), "v": "ink/2"}, {**sample.ink(), "more": 1}, {**sample.ink(), "u": 0},
    {**sample.ink(), "s": []}, {**sample.ink(), "s": [{"c": 0, "t": "touch", "d": [1, 2]}]},
    {**sample.ink(), "s": [{"c": 0, "t": "touch", "d": [1.5, 2, 3]}]}, {**sample.ink(), "w": True},
    {**sample.ink(), "s": [{"c": 0, "t": "touch", "d": [0, 0, 0] * 20_001}]},
]  # fmt: skip


@pytest.mark.parametrize("value", BAD, ids=range(len(BAD)))
def test_what_is_no_ink_is_refused(value: object) -> None:
    with pytest.raises(ink.BadInk):
        ink.read(value)


def test_a_box_that_would_make_an_endless_picture_is_refused() -> None:
    with pytest.raises(ink.BadInk):
        ink.read({**sample.ink(), "u": 1, "w": 1, "h": 100_000})


def test_the_phone_ends_a_signature_where_the_commune_would_refuse_it() -> None:
    shape = (Path(__file__).parents[2] / "app/static/js/capture/ink-shape.js").read_text()
    for name, most in (("MOST_STROKES", ink.MOST_STROKES), ("MOST_POINTS", ink.MOST_POINTS)):
        assert f"export const {name} = {most:_};" in shape
