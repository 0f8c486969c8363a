"""The real server over HTTP: two gunicorn workers on a data folder of their own, and phones that send as ours do."""

import http.client
import json
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite3

from bench.figures import Figure, at_most, median, p95, reported
from bench.letters import Ready, heavy_pages, prepare
from tests.browser.conftest import Office, end, prepared, wait_for

PHONES, CASES = 2, 20
FIRST_PIECE, LARGEST_PIECE = 128 * 1024, 1024 * 1024
SLOW = 40


def figures() -> Iterator[Figure]:
    """Cases in, the public page, slow uploaders beside others, memory."""
    with tempfile.TemporaryDirectory() as folder:
        office = prepared(Path(folder), "http")
        server = office.serve()
        try:
            wait_for(f"{office.origin}/readyz")
            yield from _public_page(office)
            yield from _cases(office)
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
    css = json.loads((Path(__file__).parents[1] / "app/static/dist/manifest.json").read_text())["entries"]["css"]
    yield at_most("public page, p95", p95([one[0] for one in seen]), 50, "ms", 1)
    yield at_most("public page, HTML and CSS as sent", (seen[0][1] + _get(office, css)[1]) / 1024, 30, "KB", 1)


def _together(work: Callable[[int], list[float]]) -> tuple[list[float], float]:
    """Times of all phones sending at once, and how many a second."""
    times: list[float] = []
    hands = [threading.Thread(target=lambda number=number: times.extend(work(number))) for number in range(PHONES)]
    begun = time.perf_counter()
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return times, len(times) / (time.perf_counter() - begun)


def _cases(office: Office) -> Iterator[Figure]:
    phones = prepare(office, PHONES, CASES, heavy_pages())
    before = _floor(office.data)
    times, speed = _together(lambda number: [_send(office, ready) for ready in phones[number]])
    floor = (before + _floor(office.data)) / 2
    yield reported("accept a case of 3 photos over HTTP, p50", f"{median(times):.0f} ms")
    yield at_most(f"… p95 ({PHONES} phones at once, 3 × 400 KB, 14 calls)", p95(times), 300, "ms")
    yield reported("floor: same bytes with fsync, one commit", f"{floor:.1f} cases/s")
    share = 100 * speed / floor
    yield Figure(f"… {speed:.1f} cases/s of that floor", f"{share:.0f} %", "≥ 60 %", share >= 60)


def _send(office: Office, ready: Ready) -> float:
    """One case as the phone's courier sends it: asked, brought piece by piece, posted. Milliseconds."""
    with closing(http.client.HTTPConnection("localhost", _port(office))) as line:

        def call(method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
            line.request(method, path, body, {**ready.allowed[method, path], **headers})
            answer = line.getresponse()
            data = answer.read()
            if answer.status >= 300:
                raise RuntimeError(f"{method} {path}: {answer.status} {data[:200]!r}")
            return data

        kind = {"Content-Type": "application/json"}
        begun = time.perf_counter()
        call("POST", "/api/check", ready.question, kind)
        for address, part in ready.parts.items():
            path = f"/api/blobs/{address}"
            call("POST", path, b"", {"Upload-Length": str(len(part))})
            offset, size = 0, FIRST_PIECE
            while offset < len(part):
                piece = part[offset : offset + size]
                headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
                call("PATCH", path, piece, headers)
                offset, size = offset + len(piece), min(LARGEST_PIECE, size * 2)
        verdict = json.loads(call("POST", "/api/records", ready.bag, kind))["verdicts"][0]["verdict"]
        took = (time.perf_counter() - begun) * 1000
    if verdict != "accepted":
        raise RuntimeError(verdict)
    return took


def _floor(data: Path) -> float:
    """Cases a second when nothing is done but writing: three files with fsync, one commit of SQLite in FULL."""
    pages = [os.urandom(400 * 1024) for _ in range(3)]
    folder = data / "floor"
    folder.mkdir(exist_ok=True)
    lock = threading.Lock()
    with closing(sqlite3.connect(folder / "floor.db", check_same_thread=False, isolation_level=None)) as database:
        database.execute("pragma journal_mode=WAL")
        database.execute("pragma synchronous=FULL")
        database.execute("create table if not exists kept (body blob)")

        def one(name: str) -> float:
            begun = time.perf_counter()
            for place, page in enumerate(pages):
                with (folder / f"{name}-{place}").open("wb") as file:
                    file.write(page)
                    file.flush()
                    os.fsync(file.fileno())
            with lock:
                database.execute("insert into kept values (?)", (pages[0][:6000],))
            return (time.perf_counter() - begun) * 1000

        _, speed = _together(lambda number: [one(f"{number}-{turn}") for turn in range(CASES)])
    for path in folder.iterdir():
        path.unlink()
    return speed


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
    deadline = time.monotonic() + 60
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
