"""Where the bars of a chart stand: numbers only, drawn by a template as SVG that also prints."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in units of the drawing; `label` stands under it, "" where there is no room for every one."""

    x: float
    middle: float
    y: float
    width: float
    height: float
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line across at a round number."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Upright bars over a ground line."""

    width: int
    height: int
    ground: float
    bars: list[Bar]
    lines: list[Line]


_WIDTH, _HEIGHT, _LEFT, _TOP, _GROUND = 720, 260, 44, 12, 222
_LABELS = 13
_WIDEST = 72


def upright(values: Sequence[tuple[str, int]]) -> Chart:
    """One bar for each value, in order."""
    top = round_up(max((value for _, value in values), default=0))
    room, step = (_WIDTH - _LEFT) / max(1, len(values)), -(-len(values) // _LABELS) or 1
    wide = min(room * 0.76, _WIDEST)
    scale = (_GROUND - _TOP) / top
    bars = [
        Bar(
            x=round(_LEFT + (place + 0.5) * room - wide / 2, 1),
            middle=round(_LEFT + (place + 0.5) * room, 1),
            y=round(_GROUND - value * scale, 1),
            width=round(wide, 1),
            height=round(value * scale, 1),
            label=label if place % step == 0 else "",
            value=value,
        )
        for place, (label, value) in enumerate(values)
    ]
    lines = [Line(round(_GROUND - value * scale, 1), value) for value in (top // 2, top) if value]
    return Chart(_WIDTH, _HEIGHT, _GROUND, bars, lines)


def round_up(value: int) -> int:
    """The next round number: 2, 4, 10, 20, 50, 100 …; 2 at least, so that half of it is whole."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size >= max(value, 2) and step * size % 2 == 0:
                return step * size
        size *= 10
