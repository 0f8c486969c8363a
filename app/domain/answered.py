"""Of which days answers are told: closed quarters, each alone, so that no two shown figures differ by one answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.figures import LEAST
from app.domain.rating import CONTENT, DISLIKED, SCORES

# what came on a quarter's last evening is counted before the quarter is told
_COUNTING = timedelta(days=1)
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarters:
    """One quarter, or several in a row where one had too few answers; its first and last day."""

    first: date
    last: date


def quarter(day: date) -> Quarters:
    """The quarter of a day."""
    begun = day.month - (day.month - 1) % _MONTHS
    after = date(day.year + begun // 10, (begun + 2) % 12 + 1, 1)
    return Quarters(date(day.year, begun, 1), after - timedelta(days=1))


def told_from(day: date) -> date:
    """From which day on the quarter of `day` is told."""
    return quarter(day).last + timedelta(days=1) + _COUNTING


def closed(answers: Mapping[date, int], today: date) -> list[Quarters]:
    """Oldest first, without a gap and without an overlap. A quarter with too few answers is told together with the ones
    after it; what is told once stays as it is, since answers count on the day on which they come."""
    given = sorted(day for day, n in answers.items() if n)
    found: list[Quarters] = []
    if not given:
        return found
    one = quarter(given[0])
    first, n = one.first, 0
    while told_from(one.first) <= today:
        n += sum(answers[day] for day in given if one.first <= day <= one.last)
        if n >= LEAST:
            found.append(Quarters(first, one.last))
            first, n = one.last + timedelta(days=1), 0
        one = quarter(one.last + timedelta(days=1))
    return found


def levels(scores: Mapping[int, int]) -> dict[int, int | None]:
    """How many gave each answer. The share of the content tells how many were content and how many were not: where an
    answer of one of these two groups is rare, none of the group stands with its number."""
    groups = (CONTENT, frozenset(SCORES) - CONTENT)
    rare = {group: any(_few(scores.get(one, 0)) for one in group) for group in groups}
    return {
        score: None if any(score in group and rare[group] for group in groups) else scores.get(score, 0)
        for score in SCORES
    }


def tellable(scores: Mapping[int, int]) -> bool:
    """Whether the derived figure may stand: with the late and the done beside it, it tells how many were discontent,
    and with the share of the content how many were neither."""
    neither = frozenset(SCORES) - CONTENT - DISLIKED
    return not any(_few(_sum(scores, group)) for group in (DISLIKED, neither))


def _few(n: int) -> bool:
    return 0 < n < LEAST


def _sum(scores: Mapping[int, int], group: Iterable[int]) -> int:
    return sum(scores.get(one, 0) for one in group)
