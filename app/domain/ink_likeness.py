"""Whether one ink was copied from another: moved, turned, mirrored, stretched or slanted, it stays the same drawing.

Nobody signs twice alike: the same hand's repeats lie far apart beside a copy. Nothing here knows whose hand it is, and
no signature is ever held against a person's others to tell whether it is his.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

Point = tuple[float, float]
# chosen on one half of a generated corpus, reported on the other: tests/unit/test_ink_likeness.py
ALIKE = 0.0031
# nobody draws his name in less, in ms; a line that a finger slipped is no signature
QUICK = 700
_POINTS = 64
_ROUNDS = 5
_WHOLE = 1000
# a dash, a cross, a hook are alike without being copied: what turns less than this, in radians, is compared with none
_LEAST_TURNS = 7.0
# two repeats of one hand are far nearer to each other point by point than along the line
_POINT_BY_POINT = 4


def mark(strokes: Sequence[Sequence[Point]]) -> tuple[int, ...]:
    """What is compared, in thousandths: twice 64 points (x, y) that every affine picture of the ink shares but for a
    turn, once even in the order they were drawn in (a copy that trembles keeps it), once even along the line (a copy
    that was drawn anew keeps that); () for too little ink."""
    points = [point for stroke in strokes for point in stroke]
    placed = _plain(_evenly(points, lambda *_: 1.0))
    along = _along(points)
    if placed is None or along is None or _turns(along) < _LEAST_TURNS:
        return ()
    return tuple(round(_WHOLE * value) for point in (*placed, *along) for value in point)


def apart(one: Sequence[int], other: Sequence[int]) -> float:
    """0 for the same drawing, ALIKE and more for another: the nearer of both ways to look; 1 for too little ink."""
    if not one or not other:
        return 1.0
    half = 2 * _POINTS
    return min(_POINT_BY_POINT * _apart(one[:half], other[:half]), _apart(one[half:], other[half:]))


def _apart(one: Sequence[int], other: Sequence[int]) -> float:
    """The best turn and mirroring (orthogonal Procrustes) is taken for granted."""
    xx = xy = yx = yy = whole = whole_other = 0.0
    for place in range(0, 2 * _POINTS, 2):
        ax, ay, bx, by = one[place], one[place + 1], other[place], other[place + 1]
        xx, xy, yx, yy = xx + ax * bx, xy + ax * by, yx + ay * bx, yy + ay * by
        whole, whole_other = whole + ax * ax + ay * ay, whole_other + bx * bx + by * by
    # the sum of the singular values of a 2 × 2 matrix
    shared = math.sqrt(xx * xx + xy * xy + yx * yx + yy * yy + 2 * abs(xx * yy - xy * yx))
    return max(0.0, 1 - shared / math.sqrt(whole * whole_other))


def _along(points: Sequence[Point]) -> list[Point] | None:
    found = list(points)
    even = found
    for _ in range(_ROUNDS):
        # lengths change under a stretch, so points are set evenly only in the shape without one; it settles quickly
        basis = _basis(even)
        if basis is None:
            return None
        found = [_placed(point, basis) for point in found]
        even = _evenly(found, math.dist)
    return _plain(even)


def _plain(points: Sequence[Point]) -> list[Point] | None:
    basis = _basis(points)
    return [_placed(point, basis) for point in points] if basis else None


def _turns(points: Sequence[Point]) -> float:
    ways = [math.atan2(by - ay, bx - ax) for (ax, ay), (bx, by) in pairwise(points)]
    return sum(abs((two - one + math.pi) % (2 * math.pi) - math.pi) for one, two in pairwise(ways))


_Basis = tuple[float, float, float, float, float]


def _basis(points: Sequence[Point]) -> _Basis | None:
    """Middle, and the inverse of a root of the covariance; None for a line."""
    count = len(points)
    if count < 2:
        return None
    mx, my = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    sxx = sum((x - mx) ** 2 for x, _ in points) / count
    sxy = sum((x - mx) * (y - my) for x, y in points) / count
    syy = sum((y - my) ** 2 for _, y in points) / count
    if sxx <= 0 or syy - sxy * sxy / sxx <= 1e-6 * syy:
        return None
    low = sxy / math.sqrt(sxx)
    return mx, my, math.sqrt(sxx), low, math.sqrt(syy - low * low)


def _placed(point: Point, basis: _Basis) -> Point:
    mx, my, across, low, up = basis
    x = (point[0] - mx) / across
    return x, (point[1] - my - low * x) / up


def _evenly(points: Sequence[Point], length: Callable[[Point, Point], float]) -> list[Point]:
    """So many points at even lengths along the line. The pen's way through the air belongs to it: else a point near the
    end of a stroke would jump to the next one for a hair's breadth."""
    parts = list(pairwise(points))
    lengths = [length(*part) for part in parts]
    step, gone, place = sum(lengths) / (_POINTS - 1), 0.0, 0
    out: list[Point] = []
    for number in range(_POINTS if parts else 0):
        wanted = number * step
        while place < len(parts) - 1 and gone + lengths[place] < wanted:
            gone += lengths[place]
            place += 1
        (ax, ay), (bx, by) = parts[place]
        share = min(1.0, (wanted - gone) / lengths[place]) if lengths[place] else 0.0
        out.append((ax + share * (bx - ax), ay + share * (by - ay)))
    return out
