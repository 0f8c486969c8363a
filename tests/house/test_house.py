"""The house keeps its own rules: sizes, floors of the phone, one place for each power, words, migrations."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from app import composition
from app.domain.problems import Problem
from app.jobs import JOBS
from app.routes import refusals
from app.store.db import db, metadata
from app.store.tables import KINDS

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
JS = APP / "static" / "js"
SCRIPTS = sorted(JS.rglob("*.js"))
PYTHON = sorted(path for path in APP.rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_file_is_over_its_limit() -> None:
    limits = [
        *((path, 300) for path in (*PYTHON, *(ROOT / "migrations").rglob("*.py"))),
        *((path, 200) for path in SCRIPTS),
    ]
    limits += [(path, 150) for path in (APP / "templates").rglob("*.html")] + [(APP / "static" / "sw.js", 120)]
    limits.append((APP / "static" / "paper-sw.js", 60))
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path, most in limits if lines(path) > most] == []


def test_no_function_is_over_forty_lines() -> None:
    long = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert long == []


def test_every_file_and_public_function_says_what_it_is_for() -> None:
    silent = []
    for path in PYTHON:
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}: {node.name}")  # type: ignore[attr-defined]
    assert silent == []


FLOORS = {"core": 0, "evidence": 1, "store": 1, "capture": 1, "sync": 2, "views": 3, "desk": 3, "public": 4}
# the store checks what it keeps, and seals what it takes: one room of floor 1 may use another only here
NEIGHBOURS = {("store", "evidence")}


def imports(path: Path) -> list[tuple[str, str]]:
    here = path.relative_to(JS).parts[0] if path.parent != JS else "boot"
    found = re.findall(r'(?:from|import)\s+"(\.{1,2}/[^"]+)"', path.read_text())
    targets = [(path.parent / target).resolve().relative_to(JS) for target in found]
    return [(here, target.parts[0]) for target in targets]


def test_the_phones_floors_import_only_floors_below() -> None:
    wrong = []
    for path in SCRIPTS:
        for here, there in imports(path):
            below = here in ("boot", there) or FLOORS[there] < FLOORS[here] or (here, there) in NEIGHBOURS
            if not below and (here, there) != ("desk", "views"):
                wrong.append(f"{path.relative_to(JS)} imports {there}")
    assert wrong == []


POWERS = {
    r"indexedDB\.open": {"store/database.js"},
    r"(?<![\w.])fetch\(": {"sync/office.js"},
    r"getUserMedia": {"capture/camera.js"},
    r"MediaRecorder\(": {"capture/voice.js"},
    r"geolocation": {"capture/position.js"},
    r"navigator\.clipboard": {"capture/clip.js"},
    r"pushManager|setAppBadge|Notification\.": {"sync/push.js"},
    r"SpeechSynthesisUtterance\(": {"capture/speech.js"},
    # hashes of what a leader looked at in this window: docs/decisions/0023
    r"sessionStorage": {"desk/aside.js"},
    r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|localStorage|eval\(": set(),
}


@pytest.mark.parametrize("power", POWERS)
def test_each_browser_power_is_used_in_one_file(power: str) -> None:
    users = {str(path.relative_to(JS)) for path in SCRIPTS if re.search(power, path.read_text())}
    assert users == POWERS[power]


def test_the_core_is_pure() -> None:
    impure = r"\b(document|window|navigator|location|indexedDB|crypto|performance)\.|Date\.now|Math\.random|setTimeout"
    assert [path.name for path in (JS / "core").glob("*.js") if re.search(impure, path.read_text())] == []


FORBIDDEN = ("Trình duyệt", "thành công", "lỗi đồng bộ", "không thể giả mạo", "chữ ký số của lãnh đạo")


def test_no_screen_says_a_word_that_it_must_not() -> None:
    texts = [*SCRIPTS, *(APP / "templates").rglob("*.html"), *(APP / "routes").glob("*.py")]
    said = [(path.name, word) for path in texts for word in FORBIDDEN if word.lower() in path.read_text().lower()]
    assert said == []


def test_every_word_on_a_page_stands_in_a_catalogue() -> None:
    """Vietnamese text between tags of a template is always inside _()."""
    bare = []
    for path in (APP / "templates").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "|", path.read_text(), flags=re.S)
        bare += [
            f"{path.name}: {word}" for word in re.findall(r"[^|\n]*[À-ỹ][^|\n]*", text) if word.strip(" ·") != "Tận Nhà"
        ]
    assert bare == []


def test_the_catalogue_holds_every_word(tmp_path: Path) -> None:
    made = tmp_path / "messages.pot"
    keys = ["-k", "_", "-k", "t", "--no-location", "--sort-output", "--omit-header"]
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", *keys]
    subprocess.run([*command, "-o", str(made), "app"], cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    assert made.read_text() == (APP / "translations" / "messages.pot").read_text(), "run make words"


def subclasses(of: type) -> set[type]:
    return {one for child in of.__subclasses__() for one in {child, *subclasses(child)}}


def test_every_refusal_has_its_own_code() -> None:
    assert composition.BLUEPRINTS, "every room is loaded, so every refusal is known"
    codes = [one.code for one in subclasses(Problem)]  # type: ignore[attr-defined]
    assert len(codes) == len(set(codes))
    assert set(refusals.STATUS) <= set(codes)


def test_every_table_says_what_kind_of_truth_it_is() -> None:
    assert set(metadata.sorted_tables) == set(KINDS)


def test_the_migrations_have_one_head_and_make_the_tables(app: Flask) -> None:
    versions = sorted(path.stem for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))
    assert (ROOT / "migrations" / "HEAD").read_text().strip() == versions[-1]
    assert [one[:4] for one in versions] == [f"{place:04d}" for place in range(1, len(versions) + 1)]
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_job_is_woken_by_a_service() -> None:
    text = "".join(path.read_text() for path in (APP / "services").rglob("*.py"))
    assert [kind for kind in JOBS if f'"{kind}"' not in text] == []


def test_each_term_of_the_glossary_is_used() -> None:
    words = re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "words.md").read_text(), flags=re.M)
    text = "".join(path.read_text() for path in PYTHON)
    assert words
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []


def test_lock_files_name_no_download_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", ".npmrc", "bench/lighthouse/.npmrc"):
        assert "://" not in (ROOT / name).read_text()
    for name in ("package-lock.json", "bench/lighthouse/package-lock.json"):
        assert '"resolved"' not in (ROOT / name).read_text()
