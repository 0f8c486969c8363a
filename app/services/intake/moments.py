"""What is known of when something was signed: beacons before it, the phone's own clock, the arrival."""

from datetime import datetime
from typing import Any

from app.domain import ink_likeness, time_window
from app.evidence import envelope, jws, notices
from app.evidence.encoding import from_b64u, from_canonical
from app.evidence.keys import public_key
from app.evidence.problems import BadEncoding, BadSignature
from app.media import ink
from app.store import devices, records
from app.work import Work


def of(work: Work, read: envelope.Envelope, seq: int, signed_at: datetime) -> time_window.Moments:
    """The moments of a stored record, for a signing at `signed_at`."""
    made_at = datetime.fromisoformat(read.made_at)
    arrived = records.received_at(work.db, seq)
    heard = records.first_heard(work.db, read.kid, made_at, seq)
    return time_window.Moments(not_before(work, read), signed_at, made_at, arrived, heard)


def flags(work: Work, read: envelope.Envelope, seq: int, signed_at: datetime, body: dict[str, Any]) -> list[str]:
    """What the moments of a signing and the ink of each who signed warn of; `body` of a case, or of a refusal."""
    inks = (one.get("ink") for one in (body, *body.get("others", ())))
    quick = any(drawn is not None and ink.read(drawn).took < ink_likeness.QUICK for drawn in inks)
    return [*time_window.flags(of(work, read, seq, signed_at)), *(["drawn_fast"] if quick else [])]


def within(work: Work, read: envelope.Envelope, at: datetime) -> datetime:
    """What a phone's clock says of something in a record, no later than its arrival and no earlier than the beacon that
    the phone had heard by then: a wrong clock moves nothing into another year."""
    least = not_before(work, read)
    return min(at if least is None else max(at, least), work.at)


def not_before(work: Work, read: envelope.Envelope) -> datetime | None:
    """The newest beacon in this or any earlier record of the phone's chain: the record was not made before it."""
    alive = [_alive(work, text) for text in records.envelopes_of(work.db, read.kid, read.n, work.upto)]
    return max((at for at in alive if at is not None), default=None)


def envelope_of(work: Work, seq: int) -> envelope.Envelope:
    """The envelope of a stored record of a phone; LookupError when it is none."""
    packet = records.packet(work.db, seq)
    kid = jws.peek_kid(packet.envelope, envelope.TYP)
    device = devices.get(work.db, kid)
    if device is None:
        raise LookupError(kid)
    return envelope.read(packet.envelope, public_key(device.jwk), kid)


def _alive(work: Work, text: str) -> datetime | None:
    """When the server was alive by the beacon inside an envelope, if it is one of ours."""
    try:
        claims = from_canonical(from_b64u(jws.signing_input(text).decode().partition(".")[2]))
        return datetime.fromisoformat(notices.read_beacon(claims["beacon"], work.tools.keys)["at"])
    except (BadSignature, BadEncoding, KeyError):
        return None
