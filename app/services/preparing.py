"""Evidence made fit to be looked at: opened, re-encoded, rendered once for a revision, and kept sealed."""

from dataclasses import dataclass
from typing import Any

from app.domain import ink_likeness, signing
from app.domain.problems import NotFound, Problem
from app.evidence import sealing
from app.evidence.encoding import sha256_hex
from app.media import ink, photos
from app.store import cases, ink_marks, records
from app.work import Work, opening, rest

PNG = "image/png"
JPEG = "image/jpeg"
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Raw:
    """One sealed item of evidence and what opens it."""

    role: str
    place: int
    source: str
    record_id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """What a revision rests on."""

    case_id: str
    revision: int
    items: list[Raw]
    ink: dict[str, Any] | None
    inks: list[dict[str, Any] | None]
    org: str
    others: list[tuple[str, ink_marks.Mark]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A derived picture; `mime` empty when the evidence could not be shown."""

    role: str
    place: int
    source: str
    data: bytes
    mime: str


def gather(work: Work, case_id: str, revision: int) -> Material | None:
    """What to make pictures of; None when they exist already."""
    found = cases.get(work.db, case_id)
    if found is None:
        raise NotFound
    if cases.shown_of(work.db, case_id, revision):
        return None
    opened = {seq: _key_of(work, seq) for seq in sorted({one["seq"] for one in found.evidence})}
    items = [Raw(one["role"], one["place"], one["sha256"], *opened[one["seq"]]) for one in found.evidence]
    others = ink_marks.others(work.db, found.org, case_id)
    inks = [one.ink for one in signing.together(found.fields)]
    return Material(case_id, revision, items, found.fields.get("ink"), inks, found.org, others)


def _key_of(work: Work, seq: int) -> tuple[str, bytes]:
    """Record id and record key: each photo lies under the key of the record that brought it."""
    packet = records.packet(work.db, seq)
    return packet.id, opening.record_key(work, opening.promised(packet.envelope), packet.wrapping)


def picture(item: Raw, sealed: bytes) -> Picture:
    """The picture of one sealed photo; an unusable one is said to be so, never dropped."""
    try:
        plain = sealing.unseal(sealed, item.key, sealing.Place(item.record_id, item.role, item.place))
        return Picture(item.role, item.place, item.source, photos.reencode(plain), JPEG)
    except Problem:
        return Picture(item.role, item.place, item.source, b"", "")


def ink_pictures(material: Material) -> list[Picture]:
    """The picture of each ink, rendered from its vectors; its place is that of its signer (L10)."""
    return [_ink_picture(drawn, place) for place, drawn in enumerate(material.inks) if drawn is not None]


def _ink_picture(drawn: dict[str, Any], place: int) -> Picture:
    try:
        return Picture("ink", place, "", ink.to_png(ink.read(drawn)), PNG)
    except Problem:
        return Picture("ink", place, "", b"", "")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How the ink looks, and the other cases of the commune that have the same one."""

    mark: ink_marks.Mark
    alike: list[str]


def likeness(material: Material) -> Likeness:
    """The ink beside those of the commune's other cases; nothing for a mark too simple to tell."""
    try:
        found = ink_likeness.mark(ink.read(material.ink).strokes)
    except Problem:
        return Likeness((), [])
    near = [one for one, mark in material.others if ink_likeness.apart(found, mark) < ink_likeness.ALIKE]
    return Likeness(found, near)


def keep(work: Work, material: Material, pictures: list[Picture], like: Likeness | None = None) -> None:
    """Keeps the exact bytes that leaders will be shown, sealed for the intake key, and how the ink looks."""
    if cases.shown_of(work.db, material.case_id, material.revision):
        return
    if like and like.mark:
        ink_marks.put(work.db, material.org, material.case_id, like.mark, like.alike)
    flags = set()
    for made in pictures:
        _keep_one(work, material, made)
        if not made.mime:
            flags.add("evidence_unreadable")
    found = cases.get(work.db, material.case_id)
    if flags and found is not None:
        cases.save(work.db, material.case_id, flags=sorted({*found.flags, *flags}))


def _keep_one(work: Work, material: Material, made: Picture) -> None:
    sealed, wrapping = rest.lay_down(work, made.data, SHOWN)
    row = cases.ShownRow(
        role=made.role,
        place=made.place,
        source=made.source,
        sha256=sha256_hex(made.data),
        mime=made.mime,
        sealed=sealed,
        wrapping=wrapping,
    )
    cases.add_shown(work.db, material.case_id, material.revision, row)
