"""Figures of this machine: sizes against their budgets, and the times that one case rests on. Prints one table."""

import gzip
import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app import assembly, create_app  # noqa: E402  the path comes first
from app.config import Config  # noqa: E402
from app.media.sample import signed_page  # noqa: E402
from app.services import audit  # noqa: E402
from app.work import look  # noqa: E402
from tests.people import Cast, SetClock  # noqa: E402
from tests.unit.test_certificate import page, render  # noqa: E402

DIST = ROOT / "app" / "static" / "dist"


def milliseconds(act: Callable[[], object], runs: int) -> float:
    """Median of some runs after one that does not count."""
    act()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def sizes() -> list[tuple[str, str, str, bool]]:
    def kilobytes(pattern: str) -> float:
        return sum(len(gzip.compress(path.read_bytes())) for path in DIST.glob(pattern)) / 1024

    first = kilobytes("boot-phone-*.js") + kilobytes("chunk-*.js")
    rows = [("first-screen JS, gzip", first, 60), ("all JS, gzip", kilobytes("*.js"), 150)]
    rows += [("CSS, gzip", kilobytes("*.css"), 20), ("scanner wasm, gzip", kilobytes("*.wasm"), 430)]
    return [(name, f"{value:.1f} KB", f"≤ {budget} KB", value <= budget) for name, value, budget in rows]


def times(folder: Path) -> list[tuple[str, str, str, bool | None]]:
    config = Config(folder, demo=True)
    app = create_app(config)
    app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
    clock = SetClock(datetime.now(UTC))
    with app.app_context():
        tools = replace(assembly.tools(config), clock=clock)
        cast = Cast.gather(tools, clock)
        phone, key = cast.phone(), cast.passkey(cast.minh)
        pages = [signed_page("G", "S")] * 3
        accept = milliseconds(lambda: phone.submit(tools, cast.body(), pages), 20)
        cases = [cast.submitted(phone) for _ in range(12)]
        asked = iter([(one, key.get(one.options)) for one in (cast.ask(cast.minh, case) for case in cases)])

        def decide() -> None:
            one, answer = next(asked)
            cast.decide(cast.minh, one.nonce, answer)

        decision = milliseconds(decide, 10)
        with look(tools) as work:
            begun = time.perf_counter()
            verdict = audit.verify(work)
            speed = verdict.records / (time.perf_counter() - begun)
    pdf = milliseconds(lambda: render(page()), 10)
    return [
        ("accept a case of three photos (services, fsync)", f"{accept:.0f} ms", "p95 ≤ 300 ms over HTTP", None),
        ("number + decision + leaf, one commit", f"{decision:.1f} ms", "", None),
        ("certificate PDF", f"{pdf:.0f} ms", "≤ 100 ms", pdf <= 100),
        ("ledger verify", f"{speed:.0f} records/s", "reported", None),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = [*sizes(), *times(Path(folder))]
    verdicts = {True: "holds", False: "OVER", None: ""}
    for name, value, budget, verdict in rows:
        print(f"{name:52} {value:>16}  {budget:24} {verdicts[verdict]}")
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    result = {"machine": machine, "rows": [list(row) for row in rows]}
    (ROOT / "bench" / "results.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
