"""Facts in, PDF out: the one place that calls Typst, with the printed face and nothing of the system's."""

import json
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
    values: dict[str, Any] = {name: value for name, value in asdict(facts).items() if name != "made_at"}
    data = unicodedata.normalize("NFC", json.dumps(values, ensure_ascii=False))
    pdf: bytes = typst.compile(
        HERE / f"{template}.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data, "day": made_at.strftime("%Y-%m-%d"), **inputs},
        pdf_standards=[STANDARD],
        timestamp=int(made_at.timestamp()),
    )
    return pdf
