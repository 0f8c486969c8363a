"""The phone in Chromium, four times slower: start, wizard, photo, ink.

The page is slowed by DevTools. A photo is shrunk in a worker, which DevTools does not slow: there the whole browser
process of the page is stopped for three quarters of the time.
"""

import contextlib
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.figures import Figure, at_most, median, p95
from tests.browser.conftest import end, prepared, wait_for
from tests.browser.engines import Hand
from tests.browser.journey import answers, let_in, walk
from tests.browser.people import Phone

SLOWER = 4
STARTS, PHOTOS, POINTS = 12, 6, 600
WATCH = (Path(__file__).parent / "watch.js").read_text()
KEPT = """() => new Promise((done, failed) => {
  const opening = indexedDB.open("tannha");
  opening.onerror = failed;
  opening.onsuccess = () => {
    const asked = opening.result.transaction("parts").objectStore("parts").getAll();
    asked.onsuccess = () => { opening.result.close(); done(asked.result.map((one) => one.bytes)); };
  };
})"""
INK = (Path(__file__).parent / "ink.js").read_text()


def figures() -> Iterator[Figure]:
    """Everything that a slow phone makes people wait for."""
    with opened() as (phone, folder):
        yield from _measured(phone, twelve_megapixels(folder / "photo.jpg"))


@contextlib.contextmanager
def opened() -> Iterator[tuple[Phone, Path]]:
    """A phone at a demo office that serves as long as this is open, and a folder that goes with it."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "phone").mkdir()
        office = prepared(folder / "office", "http")
        server = office.serve()
        try:
            wait_for(f"{office.origin}/readyz")
            phone = Phone(playwright, office, folder / "phone")
            try:
                yield phone, folder
            finally:
                phone.context.close()
        finally:
            end(server)


def twelve_megapixels(path: Path) -> Path:
    """A photo of a page as a phone's camera makes it: 4000 × 3000, a few megabytes."""
    grain = Image.frombytes("L", (1000, 750), os.urandom(750_000)).resize((4000, 3000), Image.Resampling.BICUBIC)
    Image.blend(grain.convert("RGB"), Image.new("RGB", grain.size, "#FBFBF8"), 0.6).save(path, "JPEG", quality=88)
    return path


def _measured(phone: Phone, photo: Path) -> Iterator[Figure]:
    phone.context.add_init_script(WATCH)
    phone.page.set_default_timeout(60_000)
    hand = Hand(phone.page, phone._office.origin)
    let_in(hand)
    phone.offline(True)
    slow = phone.context.new_cdp_session(phone.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield from _starts(phone, slow)
    found: dict[str, list[float]] = {}
    for rate in (1, SLOWER):
        slow.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        phone.page.goto("/may")
        hand.tap("Hồ sơ mới")
        pages = answers(hand, photo)
        if rate == SLOWER:
            pages["Chụp trang 1/1 đã ký"] = lambda: _photos(phone, hand, photo, found, slow)
            pages["Ký vào ô này"] = lambda: _ink(phone, hand, found, slow)
        walk(hand, pages)
        steps = phone.page.evaluate("() => tannhaBench.steps")
        yield at_most(f"a wizard step at {rate}×, p95 of {len(steps)}", p95(steps), 100, "ms")
        pins = phone.page.evaluate("() => tannhaBench.pins")
        yield Figure(f"… after a PIN, stretched 600,000 times, at {rate}×", f"{median(pins):.0f} ms")
    took = median(found["photo"]) / 1000
    yield at_most(f"photo taken → sealed, saved, read back; 12 MP, {SLOWER}×", took, 1.5, "s", 2)
    yield at_most("… its size", max(found["bytes"]) / 1024, 350, "KB")
    yield from _ink_figures(found)


def _starts(phone: Phone, slow: Any) -> Iterator[Figure]:
    """The service worker is stopped first, so that each start is cold: the phone is locked and asks for its PIN."""
    slow.send("ServiceWorker.enable")
    painted, usable = [], []
    for _ in range(STARTS):
        slow.send("ServiceWorker.stopAllWorkers")
        phone.page.goto("/may")
        phone.page.get_by_role("heading", name="Máy đang khóa").wait_for()
        phone.page.wait_for_function("() => tannhaBench.painted && tannhaBench.usable")
        seen = phone.page.evaluate("() => tannhaBench")
        painted.append(seen["painted"] / 1000)
        usable.append(seen["usable"] / 1000)
    yield at_most(f"offline start at {SLOWER}×, shell painted", median(painted), 1.0, "s", 2)
    yield at_most(f"offline start at {SLOWER}×, ready for the PIN", median(usable), 1.5, "s", 2)
    phone.unlock()


def _photos(phone: Phone, hand: Hand, photo: Path, found: dict[str, list[float]], slow: Any) -> None:
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    for turn in range(PHOTOS):
        if turn:
            hand.tap("Chụp lại")
        with _stopped_three_quarters(phone):
            hand.pick("Chọn ảnh có sẵn", photo)
            phone.page.wait_for_function("(turn) => tannhaBench.photos.length > turn", arg=turn)
    found["photo"] = phone.page.evaluate("() => tannhaBench.photos")
    found["bytes"] = phone.page.evaluate(KEPT)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    hand.tap("Rõ, dùng ảnh này")


def _ink(phone: Phone, hand: Hand, found: dict[str, list[float]], slow: Any) -> None:
    """A real finger goes down; its moves are made in the page, 120 a second with four points each."""
    box: Any = phone.page.locator("canvas").bounding_box()
    for rate, name in ((SLOWER, "ink slow"), (1, "ink")):
        slow.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        phone.page.evaluate(INK)
        point = {"x": box["x"] + 20, "y": box["y"] + 40, "id": 1}
        slow.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        seen = phone.page.evaluate("(moves) => tannhaInk(moves)", POINTS // 4)
        slow.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        found[name], found[f"{name} kept"] = seen["times"], [seen["sent"]]
        phone.page.wait_for_timeout(300)
    hand.tap("Xong")


def _ink_figures(found: dict[str, list[float]]) -> Iterator[Figure]:
    yield at_most("ink handler at 120 Hz, p95", p95(found["ink"]), 4, "ms", 2)
    yield at_most(f"ink handler at 120 Hz and {SLOWER}×, p95", p95(found["ink slow"]), 4, "ms", 2)


@contextlib.contextmanager
def _stopped_three_quarters(phone: Phone) -> Iterator[None]:
    """Stops and continues the page's processes, so that they get a quarter of the time."""
    pids = _renderers(phone)
    over = threading.Event()

    def beat() -> None:
        while not over.is_set():
            _signal(pids, signal.SIGSTOP)
            time.sleep(0.015)
            _signal(pids, signal.SIGCONT)
            time.sleep(0.005)

    hand = threading.Thread(target=beat)
    hand.start()
    try:
        yield
    finally:
        over.set()
        hand.join()
        _signal(pids, signal.SIGCONT)


def _signal(pids: list[int], what: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def _renderers(phone: Phone) -> list[int]:
    """The page processes of this very browser, which this bench started."""
    parents: dict[int, int] = {}
    commands: dict[int, list[bytes]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            commands[int(folder.name)] = (folder / "cmdline").read_bytes().split(b"\0")
    own = f"--user-data-dir={phone._folder / 'profile'}".encode()
    roots = {pid for pid, command in commands.items() if own in command and not _typed(command)}

    def ours(pid: int) -> bool:
        return pid in roots or (pid in parents and parents[pid] > 1 and ours(parents[pid]))

    return [pid for pid, command in commands.items() if b"--type=renderer" in b" ".join(command) and ours(pid)]


def _typed(command: list[bytes]) -> bool:
    """A child of a browser writes its whole command into one word."""
    return b"--type=" in b" ".join(command)
