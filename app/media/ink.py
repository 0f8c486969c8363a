"""Ink: the vectors are the record; pictures are rendered from them, the same every time."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw

from app.domain.problems import Problem

MOST_STROKES = 400
MOST_POINTS = 20_000
MOST_SIDE = 100_000
# a box of a hand's width is never so narrow: the picture's height follows from the width
MOST_RATIO = 8
COLOUR = "#00134D"
_SCALE = 2
_NIB = 2.6
_HEAD = {"v", "u", "w", "h", "t0", "dpr", "rej", "s"}


class BadInk(Problem):
    """Not ink/1, or beyond its bounds."""

    code = "bad_ink"


@dataclass(frozen=True, slots=True)
class Ink:
    """Strokes of points in CSS pixels, inside a box; how long it took from the first touch to the last, in ms."""

    width: float
    height: float
    strokes: tuple[tuple[tuple[float, float], ...], ...]
    took: int = 0


def read(value: Any) -> Ink:
    """The ink of an `ink/1` value; BadInk when it is anything else."""
    if not isinstance(value, dict) or set(value) != _HEAD or value["v"] != "ink/1" or not isinstance(value["s"], list):
        raise BadInk
    unit, width, height = (_whole(value[name], 1, MOST_SIDE) for name in ("u", "w", "h"))
    if max(width, height) > MOST_RATIO * min(width, height):
        raise BadInk
    for name in ("t0", "dpr", "rej"):
        _whole(value[name], 0, 2**53)
    if len(value["s"]) > MOST_STROKES:
        raise BadInk
    strokes = tuple(_stroke(one, unit) for one in value["s"])
    if not strokes or sum(len(stroke) for stroke in strokes) > MOST_POINTS:
        raise BadInk
    return Ink(width / unit, height / unit, strokes, _took(value["s"]))


def to_svg(ink: Ink) -> str:
    """The whole box as SVG."""
    paths = "".join(_svg_stroke(stroke) for stroke in ink.strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ink.width:g} {ink.height:g}" fill="none" '
        f'stroke="{COLOUR}" stroke-width="{_NIB}" stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
    )


def to_png(ink: Ink, width: int = 1200) -> bytes:
    """The whole box as PNG on white."""
    factor = width * _SCALE / ink.width
    size = (width * _SCALE, max(1, round(ink.height * factor)))
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for stroke in ink.strokes:
        points = [(x * factor, y * factor) for x, y in stroke]
        if len(points) > 1:
            draw.line(points, fill=COLOUR, width=round(_NIB * factor), joint="curve")
        radius = _NIB * factor / 2
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=COLOUR)
    out = io.BytesIO()
    image.resize((width, max(1, size[1] // _SCALE)), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _stroke(value: Any, unit: int) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, dict) or set(value) != {"c", "t", "d"} or value["t"] not in ("touch", "pen", "mouse"):
        raise BadInk
    step = 4 if value["t"] == "pen" else 3
    numbers = value["d"]
    if not isinstance(numbers, list) or not numbers or len(numbers) % step or len(numbers) > step * MOST_POINTS:
        raise BadInk
    for number in numbers:
        _whole(number, -(2**40), 2**40)
    x = y = 0
    points = []
    for place in range(0, len(numbers), step):
        x, y = x + numbers[place], y + numbers[place + 1]
        points.append((x / unit, y / unit))
    return tuple(points)


def _took(strokes: list[dict[str, Any]]) -> int:
    """Each stroke counts from the beginning of the ink: its first step is the way there."""
    spans: list[list[int]] = [one["d"][2 :: 4 if one["t"] == "pen" else 3] for one in strokes]
    return max(map(sum, spans)) - min(span[0] for span in spans)


def _svg_stroke(stroke: tuple[tuple[float, float], ...]) -> str:
    if len(stroke) == 1:
        x, y = stroke[0]
        return f'<circle cx="{x:g}" cy="{y:g}" r="{_NIB / 2}" fill="{COLOUR}" stroke="none"/>'
    line = "L".join(f"{x:g} {y:g}" for x, y in stroke)
    return f'<path d="M{line}"/>'


def _whole(value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadInk
    return value
