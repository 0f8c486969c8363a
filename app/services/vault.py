"""The vault of a phone opened again for its own officer, when the PIN is forgotten or was guessed at too often."""

from datetime import timedelta

from app.domain.problems import DeviceStopped, NotFound, SignInAgain
from app.evidence import sealing
from app.evidence.keys import public_key, thumbprint
from app.store import devices
from app.sync.letters import VaultAsked
from app.work import Also, Pen, Work, journal

FRESH = timedelta(minutes=10)


def open_again(work: Work, person_id: str, age: timedelta, asked: VaultAsked) -> str:
    """The vault's key, wrapped (JWE) for the key of one page of that phone. `age`: how old the sign-in is.

    NotFound unless the phone is this person's; DeviceStopped when it was suspended or revoked; SignInAgain when the
    sign-in is older than ten minutes; BadSeal when what is shown is no vault of this phone. Each opening is a record,
    `device.vault_opened`.
    """
    device = devices.get(work.db, asked.device)
    if device is None or device.person != person_id:
        raise NotFound
    if device.revoked_at is not None or device.suspended_at is not None or device.lost_at is not None:
        raise DeviceStopped
    if age > FRESH:
        raise SignInAgain
    public_key(asked.jwk)
    # bound to the phone's id: the key of a record never opens this way
    key = sealing.unwrap(asked.vault, device.id, work.tools.keys["intake"])
    body = {"v": 1, "device": device.id}
    on_top = Also(base=device.enrolled)
    written = Pen(work, device.org, person_id).write("device.vault_opened", ("device", device.stream), body, on_top)
    journal.note(work, device.org, written.seq, person_id, label=device.label)
    return sealing.wrap(key, device.id, asked.jwk, thumbprint(asked.jwk))
