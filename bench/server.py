"""The real server over HTTP: two gunicorn workers, what comes in and what it costs others."""

import http.client
import json
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite3

from bench import sending
from bench.figures import Figure, at_most, p95
from tests.browser.conftest import Office, end, prepared, wait_for

SLOW = 40


def figures() -> Iterator[Figure]:
    """The public page, cases in, a full phone, its feed, slow uploaders beside others, memory."""
    with tempfile.TemporaryDirectory() as folder:
        office = prepared(Path(folder), "http")
        server = office.serve()
        try:
            wait_for(f"{office.origin}/readyz")
            yield from _public_page(office)
            yield from sending.cases(office, "SQLite")
            yield from sending.drain(office)
            yield from _beside_slow_uploaders(office)
            worker = office.work()
            try:
                yield from _memory(office, [server.pid, worker.pid])
            finally:
                end(worker)
        finally:
            end(server)


def _port(office: Office) -> int:
    return int(office.origin.rpartition(":")[2])


def _get(office: Office, path: str) -> tuple[float, int]:
    """Milliseconds and bytes of one page on a connection of its own."""
    begun = time.perf_counter()
    with closing(http.client.HTTPConnection("localhost", _port(office))) as line:
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        size = len(answer.read())
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return (time.perf_counter() - begun) * 1000, size


def _public_page(office: Office) -> Iterator[Figure]:
    with closing(sqlite3.connect(office.data / "tannha.db")) as database:
        (code,) = database.execute("select code from register_entry").fetchone()
    seen = [_get(office, f"/K/{code}") for _ in range(200)]
    assets = json.loads((Path(__file__).parents[1] / "app/static/dist/manifest.json").read_text())["entries"]
    sent = seen[0][1] + sum(_get(office, assets[name])[1] for name in ("css", "public"))
    yield at_most("public page, p95", p95([one[0] for one in seen]), 50, "ms", 1)
    yield at_most("public page, HTML, CSS and script as sent", sent / 1024, 30, "KB", 1)


def _beside_slow_uploaders(office: Office) -> Iterator[Figure]:
    """Forty phones on a bad line hold a request each; others must not notice."""
    head = (
        f"POST /api/records HTTP/1.1\r\nHost: localhost:{_port(office)}\r\nContent-Type: application/json\r\n"
        "Content-Length: 400000\r\n\r\n"
    ).encode()
    lines = [socket.create_connection(("localhost", _port(office))) for _ in range(SLOW)]
    over = threading.Event()

    def trickle() -> None:
        for line in lines:
            line.sendall(head)
        while not over.wait(0.2):
            for line in lines:
                line.sendall(b" " * 1000)

    hand = threading.Thread(target=trickle)
    hand.start()
    time.sleep(0.5)
    times = [_get(office, "/may")[0] for _ in range(100)]
    over.set()
    hand.join()
    for line in lines:
        line.close()
    yield at_most(f"other requests beside {SLOW} slow uploaders, p95", p95(times), 50, "ms", 1)


def _memory(office: Office, roots: list[int]) -> Iterator[Figure]:
    """After the worker has prepared what came in; pages that processes share are counted once."""
    deadline = time.monotonic() + 240
    with closing(sqlite3.connect(office.data / "tannha.db")) as database:
        while time.monotonic() < deadline:
            time.sleep(0.5)
            if database.execute("select count(*) from job where state in ('queued', 'running')").fetchone() == (0,):
                break
    resident = sum(_share(pid) for root in roots for pid in _family(root))
    yield at_most("server with worker, resident", resident / 1024, 600, "MB")


def _family(root: int) -> list[int]:
    children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    return [root, *(pid for child in children for pid in _family(int(child)))]


def _share(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
