"""One thin face over two more engines: stock Firefox by WebDriver BiDi, and WebKitGTK by its own driver.

What is found on a page is found by the words that a person sees, with the same script in both.
"""

import contextlib
import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom
from typing import Any

from playwright.sync_api import Page, Playwright
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.conftest import end

SIZE = (412, 839)
# ms; a hand is not faster
BETWEEN_STROKES = 800
PATIENCE = 15.0
FIND = """([kind, name]) => {
  const kinds = {button: 'button, a', choice: 'label:has(input[type=radio])', field: 'input, textarea, select'};
  const said = (one) => one.getAttribute('aria-label') ?? (one.labels?.[0] ?? one).textContent;
  const words = (one) => said(one).replace(/\\s+/g, ' ').trim();
  const seen = (one) => one.getClientRects().length && !one.disabled;
  const all = [...document.querySelectorAll(kinds[kind])].filter(seen);
  return all.find((one) => words(one) === name) ?? all.find((one) => words(one).startsWith(name)) ?? null;
}"""
SEEN = "() => document.body.innerText"
PAGE = "() => [document.querySelector('h1')?.textContent ?? '', document.body.innerText]"
CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
EYES = "() => { const video = document.querySelector('video'); return Boolean(video && video.readyState >= 2); }"


class Engine(ABC):
    """A browser in somebody's hand."""

    origin: str

    @abstractmethod
    def goto(self, path: str) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def ask(self, script: str) -> Any:
        """What a function of the page answers."""

    @abstractmethod
    def act(self, kind: str, name: str, do: Callable[[Any], None]) -> bool:
        """Does it with the element of these words; False while there is none."""

    @abstractmethod
    def draw(self) -> None: ...

    @abstractmethod
    def write(self, element: Any, text: str) -> None: ...

    @abstractmethod
    def give(self, element: Any, path: Path) -> None: ...

    def tap(self, name: str) -> None:
        self.wait(lambda: self.act("button", name, lambda one: one.click()), f"button {name}")

    def choose(self, name: str) -> None:
        self.wait(lambda: self.act("choice", name, lambda one: one.click()), f"choice {name}")

    def fill(self, name: str, text: str) -> None:
        self.wait(lambda: self.act("field", name, lambda one: self.write(one, text)), f"field {name}")

    def pick(self, name: str, path: Path) -> None:
        self.wait(lambda: self.act("field", name, lambda one: self.give(one, path)), f"file {name}")

    def sees(self, words: str) -> bool:
        return words in self.ask(SEEN)

    def wait_to_see(self, words: str) -> None:
        self.wait(lambda: self.sees(words), words)

    def wait(self, done: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
        end_at = time.monotonic() + seconds
        while time.monotonic() < end_at:
            with contextlib.suppress(Gone):
                if done():
                    return
            time.sleep(0.05)
        raise TimeoutError(f"{what}; on the page: {self.ask(SEEN)[:600]}")


class Gone(Exception):
    """The page changed under the hand: look again."""


class Hand(Engine):
    """Any page of Playwright."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin

    def goto(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def reload(self) -> None:
        self.page.reload()

    def ask(self, script: str) -> Any:
        with moving():
            return self.page.evaluate(script)

    def act(self, kind: str, name: str, do: Callable[[Any], None]) -> bool:
        with moving():
            found = self.page.evaluate_handle(FIND, [kind, name]).as_element()
            if found:
                do(found)
            return bool(found)

    def write(self, element: Any, text: str) -> None:
        element.fill(text)

    def give(self, element: Any, path: Path) -> None:
        element.set_input_files(str(path))

    def draw(self) -> None:
        box: Any = self.page.locator("canvas").bounding_box()
        for points in strokes(box):
            self.page.wait_for_timeout(BETWEEN_STROKES)
            self.page.mouse.move(*points[0])
            self.page.mouse.down()
            for point in points[1:]:
                self.page.mouse.move(*point)
            self.page.mouse.up()


class Firefox(Hand):
    """Firefox ESR by Playwright over BiDi, with its own fake camera; drawing by mouse."""

    def __init__(self, playwright: Playwright, origin: str) -> None:
        prefs: dict[str, Any] = {"media.navigator.streams.fake": True, "media.navigator.permission.disabled": True}
        self.browser = playwright.firefox.launch(
            channel="moz-firefox", executable_path="/usr/bin/firefox-esr", firefox_user_prefs=prefs
        )
        context = self.browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="vi-VN")
        super().__init__(context.new_page(), origin)
        self.problems: list[str] = []
        self.page.on("console", lambda one: one.type == "error" and self.problems.append(one.text))
        self.page.on("pageerror", lambda one: self.problems.append(str(one)))

    def close(self) -> None:
        self.browser.close()


class WebKit(Engine):
    """WebKitGTK's MiniBrowser by Selenium, with its mock camera; drawing by touch."""

    def __init__(self, origin: str, desktop: dict[str, str]) -> None:
        self.origin = origin
        options = Options()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.accept_insecure_certs = True
        for flag in ("--automation", "--enable-mock-capture-devices=true", "--enable-media-stream=true"):
            options.add_argument(flag)
        service = Service("/usr/bin/WebKitWebDriver", env={**os.environ, **desktop})
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_window_size(*SIZE)

    def goto(self, path: str) -> None:
        self.driver.get(self.origin + path)

    def reload(self) -> None:
        self.driver.refresh()

    def ask(self, script: str) -> Any:
        with moving():
            return self.driver.execute_script(f"return ({script})()")

    def act(self, kind: str, name: str, do: Callable[[Any], None]) -> bool:
        with moving():
            found = self.driver.execute_script(f"return ({FIND})(arguments)", kind, name)
            if found:
                do(found)
            return bool(found)

    def write(self, element: Any, text: str) -> None:
        element.clear()
        element.send_keys(text)

    def give(self, element: Any, path: Path) -> None:
        element.send_keys(str(path))

    def draw(self) -> None:
        box = self.driver.find_element("css selector", "canvas").rect
        for points in strokes(box):
            time.sleep(BETWEEN_STROKES / 1000)
            hand = ActionBuilder(self.driver, mouse=PointerInput("touch", "finger"), duration=8)
            hand.pointer_action.move_to_location(*points[0]).pointer_down()
            for point in points[1:]:
                hand.pointer_action.move_to_location(*point)
            hand.pointer_action.pointer_up()
            hand.perform()

    def close(self) -> None:
        self.driver.quit()


def strokes(box: dict[str, float]) -> list[list[tuple[int, int]]]:
    """Two strokes inside this box, never twice the same."""
    left, middle, chance = int(box["x"]) + 40, int(box["y"] + box["height"] / 2), SystemRandom()
    return [[(left + start + step * 6, middle + chance.randrange(-16, 17)) for step in range(14)] for start in (0, 110)]


@contextlib.contextmanager
def moving() -> Iterator[None]:
    """A page that changes between a look and a touch is looked at again."""
    try:
        yield
    except WebDriverException as error:
        raise Gone(str(error)) from error
    except Exception as error:
        if type(error).__module__.startswith("playwright"):
            raise Gone(str(error)) from error
        raise


@contextlib.contextmanager
def desktop() -> Iterator[dict[str, str]]:
    """A screen and a message bus of its own for WebKitGTK; both end with it."""
    read, write = os.pipe()
    screen = subprocess.Popen(  # noqa: S603
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x1024x24", "-nolisten", "tcp"],  # noqa: S607
        pass_fds=[write], stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],  # noqa: S607
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as display:
            number = display.readline().strip()
        assert bus.stdout is not None
        with bus.stdout as said:
            address = said.readline().decode().strip()
        yield {"DISPLAY": f":{number}", "DBUS_SESSION_BUS_ADDRESS": address, "GDK_BACKEND": "x11"}
    finally:
        for process in (bus, screen):
            end(process)
