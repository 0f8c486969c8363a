"""An officer's diary: what was done on which day, how often a home was called at, and about how far that was.

Distances are an estimate by hamlets, never by where a phone was: from the office to the hamlets of the day in their
order and back, as a bird flies, times `DETOUR`; at a residential point to the hamlet of that point. Where one of these
places was not recorded nobody can tell.

Of a visit whose content was destroyed nobody knows whom it was for; it was noted then how many calls its day has more
because of it, so that a month counts the same before and after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby, pairwise

from app.domain import hamlets, visit
from app.domain.hamlets import Hamlet, Point
from app.domain.office_hours import When

# roads are longer than the way of a bird: an assumption that the page states
DETOUR = 1.3
COUNTER = "counter"
_LAST = "99:99"


class Did(StrEnum):
    """What an entry tells."""

    SIGNED = "signed"
    DECLINED = "declined"
    DELIVERED = "delivered"
    FAILED = "failed"
    VISITED = "visited"
    NOT_SEEN = "not_seen"
    CALLED_OFF = "called_off"
    GUIDED = "guided"


# a visit that was put off or not needed any more may have been so by telephone
WENT = frozenset(Did) - {Did.CALLED_OFF}
# the end of a visit says nothing more where the work of that visit stands beside it
_SAID_BY_ITS_WORK = frozenset({Did.VISITED})
# why nobody was met, and why a result was not taken, tells of a citizen: that he is ill, has died, refused. The diary
# is printed and goes from hand to hand; it says only that nobody was met, or that the result stayed with the officer
_NOT_MET = frozenset({"vang_nha", "sai_dia_chi", "di_vien", visit.DIED})
NOT_MET, NOT_TAKEN = "Không gặp", "Chưa giao được"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done. `at` is its moment, missing where only the day is known; `hour` is `09:15` or empty; `whom` tells
    people apart and is never shown; `stop` is the hamlet that the way went to where that is not theirs: a residential
    point's, empty where nobody can tell which; `what` says it more exactly (codes); `code` is the case's; `when` the
    time of service where the moment is known. `visit` is the id of the visit whose end it tells; `adds` of a destroyed
    one how many calls the day has more by it, None where `whom` says that."""

    day: date
    hour: str
    did: Did
    whom: tuple[str, str]
    hamlet: str
    place_kind: str = "home"
    what: str = ""
    code: str = ""
    at: datetime | None = None
    stop: str | None = None
    when: When | None = None
    visit: str = ""
    adds: int | None = None


@dataclass(frozen=True, slots=True)
class Adds:
    """What a day has more because of one visit: calls, and whether it is told beside what else was done."""

    calls: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day's entries in order; `calls` at homes and residential points; `metres` None where nobody can tell, 0 where
    nobody went anywhere; `out` of its entries were beyond office hours."""

    day: date
    entries: Sequence[Entry]
    calls: int
    metres: int | None
    out: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a month; `signed` are certifications at home as *Thống kê* counts them; `metres` of the days that are known,
    `unknown` days are missing in it; `beyond` office hours are those of an announced session (`extra`) and the others
    (`out`), on `out_days`."""

    days: int
    calls: int
    signed: int
    delivered: int
    failed: int
    not_seen: int
    guided: int
    extra: int
    out: int
    beyond: int
    out_days: int
    metres: int
    unknown: int


def days(entries: Iterable[Entry], known: Sequence[Hamlet], office: Point | None) -> list[Day]:
    """Day by day, oldest first."""
    ordered = sorted(entries, key=lambda one: (one.day, one.hour or _LAST, one.did, one.code))
    return [_day(day, list(group), known, office) for day, group in groupby(ordered, key=lambda one: one.day)]


def adds(entries: Iterable[Entry], visit_id: str) -> Adds:
    """What the day of these entries has more because of a visit: nothing where other work of that day stands for it."""
    every = list(entries)
    whole, rest = (_without_repeats(some) for some in (every, [one for one in every if one.visit != visit_id]))
    return Adds(_count(_gone(whole)) - _count(_gone(rest)), len(whole) > len(rest))


def sums(of: Sequence[Day]) -> Sums:
    """The month's."""
    entries = [one for day in of for one in day.entries]

    def count(did: Did) -> int:
        return sum(one.did is did for one in entries)

    return Sums(
        days=len(of),
        calls=sum(one.calls for one in of),
        signed=sum(one.did is Did.SIGNED and visit.served(one.place_kind, one.what) for one in entries),
        delivered=count(Did.DELIVERED),
        failed=count(Did.FAILED),
        not_seen=count(Did.NOT_SEEN),
        guided=count(Did.GUIDED),
        extra=sum(one.when is When.EXTRA for one in entries),
        out=sum(one.when is When.OUT for one in entries),
        beyond=sum(one.out for one in of),
        out_days=sum(one.out > 0 for one in of),
        metres=sum(one.metres or 0 for one in of),
        unknown=sum(one.metres is None for one in of),
    )


def unmet(reason: str) -> str:
    """What a diary says of a failed attempt, or of a visit on which nobody was seen."""
    return NOT_MET if reason in _NOT_MET else NOT_TAKEN


def kilometres(metres: int) -> str:
    """`12,4`; to a hundred metres, as exact as an estimate is."""
    return f"{metres / 1000:.1f}".replace(".", ",")


def _day(day: date, entries: list[Entry], known: Sequence[Hamlet], office: Point | None) -> Day:
    left = _without_repeats(entries)
    gone = _gone(left)
    out = sum(one.when in (When.EXTRA, When.OUT) for one in left)
    names = [one.hamlet if one.stop is None else one.stop for one in gone]
    return Day(day, left, _count(gone), _way(names, known, office), out)


def _gone(left: Sequence[Entry]) -> list[Entry]:
    return [one for one in left if one.did in WENT and one.place_kind != COUNTER]


def _count(gone: Sequence[Entry]) -> int:
    """Calls. Guidance names nobody: where the officer did something else in that hamlet on that day, it was there."""
    named = [one for one in gone if one.adds is None]
    seen = {one.whom[1] for one in named if one.did is not Did.GUIDED}
    # guidance with no hamlet was at one of the day's doors, where there was any
    seen |= {""} if seen else set()
    calls = {one.whom for one in named if one.did is not Did.GUIDED or one.whom[1] not in seen}
    return len(calls) + sum(one.adds or 0 for one in gone)


def _without_repeats(entries: list[Entry]) -> list[Entry]:
    """What was done for somebody says that the visit was made; a shut door is told once."""
    worked = {one.whom for one in entries if one.did not in (*_SAID_BY_ITS_WORK, Did.NOT_SEEN, Did.CALLED_OFF)}
    shut = {one.whom for one in entries if one.did is Did.FAILED}
    told = {**dict.fromkeys(_SAID_BY_ITS_WORK, worked), Did.NOT_SEEN: shut}
    return [one for one in entries if one.whom not in told.get(one.did, ())]


def _way(names: Sequence[str], known: Sequence[Hamlet], office: Point | None) -> int | None:
    if not names:
        return 0
    found = [hamlets.named(known, name) for name in names]
    stops = [one.point for one in found if one is not None and one.point is not None]
    if office is None or len(stops) < len(names):
        return None
    path = [office, *stops, office]
    straight = sum(hamlets.metres(one, other) for one, other in pairwise(path))
    return round(straight * DETOUR)
