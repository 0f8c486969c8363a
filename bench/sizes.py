"""Sizes: what a phone fetches, what a server installs."""

import gzip
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from bench.figures import Figure, at_most

ROOT = Path(__file__).parents[1]
DIST = ROOT / "app" / "static" / "dist"


def figures() -> Iterator[Figure]:
    """Every size that has a budget."""
    manifest = json.loads((DIST / "manifest.json").read_text())
    yield at_most("first-screen JS, gzip", sum(_gzip(name) for name in manifest["first"]), 60, "KB", 1)
    # the English texts are data, fetched by who chose them, with a budget of their own
    words = _gzip("words-*.js")
    yield at_most("all JS without wasm, gzip", _gzip("*.js") - words, 150, "KB", 1)
    yield at_most("English texts, gzip", words, 40, "KB", 1)
    yield at_most("CSS, gzip", _gzip("*.css"), 20, "KB", 1)
    yield at_most("scanner wasm, gzip", _gzip("*.wasm"), 430, "KB", 1)
    shell = sum(_gzip(url.removeprefix("/static/dist/")) for url in manifest["precache"] if not url.endswith(".wasm"))
    yield at_most("precache without the scanner, gzip", shell, 400, "KB", 1)
    fonts = sum(path.stat().st_size for path in DIST.rglob("*.woff*")) / 1024
    yield at_most("screen fonts", fonts, 0, "KB")
    yield at_most("installed Python packages", _installed() / 2**20, 350, "MB")


def _gzip(pattern: str) -> float:
    return sum(len(gzip.compress(path.read_bytes())) for path in DIST.glob(pattern)) / 1024


def _installed() -> int:
    """Bytes of what requirements.txt names, development tools left out."""
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements.txt").read_text(), flags=re.M)
    total = 0
    for name in names:
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:  # named for another system
            continue
        paths = {Path(str(file.locate())) for file in files}
        total += sum(path.stat().st_size for path in paths if path.is_file())
    return total
