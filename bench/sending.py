"""Cases brought over HTTP as a phone's courier brings them, beside what the disk alone would cost."""

import http.client
import json
import os
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite3

from app.evidence.encoding import from_b64u
from bench.figures import Figure, at_most, median, p95, reported
from bench.letters import Ready, heavy_pages, prepare
from tests.browser.conftest import Office

PHONES, CASES = 2, 20
FIRST_PIECE, LARGEST_PIECE = 128 * 1024, 1024 * 1024
JSON = {"Content-Type": "application/json"}
# as many as a phone sends before it asks again
BAG = 20
WAITING, KNOWN = 200, 300
STAGES = {"asking": "what is missing", "photos": "photos", "record": "record"}
Stages = dict[str, float]


def cases(office: Office, database: str) -> Iterator[Figure]:
    """Cases of three photos from several phones at once, beside what the disk alone would take."""
    phones = prepare(office, PHONES, CASES, heavy_pages())
    before = floor(office.data)
    times, speed = together(lambda number: [_send(office, ready) for ready in phones[number]])
    least = (before + floor(office.data)) / 2
    whole = [sum(one.values()) for one in times]
    yield reported(f"{database}: accept a case of 3 photos over HTTP, p50", f"{median(whole):.0f} ms")
    yield at_most(f"… p95 ({PHONES} phones at once, 3 × 400 KB, 14 calls)", p95(whole), 300, "ms")
    for stage, words in STAGES.items():
        took = [one[stage] for one in times]
        share = 100 * sum(took) / sum(whole)
        yield reported(f"… of it {words}: share, p50, p95", f"{share:.0f} %, {median(took):.0f}, {p95(took):.0f} ms")
    yield reported("… floor: same bytes with fsync, one commit", f"{least:.1f} cases/s")
    share = 100 * speed / least
    yield Figure(f"… {speed:.1f} cases/s of that floor", f"{share:.0f} %", "≥ 60 %", share >= 60)


def drain(office: Office) -> Iterator[Figure]:
    """One phone comes back full; then its officer's phone reads all that the commune knows of her cases."""
    (ready,) = prepare(office, 1, KNOWN, heavy_pages())
    begun = time.perf_counter()
    for place in range(0, WAITING, BAG):
        _bag(office, ready[place : place + BAG])
    took = time.perf_counter() - begun
    yield reported(f"a phone with {WAITING} waiting cases of 3 photos is empty after", f"{took:.1f} s")
    yield reported("… cases a second from one phone", f"{WAITING / took:.1f}")
    for one in range(WAITING, KNOWN, BAG):
        _bag(office, ready[one : one + BAG])
    yield from _feed(office, ready[0])


def _feed(office: Office, ready: Ready) -> Iterator[Figure]:
    cookie = _entered(office, ready)
    pages, feeds, found = [], [], 0
    for _ in range(10):
        cursor, more, found, begun = "", True, 0, time.perf_counter()
        with closing(_line(office)) as line:
            while more:
                at = time.perf_counter()
                line.request("GET", f"/api/changes?after={urllib.parse.quote(cursor)}", headers={"Cookie": cookie})
                page = json.loads(line.getresponse().read())
                pages.append((time.perf_counter() - at) * 1000)
                cursor, more, found = page["cursor"], page["more"], found + len(page["changes"])
        feeds.append((time.perf_counter() - begun) * 1000)
    if found < KNOWN:
        raise RuntimeError(f"the feed told {found} cases")
    yield reported(f"changes feed of {found} cases, all pages, p50", f"{median(feeds):.0f} ms")
    yield reported("… one page of 100, p95", f"{p95(pages):.0f} ms")


def _entered(office: Office, ready: Ready) -> str:
    """The cookie of the officer whose case this is."""
    envelope = json.loads(ready.bag)["records"][0]["envelope"]
    person = json.loads(from_b64u(envelope.split(".")[1]))["author"]
    with closing(_line(office)) as line:
        body = urllib.parse.urlencode({"person": person})
        line.request("POST", "/dang-nhap/thu", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
    return str(answer.getheader("Set-Cookie")).partition(";")[0]


def _line(office: Office) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("localhost", int(office.origin.rpartition(":")[2]))


def together(work: Callable[[int], list[Any]]) -> tuple[list[Any], float]:
    """What all phones found, sending at once, and how many a second."""
    found: list[Any] = []
    hands = [threading.Thread(target=lambda number=number: found.extend(work(number))) for number in range(PHONES)]
    begun = time.perf_counter()
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return found, len(found) / (time.perf_counter() - begun)


def _send(office: Office, ready: Ready) -> Stages:
    """One case on a connection of its own; milliseconds of each stage."""
    with closing(_line(office)) as line:
        begun = time.perf_counter()
        _call(line, ready, ("POST", "/api/check"), ready.question, JSON)
        asked = time.perf_counter()
        _photos(line, ready)
        brought = time.perf_counter()
        _record(line, ready)
        ended = time.perf_counter()
    stages = (asked - begun, brought - asked, ended - brought)
    return {name: 1000 * took for name, took in zip(STAGES, stages, strict=True)}


def _bag(office: Office, ready: list[Ready]) -> None:
    """One round of the courier: asked once, then each case."""
    question = {"records": ["x"] * len(ready), "blobs": [address for one in ready for address in one.parts]}
    with closing(_line(office)) as line:
        _call(line, ready[0], ("POST", "/api/check"), json.dumps(question).encode(), JSON)
        for one in ready:
            _photos(line, one)
            _record(line, one)


def _photos(line: http.client.HTTPConnection, ready: Ready) -> None:
    for address, part in ready.parts.items():
        path = f"/api/blobs/{address}"
        _call(line, ready, ("POST", path), b"", {"Upload-Length": str(len(part))})
        offset, size = 0, FIRST_PIECE
        while offset < len(part):
            piece = part[offset : offset + size]
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            _call(line, ready, ("PATCH", path), piece, headers)
            offset, size = offset + len(piece), min(LARGEST_PIECE, size * 2)


def _record(line: http.client.HTTPConnection, ready: Ready) -> None:
    answer = json.loads(_call(line, ready, ("POST", "/api/records"), ready.bag, JSON))
    if answer["verdicts"][0]["verdict"] != "accepted":
        raise RuntimeError(answer)


def _call(
    line: http.client.HTTPConnection, ready: Ready, call: tuple[str, str], body: bytes, headers: dict[str, str]
) -> bytes:
    line.request(*call, body, {**ready.allowed[call], **headers})
    answer = line.getresponse()
    data = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{call}: {answer.status} {data[:200]!r}")
    return data


def floor(data: Path) -> float:
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

        _, speed = together(lambda number: [one(f"{number}-{turn}") for turn in range(CASES)])
    for path in folder.iterdir():
        path.unlink()
    return speed
