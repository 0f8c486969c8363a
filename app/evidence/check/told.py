"""What citizen and officer said of a case, gone through once more as the server took it."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import combinations
from typing import Any

from app.domain import amending
from app.evidence.check.case import Read
from app.evidence.encoding import from_canonical

_SUBMITTED, _AMENDED, _RECONCILED = "case.submitted", "case.amended", "case.reconciled"
_MOST_GUESSED = 6
Fields = dict[str, Any]


def fields(rested: Sequence[Read], held: frozenset[str] = frozenset()) -> Fields | None:
    """As these records leave them, but for those in `held` (record hashes); None when the content of one of them is no
    longer there.

    What waited for a person counts from where he took it, and not at all where he did not: his decision names both.
    """
    said = [one for one in rested if one.env.kind in (_SUBMITTED, _AMENDED, _RECONCILED)]
    bodies = {one.piece.leaf + 1: one.body for one in said if one.body is not None}
    if len(bodies) != len(said):
        return None
    waited = {one.env.hash: _waited(bodies[one.piece.leaf + 1]) for one in said if one.env.kind == _RECONCILED}
    later = {seq for seqs in waited.values() for seq in seqs}
    kinds = {one.piece.leaf + 1: one.env.kind for one in said}
    found: Fields | None = None
    for one in said:
        seq = one.piece.leaf + 1
        if one.env.kind == _RECONCILED:
            wished = str((bodies[seq]["why"]["facts"] or {}).get("take", "")).split(",")
            due = [other for other in waited[one.env.hash] if str(other) in wished]
        else:
            due = [] if seq in later or one.env.hash in held else [seq]
        for other in due:
            found = _after(found, kinds.get(other, ""), bodies.get(other, {}))
    return found


def perhaps(rested: Sequence[Read], shown: Mapping[str, Any]) -> bool:
    """Whether these are the fields if some amendments were held: the verdicts are not in the file."""
    amended = [one.env.hash for one in rested if one.env.kind == _AMENDED][-_MOST_GUESSED:]
    some = (part for count in range(1, len(amended) + 1) for part in combinations(amended, count))
    return any(fields(rested, frozenset(part)) == shown for part in some)


def _waited(body: Mapping[str, Any]) -> list[int]:
    """Numbers of the records that waited when a person decided about them, in the order in which he takes them."""
    return [one["seq"] for one in from_canonical(body["subject"].encode())["held"]]


def _after(found: Fields | None, kind: str, body: Mapping[str, Any]) -> Fields | None:
    if kind == _SUBMITTED and found is None:
        return deepcopy(dict(body))
    if kind != _AMENDED or found is None:
        return found
    try:
        changes = [amending.Change(one["path"], one["was"], one["now"]) for one in body.get("patch", [])]
        return amending.patched(found, changes)
    except (amending.NotAmendable, amending.PatchConflict):
        # it did not fit what stood: it was held, and changed nothing
        return found
