"""What set-up says on a machine that lacks something; and that a start costs no more than it must."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "dirname", "mkdir", "cat", "cksum", "tr", "rm")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A fresh copy of the set-up script on a machine with hardly any tools."""
    shutil.copy(ROOT / "setup", tmp_path)
    (tmp_path / "bin").mkdir()
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def set_up(folder: Path, what: str = "quiet") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(folder / "setup"), what], env={"PATH": str(folder / "bin")}, capture_output=True, text=True, check=False
    )


def test_without_a_python_set_up_says_the_one_line_that_installs_it(bare: Path) -> None:
    done = set_up(bare)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Python 3.11 or newer is missing: apt-get install python3 python3-venv\n"


def test_without_ensurepip_set_up_says_the_one_line_that_installs_it(bare: Path) -> None:
    tool(bare, "python3", 'case "$*" in *ensurepip*) exit 1 ;; esac')
    done = set_up(bare)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Python's venv is missing: apt-get install python3-venv\n"
    assert not (bare / ".venv").exists()


def test_half_an_environment_is_taken_away(bare: Path) -> None:
    tool(bare, "python3", 'case "$*" in "-m venv .venv") mkdir -p .venv/bin; exit 1 ;; esac')
    assert set_up(bare).returncode == 1
    assert not (bare / ".venv").exists()


def test_without_browsers_and_without_root_the_rest_is_tested_and_the_lack_is_said(bare: Path) -> None:
    tool(bare, "id", "echo 1000")
    done = set_up(bare, "browser")
    assert done.returncode == 1
    assert done.stderr.startswith("Browser tests need three browsers: apt-get install chromium firefox-esr")
    recipe = (ROOT / "Makefile").read_text().partition("\ntest:")[2].partition("\n\n")[0]
    (line,) = [one.strip().removeprefix("@") for one in recipe.splitlines() if "setup browser" in one]
    said = subprocess.run(  # noqa: S603
        ["sh", "-c", line], cwd=bare, env={"PATH": str(bare / "bin")}, capture_output=True, text=True, check=False  # noqa: S607
    )  # fmt: skip
    assert (said.returncode, said.stdout) == (1, "browser tests not run\n")
    assert recipe.index("tests/unit") < recipe.index("tests/faults") < recipe.index("browser tests not run")


def test_the_server_imports_nothing_heavy_and_opens_no_database_before_it_forks(tmp_path: Path) -> None:
    """gunicorn imports once and forks: an open SQLite connection in both processes would end in a broken database."""
    ask = (
        "import sys, wsgi; from app.store.db import db\n"
        "with wsgi.app.app_context(): print(db.engine.pool.checkedin() + db.engine.pool.checkedout())\n"
        "heavy = ('alembic', 'webauthn', 'holidays', 'pypdf', 'pyhanko', 'app.demo')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    environment = {**os.environ, "TANNHA_DATA": str(tmp_path)}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n\n"
