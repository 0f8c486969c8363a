"""L12: same day, or the next working day when received after 15:00 (NĐ 23/2015 Điều 7)."""

from dataclasses import dataclass
from datetime import datetime, time

from app.domain.calendar import ZONE, Calendar, local


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office closes, and after which time a request counts for the next working day."""

    office_end: time = time(17, 0)
    cutoff: time = time(15, 0)


def due(received: datetime, calendar: Calendar, hours: Hours | None = None) -> datetime:
    """Date and time by which the paper must be certified.

    `received` is when the papers were complete and signed at the home. Exactly 15:00 still counts for the same day
    ("sau 15 giờ"); a request taken on a day that does not work counts from the next that does.
    """
    hours = hours or Hours()
    here = local(received)
    day = here.date()
    if not calendar.working(day) or here.time() > hours.cutoff:
        day = calendar.next_working(day)
    return datetime.combine(day, hours.office_end, ZONE)
