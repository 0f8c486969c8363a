"""receive(): a record comes in; it is stored whole whatever it says, and applied when the life of the case allows."""

import logging
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.domain import kinds
from app.domain.problems import NotFound, Problem
from app.evidence import envelope, jws
from app.evidence.encoding import from_b64u, sha256_hex
from app.evidence.keys import public_key
from app.evidence.problems import BadEncoding, BadEnvelope, BadSeal, BadSignature
from app.services.intake.applying import apply
from app.services.intake.arrived import Arrived
from app.store import blobs, desk, devices, held, records
from app.store.db import CLASHES
from app.sync import bodies
from app.sync.letters import Letter, Verdict
from app.sync.texts import BadBody
from app.work import Work, opening
from app.work.pen import keep

log = logging.getLogger("tannha.intake")
# held because the key did not come: the wrapping may have been spoiled on its way
_UNOPENED = (opening.OtherKey.code, BadSeal.code)


class CannotTake(Problem):
    """A record that cannot be opened or read is only noted, never applied."""

    code = "cannot_take"


@dataclass(frozen=True, slots=True)
class Opened:
    """A body that was opened and read, or why it must wait for a person."""

    shape: BaseModel | None
    body: dict[str, Any]
    code: str = ""


def receive(work: Work, letter: Letter, sender: str) -> Verdict:
    """The verdict on one letter of the device that is sending. Refused only when the bytes cannot be a record."""
    try:
        read, device = _read(work, letter)
        sealed = from_b64u(letter.body)
    except (BadSignature, BadEnvelope, BadEncoding) as problem:
        return Verdict("refused", code=problem.code)
    if device is None or device.id != sender:
        return Verdict("refused", id=read.id, code="unknown_device")
    if (read.org, read.author, read.iss) != (device.org, device.person, work.tools.iss):
        return Verdict("refused", id=read.id, code="wrong_commune")
    if kinds.KINDS[read.kind].stream != read.stream_type:
        return Verdict("refused", id=read.id, code="wrong_stream")
    if kinds.KINDS[read.kind].signer is not kinds.Signer.DEVICE:
        return Verdict("refused", id=read.id, code="not_a_phone_kind")
    if sha256_hex(sealed) != read.body:
        return Verdict("refused", id=read.id, code="damaged")
    return _take(work, read, sealed, letter.key, device)


def _read(work: Work, letter: Letter) -> tuple[envelope.Envelope, devices.DeviceRow | None]:
    kid = jws.peek_kid(letter.envelope, envelope.TYP)
    device = devices.get(work.db, kid)
    if device is None:
        raise BadSignature
    return envelope.read(letter.envelope, public_key(device.jwk), kid), device


def _take(work: Work, read: envelope.Envelope, sealed: bytes, wrapping: str, device: devices.DeviceRow) -> Verdict:
    known = records.by_hash(work.db, read.hash)
    if known:
        _mend(work, read, wrapping, known)
        return Verdict("duplicate", read.id, known.seq, known.code, known.receipt, was=known.verdict)
    missing = blobs.missing(work.db, [blob.sha256 for blob in read.blobs])
    if missing:
        return Verdict("incomplete", read.id, missing=missing)
    opened = _open(work, read, sealed, wrapping)
    code = opened.code or _held_by_device(work, read, device)
    seq = keep_and_apply(work, read, sealed, wrapping, opened, code)
    kept = records.by_hash(work.db, read.hash)
    if kept is None:
        raise LookupError(read.hash)
    return Verdict(kept.verdict, read.id, seq, kept.code, kept.receipt)


def _mend(work: Work, read: envelope.Envelope, wrapping: str, known: records.Known) -> None:
    """The wrapping is the one part that nothing signs: where the way had spoiled it, the letter that comes again brings
    the key after all. What was said stays said, but now a person can open the record."""
    if known.code not in _UNOPENED:
        return
    packet = records.packet(work.db, known.seq)
    if _key(work, read, packet.wrapping) is None and _key(work, read, wrapping) is not None:
        records.rewrap(work.db, known.seq, wrapping)


def keep_and_apply(work: Work, read: envelope.Envelope, sealed: bytes, wrapping: str, opened: Opened, code: str) -> int:
    """Stores the record and moves its case, or holds it with the reason."""
    if not code:
        savepoint = work.db.begin_nested()
        try:
            seq = keep(work, read, sealed, wrapping, records.Judged("accepted", ""))
            apply(work, Arrived(read, seq, opened.shape, opened.body))
            savepoint.commit()
            return seq
        except Problem as problem:
            savepoint.rollback()
            code = problem.code
        except (*CLASHES, ValueError, LookupError, TypeError, ArithmeticError) as error:
            # what a person may have signed is kept, whatever we did not foresee about it
            savepoint.rollback()
            log.warning("a record could not be applied: %s", type(error).__name__)
            code = "not_applied"
    seq = keep(work, read, sealed, wrapping, records.Judged("held", code))
    held.add(work.db, held.HeldRow(seq, read.org, read.author, read.stream_id, read.kind, code, work.at))
    desk.tell(work.db, read.author, read.stream_id, what="visit" if read.stream_type == "visit" else "case")
    return seq


def apply_held(work: Work, org: str, seq: int) -> None:
    """Applies a record that waited, now that a person took it; a Problem when the table of life still refuses it."""
    apply_again(work, org, seq, taken=True)


def apply_again(work: Work, org: str, seq: int, *, taken: bool) -> None:
    """Applies a stored record: one that a person takes, or any when the tables are made anew from the records."""
    read, opened = _stored(work, org, seq)
    if opened.code:
        raise CannotTake(opened.code)
    apply(work, Arrived(read, seq, opened.shape, opened.body, taken=taken))


def opened_body(work: Work, org: str, seq: int) -> dict[str, Any]:
    """The body of a record of this commune for a person who reconciles; empty when it cannot be opened."""
    return _stored(work, org, seq)[1].body


def _stored(work: Work, org: str, seq: int) -> tuple[envelope.Envelope, Opened]:
    """A stored record of this commune's phones, opened again; NotFound when it is another's."""
    packet = records.packet(work.db, seq)
    kid = jws.peek_kid(packet.envelope, envelope.TYP)
    device = devices.get(work.db, kid)
    if device is None or device.org != org:
        raise NotFound
    read = envelope.read(packet.envelope, public_key(device.jwk), kid)
    return read, _open(work, read, packet.body, packet.wrapping)


def _open(work: Work, read: envelope.Envelope, sealed: bytes, wrapping: str) -> Opened:
    """What a citizen signed is never dropped: a body that cannot be read is kept and held."""
    try:
        body = opening.record_body(read, sealed, opening.record_key(work, read, wrapping))
        if not isinstance(body, dict):
            raise BadBody
        return Opened(bodies.read(read.kind, body), body)
    except Problem as problem:
        return Opened(None, {}, problem.code)


def _key(work: Work, read: envelope.Envelope, wrapping: str) -> bytes | None:
    """The record key inside a wrapping; None when it does not open, or opens to another key."""
    try:
        return opening.record_key(work, read, wrapping)
    except BadSeal:
        return None


def _held_by_device(work: Work, read: envelope.Envelope, device: devices.DeviceRow) -> str:
    """Why records of this device wait for a person: revoked, forked, an id used twice."""
    if records.at_place(work.db, device.id, read.n) is not None:
        devices.mark(work.db, device.id, suspended_at=work.at)
        return "fork"
    if records.by_id(work.db, read.id) is not None:
        return "id_reused"
    if device.revoked_at is not None:
        return "device_revoked"
    if device.suspended_at is not None or device.lost_at is not None:
        return "device_suspended"
    return ""
