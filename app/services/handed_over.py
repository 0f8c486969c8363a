"""What was handed over, opened for who may see it; the group of a decision, with the reason of opening it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import benefits, typed_line
from app.domain.life import NotPossible
from app.domain.problems import NotFound
from app.evidence import sealing
from app.evidence.encoding import sha256_hex
from app.evidence.problems import BadSeal
from app.media import ink, photos
from app.store import cases, prints, records
from app.work import Work, journal, opening

INK = "ink"
GROUP = "group"
SLIP = "handover"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for the page: its bytes."""

    data: bytes
    mime: str


def picture(work: Work, org: str, by: str, case_id: str, sha256: str) -> Picture:
    """The photo of a hand-over with this hash, or its `ink`; the opening is noted. NotFound, BadSeal."""
    told = _told(work, org, case_id)
    one = next((each for each in told["pictures"] if each["sha256"] == sha256), None)
    if one is None and not (sha256 == INK and told.get("inked")):
        raise NotFound
    cases.note_opening(work.db, org, by, case_id, "picture", work.at)
    packet = records.packet(work.db, told["seq"])
    said = opening.promised(packet.envelope)
    key = opening.record_key(work, said, packet.wrapping)
    if one is None:
        drawn = opening.record_body(said, packet.body, key)["ink"]
        return Picture(ink.to_png(ink.read(drawn)), "image/png")
    try:
        sealed = work.tools.blobs.read(sha256)
    except FileNotFoundError as error:
        raise BadSeal from error
    plain = sealing.unseal(sealed, key, sealing.Place(said.id, one["role"], one["place"]))
    return Picture(photos.reencode(plain), "image/jpeg")


@dataclass(frozen=True, slots=True)
class Group:
    """Why somebody is helped: the group in words, the note, the reason of another amount; each may be empty."""

    words: str
    note: str
    kept: str


def open_group(work: Work, org: str, by: str, case_id: str, reason: str) -> Group:
    """The group of a decision once a person said what for; noted. NotFound, NotPossible, Incomplete."""
    found = cases.of_org(work.db, org, case_id)
    decision: Mapping[str, Any] = (found.fields.get("decision") or {}) if found else {}
    if found is None:
        raise NotFound
    if not decision:
        raise NotPossible
    typed_line.check(reason, needed=True)
    cases.note_opening(work.db, org, by, case_id, GROUP, work.at)
    journal.write(work, org, by, "benefit.group_opened", dossier=found.dossier, words=reason.strip())
    words = benefits.group_words(decision["group"])
    return Group(words, decision.get("note") or "", decision.get("kept") or "")


def note_slip(work: Work, org: str, by: str, case_id: str, pdf: bytes) -> None:
    """Logs that these bytes of the slip were given out."""
    prints.add(work.db, prints.PrintRow(org, case_id, SLIP, by, "", sha256_hex(pdf), work.at))
    cases.note_opening(work.db, org, by, case_id, "print", work.at)


def _told(work: Work, org: str, case_id: str) -> dict[str, Any]:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    told: dict[str, Any] | None = found.fields.get("delivery")
    if told is None:
        raise NotPossible
    return told
