"""Days of the commune: working or not, accepting or not; always in Vietnam's zone, whatever a phone says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A day that differs from the ordinary week; accepting requests and counting for deadlines are two things."""

    accepting: bool
    working: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The ordinary week (Monday to Friday) and the days that differ; the commune's table always wins."""

    overrides: Mapping[date, Day] = field(default_factory=dict)

    def working(self, day: date) -> bool:
        """Whether the day counts for deadlines."""
        found = self.overrides.get(day)
        return found.working if found else day.weekday() < _SATURDAY

    def accepting(self, day: date) -> bool:
        """Whether requests are taken, which is not the same as counting for deadlines."""
        found = self.overrides.get(day)
        return found.accepting if found else day.weekday() < _SATURDAY

    def next_working(self, day: date) -> date:
        """The first working day after this one."""
        day += timedelta(days=1)
        while not self.working(day):
            day += timedelta(days=1)
        return day


def local(at: datetime) -> datetime:
    """The moment on Vietnam's clock."""
    return at.astimezone(ZONE)


def month(text: str) -> tuple[date, date]:
    """The first day of `2026-11`, and the first of the month after it."""
    first = date.fromisoformat(f"{text}-01")
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def months(first: date, last: date) -> list[str]:
    """Every month from one day to another as `2026-11`, newest first."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    places = (last.year * 12 + last.month - 1 - back for back in range(count))
    return [f"{place // 12}-{place % 12 + 1:02d}" for place in places]
