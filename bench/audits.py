"""Lighthouse, as a phone on slow 4G: the pages that anybody may open. It has a lock file and a folder of its own."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite3

from bench.figures import Figure, median
from tests.browser.conftest import CHROMIUM, FLAGS, end, prepared, wait_for

HERE = Path(__file__).parent / "lighthouse"
BUDGET = {"performance": 95, "accessibility": 100, "best-practices": 100}
RUNS = 3


def figures() -> Iterator[Figure]:
    """Three marks a page; performance is the middle one of some runs."""
    _install()
    with tempfile.TemporaryDirectory() as folder:
        office = prepared(Path(folder), "http")
        server = office.serve()
        try:
            wait_for(f"{office.origin}/readyz")
            with closing(sqlite3.connect(office.data / "tannha.db")) as database:
                (code,) = database.execute("select code from register_entry").fetchone()
            for name, path in (("sign-in", "/dang-nhap"), ("public check", f"/K/{code}"), ("phone shell", "/may")):
                yield _page(name, office.origin + path, Path(folder))
        finally:
            end(server)


def _install() -> None:
    lock = (HERE / "package-lock.json").read_bytes()
    mark = HERE / "node_modules" / ".lock"
    if not mark.exists() or mark.read_bytes() != lock:
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=HERE, check=True)  # noqa: S607
        mark.write_bytes(lock)


def _page(name: str, address: str, folder: Path) -> Figure:
    runs = [_marks(name, address, folder / "report.json") for _ in range(RUNS)]
    marks = {kind: round(median([run[kind] for run in runs])) for kind in BUDGET}
    text = " / ".join(str(mark) for mark in marks.values())
    return Figure(
        f"Lighthouse mobile, {name}: speed / a11y / practices", text, "≥ 95 / 100 / 100",
        all(marks[kind] >= least for kind, least in BUDGET.items()),
    )  # fmt: skip


def _marks(name: str, address: str, report: Path) -> dict[str, float]:
    command = [
        "node", str(HERE / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json",
        f"--output-path={report}", f"--only-categories={','.join(BUDGET)}",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    found = json.loads(report.read_text())
    for kind in BUDGET:
        for part in found["categories"][kind]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"  {name}, {kind}: {part['id']} {audit.get('displayValue', '')}")
    return {kind: 100 * found["categories"][kind]["score"] for kind in BUDGET}
