"""Phones as their commune keeps sight of them: what they tell, lost, found, changed for another."""

from datetime import datetime

from app.domain.problems import NotFound
from app.domain.staffing import PhoneNotEmpty
from app.evidence import heads
from app.evidence.encoding import sha256_hex
from app.evidence.problems import BadSignature
from app.store import devices, sign_ins, told, told_heads
from app.sync.letters import Told, ToldHead
from app.work import Also, Pen, Work, journal

# of one phone: whoever has its key could tell without end
_MOST_HEADS = 50


def tell(work: Work, device_id: str, said: Told, alive: datetime) -> None:
    """What the phone holds and the commune has not. What it named before, and neither side has now, is gone.
    `alive` is the beacon of the telling: an older one that comes late says nothing any more."""
    device = devices.get(work.db, device_id)
    if device is None or (device.told_at is not None and alive < device.told_at):
        return
    told.forget_received(work.db, device_id)
    before = {row.id: row for row in told.of_device(work.db, device_id)}
    now = {one.id: one for one in said.waiting}
    fresh = [
        told.ToldRow(device_id, one.id, one.kind, one.stream, one.code, one.made_at)
        for one in now.values()
        if one.id not in before
    ]
    told.add(work.db, fresh)
    told.mark(work.db, device_id, [row.id for row in before.values() if row.id in now and row.gone_at], None)
    # a list that was cut short says nothing of what it leaves out
    if said.unsent == len(now):
        gone = [row.id for row in before.values() if row.id not in now and not row.gone_at]
        told.mark(work.db, device_id, gone, alive)
    devices.mark(work.db, device_id, told_at=alive, told_made=said.made, told_unsent=said.unsent)


def tell_ledger(work: Work, device_id: str, said: ToldHead | None, alive: datetime) -> None:
    """What the phone says of the ledger that it was shown; nothing said ends what it said before. Only a head that this
    server signed once is listened to. `alive` orders the tellings."""
    device = devices.get(work.db, device_id)
    if device is None or (device.told_at is not None and alive < device.told_at):
        return None
    if said is None:
        return told_heads.end(work.db, device_id, alive)
    try:
        heads.read_own(said.held, work.tools.keys["head"])
    except BadSignature:
        return None
    mark = sha256_hex(f"{said.kind}\n{said.held}".encode())
    # beyond that the last one stands for whatever comes
    if told_heads.count(work.db, device_id) < _MOST_HEADS:
        told_heads.end(work.db, device_id, alive, mark)
        told_heads.add(work.db, told_heads.ToldHeadRow(device_id, mark, said.kind, said.held, said.seen, alive))
    return None


def lose(work: Work, org: str, by: str, device_id: str) -> None:
    """Reported lost: whatever it still brings is kept and held, its officer is signed out everywhere and no invitation
    of his is open. Its records keep their author. NotFound."""
    device = _here(work, org, device_id)
    if device.lost_at is None:
        devices.mark(work.db, device_id, lost_at=work.at)
        _write(work, by, device, "device.lost")
    sign_ins.end_sign_ins(work.db, device.person, work.at)
    devices.spend_invitations(work.db, device.person, work.at)


def find(work: Work, org: str, by: str, device_id: str) -> None:
    """It was found: it goes on as before. NotFound."""
    device = _here(work, org, device_id)
    if device.lost_at is not None:
        devices.mark(work.db, device_id, lost_at=None)
        _write(work, by, device, "device.found")


def check_empty(work: Work, org: str, device_id: str) -> None:
    """PhoneNotEmpty unless everything that this phone ever made is here, by its own word. NotFound."""
    device = _here(work, org, device_id)
    if not told.account(work.db, device).empty:
        raise PhoneNotEmpty


def _write(work: Work, by: str, device: devices.DeviceRow, kind: str) -> None:
    body = {"v": 1, "device": device.id}
    written = Pen(work, device.org, by).write(kind, ("device", device.stream), body, Also(device.enrolled))
    journal.note(work, device.org, written.seq, device.person, label=device.label)


def _here(work: Work, org: str, device_id: str) -> devices.DeviceRow:
    device = devices.get(work.db, device_id)
    if device is None or device.org != org or device.revoked_at is not None:
        raise NotFound
    return device
