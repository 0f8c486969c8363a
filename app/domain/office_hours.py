"""When somebody was served: in office hours, in an announced session beyond, or out of hours ("chưa hết việc, chưa hết
giờ"). Nothing of it moves a deadline: that is `calendar.working`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.domain.calendar import Calendar, local
from app.domain.problems import Problem

_SATURDAY = 5


class When(StrEnum):
    """In which time a person was served."""

    OFFICE = "office"
    EXTRA = "extra"
    OUT = "out"


class HoursUnclear(Problem):
    """A session ends after it begins, on a day of the week, from tomorrow at the earliest."""

    code = "hours_unclear"


@dataclass(frozen=True, slots=True)
class Session:
    """From one hour to another on a weekday (0 is Monday), between two days; `extra` beyond office hours."""

    weekday: int
    begins: time
    ends: time
    extra: bool = False
    effective_from: date = date.min
    effective_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


def check(session: Session, today: date) -> None:
    """HoursUnclear; a session begins tomorrow at the earliest, so that what was counted stays so."""
    if session.weekday not in range(7) or session.begins >= session.ends or session.effective_from <= today:
        raise HoursUnclear


# typical hours (domain study 6.4) until a commune says its own
DEFAULT = tuple(
    Session(weekday, begins, ends)
    for weekday in range(_SATURDAY)
    for begins, ends in ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))
)


def when(at: datetime, calendar: Calendar, sessions: Sequence[Session]) -> When:
    """In which time a moment falls. A worked Saturday has Monday's hours; on a day that takes no requests, such as a
    holiday, everything is out of hours; on one that takes them but does not count, office hours are extra."""
    here = local(at)
    day, hour = here.date(), here.time()
    held = [one for one in sessions if one.holds(day)]
    office = [one for one in held if not one.extra] or list(DEFAULT)
    weekday = here.weekday() if here.weekday() < _SATURDAY else 0
    open_now = _inside(office, weekday, hour)
    if calendar.working(day) and open_now:
        return When.OFFICE
    overridden = day in calendar.overrides
    if overridden and not calendar.accepting(day):
        return When.OUT
    in_session = _inside([one for one in held if one.extra], here.weekday(), hour)
    taken = overridden and calendar.accepting(day) and open_now
    return When.EXTRA if in_session or taken else When.OUT


def _inside(sessions: Sequence[Session], weekday: int, hour: time) -> bool:
    return any(one.weekday == weekday and one.begins <= hour <= one.ends for one in sessions)
