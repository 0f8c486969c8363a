"""Decisions and the ledger in one process, on a real database with fsync: twenty in a gesture, fifty at once, the
ledger read through as it grows, its proofs, a bundle."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask

from app import assembly, create_app
from app.config import Config
from app.evidence.check import Trust, check
from app.evidence.check.report import State
from app.services import audit, bundling, decisions, heads, viewing
from app.store import cases, desk
from app.work import Pen, Tools, begin, look
from bench.figures import Figure, median, milliseconds, reported
from tests.people import Cast, SetClock

TOGETHER, AT_ONCE, EACH = 20, 50, 2
# a hundred thousand took eight minutes to make while tests ran, a million takes far longer: on demand
SIZES = (1_000, 10_000, *((100_000, 1_000_000) if os.environ.get("BENCH_LONG") else ()))
LEAST = 0.6


def figures() -> Iterator[Figure]:
    """On SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        yield from measured(Config(Path(folder), demo=True), "SQLite", sizes=SIZES)


def measured(config: Config, label: str, sizes: tuple[int, ...] = ()) -> Iterator[Figure]:
    """The figures of one database."""
    app = create_app(config)
    app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
    with app.app_context():
        clock = SetClock(datetime.now(UTC))
        tools = replace(assembly.tools(config), clock=clock)
        cast = Cast.gather(tools, clock)
        key, phone = cast.passkey(cast.minh), cast.phone()
        made = [cast.submitted(phone) for _ in range(TOGETHER)]
        yield _together(cast, key, made, label)
        yield _at_once(app, cast, key, [cast.submitted(phone) for _ in range(AT_ONCE * EACH)], label)
        if sizes:
            yield _bundle(cast, made[0])
        for size in sizes:
            yield from _ledger(tools, cast.org, size)


def _looked_at(cast: Cast, case_id: str) -> decisions.Wanted:
    with begin(cast.tools) as work:
        viewed = viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
        viewing.opened(work, cast.viewer(cast.minh), case_id, "picture")
        found = cases.get(work.db, case_id)
    return decisions.Wanted(case_id, found.revision if found else 1, viewed.digest)


def _together(cast: Cast, key: Any, made: list[str], label: str) -> Figure:
    """From the statement to the commit, the passkey's own signature included; looking is the leader's time."""
    wanted = [_looked_at(cast, one) for one in made]
    begun = time.perf_counter()
    with begin(cast.tools) as work:
        asked = decisions.ask(work, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)
    done = cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    took = (time.perf_counter() - begun) * 1000
    if len({one.number for one in done}) != len(made):
        raise RuntimeError("a number twice")
    return reported(f"{label}: {TOGETHER} cases decided in one gesture", f"{took:,.0f} ms")


def _at_once(app: Flask, cast: Cast, key: Any, made: list[str], label: str) -> Figure:
    """Fifty threads, each some decisions; beside it fifty threads that take a number and commit, and nothing else."""
    asked = [cast.ask(cast.minh, one) for one in made]
    answers = [(one.nonce, key.get(one.options)) for one in asked]

    def decide(place: int) -> None:
        for nonce, answer in answers[place * EACH : (place + 1) * EACH]:
            cast.decide(cast.minh, nonce, answer)

    def count(_place: int) -> None:
        for _ in range(EACH):
            with begin(cast.tools) as work:
                desk.take(work.db, cast.org, "bench", 2026)

    bare, whole = _rate(app, count), _rate(app, decide)
    with look(cast.tools) as work:
        numbers = sorted(found.number or 0 for one in made if (found := cases.get(work.db, one)))
    if numbers != list(range(numbers[0], numbers[0] + len(made))):
        raise RuntimeError("the numbers have a gap")
    share = whole / bare
    text = f"{whole:,.0f}/s, {share:.0%} of {bare:,.0f}/s"
    return Figure(f"{label}: decisions, {AT_ONCE} at once, of the bare counter", text, f"≥ {LEAST:.0%}", share >= LEAST)


def _rate(app: Flask, act: Callable[[int], None]) -> float:
    def work(place: int) -> None:
        with app.app_context():
            act(place)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(AT_ONCE)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return AT_ONCE * EACH / (time.perf_counter() - begun)


def _bundle(cast: Cast, case_id: str) -> Figure:
    with begin(cast.tools) as work:
        data = bundling.make(work, bundling.Order(case_id, "Vũ Thị Hạnh", "bench", evidence=True))
    trust = Trust(cast.tools.keys["root"].kid, frozenset())
    if any(one.state is State.WRONG for one in check(data, trust).findings):
        raise RuntimeError("a bundle that does not hold")
    took = median(milliseconds(lambda: check(data, trust), 5))
    return reported("a case's bundle with its photos, checked", f"{took:,.0f} ms of {len(data) / 1024:,.0f} KB")


def _ledger(tools: Tools, org: str, size: int) -> Iterator[Figure]:
    """Filled up to this size with the server's own records, read through, proven."""
    with look(tools) as work:
        have = audit.verify(work).records
    while have < size:
        with begin(tools) as work:
            pen = Pen(work, org, tools.iss)
            for _ in range(min(500, size - have)):
                pen.write("printer.tested", ("org", org), {"v": 1, "person": ""})
                have += 1
    with look(tools) as work:
        begun = time.perf_counter()
        verdict = audit.verify(work)
        took = time.perf_counter() - begun
        if verdict.problems:
            raise RuntimeError(verdict.problems[0])
        yield reported(f"ledger verify, {size:,} records", f"{verdict.records / took:,.0f} records/s")
        proof = heads.grown_from(work, size // 3)
        times = median(milliseconds(lambda: heads.grown_from(work, size // 3), 50))
        hashes = len(proof.proof)
        yield reported(f"consistency proof, {size:,} records", f"{times:.1f} ms, {hashes} hashes, {hashes * 32} B")
