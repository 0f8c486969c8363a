"""Thống kê: what was done at home and how soon; sums over days. How content people were is in `satisfaction`."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain import figures, guided
from app.domain.figures import Clock, What
from app.store import figures as rows


@dataclass(frozen=True, slots=True)
class Guided:
    """What people were guided through: services by who did them, by kind, topics; the share that people did themselves
    in hundredths of a percent. Why one was done for somebody is in `satisfaction`: by closed quarters."""

    people: int
    modes: list[tuple[str, int | None]]
    own: int | None
    services: list[tuple[str, int | None]]
    topics: list[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a span of days. Shares in hundredths of a percent, hours from the signing to the hand-over. None: a count too
    small to be told."""

    first: date
    last: date
    weeks: list[tuple[date, int]]
    served: int
    clock: Mapping[str, int]
    handed: int
    median: int | None
    ninetieth: int | None
    failed: list[tuple[str, int | None]]
    out_of_hours: int | None
    cashless: int | None
    digitised: int | None
    places: list[tuple[str, int | None]]
    hamlets: list[tuple[str, int | None]]
    guided: Guided


def first_day(db: Session, org_id: str) -> date | None:
    """From when on anything was counted."""
    return rows.first_day(db, org_id)


def between(db: Session, org_id: str, first: date, last: date) -> Figures:
    """The figures of these days, both included."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    by_week: Counter[date] = Counter()
    for one in rows.sums(db, org_id, first, last):
        found[one.what][one.part] += one.n
        if one.what == What.SERVED:
            by_week[monday(one.day)] += one.n
    clock = {one.value: found[What.CLOCK][one.value] for one in Clock}
    to_hand = {int(hours): n for hours, n in found[What.TO_HAND].items()}
    return Figures(
        first=first,
        last=last,
        weeks=_weeks(by_week, first, last),
        served=found[What.SERVED].total(),
        clock=clock,
        handed=sum(to_hand.values()),
        median=figures.quantile(to_hand, 0.5),
        ninetieth=figures.quantile(to_hand, 0.9),
        failed=figures.hidden(found[What.FAILED]),
        out_of_hours=_share(found[What.HOURS], "extra", "out"),
        cashless=_share(found[What.PAID], "transfer"),
        digitised=_share(found[What.DIGITAL], "yes"),
        places=figures.hidden(found[What.PLACE]),
        hamlets=figures.hidden(found[What.SERVED]),
        guided=_guided(found),
    )


def _guided(found: Mapping[str, Counter[str]]) -> Guided:
    counts = found[What.GUIDED]
    modes = figures.hidden(counts)
    return Guided(
        people=found[What.PEOPLE].total(),
        modes=modes,
        # beside a number that is hidden a share would tell it
        own=None if any(n is None for _mode, n in modes) else _share(counts, guided.Mode.SELF),
        services=figures.hidden(found[What.SERVICE]),
        topics=figures.hidden(found[What.TOPIC]),
    )


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def _weeks(counts: Mapping[date, int], first: date, last: date) -> list[tuple[date, int]]:
    """Every week, also one in which nobody was served."""
    start = monday(first)
    return [
        (day, counts.get(day, 0)) for day in (start + timedelta(weeks=n) for n in range((last - start).days // 7 + 1))
    ]


def _share(counts: Mapping[str, int], *parts: str) -> int | None:
    return figures.share(sum(counts.get(one, 0) for one in parts), sum(counts.values()))
