"""An amendment is a patch: what was, what is now; what the citizen signed can never be patched."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from app.domain.problems import Problem


class NotAmendable(Problem):
    """Identity, document, ink and the signed text need a new signing; the old evidence stays."""

    code = "not_amendable"


class PatchConflict(Problem):
    """The field was changed meanwhile: a person compares the two."""

    code = "patch_conflict"


class EvidenceUnknown(Problem):
    """A photo that is struck out is not among the evidence of the case, or no photo would be left of a page."""

    code = "evidence_unknown"


# the officer's own words about the visit; everything else was said or signed by the citizen
AMENDABLE = frozenset(
    {"hamlet", "phone", "phone_whose", "why", "signing.place", "signing.signed_at", "document.copies", "fee"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a patch."""

    path: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sealed photo of a case: which record brought it, what it shows, at which place."""

    seq: int
    role: str
    place: int
    sha256: str


def patched(fields: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """The fields after the patch; NotAmendable or PatchConflict otherwise."""
    out = deepcopy(dict(fields))
    for change in changes:
        if change.path not in AMENDABLE:
            raise NotAmendable
        holder, name = _place(out, change.path)
        if holder.get(name) != change.was:
            raise PatchConflict
        holder[name] = deepcopy(change.now)
    return out


def regrouped(held: Iterable[Evidence], struck: Iterable[str], added: Iterable[Evidence]) -> list[Evidence]:
    """The evidence after photos were struck out and added; EvidenceUnknown when it does not add up."""
    kept = list(held)
    gone = set(struck)
    if gone - {one.sha256 for one in kept}:
        raise EvidenceUnknown
    found = [one for one in kept if one.sha256 not in gone] + list(added)
    places = {(one.role, one.place) for one in kept}
    if {(one.role, one.place) for one in found} < places or len({(one.role, one.place) for one in found}) != len(found):
        raise EvidenceUnknown
    return sorted(found, key=lambda one: (one.role, one.place))


def _place(fields: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    first, _, rest = path.partition(".")
    if not rest:
        return fields, first
    inner = fields.get(first)
    if not isinstance(inner, dict):
        raise PatchConflict
    return inner, rest
