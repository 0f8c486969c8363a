"""Bars stand on their line, under a round number; a small count hides, and never alone."""

from datetime import date

import pytest

from app.domain import calendar, figures
from app.reports import charts


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 2), (1, 2), (2, 2), (3, 10), (9, 10), (11, 20), (21, 50), (51, 100), (101, 200), (1_001, 2_000)],
)
def test_the_top_is_the_next_round_number(value: int, top: int) -> None:
    assert charts.round_up(value) == top


def test_bars_stand_side_by_side_on_the_ground() -> None:
    made = charts.upright([("a", 5), ("b", 0), ("c", 10)])
    assert [round(one.y + one.height) for one in made.bars] == [made.ground] * 3
    assert made.bars[0].height * 2 == pytest.approx(made.bars[2].height, abs=0.2) and made.bars[1].height == 0
    assert all(one.x + one.width < other.x for one, other in zip(made.bars, made.bars[1:], strict=False))
    assert made.bars[-1].x + made.bars[-1].width <= made.width
    assert [one.value for one in made.lines] == [5, 10]


def test_of_a_year_of_weeks_not_every_one_is_written_under_its_bar() -> None:
    made = charts.upright([(f"{n}", n) for n in range(53)])
    assert len(made.bars) == 53 and sum(bool(one.label) for one in made.bars) <= 13
    assert charts.upright([]).bars == []


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, []),
        ({"A": 9, "B": 7}, [("A", 9), ("B", 7)]),
        # one small count would be what is missing of the total
        ({"A": 9, "B": 7, "C": 2}, [("A", 9), ("B", None), ("C", None)]),
        ({"A": 9, "B": 3, "C": 2, "D": 0}, [("A", 9), ("B", None), ("C", None)]),
        ({"A": 4}, [("A", None)]),
    ],
)
def test_a_count_under_five_is_hidden_and_never_alone(
    counts: dict[str, int], shown: list[tuple[str, int | None]]
) -> None:
    assert figures.hidden(counts) == shown


def test_months_run_over_the_turn_of_the_year() -> None:
    assert calendar.months(date(2026, 11, 30), date(2027, 2, 1)) == ["2027-02", "2027-01", "2026-12", "2026-11"]
    assert calendar.month("2026-12") == (date(2026, 12, 1), date(2027, 1, 1))
    assert calendar.month("2026-02") == (date(2026, 2, 1), date(2026, 3, 1))
