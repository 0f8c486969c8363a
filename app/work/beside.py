"""What a case has in common with its neighbours in the commune: its witnesses, its place."""

from collections.abc import Mapping
from typing import Any

from app.domain import hamlets, witnesses
from app.domain.hamlets import Point
from app.evidence import photo_mark
from app.evidence.encoding import sha256_hex
from app.store import cases, neighbour_marks
from app.store import hamlets as rows
from app.store.neighbour_marks import PlaceRow, WitnessRow
from app.work.unit import Work

# positions travel as whole numbers
_E6 = 1_000_000


def witnesses_of(work: Work, found: cases.CaseRow, secret: bytes) -> list[WitnessRow]:
    """Who stood by as a witness, and in which other cases of the commune; an interpreter comes again by trade."""
    stood = [one for one in found.fields.get("helpers") or () if one["role"] == "witness"]
    return [_witness(work, found, place, one, secret) for place, one in enumerate(stood)]


def _witness(work: Work, found: cases.CaseRow, place: int, one: Mapping[str, Any], secret: bytes) -> WitnessRow:
    who = sha256_hex(f"witness\n{witnesses.who(one['name'], one['number'])}".encode())
    exact = photo_mark.exact(secret, who)
    others = neighbour_marks.cases_with(work.db, found.org, exact, found.id)
    return WitnessRow(found.id, place, found.org, found.revision, exact, others)


def place_of(work: Work, found: cases.CaseRow) -> PlaceRow | None:
    """How far the phone was from the stated hamlet; None without a position (by consent only), or where nobody recorded
    the hamlet's place."""
    said = found.fields.get("position")
    known = [one.hamlet for one in rows.of_org(work.db, found.org)]
    at = hamlets.named(known, found.hamlet)
    if not said or at is None or at.point is None:
        return None
    here = Point(said["lat"] / _E6, said["lon"] / _E6)
    far = hamlets.is_far(known, found.hamlet, here, said["within"])
    return PlaceRow(found.id, found.org, found.revision, hamlets.metres(at.point, here), far)
