"""The body of a record as rows that a person reads: field, text. Ink, salts and hashes are left out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext

from app.domain import eligibility
from app.routes.filters import moment, thousands, typed_day
from app.routes.words import FIELDS, VALUES

Row = tuple[str, str]
_SILENT = {"ink", "v", "wording", "struck", "photos"}
_MOMENTS = {"signing.signed_at", "delivered_at", "attempted_at", "withdrawn_at", "corrected_at", "closed_at"}
_PLACE = {path: place for place, path in enumerate(FIELDS)}
_DAYS = {"person.birth", "person.issued", "person.valid_until", "again_on", "on_date"}


def told(body: dict[str, Any]) -> list[Row]:
    """Rows of a body in the order of a form; what is empty is left out."""
    rows = sorted(_flat(body), key=lambda one: _PLACE.get(one[0].partition("/")[0], len(_PLACE)))
    return [_change(value) if path == "patch/" else (_name(path), _text(path, value)) for path, value in rows]


def _flat(body: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in body.items():
        path = f"{prefix}{name}"
        if name in _SILENT or value in (None, "", [], {}):
            continue
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        elif path == "patch" and isinstance(value, list):
            yield from (("patch/", one) for one in value if isinstance(one, dict))
        else:
            yield path, value


def _name(path: str) -> str:
    return str(FIELDS.get(path, path))


def _change(one: dict[str, Any]) -> Row:
    path = str(one.get("path", ""))
    was, now = (_text(path, one.get(side)) or gettext("(trống)") for side in ("was", "now"))
    return str(gettext("Sửa: %(field)s", field=_name(path))), f"{was} → {now}"


def _text(path: str, value: Any) -> str:
    if path == "conditions":
        return _conditions(value)
    if isinstance(value, list):
        return "; ".join(_one(one) for one in value)
    if path == "fee.amount" and isinstance(value, int):
        return str(gettext("%(amount)s đồng", amount=thousands(value)))
    text = "" if value is None else str(value)
    if path in _MOMENTS:
        return _moment(text)
    if path in _DAYS and text not in VALUES:
        return typed_day(text)
    return str(VALUES.get(text, text))


def _moment(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _conditions(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    answers = {one.get("code"): one.get("answer") for one in value if isinstance(one, dict)}
    unmet = [one.question for one in eligibility.CONDITIONS if answers.get(one.code) is not True]
    if unmet:
        return str(gettext("Chưa đủ: %(questions)s", questions=" ".join(unmet)))
    return str(gettext("Đủ cả %(count)s điều kiện", count=len(eligibility.CONDITIONS)))


def _one(value: Any) -> str:
    if isinstance(value, dict) and "what" in value:
        return str(gettext("%(what)s, %(copies)s bản", what=value["what"], copies=value.get("copies", 1)))
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values())
    return str(VALUES.get(str(value), value))
