"""A decision handed over at the door with no network, on a phone four times slower: touches, waiting, and how long the
officer's part is by the keystroke-level model (Card, Moran, Newell 1980). What is read out, and the paper that somebody
looks for, take as long as they take and are not in it.
"""

import re
from collections.abc import Iterator

from playwright.sync_api import expect

from bench.figures import Figure, at_most, reported
from bench.phone import SLOWER, WATCH, opened
from tests.browser.engines import Hand
from tests.browser.journey import let_in
from tests.browser.people import Phone

# seconds: to think before a touch, to reach what is touched; three strokes of a name
THINK, REACH, SIGN = 1.35, 1.1, 8.0
WHO = "Đặng Thị Vừng"
PIN = 6


def figures() -> Iterator[Figure]:
    """From the line in *Hôm nay* to *Đã lưu trên máy*."""
    with opened() as (phone, _):
        yield from _measured(phone)


def _measured(phone: Phone) -> Iterator[Figure]:
    phone.context.add_init_script(WATCH)
    phone.page.set_default_timeout(60_000)
    let_in(Hand(phone.page, phone._office.origin))
    phone.page.goto("/may")
    line = phone.page.get_by_role("link", name=re.compile(WHO)).first
    expect(line).to_be_visible(timeout=30_000)
    phone.offline(True)
    slow = phone.context.new_cdp_session(phone.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.page.evaluate("() => addEventListener('pointerdown', () => { window.taps = (window.taps ?? 0) + 1; }, true)")
    line.click()
    _hand_over(phone)
    seen = phone.page.evaluate("() => ({ steps: tannhaBench.steps, pins: tannhaBench.pins, taps: window.taps })")
    # three of the touches are the citizen's strokes; the PIN is typed without a thought between its digits
    touches = seen["taps"] - 3 - PIN
    waited = sum(seen["steps"] + seen["pins"]) / 1000
    yield at_most("hand-over at the door: touches beside signature and PIN", touches, 12, "touches")
    yield reported(f"… waiting for the phone at {SLOWER}×", f"{waited:.1f} s")
    whole = touches * (THINK + REACH) + THINK + PIN * REACH + SIGN + waited
    yield at_most("… the officer's part, keystroke-level model", whole, 90, "s")


def _hand_over(phone: Phone) -> None:
    phone.heading("Ai nhận kết quả?")
    phone.choose("Chính người hưởng")
    phone.tap("Tiếp tục")
    phone.heading("Giao và giải thích")
    phone.tap("Đã giải thích tất cả")
    phone.tell()
    phone.heading("Ký nhận vào ô này")
    phone.draw()
    phone.tap("Xong")
    phone.take_back()
    phone.heading("Kiểm tra và lưu")
    phone.tap("Đã giao, lưu trên máy")
    phone.heading("Đã lưu trên máy")
