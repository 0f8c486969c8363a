"""L13: a year of the book: its volumes, the check of its numbers, its closing (NĐ 23/2015 Điều 13)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from app.domain.problems import Problem


class BookClosed(Problem):
    """The year was closed with its totals: no number is taken in it any more."""

    code = "book_closed"


class YearNotOver(Problem):
    """A year is closed when it is over, on 1 January at the earliest: its last day may still certify."""

    code = "year_not_over"


class BookHasGaps(Problem):
    """Numbers are missing, out of order, or still to be written: the year cannot be closed."""

    code = "book_has_gaps"


class VolumeEmpty(Problem):
    """The newest volume has no number yet: the next one is not opened."""

    code = "volume_empty"


class NoSuchPeriod(Problem):
    """There is no book of this year, or the month is none."""

    code = "no_such_period"


@dataclass(frozen=True, slots=True)
class Volume:
    """One quyển: its first number follows `after`, the last number of the volume before."""

    volume: int
    after: int
    opened_at: str

    def kept(self) -> dict[str, Any]:
        """As it stands in the table and in the record."""
        return {"volume": self.volume, "after": self.after, "opened_at": self.opened_at}


def volume_kept(kept: Mapping[str, Any]) -> Volume:
    """The volume of what `kept` wrote."""
    return Volume(kept["volume"], kept["after"], kept["opened_at"])


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line as the check needs it: None where the clerk has not written the number yet."""

    number: int | None
    on_date: date


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with the numbers of a year; `waiting` counts lines whose number is still to be written."""

    missing: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()
    disordered: tuple[int, ...] = ()
    beyond: tuple[int, ...] = ()
    waiting: int = 0

    @property
    def sound(self) -> bool:
        """Whether nobody needs to be alarmed: a number that the clerk still writes alarms nobody."""
        return not (self.missing or self.doubled or self.disordered or self.beyond)


def check(lines: Iterable[Numbered], after: int, last: int, pending: frozenset[int] = frozenset()) -> Findings:
    """Numbers run from `after` + 1 to `last`, the counter, without a gap, each once, by date; `pending` are those that
    a restore misses and the book's page names already."""
    found = list(lines)
    numbers = [one.number for one in found if one.number is not None]
    held = set(numbers)
    ordered = sorted((one for one in found if one.number is not None), key=lambda one: one.number or 0)
    return Findings(
        missing=tuple(number for number in range(after + 1, last + 1) if number not in held and number not in pending),
        doubled=tuple(sorted(number for number, times in Counter(numbers).items() if times > 1)),
        disordered=tuple(later.number or 0 for one, later in pairwise(ordered) if later.on_date < one.on_date),
        beyond=tuple(sorted(number for number in held if not after < number <= last)),
        waiting=len(found) - len(numbers),
    )


def check_outside(lines: Iterable[Numbered]) -> Findings:
    """Where the official book is kept outside, its counter's numbers stand between ours: only doubles are wrong."""
    found = list(lines)
    times = Counter(one.number for one in found if one.number is not None)
    doubled = tuple(sorted(number for number, count in times.items() if count > 1))
    return Findings(doubled=doubled, waiting=sum(one.number is None for one in found))


def check_closing(year: int, today: date, found: Findings) -> None:
    """YearNotOver before 1 January on Vietnam's clock; BookHasGaps while anything is wrong or to be written."""
    if today <= date(year, 12, 31):
        raise YearNotOver
    if not found.sound or found.waiting:
        raise BookHasGaps
