"""Figures of a commune: what a case adds to which day, and the few formulas over the sums.

Two figures are kept apart (QĐ 766/QĐ-TTg, 5.4): what people said at the door, and 100 less the late and the complained.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain import visit
from app.domain.calendar import local
from app.domain.life import UNSIGNED

# a count, or a number of answers, that is smaller could be told apart by who lives there
LEAST = 5


class What(StrEnum):
    """What is counted."""

    SERVED = "served"
    PLACE = "place"
    HOURS = "hours"
    CLOCK = "clock"
    TO_HAND = "to_hand"
    FAILED = "failed"
    PAID = "paid"
    DIGITAL = "digital"
    RATED = "rated"
    WHY = "why"
    GUIDED = "guided"
    SERVICE = "service"
    FOR_WHY = "for_why"
    TOPIC = "topic"
    PEOPLE = "people"


class Clock(StrEnum):
    """By the legal clock: done on an earlier day than due, on that day in time, after the moment."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Part:
    """One count: of which day, what, which part of it; `n` times."""

    day: date
    what: What
    part: str
    n: int = 1

    def kept(self) -> list[Any]:
        """As it stands beside its case."""
        return [self.day.isoformat(), self.what.value, self.part, self.n]


def part(kept: Sequence[Any]) -> Part:
    """What `kept` wrote."""
    return Part(date.fromisoformat(kept[0]), What(kept[1]), kept[2], kept[3])


@dataclass(frozen=True, slots=True)
class Done:
    """What of a case is counted: moments as they stand, None while it is not so far; `hours` office, extra or out."""

    benefit: bool
    state: str
    hamlet: str
    place: str
    hours: str
    signed_at: datetime
    due_at: datetime
    certified_at: datetime | None
    delivered_at: datetime | None
    digital: bool
    fee: Mapping[str, Any] | None
    attempts: Sequence[Mapping[str, Any]]


def parts(done: Done) -> list[Part]:
    """Everything that a case adds, each to the day on which it happened on Vietnam's clock."""
    signed = _day(done.signed_at)
    found: list[Part] = []
    if not done.benefit:
        if done.state not in UNSIGNED:
            found.append(Part(signed, What.PLACE, done.place or visit.HOME))
        if visit.served(done.place, done.state):
            found += [Part(signed, What.SERVED, done.hamlet), Part(signed, What.HOURS, done.hours)]
        if done.certified_at is not None:
            day = _day(done.certified_at)
            found.append(Part(day, What.CLOCK, clock(done.certified_at, done.due_at)))
            found.append(Part(day, What.DIGITAL, "yes" if done.digital else "no"))
        if done.fee and done.fee.get("paid") in ("cash", "transfer"):
            found.append(Part(signed, What.PAID, done.fee["paid"]))
    if done.delivered_at is not None:
        hours = max(0, int((done.delivered_at - done.signed_at).total_seconds() // 3600))
        found.append(Part(_day(done.delivered_at), What.TO_HAND, f"{hours}"))
    for one in done.attempts:
        found.append(Part(_day(datetime.fromisoformat(one["at"])), What.FAILED, one["reason"]))
    return found


def clock(done_at: datetime, due_at: datetime) -> Clock:
    """L12: the legal clock stops when the result is done."""
    if done_at > due_at:
        return Clock.LATE
    return Clock.EARLY if _day(done_at) < _day(due_at) else Clock.ON_TIME


def quantile(counts: Mapping[int, int], share: float) -> int | None:
    """The smallest value that so large a share of the counted does not exceed; None of nothing. `counts` says how often
    each value was there, so that it is exact."""
    total = sum(counts.values())
    reached = 0
    for value in sorted(counts):
        reached += counts[value]
        if total and reached >= share * total:
            return value
    return None


def share(part_n: int, whole: int) -> int | None:
    """In hundredths of a percent; None of nothing."""
    return round(10_000 * part_n / whole) if whole else None


def derived(late: int, complained: int, done: int) -> int | None:
    """100 % less the late and the complained, in hundredths of a percent; None where nothing was done."""
    return max(0, 10_000 - round(10_000 * (late + complained) / done)) if done else None


def hidden(counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Largest first, nothing of what was not there. Counts under five stand without their number, and with them so many
    of the next larger that the total fits more than one way for them: ones alone, or with one two, do not."""
    ordered = sorted(((name, n) for name, n in counts.items() if n), key=lambda one: (-one[1], one[0]))
    small = {name for name, n in ordered if n < LEAST}
    for name, _ in reversed(ordered):
        enough = len(small) > 1 and sum(counts[one] for one in small) >= len(small) + 2
        if not small or enough:
            break
        small.add(name)
    return [(name, None if name in small else n) for name, n in ordered]


def _day(at: datetime) -> date:
    return local(at).date()
