"""Each screen is held against the accessibility rules as it is met, and its picture kept for human eyes.

Always: axe as the screen stands. With CI or TANNHA_SCREENS set: in all three themes, at 320 px and with the text twice
as large, where nothing may be wider than the screen. `make screens` (TANNHA_SCREENS) keeps the pictures.
"""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from app.domain.words_vi import fold

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "build" / "screens"
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
THEMES = ("light", "outdoor", "evening")
NARROW = 320
WIDE = 1000
PICTURES = bool(os.environ.get("TANNHA_SCREENS"))
THOROUGH = PICTURES or bool(os.environ.get("CI"))

# The words must stand out 7 : 1, which is more than the rules of level AA ask for. The page is looked at from its end,
# where no bar that sticks to the lower edge covers what one only scrolls past; what it always covers is seen.
CHECK = """async (tags) => {
  const places = [document.scrollingElement, document.querySelector('dialog[open]')].filter(Boolean);
  const before = places.map((one) => one.scrollTop);
  for (const one of places) one.scrollTop = one.scrollHeight;
  const found = await axe.run(document, {runOnly: tags, rules: {'color-contrast-enhanced': {enabled: true}}});
  places.forEach((one, place) => { one.scrollTop = before[place]; });
  const one = (node) => `${node.target} ${node.any[0]?.data?.contrastRatio ?? ''}`;
  return found.violations.map((rule) => `${rule.id} ${rule.nodes.slice(0, 4).map(one)}`);
}"""
THEME = """(theme) => {
  const before = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = theme;
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(before), 0)));
}"""
TEXT = """(size) => {
  document.documentElement.style.fontSize = size;
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}"""
TOO_WIDE = """() => {
  const {scrollWidth, clientWidth} = document.scrollingElement;
  if (scrollWidth <= clientWidth) return '';
  const sticks = (one) => one.getBoundingClientRect().right > clientWidth + 1;
  const over = [...document.body.querySelectorAll('*')].filter(sticks);
  return `${scrollWidth} of ${clientWidth}: ${over.slice(0, 5).map((one) => `${one.tagName}.${one.className}`)}`;
}"""


# how a screen is built: its width and language, its elements and their classes
BUILD = """() => [innerWidth, document.documentElement.lang, ...[...document.body.querySelectorAll("*")]
  .map((one) => `${one.tagName}.${one.getAttribute("class")}`)].join(" ")"""
_known: set[str] = set()


def pass_by(page: Page, name: str, problems: list[str]) -> None:
    """A look at a screen that one only goes through: thorough the first time that anything is built like it, axe alone
    afterwards."""
    build = page.evaluate(BUILD)
    if THOROUGH and build not in _known:
        _known.add(build)
        look(page, name, problems)
        return
    _load(page)
    _check(page, name, problems)


def look(page: Page, name: str, problems: list[str]) -> None:
    """Adds to the problems whatever is wrong with this screen."""
    _load(page)
    size = page.viewport_size or {"width": 360, "height": 740}
    if not THOROUGH:
        _check(page, name, problems)
        return
    before = page.evaluate(THEME, THEMES[0])
    for theme in THEMES:
        page.evaluate(THEME, theme)
        _check(page, f"{name}, {theme}", problems)
        if PICTURES:
            _picture(page, f"{name}-{size['width']}-{theme}", whole=size["width"] > WIDE)
    page.evaluate(THEME, before)
    _squeeze(page, name, size, problems)


def _load(page: Page) -> None:
    if page.evaluate("() => typeof axe === 'undefined'"):
        page.evaluate(AXE)


def _check(page: Page, name: str, problems: list[str]) -> None:
    problems += [f"axe {name}: {one}" for one in page.evaluate(CHECK, RULES)]


def _picture(page: Page, name: str, *, whole: bool) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    page.screenshot(path=SCREENS / f"{slug}.png", full_page=whole)


def _squeeze(page: Page, name: str, size: ViewportSize, problems: list[str]) -> None:
    """A phone: 320 px wide, then text at 200 %. A desk: half as wide, as its browser's zoom of 200 % makes it."""
    phone = size["width"] < WIDE
    narrow: ViewportSize = {"width": NARROW if phone else size["width"] // 2, "height": size["height"]}
    page.set_viewport_size(narrow)
    _fits(page, f"{name}, {narrow['width']} px", problems)
    page.set_viewport_size(size)
    if phone:
        page.evaluate(TEXT, "200%")
        _fits(page, f"{name}, text at 200 %", problems)
        page.evaluate(TEXT, "")


def _fits(page: Page, name: str, problems: list[str]) -> None:
    _check(page, name, problems)
    wide: Any = page.evaluate(TOO_WIDE)
    if wide:
        problems.append(f"too wide {name}: {wide}")
