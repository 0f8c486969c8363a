"""The simulator itself: the same seed is the same world, and a world that goes wrong is seen."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import planting

ROOT = Path(__file__).parents[2]
TWICE = """
import sys, tempfile
from pathlib import Path
from tests.faults.simulator.run import Stage
with tempfile.TemporaryDirectory() as folder:
    stage = Stage(Path(folder), "--script" in sys.argv)
    for seed in (7, 8, 7):
        _, story, wrong = stage.play(seed)
        print(wrong or story)
    stage.close()
"""


@pytest.mark.parametrize("how", ["", "--script"])
def test_the_same_seed_lives_the_same_world_and_another_seed_another(how: str) -> None:
    # in a process of its own: the simulator takes fsync and the commit of every session into its hands
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", TWICE, how], cwd=ROOT, capture_output=True, text=True, check=True
    )
    first, other, again = done.stdout.split()
    assert first == again != other


def test_every_planted_bug_has_a_seed_that_catches_it() -> None:
    assert set(planting.names()) == set(planting.recorded())
    assert all(planting.recorded().values())
