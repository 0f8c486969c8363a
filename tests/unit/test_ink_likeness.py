"""Copied ink is found, a hand's own repeats are not: 200 invented writers who sign ten times each."""

import math
from itertools import combinations
from random import Random

import pytest

from app.domain.ink_likeness import ALIKE, Point, apart, mark

Ink = list[list[Point]]
WRITERS, TIMES = 200, 10


class Writer:
    """A hand: strokes through points of its own, which it never meets quite again."""

    def __init__(self, number: int) -> None:
        self._chance = Random(number)  # noqa: S311
        strokes = self._chance.randint(1, 4)
        self._points = [self._stroke(place) for place in range(strokes)]

    def _stroke(self, place: int) -> list[Point]:
        count, chance = self._chance.randint(7, 14), self._chance
        return [(place * 90 + 35 * step + chance.gauss(0, 14), chance.uniform(0, 120)) for step in range(count)]

    def sign(self) -> Ink:
        """Once more: jitter of the hand, another size, slant and tempo."""
        chance = self._chance
        size, slant, step = chance.uniform(0.8, 1.25), chance.gauss(0, 0.06), chance.randint(6, 14)
        moved = [[(x + chance.gauss(0, 4.5), y + chance.gauss(0, 4.5)) for x, y in one] for one in self._points]
        return [[(size * (x + slant * y), size * y) for x, y in curve(one, step)] for one in moved]


def curve(points: list[Point], step: int) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    out = []
    for before, here, there, after in zip(
        [points[0], *points], points, points[1:], [*points[2:], points[-1]], strict=False
    ):
        for number in range(step):
            t = number / step
            out.append(tuple(_between(*(one[axis] for one in (before, here, there, after)), t) for axis in (0, 1)))
    return [*out, points[-1]]  # type: ignore[list-item]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def copied(ink: Ink, chance: Random) -> Ink:
    """As a forger pastes it: another size each way, slanted, turned, mirrored now and then, points dropped, rounded."""
    turn, wide, high = chance.uniform(-0.4, 0.4), chance.uniform(0.5, 1.8), chance.uniform(0.5, 1.8)
    slant, mirror = chance.uniform(-0.4, 0.4), chance.choice((1, 1, 1, -1))
    keep = chance.choice((1, 1, 1, 2))

    def moved(x: float, y: float) -> Point:
        x, y = wide * mirror * (x + slant * y), high * y
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        return round(x + chance.gauss(0, 0.3), 1), round(y + chance.gauss(0, 0.3), 1)

    return [[moved(*point) for point in [*stroke[:-1:keep], stroke[-1]]] for stroke in ink]


@pytest.fixture(scope="module")
def halves() -> list[tuple[list[float], list[float]]]:
    """For each half of the writers: how far apart genuine inks are (repeats of one hand), and copies from originals."""
    found = []
    for half in (range(WRITERS // 2), range(WRITERS // 2, WRITERS)):
        genuine, copies, chance = [], [], Random(half.start)  # noqa: S311
        for number in half:
            writer = Writer(number)
            inks = [writer.sign() for _ in range(TIMES)]
            marks = [mark(ink) for ink in inks]
            genuine += [apart(*pair) for pair in combinations(marks, 2)]
            copies += [apart(one, mark(copied(ink, chance))) for one, ink in zip(marks, inks, strict=True)]
        found.append((genuine, copies))
    return found


def share(values: list[float], threshold: float) -> float:
    return sum(one < threshold for one in values) / len(values)


def test_a_cross_a_dash_and_a_circle_are_compared_with_none() -> None:
    circle = [(50 + 40 * math.cos(step / 5), 50 + 60 * math.sin(step / 5)) for step in range(33)]
    cross: Ink = [[(0, 0), (50, 60), (100, 120)], [(100, 0), (50, 60), (0, 110)]]
    for simple in (cross, [[(0.0, 0.0), (9.0, 9.0)]], [[(1.0, 1.0)]], [], [circle]):
        assert mark(simple) == ()
        assert apart(mark(simple), mark(simple)) == 1


def test_other_hands_are_far_apart() -> None:
    marks = [mark(Writer(number).sign()) for number in range(60)]
    assert min(apart(*pair) for pair in combinations(marks, 2)) > 5 * ALIKE


def test_the_threshold_is_the_one_of_the_first_half(halves: list[tuple[list[float], list[float]]]) -> None:
    genuine, copies = halves[0]
    assert share(genuine, ALIKE) <= 0.009
    assert share(copies, ALIKE) >= 0.99


def test_on_the_second_half_copies_are_found_and_repeats_are_not(halves: list[tuple[list[float], list[float]]]) -> None:
    genuine, copies = halves[1]
    assert len(genuine) == 4500 and len(copies) == 1000
    assert share(copies, ALIKE) >= 0.99
    assert share(genuine, ALIKE) <= 0.01
