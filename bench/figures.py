"""A figure, its budget and its verdict; and how several times become one figure."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `holds` is None where nothing but the figure is asked for."""

    name: str
    value: str
    budget: str = ""
    holds: bool | None = None


def at_most(name: str, value: float, budget: float, unit: str, digits: int = 0) -> Figure:
    """A figure that must not be over its budget."""
    return Figure(name, f"{value:,.{digits}f} {unit}", f"≤ {budget:,g} {unit}", value <= budget)


def reported(name: str, value: str) -> Figure:
    """A figure without a budget."""
    return Figure(name, value, "reported")


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """Nineteen of twenty are not over it."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def milliseconds(act: Callable[[], object], runs: int) -> list[float]:
    """Times of some runs after one that does not count."""
    act()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return times
