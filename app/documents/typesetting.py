"""Facts in, PDF out: the one place that calls Typst, with the printed face and nothing of the system's."""

import json
import subprocess
import sys
import unicodedata
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
STANDARD: Literal["a-3b"] = "a-3b"


def typeset(template: str, facts: "DataclassInstance", made_at: datetime, **inputs: str) -> bytes:
    """The page of a template filled with facts (NFC); claims PDF/A-3b; the same facts always give the same bytes."""
    return _compiled(template, {"data": _data(facts), "day": made_at.strftime("%Y-%m-%d"), **inputs}, made_at)


def typeset_apart(template: str, facts: "DataclassInstance", made_at: datetime, **inputs: str) -> bytes:
    """The same bytes, made by a process of its own: hundreds of pages take hundreds of megabytes, and only the end of
    a process gives them all back."""
    asked = {"data": _data(facts), "day": made_at.strftime("%Y-%m-%d"), **inputs}
    told = json.dumps({"template": template, "inputs": asked, "made_at": made_at.isoformat()}).encode()
    command = [sys.executable, "-m", "app.documents.typesetting"]
    done = subprocess.run(command, input=told, capture_output=True, check=True, cwd=HERE.parents[1])  # noqa: S603  our own module
    return done.stdout


def _data(facts: "DataclassInstance") -> str:
    values: dict[str, Any] = {name: value for name, value in asdict(facts).items() if name != "made_at"}
    return unicodedata.normalize("NFC", json.dumps(values, ensure_ascii=False))


def _compiled(template: str, inputs: dict[str, str], made_at: datetime) -> bytes:
    pdf: bytes = typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=[STANDARD],
        timestamp=int(made_at.timestamp()),
    )
    return pdf


if __name__ == "__main__":
    read = json.load(sys.stdin)
    sys.stdout.buffer.write(_compiled(read["template"], read["inputs"], datetime.fromisoformat(read["made_at"])))
