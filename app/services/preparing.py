"""Evidence made fit to be looked at: opened, re-encoded, rendered once for a revision, and kept sealed."""

from dataclasses import dataclass
from typing import Any

from app.domain import ink_likeness, photo_likeness, signing, witnesses
from app.domain.problems import NotFound, Problem
from app.evidence import photo_mark, sealing
from app.evidence.encoding import sha256_hex
from app.media import ink, photos, voice
from app.store import cases, ink_marks, neighbour_marks, photo_marks, records
from app.work import Work, beside, opening, rest

PNG = "image/png"
JPEG = "image/jpeg"
SHOWN = "shown"
SIGNED_PAGE = "signed_page"
VOICE = "voice"
FINGERPRINT = "fingerprint"
# which photos are held against those of other cases, and from which place on their marks stand
_COMPARED = {SIGNED_PAGE: 0, FINGERPRINT: 100}


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
    """What a revision rests on, and how the inks and photos of the commune's other cases look."""

    case_id: str
    revision: int
    items: list[Raw]
    inks: list[dict[str, Any] | None]
    org: str
    inks_before: list[tuple[str, ink_marks.Mark]]
    photos_before: list[photo_marks.Mark]
    secret: bytes
    witnesses: list[neighbour_marks.WitnessRow]
    place: neighbour_marks.PlaceRow | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A derived picture; `mime` empty when the evidence could not be shown. `opened` is the SHA-256 of the opened bytes
    that it was made from, `look` how it looks beside others."""

    role: str
    place: int
    source: str
    data: bytes
    mime: str
    opened: str = ""
    look: str = ""


def gather(work: Work, case_id: str, revision: int) -> Material | None:
    """What to make pictures of; None when they exist already."""
    found = cases.get(work.db, case_id)
    if found is None:
        raise NotFound
    if cases.shown_of(work.db, case_id, revision):
        return None
    opened = {seq: _key_of(work, seq) for seq in sorted({one["seq"] for one in found.evidence})}
    items = [Raw(one["role"], one["place"], one["sha256"], *opened[one["seq"]]) for one in found.evidence]
    inks = [one.ink for one in signing.together(found.fields)]
    secret = photo_mark.commune_key(work.tools.keys["code"], found.org)
    return Material(
        case_id,
        revision,
        items,
        inks,
        found.org,
        ink_marks.others(work.db, found.org, case_id),
        photo_marks.others(work.db, found.org, case_id),
        secret,
        beside.witnesses_of(work, found, secret),
        beside.place_of(work, found),
    )


def _key_of(work: Work, seq: int) -> tuple[str, bytes]:
    """Record id and record key: each photo lies under the key of the record that brought it."""
    packet = records.packet(work.db, seq)
    return packet.id, opening.record_key(work, opening.promised(packet.envelope), packet.wrapping)


def picture(item: Raw, sealed: bytes) -> Picture:
    """The picture of one sealed photo; an unusable one is said to be so, never dropped."""
    try:
        plain = sealing.unseal(sealed, item.key, sealing.Place(item.record_id, item.role, item.place))
        if item.role == VOICE:
            return Picture(item.role, item.place, item.source, plain, voice.kind(plain))
        made = photos.reencode(plain)
        look = photo_likeness.look(photos.cells(made, photo_likeness.SIDE))
        return Picture(item.role, item.place, item.source, made, JPEG, sha256_hex(plain), look)
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
    """How each ink and each photo looks, and which other cases of the commune have the same."""

    inks: list[ink_marks.InkRow]
    photos: list[photo_marks.PhotoRow]


def likeness(material: Material, pictures: list[Picture]) -> Likeness:
    """Each ink, each photo of the paper and of a finger's print beside those of the commune's other cases."""
    taken = [one for one in pictures if one.role in _COMPARED and one.mime]
    inks = [_ink(material, place, drawn) for place, drawn in enumerate(material.inks)]
    return Likeness([one for one in inks if one is not None], [_photo(material, one) for one in taken])


def _ink(material: Material, place: int, drawn: dict[str, Any] | None) -> ink_marks.InkRow | None:
    """None for a mark too simple to tell."""
    try:
        found = ink_likeness.mark(ink.read(drawn).strokes)
    except Problem:
        return None
    near = {one for one, mark in material.inks_before if ink_likeness.apart(found, mark) < ink_likeness.ALIKE}
    whose = (material.case_id, place, material.org, material.revision)
    return ink_marks.InkRow(*whose, found, sorted(near, reverse=True)) if found else None


def _photo(material: Material, taken: Picture) -> photo_marks.PhotoRow:
    exact = photo_mark.exact(material.secret, taken.opened)
    near = {
        one.case_id
        for one in material.photos_before
        if one.exact == exact or photo_likeness.apart(one.look, taken.look) <= photo_likeness.ALIKE
    }
    place = taken.place + _COMPARED[taken.role]
    whose = (material.case_id, place, material.org, material.revision)
    return photo_marks.PhotoRow(*whose, exact, taken.look, sorted(near, reverse=True))


def _flags(material: Material, like: Likeness) -> set[str]:
    """What whoever decides is warned of."""
    told = {
        "same_ink": any(one.alike for one in like.inks),
        "same_photo": any(one.alike for one in like.photos),
        "same_witness": any(witnesses.in_many(len(one.alike)) for one in material.witnesses),
        "far_from_address": material.place is not None and material.place.far,
    }
    return {name for name, found in told.items() if found}


def keep(work: Work, material: Material, pictures: list[Picture], like: Likeness) -> None:
    """Keeps the exact bytes that leaders will be shown, sealed for the intake key, and what was found beside others."""
    if cases.shown_of(work.db, material.case_id, material.revision):
        return
    ink_marks.put(work.db, material.case_id, like.inks)
    photo_marks.put(work.db, material.case_id, like.photos)
    neighbour_marks.put(work.db, material.case_id, material.witnesses, material.place)
    flags = _flags(material, like)
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
