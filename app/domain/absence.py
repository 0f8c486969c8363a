"""A certifier is away from one day to another, and somebody stands in for him."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.problems import Problem

LONGEST = timedelta(days=366)
# a case that is due so soon and that nobody opened is somebody's business at once
SOON = timedelta(hours=2)


class AbsenceUnclear(Problem):
    """From a day on to the same or a later one, which is not past, within a year."""

    code = "absence_unclear"


class NoStandIn(Problem):
    """Somebody else who has an authority on the first day."""

    code = "no_stand_in"


@dataclass(frozen=True, slots=True)
class Absence:
    """Both days included."""

    first: date
    last: date

    def on(self, day: date) -> bool:
        """Whether he is away on this day."""
        return self.first <= day <= self.last


def check(absence: Absence, today: date) -> None:
    """AbsenceUnclear for days that make none."""
    if not absence.first <= absence.last or absence.last < today or absence.last - absence.first > LONGEST:
        raise AbsenceUnclear
