"""Phones: invited face to face, enrolled once, bound to their officer, revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.people import Role
from app.domain.problems import AlreadyEnrolled, InvitationGone, NotAllowed, NotFound, PasskeyNeeded
from app.evidence import notices, passkey
from app.evidence.encoding import b64u
from app.evidence.keys import public_key, thumbprint
from app.evidence.problems import BadUpload
from app.store import blobs, devices, people, records
from app.store import notices as notice_rows
from app.store.ids import uuid4
from app.sync.letters import Enrolment
from app.work import Also, Pen, Work, journal
from app.work.pen import stamp

INVITATION_LASTS = timedelta(minutes=10)
FIELD_ROLES = {Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER}


def invite(work: Work, org: str, made_by: str, person_id: str) -> str:
    """`<code>.<root thumbprint>` for this officer's phone: one use, ten minutes; only the hash of the code is kept."""
    person = people.get(work.db, person_id)
    if person is None or person.org != org or person.left_at is not None:
        raise NotFound
    if not FIELD_ROLES & {Role(role) for role in person.roles}:
        raise NotAllowed
    code = secrets.token_urlsafe(24)
    expires = work.at + INVITATION_LASTS
    new = devices.InvitationRow(_hash(code), org, person_id, made_by, work.at, expires)
    devices.add_invitation(work.db, new)
    journal.write(work, org, made_by, "device.invited", person_id)
    return f"{code}.{work.tools.keys['root'].kid}"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the phone is told when it is let in."""

    device: str
    org: str
    author: str
    keys: str
    root: str
    root_jwk: dict[str, str]
    enrolled: str
    beacon: str


def enrol(work: Work, person_id: str, asked: Enrolment, means: str = "") -> Enrolled:
    """Enrols the phone of the signed-in officer and writes `device.enrolled`, which its chain starts from; `means` is
    how the session was entered."""
    code_hash = _hash(asked.invitation)
    invitation = devices.open_invitation(work.db, code_hash, work.at)
    if invitation is None or invitation.person != person_id:
        raise InvitationGone
    public_key(asked.jwk)
    device_id = thumbprint(asked.jwk)
    if devices.get(work.db, device_id) is not None:
        raise AlreadyEnrolled
    bound_by = _bind(work, person_id, device_id, asked) or (means if means == "password" else "invitation")
    stream = uuid4()
    body = {"v": 1, "device": device_id, "jwk": asked.jwk, "bound_by": bound_by, "label": asked.label}
    written = Pen(work, invitation.org, person_id).write("device.enrolled", ("device", stream), body)
    row = devices.DeviceRow(
        id=device_id,
        stream=stream,
        org=invitation.org,
        person=person_id,
        jwk=asked.jwk,
        label=asked.label,
        bound_by=bound_by,
        enrolled=written.hash,
        enrolled_at=work.at,
    )
    devices.add(work.db, row)
    devices.use_invitation(work.db, code_hash, work.at)
    journal.note(work, row.org, written.seq, person_id, label=row.label)
    keys = work.tools.keys
    key_list = notices.key_list(keys, work.tools.iss, stamp(work.at))
    return Enrolled(
        device_id, row.org, person_id, key_list, keys["root"].kid, keys["root"].jwk, written.hash, beacon(work)
    )


def enrolment_challenge(device_id: str, invitation: str) -> bytes:
    """What a passkey signs to bind a phone to its officer."""
    return hashlib.sha256(f"tan-nha/device/1\n{device_id}\n{invitation}".encode("ascii")).digest()


def revoke(work: Work, org: str, by: str, device_id: str) -> None:
    """From now on the records of this phone are kept but held."""
    device = devices.get(work.db, device_id)
    if device is None or device.org != org:
        raise NotFound
    if device.revoked_at is None:
        devices.mark(work.db, device_id, revoked_at=work.at)
        notice_rows.unsubscribe_all(work.db, device=device_id)
        body = {"v": 1, "device": device_id}
        written = Pen(work, org, by).write("device.revoked", ("device", device.stream), body, Also(device.enrolled))
        journal.note(work, org, written.seq, device.person, label=device.label)


def officer(work: Work, org: str, device_id: str) -> str | None:
    """Whose phone it is; None when unknown or another commune's."""
    device = devices.get(work.db, device_id)
    return device.person if device is not None and device.org == org else None


def check_sender(work: Work, claimed: str, text: str, call: notices.Call) -> datetime:
    """The moment of the beacon that the phone had; BadUpload unless an enrolled phone (a revoked one may still add)
    allowed exactly this call."""
    device = devices.get(work.db, claimed)
    if device is None:
        raise BadUpload
    return notices.check_upload(text, claimed, device.jwk, work.tools.keys, call)


def seen(work: Work, device_id: str) -> None:
    """The phone was in contact."""
    devices.mark(work.db, device_id, seen_at=work.at)


def beacon(work: Work) -> str:
    """A fresh beacon."""
    return notices.beacon(work.tools.keys, work.ledger, stamp(work.at), b64u(secrets.token_bytes(16)))


def state(work: Work, device_id: str) -> str:
    """`active`, `suspended` or `revoked`."""
    device = devices.get(work.db, device_id)
    if device is None or device.revoked_at is not None:
        return "revoked"
    return "active" if device.suspended_at is None and device.lost_at is None else "suspended"


def bound_by(work: Work, device_id: str) -> str:
    """How the phone was bound to its officer: `passkey`, `password` (and code) or `invitation`."""
    device = devices.get(work.db, device_id)
    if device is None:
        raise NotFound
    return device.bound_by


def known_records(work: Work, device_id: str, ids: list[str]) -> list[str]:
    """Which of the phone's own records are here, in the order asked."""
    known = records.ids_known(work.db, ids, device_id)
    return [record_id for record_id in ids if record_id in known]


def _bind(work: Work, person_id: str, device_id: str, asked: Enrolment) -> str:
    keys = people.passkeys(work.db, person_id)
    if not keys:
        return ""
    if asked.assertion is None:
        raise PasskeyNeeded
    claimed = passkey.assertion_id(asked.assertion)
    row = next((one for one in keys if one.id == claimed), None)
    person = people.get(work.db, person_id)
    if row is None or person is None:
        raise PasskeyNeeded
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    answer: dict[str, Any] = asked.assertion
    challenge = enrolment_challenge(device_id, asked.invitation)
    made = passkey.check_assertion(work.tools.site, answer, challenge, known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return "passkey"


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def missing_blobs(work: Work, addresses: list[str]) -> list[str]:
    """Which of these blobs are not here, in the order asked."""
    return blobs.missing(work.db, addresses)
