"""Whether one photo is another once more: made smaller, brighter, saved anew, it keeps its shapes.

Two photos of one sheet of paper are two photos: a hand that holds a phone never stands twice in one place. What is
found is the same photo, not the same paper; papers of one printed form are as far apart as any two.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

# the picture is looked at as so many grey cells each way
SIDE = 64
# so many of the bits may differ: tests/unit/test_photo_likeness.py
ALIKE = 16
_WAVES = 24
# the lowest waves are the sheet on its table, alike in every photo; the highest are the noise of the camera
_LOWEST, _HIGHEST = 8, 32
_BITS = sum(_LOWEST <= across + down < _HIGHEST for across in range(_WAVES) for down in range(_WAVES))
DIGITS = _BITS // 4


def look(cells: Sequence[int]) -> str:
    """105 hex digits of 64 × 64 grey cells (0 to 255, row by row): for each of 420 waves of the cosine transform
    whether it stands up or down. "" for a picture in which nothing is to be seen."""
    rows = [_waves(cells[start : start + SIDE]) for start in range(0, SIDE * SIDE, SIDE)]
    both = [_waves(column) for column in zip(*rows, strict=True)]
    found = [
        value
        for across, column in enumerate(both)
        for down, value in enumerate(column)
        if _LOWEST <= across + down < _HIGHEST
    ]
    # half the waves must be more than what rounding to whole greys makes
    if sorted(map(abs, found))[_BITS // 2] < SIDE:
        return ""
    return f"{sum(1 << place for place, value in enumerate(found) if value > 0):0{DIGITS}x}"


def apart(one: str, other: str) -> int:
    """How many of the bits differ; all of them where there is nothing to compare."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else _BITS


def _waves(values: Sequence[float]) -> list[float]:
    return [sum(value * wave for value, wave in zip(values, one, strict=True)) for one in _table()]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(math.cos(math.pi * wave * (2 * place + 1) / (2 * SIDE)) for place in range(SIDE))
        for wave in range(_WAVES)
    )
