"""The order of a day's visits: hamlet by hamlet, from each to the nearest that is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.domain import hamlets
from app.domain.hamlets import Hamlet, Point

_NO_HOUR = "99:99"


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of the day: its hamlet as written, its hour `09:15` or empty."""

    id: str
    hamlet: str
    at_time: str


def nearest_first(stops: Sequence[Stop], known: Sequence[Hamlet]) -> list[str]:
    """Ids. It begins where the earliest hour was agreed on (else where the list begins), visits of one hamlet stay
    together by their hours, and hamlets whose place nobody recorded come last, by their earliest hour."""
    groups = _groups(stops)
    placed = {name: point for name in groups if (point := _point(known, name)) is not None}
    left = [name for name in groups if name in placed]
    order = [left.pop(0)] if left else []
    while left:
        following = min(left, key=partial(_metres, placed, order[-1]))
        left.remove(following)
        order.append(following)
    order += [name for name in groups if name not in placed]
    return [one.id for name in order for one in groups[name]]


def moved(order: Sequence[str], one: str, by: int) -> list[str]:
    """The order with one visit a place up (-1) or down (1); at an end, or unknown, nothing moves."""
    found = list(order)
    if one in found:
        place = found.index(one)
        other = place + by
        if 0 <= other < len(found):
            found[place], found[other] = found[other], found[place]
    return found


def _metres(placed: Mapping[str, Point], one: str, other: str) -> int:
    return hamlets.metres(placed[one], placed[other])


def _groups(stops: Sequence[Stop]) -> dict[str, list[Stop]]:
    """By hamlet, the hamlet of the earliest hour first."""
    found: dict[str, list[Stop]] = {}
    for one in sorted(stops, key=lambda stop: stop.at_time or _NO_HOUR):
        found.setdefault(hamlets.key(one.hamlet), []).append(one)
    return found


def _point(known: Sequence[Hamlet], name: str) -> Point | None:
    found = hamlets.named(known, name)
    return found.point if found else None
