"""A real server and real browsers; the server listens on loopback, and only what was started here is ended."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# a person watches: in windows, so many milliseconds for each step
WATCHED = int(os.environ.get("TANNHA_WATCH", "0"))
SHOWN = {"headless": not WATCHED, "slow_mo": WATCHED}


@dataclass
class Office:
    """A running installation."""

    origin: str
    data: Path

    def flask(self, *command: str) -> str:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "flask", "--app", "wsgi", *command],
            cwd=ROOT, env=environment(self.data, self.origin), check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def serve(self, *more: str) -> subprocess.Popen[bytes]:
        """Opens the office: the server as ./serve starts it."""
        port = self.origin.rpartition(":")[2]
        flags = [
            "-k",
            "gthread",
            "-w",
            "2",
            "--threads",
            "32",
            "--preload",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        return self._start("gunicorn", "-b", f"127.0.0.1:{port}", *flags, "--log-level", "warning", *more, "wsgi:app")

    def work(self) -> subprocess.Popen[bytes]:
        """Its worker."""
        return self._start("flask", "--app", "wsgi", "worker")

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *command], cwd=ROOT, env=environment(self.data, self.origin), start_new_session=True
        )


def environment(data: Path, origin: str) -> dict[str, str]:
    port = origin.rpartition(":")[2]
    copies = data.with_name(f"{data.name}-copies")
    copies.mkdir(exist_ok=True)
    own = {"TANNHA_DATA": str(data), "TANNHA_BACKUP": str(copies), "TANNHA_ORIGIN": origin, "PORT": port}
    return {**os.environ, "TANNHA_DEMO": "1", **own}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office that most journeys share."""
    with running(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that nobody opens: founding one costs ten seconds, copying its folder nothing."""
    return prepared(tmp_path_factory.mktemp("founded") / "office", "http")


@pytest.fixture
def own_office(founded: Office, tmp_path: Path) -> Iterator[Office]:
    """An office for a journey that changes how the commune works: what was founded, at the address printed there."""
    own = Office(founded.origin, tmp_path / "office")
    shutil.copytree(founded.data, own.data)
    with opened(own) as found:
        yield found


@contextmanager
def running(data: Path) -> Iterator[Office]:
    """A newly founded office, open, with its worker."""
    with opened(prepared(data, "http")) as found:
        yield found


@contextmanager
def opened(found: Office) -> Iterator[Office]:
    """An open office with its worker; both end with the block."""
    started = [found.serve(), found.work()]
    try:
        wait_for(f"{found.origin}/readyz")
        yield found
    finally:
        for process in started:
            end(process)


def prepared(data: Path, scheme: str) -> Office:
    """An office with its tables and its demo people, not yet open."""
    found = Office(f"{scheme}://localhost:{free_port()}", data)
    found.flask("database", "upgrade")
    found.flask("seed")
    return found


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends one server or worker that a test started, with its children."""
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


def wait_for(url: str, seconds: float = 30, trusted: Path | None = None) -> None:
    """Until this address answers; `trusted` is a certificate of a test's own."""
    trust = ssl.create_default_context(cafile=str(trusted)) if trusted else None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2, context=trust)  # noqa: S310
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browsers() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright
