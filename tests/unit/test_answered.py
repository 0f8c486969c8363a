"""Answers are told by closed quarters: nothing that is shown can be subtracted from anything else that is shown."""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from app.domain import answered
from app.domain.answered import Quarters
from app.domain.figures import LEAST


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_the_quarter_of_a_day(day: date, first: date, last: date) -> None:
    assert answered.quarter(day) == Quarters(first, last)


# 2026: nine, three, one, one; 2027: two, six
GIVEN = {
    date(2026, 1, 5): 5, date(2026, 3, 31): 4, date(2026, 4, 1): 3, date(2026, 8, 9): 1, date(2026, 12, 31): 1,
    date(2027, 2, 2): 2, date(2027, 5, 5): 6,
}  # fmt: skip


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 3, 31), []),
        # what came on the last evening is counted first
        (date(2026, 4, 1), []),
        (date(2026, 4, 2), [(date(2026, 1, 1), date(2026, 3, 31))]),
        (date(2026, 12, 31), [(date(2026, 1, 1), date(2026, 3, 31))]),
        (date(2027, 1, 2), [(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 12, 31))]),
    ],
)
def test_a_quarter_with_few_answers_is_told_with_the_next(today: date, told: list[tuple[date, date]]) -> None:
    assert answered.closed(GIVEN, today) == [Quarters(*one) for one in told]


def test_nothing_of_nothing() -> None:
    assert answered.closed({}, date(2026, 5, 5)) == [] == answered.closed({date(2026, 1, 1): 0}, date(2026, 5, 5))


def test_whoever_looks_every_day_subtracts_nothing() -> None:
    """On each day only what is known on that day; what was once told never changes, and what is told is disjoint and
    has five answers at least, so that no difference of sums is smaller."""
    today, before = date(2026, 1, 1), list[Quarters]()
    while today < date(2027, 9, 1):
        known = {day: n for day, n in GIVEN.items() if day <= today}
        told = answered.closed(known, today)
        assert told[: len(before)] == before
        assert all(one.last < other.first for one, other in pairwise(told))
        sums = [sum(n for day, n in GIVEN.items() if one.first <= day <= one.last) for one in told]
        assert all(n >= LEAST for n in sums)
        today, before = today + timedelta(days=1), told
    assert len(before) == 3


@pytest.mark.parametrize(
    ("scores", "shown"),
    [
        ({5: 9, 4: 6}, {5: 9, 4: 6, 3: 0, 2: 0, 1: 0}),
        ({5: 9, 4: 6, 3: 1}, {5: 9, 4: 6, 3: None, 2: None, 1: None}),
        ({5: 9, 4: 1}, {5: None, 4: None, 3: 0, 2: 0, 1: 0}),
        ({5: 1, 3: 5, 1: 7}, {5: None, 4: None, 3: 5, 2: 0, 1: 7}),
    ],
)
def test_a_rare_answer_hides_its_group(scores: dict[int, int], shown: dict[int, int | None]) -> None:
    assert answered.levels(scores) == shown


def test_the_share_of_the_content_does_not_give_a_hidden_answer_back() -> None:
    """All, the content and the levels together fit more than one way wherever a level is rare."""
    fits: dict[object, set[tuple[int, ...]]] = {}
    for counts in product(range(LEAST + 2), repeat=5):
        scores = dict(zip((5, 4, 3, 2, 1), counts, strict=True))
        page = (sum(counts), counts[0] + counts[1], tuple(answered.levels(scores).items()))
        fits.setdefault(page, set()).add(counts)
    for (_, _, levels), ways in fits.items():  # type: ignore[misc]
        for place, (_score, n) in enumerate(levels):
            if n is None:
                assert len({way[place] for way in ways}) > 1, (levels, ways)


@pytest.mark.parametrize(
    ("scores", "stands"),
    [
        ({5: 9}, True), ({5: 9, 2: 4}, False), ({5: 9, 2: 3, 1: 2}, True), ({5: 9, 3: 1}, False),
        ({5: 9, 3: 1, 2: 5}, False), ({5: 9, 3: 5, 2: 5}, True),
    ],
)  # fmt: skip
def test_the_derived_figure_stands_where_it_tells_of_nobody(scores: dict[int, int], stands: bool) -> None:
    assert answered.tellable(scores) is stands
