"""Server and worker live and die together: one without the other serves pages that wait for ever."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, environment, free_port

PATIENCE = 60


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`./serve` over a fresh installation, answering; a parameter is more of its environment."""
    origin = f"http://localhost:{free_port()}"
    own = {**environment(tmp_path / "office", origin), **getattr(request, "param", {})}
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "flask", "--app", "wsgi", "database", "upgrade"], cwd=ROOT, env=own, check=True
    )
    # a job of a script may have been given a deaf ear for Ctrl-C, which no shell can undo for what it starts
    running = subprocess.Popen(  # noqa: S603
        ["env", "--default-signal=INT", str(ROOT / "serve")],  # noqa: S607
        cwd=ROOT, env=own, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        within(lambda: answers(origin))
        yield running, origin
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def within(found: object) -> None:
    """Waits until it is so; fails after a minute."""
    assert callable(found)
    begun = time.monotonic()
    while not found():
        assert time.monotonic() - begun < PATIENCE
        time.sleep(0.1)


def answers(origin: str) -> bool:
    try:
        with urllib.request.urlopen(f"{origin}/healthz", timeout=2) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status == 200)
    except OSError:
        return False


def children(parent: int) -> dict[int, str]:
    """Processes that this one started, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


@pytest.mark.parametrize("whom", ["worker", "gunicorn"])
def test_when_one_ends_both_do(served: tuple[subprocess.Popen[bytes], str], whom: str) -> None:
    running, origin = served
    (victim,) = [pid for pid, line in children(running.pid).items() if whom in line]
    os.kill(victim, signal.SIGKILL)
    assert running.wait(PATIENCE) == 1
    within(lambda: not answers(origin))


BY_MAKE = {"TANNHA_MAKE": str(os.getpid())}


@pytest.mark.parametrize(("served", "status"), [({}, 143), (BY_MAKE, 0)], ids=["alone", "by make"], indirect=["served"])
def test_asked_to_end_it_takes_both_with_it(served: tuple[subprocess.Popen[bytes], str], status: int) -> None:
    running, origin = served
    mine = [pid for pid, line in children(running.pid).items() if "worker" in line or "gunicorn" in line]
    running.terminate()
    assert running.wait(PATIENCE) == status
    assert not answers(origin)
    assert len(mine) == 2
    assert not [pid for pid in mine if Path(f"/proc/{pid}").exists()]


def test_a_taken_port_is_said_in_one_line_and_nothing_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        own = environment(tmp_path / "office", f"http://localhost:{port}")
        said = subprocess.run(  # noqa: S603
            [str(ROOT / "serve")], cwd=ROOT, env=own, capture_output=True, text=True, timeout=PATIENCE
        )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith(f"Cổng {port} đang bận")


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"HOST": "192.0.2.1", "TANNHA_DEMO": "1"}, "HOST"),
        ({"TANNHA_BACKUP": "here"}, "TANNHA_BACKUP"),
        ({"HOST": "localhost"}, "Chưa có dữ liệu"),
    ],
)
def test_what_keeps_it_from_starting_is_said_in_one_line(tmp_path: Path, more: dict[str, str], word: str) -> None:
    own = {**environment(tmp_path / "office", f"http://localhost:{free_port()}"), **more}
    said = subprocess.run([str(ROOT / "serve")], cwd=ROOT, env=own, capture_output=True, text=True, check=False)  # noqa: S603
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (2, "", 1)
    assert word in said.stderr


def test_ctrl_c_is_no_failure(served: tuple[subprocess.Popen[bytes], str]) -> None:
    running, origin = served
    os.kill(running.pid, signal.SIGINT)
    assert running.wait(PATIENCE) == 0
    assert not answers(origin)
