"""Planted bugs: each patch is applied to a copy of the sources, and the simulator must see it.

`python -m tests.faults.planting` searches the first seed that catches each (at most MOST) and writes
planted/seeds.json; with `replay` each is run at its recorded seed alone.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATCHES = Path(__file__).parent / "planted"
SEEDS = PATCHES / "seeds.json"
MOST = 300
CHUNK = 40


def names() -> list[str]:
    """Every planted bug."""
    return sorted(path.stem for path in PATCHES.glob("*.patch"))


def caught(name: str, first: int, count: int) -> int | None:
    """The first of these seeds whose world goes wrong with this bug; None when all go well."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("app", "tests", "migrations"):
            skip = shutil.ignore_patterns("dist", "browser", "__pycache__")
            shutil.copytree(ROOT / part, copy / part, ignore=skip)
        patch = (PATCHES / f"{name}.patch").read_bytes()
        subprocess.run(["git", "apply", "-p1", "-"], cwd=copy, input=patch, check=True)  # noqa: S607
        command = [sys.executable, "-m", "tests.faults.simulator.run", str(first), str(count)]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 0:
        return None
    seeds = [line.split()[1].rstrip(":") for line in done.stdout.splitlines() if line.startswith("seed ")]
    if not seeds:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    return min(int(seed) for seed in seeds)


def search() -> int:
    """Finds each bug anew; 1 when one stays unseen."""
    found: dict[str, int | None] = {}
    for name in names():
        seed = None
        for first in range(1, MOST, CHUNK):
            seed = caught(name, first, CHUNK)
            if seed is not None:
                break
        found[name] = seed
        print(f"{name:45} {'seed ' + str(seed) if seed else 'NOT SEEN'}", flush=True)
    SEEDS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    return 0 if all(found.values()) else 1


def recorded() -> dict[str, int]:
    """The seed that caught each bug."""
    found: dict[str, int] = json.loads(SEEDS.read_text())
    return found


def replay() -> int:
    """Runs each bug at its recorded seed; 1 when one is not caught there."""
    seeds = recorded()
    missed = [name for name in names() if caught(name, seeds[name], 1) is None]
    print(f"planted bugs: {len(names())}, {len(names()) - len(missed)} caught")
    for name in missed:
        print(f"  not caught: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(replay() if "replay" in sys.argv else search())
