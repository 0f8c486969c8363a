"""The hamlets of a commune and where they lie, as its administrator recorded them: for the order of a day's visits, and
for noticing a signing far from the address that was stated."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from app.domain.problems import Problem
from app.domain.words_vi import fold

_EARTH_M = 6_371_000
# mainland and sea of Vietnam, generously
_LAT, _LON = (8.0, 24.0), (102.0, 115.0)
_PAIR = re.compile(r"([0-9]{1,2}[.,]?[0-9]*)\s*[;,\s]\s*([0-9]{2,3}[.,]?[0-9]*)")
MOST = 300
# a hamlet of the plains is under 2 km across, of the mountains under 10: beyond that somebody should look
FAR_M = 10_000


class PlaceUnclear(Problem):
    """A hamlet without a name, named twice, or at a place that is not in Vietnam."""

    code = "place_unclear"


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A hamlet by its name; `point` where its house of culture stands, when that was recorded."""

    name: str
    point: Point | None = None


def point(text: str) -> Point | None:
    """`21.1861, 106.0763` as a map shows it; None for nothing. PlaceUnclear for anything else or out of Vietnam."""
    text = text.strip()
    if not text:
        return None
    found = _PAIR.fullmatch(text)
    if found is None:
        raise PlaceUnclear
    lat, lon = (float(one.replace(",", ".")) for one in found.groups())
    if not (_LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]):
        raise PlaceUnclear
    return Point(lat, lon)


def metres(one: Point, other: Point) -> int:
    """The way of a bird between two points (haversine), in metres."""
    high, wide = radians(other.lat - one.lat), radians(other.lon - one.lon)
    half = sin(high / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(wide / 2) ** 2
    return round(2 * _EARTH_M * asin(sqrt(half)))


def key(name: str) -> str:
    """What tells one hamlet from another."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def named(hamlets: Sequence[Hamlet], text: str) -> Hamlet | None:
    """The hamlet of this name, capitals and spaces aside; one typed without marks where only one can be meant (Đông and
    Đống are two)."""
    exact = [one for one in hamlets if key(one.name) == key(text)]
    loose = [one for one in hamlets if fold(one.name) == fold(text)]
    found = exact or loose
    return found[0] if len(found) == 1 else None


def is_far(hamlets: Sequence[Hamlet], stated: str, here: Point, within: int) -> bool:
    """Whether a phone that knew its place to `within` metres was far from the stated hamlet; never where the hamlet is
    not known, since then nobody can tell."""
    found = named(hamlets, stated)
    if found is None or found.point is None:
        return False
    return metres(found.point, here) - within > FAR_M
