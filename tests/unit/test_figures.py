"""What a case adds to which day, medians, and the two figures that are kept apart."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain import figures, rating, visit
from app.domain.calendar import ZONE
from app.domain.figures import Clock, Done, Part, What

DAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


DONE = Done(
    benefit=False,
    state="submitted",
    hamlet="Tổ 2",
    place="home",
    hours="office",
    signed_at=at(23, 9),
    due_at=at(24, 17),
    certified_at=None,
    delivered_at=None,
    digital=True,
    fee={"paid": "later"},
    attempts=(),
)


def test_a_case_that_was_only_signed_counts_where_and_when() -> None:
    assert figures.parts(DONE) == [
        Part(DAY, What.PLACE, "home"),
        Part(DAY, What.SERVED, "Tổ 2"),
        Part(DAY, What.HOURS, "office"),
    ]


@pytest.mark.parametrize(
    ("place", "state", "counted"),
    [
        ("home", "delivered", {What.PLACE, What.SERVED, What.HOURS}),
        ("", "refused", {What.PLACE, What.SERVED, What.HOURS}),
        ("point", "submitted", {What.PLACE, What.SERVED, What.HOURS}),
        ("counter", "delivered", {What.PLACE}),
        ("home", "declined", set()),
        ("home", "withdrawn", set()),
    ],
)
def test_a_certification_at_home_was_signed_and_away_from_the_office(
    place: str, state: str, counted: set[What]
) -> None:
    assert {one.what for one in figures.parts(replace(DONE, place=place, state=state))} == counted
    assert visit.served(place, state) is (What.SERVED in counted)


def test_each_thing_counts_on_its_own_day() -> None:
    whole = replace(
        DONE,
        certified_at=at(24, 8),
        delivered_at=at(26, 10, 30),
        fee={"paid": "transfer"},
        attempts=({"reason": "vang_nha", "at": "2026-11-25T09:00:00+07:00"},),
    )
    found = {(one.what, one.part): one.day.day for one in figures.parts(whole)}
    assert found[What.CLOCK, "on_time"] == 24 and found[What.DIGITAL, "yes"] == 24
    assert (
        found[What.TO_HAND, "73"] == 26 and found[What.FAILED, "vang_nha"] == 25 and found[What.PAID, "transfer"] == 23
    )
    benefit = [one.what for one in figures.parts(replace(whole, benefit=True))]
    assert benefit == [What.TO_HAND, What.FAILED]


@pytest.mark.parametrize(
    ("done", "due", "clock"),
    [
        (at(23, 23), at(24, 8), Clock.EARLY), (at(24, 8), at(24, 8), Clock.ON_TIME),
        (at(24, 8, 1), at(24, 8), Clock.LATE), (at(25, 1), at(24, 8), Clock.LATE),
    ],
)  # fmt: skip
def test_l12_by_the_legal_clock(done: datetime, due: datetime, clock: Clock) -> None:
    assert figures.clock(done, due) is clock


@pytest.mark.parametrize(
    ("counts", "share", "found"),
    [
        ({}, 0.5, None), ({7: 1}, 0.5, 7), ({1: 1, 2: 1, 3: 1, 4: 1}, 0.5, 2), ({1: 9, 50: 1}, 0.9, 1),
        ({1: 8, 50: 2}, 0.9, 50), ({3: 0, 5: 2}, 0.5, 5),
    ],
)  # fmt: skip
def test_median_and_ninetieth_of_a_hundred(counts: dict[int, int], share: float, found: int | None) -> None:
    assert figures.quantile(counts, share) == found


def test_the_two_figures_are_not_one() -> None:
    assert figures.share(0, 0) is None and figures.share(9, 10) == 9_000
    assert figures.derived(1, 1, 10) == 8_000 and figures.derived(0, 0, 0) is None and figures.derived(9, 9, 10) == 0


@pytest.mark.parametrize(("score", "reasons"), [(0, []), (6, []), (3, ["x"]), (3, ["phi", "phi"])])
def test_a_rating_is_one_of_five(score: int, reasons: list[str]) -> None:
    rating.check(3, ["phi"])
    with pytest.raises(rating.RatingUnclear):
        rating.check(score, reasons)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 9, "b": 7}, {"a": 9, "b": 7}),
        ({"a": 9, "b": 0}, {"a": 9}),
        # a total of ten would tell the one that is missing
        ({"a": 9, "b": 1}, {"a": None, "b": None}),
        # what was not there hides nobody
        ({"a": 20, "b": 10, "c": 1, "d": 0, "e": 0}, {"a": 20, "b": None, "c": None}),
        # two whose sum is two are one and one
        ({"a": 20, "b": 6, "c": 1, "d": 1}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 20, "b": 6, "c": 2, "d": 1}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 20, "b": 4, "c": 4}, {"a": 20, "b": None, "c": None}),
        ({"a": 2}, {"a": None}),
        ({}, {}),
    ],
)
def test_a_small_count_is_hidden_and_cannot_be_reckoned_back(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert dict(figures.hidden(counts)) == shown
