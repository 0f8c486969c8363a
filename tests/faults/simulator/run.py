"""Runs seeds over all cores: `python -m tests.faults.simulator.run FIRST COUNT`; one printed line says how it ended.

A third number: so many worlds more, whose phones are their own JavaScript under node. `--script`: all are so.
`--until-wrong`: one core, and no further than the first world that goes wrong.
"""

import gc
import io
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from PIL import Image

from tests import databases
from tests.faults.simulator.office import Office
from tests.faults.simulator.script import Script
from tests.faults.simulator.world import World

MEMORY = Path("/dev/shm")  # noqa: S108  a world lives in memory where the machine allows
Found = tuple[int, str, str]


def tiny() -> bytes:
    """The smallest photo that is one."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "JPEG")
    return out.getvalue()


class Stage:
    """One office, reset for every world of a process."""

    def __init__(self, folder: Path, script: bool = False) -> None:
        self.office, self.page = Office(folder), tiny()
        self.script = Script(self.office.tools.keys, self.office.tools.iss) if script else None
        # what was made until here lives as long as the process: looking through it again and again costs a fifth
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)

    def play(self, seed: int) -> Found:
        """A world: seed, hash of its trace, what is wrong (empty: nothing)."""
        if self.script:
            self.script.reset()
        world = World(self.office, seed, self.page, self.script)
        try:
            return seed, world.live(), ""
        except Exception as error:  # noqa: BLE001  any failure of a world is a finding
            tail = "" if isinstance(error, AssertionError) else "\n" + "\n".join(world.trace[-6:])
            return seed, "", f"{type(error).__name__}: {error}{tail}"

    def close(self) -> None:
        """The last world was played."""
        if self.script:
            self.script.close()
        self.office.restart()
        databases.drop(kept=True)


def part(given: tuple[int, int, int, bool]) -> list[Found]:
    """The worlds of one process."""
    first, count, step, script = given
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        stage = Stage(Path(folder), script)
        found = [stage.play(seed) for seed in range(first, first + count, step)]
        stage.close()
        return found


def run(first: int, count: int, script: bool = False) -> list[Found]:
    """Every world's end."""
    processes = min(count, multiprocessing.cpu_count())
    parts = [(first + at, count - at, processes, script) for at in range(processes)]
    if processes == 1:
        return part(parts[0])
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sorted(one for found in pool.map(part, parts) for one in found)


def until_wrong(first: int, count: int, script: bool) -> list[Found]:
    """The worlds up to the first that goes wrong."""
    found: list[Found] = []
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        stage = Stage(Path(folder), script)
        while len(found) < count and not (found and found[-1][2]):
            found.append(stage.play(first + len(found)))
        stage.close()
    return found


def main() -> int:
    """Prints the verdict; 1 when a world went wrong."""
    script = "--script" in sys.argv
    first, count, *more = (int(one) for one in sys.argv[1:] if one.isdigit())
    begun = time.monotonic()
    found = until_wrong(first, count, script) if "--until-wrong" in sys.argv else run(first, count, script)
    each = [_each(begun, count)]
    if more:
        begun = time.monotonic()
        found += run(first, more[0], script=True)
        each.append(f"{_each(begun, more[0])} with the phone in JavaScript")
    wrong = [(seed, words) for seed, _, words in found if words]
    kinds = Counter(_kind(words) for _, words in wrong)
    for seed, words in wrong[:3]:
        print(f"seed {seed}: {words}")
    said = ", ".join(f"{kinds[kind]} {kind}" for kind in ("lost", "doubled", "stuck"))
    other = f", {kinds['wrong']} otherwise wrong" if kinds["wrong"] else ""
    print(f"{', '.join(each)}\nfaults: {len(found)} seeds, {said}{other}")
    return 1 if wrong else 0


def _each(begun: float, count: int) -> str:
    return f"{(time.monotonic() - begun) / max(1, count) * 1000:.0f} ms a seed"


def _kind(words: str) -> str:
    for word, kind in (("lost", "lost"), ("twice", "doubled"), ("stuck", "stuck")):
        if word in words:
            return kind
    return "wrong"


if __name__ == "__main__":
    sys.exit(main())
