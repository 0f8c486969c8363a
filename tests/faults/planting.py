"""Planted bugs: each patch is applied to a copy of the sources, and the simulator must see it.

`python -m tests.faults.planting` searches the first seed that catches each (at most MOST), prints a table and writes
planted/seeds.json; with `replay` each is run at its recorded seed alone. Names after it: only these. A patch of the
phone's JavaScript is searched in worlds whose phones are that JavaScript.
"""

import json
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATCHES = Path(__file__).parent / "planted"
SEEDS = PATCHES / "seeds.json"
MOST = 300


def names() -> list[str]:
    """Every planted bug."""
    return sorted(path.stem for path in PATCHES.glob("*.patch"))


def caught(name: str, first: int, count: int) -> int | None:
    """The first of these seeds whose world goes wrong with this bug; None when all go well."""
    patch = (PATCHES / f"{name}.patch").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("app", "tests", "migrations"):
            skip = shutil.ignore_patterns("dist", "browser", "__pycache__")
            shutil.copytree(ROOT / part, copy / part, ignore=skip)
        shutil.copy(ROOT / "package.json", copy)
        subprocess.run(["git", "apply", "-p1", "-"], cwd=copy, input=patch, check=True)  # noqa: S607
        how = ["--script"] if b"/static/js/" in patch else []
        command = [sys.executable, "-m", "tests.faults.simulator.run", str(first), str(count), "--until-wrong", *how]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return None
    seeds = [line.split()[1].rstrip(":") for line in done.stdout.splitlines() if line.startswith("seed ")]
    if not seeds:
        raise RuntimeError(f"{name}: {done.stdout[-500:]} {done.stderr[-2000:]}")
    return int(seeds[0])


def each(chosen: list[str], look: Callable[[str], int | None]) -> Iterator[tuple[str, int | None]]:
    """What was found of each, a bug a core."""
    with ThreadPoolExecutor(multiprocessing.cpu_count()) as pool:
        yield from zip(chosen, pool.map(look, chosen), strict=True)


def search(chosen: list[str]) -> int:
    """Finds each bug anew; 1 when one stays unseen."""
    found: dict[str, int | None] = {name: seed for name, seed in recorded().items() if name in names()}
    for name, seed in each(chosen, lambda name: caught(name, 1, MOST)):
        found[name] = seed
        print(f"{name:45} {'seed ' + str(seed) if seed else 'NOT SEEN'}", flush=True)
    SEEDS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    return 0 if all(found.values()) else 1


def recorded() -> dict[str, int]:
    """The seed that caught each bug."""
    found: dict[str, int] = json.loads(SEEDS.read_text())
    return found


def replay(chosen: list[str]) -> int:
    """Runs each bug at its recorded seed; 1 when one is not caught there."""
    seeds = recorded()
    missed = [name for name, seed in each(chosen, lambda name: caught(name, seeds[name], 1)) if seed is None]
    print(f"planted bugs: {len(chosen)}, {len(chosen) - len(missed)} caught")
    for name in missed:
        print(f"  not caught: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    wanted = [one for one in sys.argv[1:] if one != "replay"] or names()
    sys.exit(replay(wanted) if "replay" in sys.argv else search(wanted))
