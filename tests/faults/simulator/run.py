"""Runs seeds over all cores: `python -m tests.faults.simulator.run FIRST COUNT`; one printed line says how it ended."""

import io
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from PIL import Image

from tests.faults.simulator.office import Office
from tests.faults.simulator.world import World

MEMORY = Path("/dev/shm")  # noqa: S108  a world lives in memory where the machine allows


def tiny() -> bytes:
    """The smallest photo that is one."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "JPEG")
    return out.getvalue()


def part(given: tuple[int, int, int]) -> list[tuple[int, str, str]]:
    """The worlds of one process: seed, trace hash, what is wrong (empty: nothing)."""
    first, count, step = given
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        office, page = Office(Path(folder)), tiny()
        out = []
        for seed in range(first, first + count, step):
            world = World(office, seed, page)
            try:
                out.append((seed, world.live(), ""))
            except Exception as error:  # noqa: BLE001  any failure of a world is a finding
                out.append((seed, "", f"{type(error).__name__}: {error}"))
        return out


def run(first: int, count: int, processes: int) -> list[tuple[int, str, str]]:
    """Every world's end."""
    parts = [(first + at, count - at, processes) for at in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sorted(one for found in pool.map(part, parts) for one in found)


def main() -> int:
    """Prints the verdict; 1 when a world went wrong."""
    first, count = int(sys.argv[1]), int(sys.argv[2])
    begun = time.monotonic()
    found = run(first, count, multiprocessing.cpu_count())
    wrong = [(seed, words) for seed, _, words in found if words]
    kinds = Counter(_kind(words) for _, words in wrong)
    for seed, words in wrong[:3]:
        print(f"seed {seed}: {words}")
    each = (time.monotonic() - begun) / max(1, count) * 1000
    said = ", ".join(f"{kinds[kind]} {kind}" for kind in ("lost", "doubled", "stuck"))
    other = f", {kinds['wrong']} otherwise wrong" if kinds["wrong"] else ""
    print(f"faults: {count} seeds, {said}{other} ({each:.0f} ms a seed)")
    return 1 if wrong else 0


def _kind(words: str) -> str:
    for word, kind in (("lost", "lost"), ("twice", "doubled"), ("stuck", "stuck")):
        if word in words:
            return kind
    return "wrong"


if __name__ == "__main__":
    sys.exit(main())
