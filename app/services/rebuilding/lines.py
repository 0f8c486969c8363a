"""The lines of the journal, from the records that they stand for."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.store.projections import RecordRow

# on a commune's stream, but no act of an administrator
_NO_LINE = frozenset({"register.entered", "ledger.restored"})
_ENROLLED, _OPENED, _BUNDLE = "device.enrolled", "device.vault_opened", "bundle.made"
_CONFIRMED = "restore.confirmed"


def journal(stored: Sequence[RecordRow], bodies: Mapping[int, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line for each act; a line about a phone says its label and its officer."""
    phones = {row.stream_id: row for row in stored if row.kind == _ENROLLED}
    found = []
    for row in stored:
        body = bodies.get(row.seq)
        if body is None or row.kind in _NO_LINE or row.stream_type not in ("org", "device"):
            continue
        if row.stream_type == "device":
            whom, facts = _of_phone(row, phones[row.stream_id], bodies)
        else:
            whom, facts = _of_commune(row, body)
        found.append({"seq": row.seq, "org": row.org, "whom": whom, "facts": facts})
    return found


def _of_phone(
    row: RecordRow, enrolled: RecordRow, bodies: Mapping[int, Mapping[str, Any]]
) -> tuple[str, dict[str, Any]]:
    whom = row.author if row.kind == _OPENED else enrolled.author
    return whom, {"label": bodies.get(enrolled.seq, {}).get("label", "")}


def _of_commune(row: RecordRow, body: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    whom = str(body.get("person", ""))
    if row.kind == _CONFIRMED:
        return "", {"archive": body["archive"]}
    if row.kind == _BUNDLE:
        return whom, {"case": body["named"], "why": body["why"]}
    return whom, {name: value for name, value in body.items() if name not in ("v", "person")}
