"""Every planted bug can still be planted: found out in a second, not at the end of a long run."""

import subprocess

import pytest

from tests.house.test_house import ROOT

PATCHES = sorted((ROOT / "tests/faults/planted").glob("*.patch"))


@pytest.mark.parametrize("patch", PATCHES, ids=lambda one: one.stem)
def test_a_planted_bug_fits_the_code_as_it_is(patch: object) -> None:
    done = subprocess.run(["git", "apply", "--check", str(patch)], cwd=ROOT, capture_output=True, text=True)  # noqa: S603, S607
    assert done.returncode == 0, done.stderr
