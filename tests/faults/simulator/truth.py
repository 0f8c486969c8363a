"""What must hold: after every step, and at the end of a world."""

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from app.domain import register
from app.evidence import ledger, sealing
from app.evidence.problems import BadSeal
from app.services import audit, intake, rebuilding
from app.store import devices, records, told
from app.store import register as book
from app.store.tables import case as case_table
from app.store.tables import case_paper, job, number_pending, record, record_blob, register_entry
from app.work import Work, begin, look
from tests.faults.simulator import lives, strangers
from tests.faults.simulator.packets import KEPT, PROMISED, Packet

if TYPE_CHECKING:
    from tests.faults.simulator.world import World


def oldest(world: "World", state: str, holder: str = "") -> str:
    """The case in this state (and hand) that came first; empty when there is none."""
    query = (
        select(case_table.c.id)
        .join(case_paper, case_paper.c.case_id == case_table.c.id)
        .where(case_table.c.state == state, case_table.c.org == world.office.cast.org)
        .order_by(case_table.c.dossier)
        .limit(1)
    )
    if holder:
        query = query.where(case_paper.c.holder == holder)
    with look(world.office.tools) as unit:
        return str(unit.db.execute(query).scalar() or "")


def hold(world: "World") -> None:
    """After every step: leaves and numbers without a gap, and what was promised is there."""
    with look(world.office.tools) as unit:
        count, top = unit.db.execute(select(func.count(), func.max(record.c.seq))).one()
        world.must(count == (top or 0), "a gap among the leaves")
        _numbers(world, unit)
        here = set(unit.db.execute(select(record.c.hash)).scalars())
        for packet in world.packets():
            # of what was said before a restore only that is promised which a checked backup held
            if packet.state == "purged" or (packet.state in KEPT and packet.epoch == world.epoch):
                world.must(packet.hash in here, f"a promised {packet.kind} is lost")
    for phone in world.alive():
        world.must(phone.alarm in ("", "unsigned"), f"a phone sees another ledger: {phone.alarm}")


def _numbers(world: "World", unit: Work) -> None:
    held = unit.db.execute(select(register_entry.c.number, register_entry.c.case_id)).all()
    waiting = unit.db.execute(select(number_pending.c.number, number_pending.c.about)).all()
    numbers = sorted(number for number, _ in (*held, *waiting))
    world.must(numbers == list(range(1, len(numbers) + 1)), f"numbers {numbers}")
    cases = [case for _, case in held if case]
    world.must(len(cases) == len(set(cases)), "a case has a number twice")
    for number, case in held:
        # without a case: a line of the counter, or a number that was typed in from paper after a restore
        before = world.given.setdefault(number, case or "")
        world.must(case is None or case == before, f"number {number} is given twice")
    world.must(set(world.given) <= set(numbers), "a number that was given is lost")


def remade(world: "World") -> None:
    """Every table that is made from records is what these records make it."""
    with begin(world.office.tools) as unit:
        made = rebuilding.remade(unit, intake.apply_again)
        world.must(not made.problems, f"not made anew: {made.problems[:1]}")
        differ = {one.table: one.differ for one in rebuilding.compare(unit, made) if one.differ}
        world.must(not differ, f"tables that their records do not make: {differ}")


def end(world: "World") -> None:
    """Nothing lost, nothing doubled, nothing stuck; every case whole; the same answer again; the ledger verifies."""
    with look(world.office.tools) as unit:
        hashes = list(unit.db.execute(select(record.c.hash)).scalars())
        for phone in world.phones:
            known = devices.get(unit.db, phone.demo.key.kid) is not None
            for packet in phone.outbox:
                _at_rest(world, packet, gone=bool(phone.gone), known=known)
            if known and not phone.gone:
                _seen(world, unit, phone, hashes)
        world.must(len(hashes) == len(set(hashes)), "a record twice")
        for phone in world.phones:
            for packet in phone.outbox:
                here = packet.state == "purged" or (packet.state in KEPT and packet.epoch == world.epoch)
                world.must(not here or packet.hash in hashes, f"{packet.kind} is lost")
        _files(world, unit)
        _bodies(world, unit)
        lives.whole(world, unit)
        lives.told(world, unit)
        _ledger(world, audit.verify(unit))
        jobs = unit.db.execute(select(job.c.kind).where(job.c.state != "done", job.c.kind != "backup.make")).scalars()
        world.must(not (left := list(jobs)), f"stuck jobs: {left}")
        world.must(not book.pending(unit.db, world.office.cast.org, register.SIGNATURES), "a number is stuck")
        alarmed = [phone.alarm for phone in world.alive() if phone.alarm]
        world.must(not alarmed, f"a restore that was confirmed alarms a phone: {alarmed}")
        strange = unit.db.execute(text('SELECT count(*) FROM "change" WHERE person = :p'), {"p": world.office.cast.hoa})
        world.must(strange.scalar() == 0, "another commune was told")
    strangers.look_around(world)
    _replay(world)


def _seen(world: "World", unit: Work, phone: Any, hashes: list[str]) -> None:
    """The commune knows what it lacks of what this phone holds, and says of nothing else that it is missing."""
    # a letter that spoiled on the phone after it was taken is not lacking
    lacking = (one for one in phone.outbox if one.state not in PROMISED and one.hash not in hashes)
    held = {packet.id for packet in lacking}
    rows = told.of_device(unit.db, phone.demo.key.kid)
    world.must({row.id for row in rows if row.gone_at is None} == held, "the commune does not know what a phone holds")
    world.must(not any(row.gone_at for row in rows), "a record is said to be gone that is not")


def _at_rest(world: "World", packet: Packet, *, gone: bool, known: bool) -> None:
    """Taken; or put aside with its reason: its bytes went bad, or a restore knows no such phone."""
    if gone or packet.state in PROMISED:
        return
    hopeless = packet.spoiled or not known
    words = f"{packet.kind} is stuck: {packet.state} {packet.reason}"
    world.must(hopeless and packet.state == "parked" and packet.reason, words)


def _files(world: "World", unit: Work) -> None:
    for (address,) in unit.db.execute(select(record_blob.c.sha256).distinct()):
        try:
            whole = hashlib.sha256(unit.tools.blobs.read(address)).hexdigest() == address
        except KeyError:
            whole = False
        world.must(whole, "a photo is lost")


def _bodies(world: "World", unit: Work) -> None:
    """Every record opens again, with the photos that it brought."""
    spoiled = {packet.hash for packet in world.packets() if packet.spoiled}
    rows = unit.db.execute(select(record.c.seq, record.c.id, record.c.kind, record.c.hash).order_by(record.c.seq)).all()
    for seq, record_id, kind, found in rows[-12:]:
        if found in spoiled:
            continue
        packet = records.packet(unit.db, seq)
        try:
            key = sealing.unwrap(packet.wrapping, record_id, unit.tools.keys["intake"])
            sealing.unseal(packet.body, key, sealing.Place(record_id, "body"))
        except BadSeal:
            world.must(False, f"the content of a {kind} is lost")


def _ledger(world: "World", verdict: ledger.Verdict) -> None:
    """A phone whose store went back forks its chain: that is told, and nothing else is."""
    forked = [phone.demo.key.kid for phone in world.phones if phone.forked]
    strange = [one for one in verdict.problems if not any(kid in one for kid in forked)]
    world.must(not strange, f"ledger: {strange}")
    for phone in world.phones:
        whole = not phone.gone and not phone.forked and all(one.state in PROMISED for one in phone.outbox)
        holes = [one for one in verdict.holes if phone.demo.key.kid in one]
        world.must(not (whole and holes), f"ledger: {holes}")


def _replay(world: "World") -> None:
    for phone in world.alive():
        done = [one for one in phone.outbox if one.state in PROMISED and not one.spoiled]
        if not done:
            continue
        packet = world.rng.choice(done)
        again = phone.letter_again(packet)
        was = (packet.was or again.get("was")) if packet.state == "purged" else packet.state
        same = (again["verdict"], again.get("was"), again["receipt"]) == ("duplicate", was, packet.receipt)
        world.must(same, f"the same letter got another answer: {again['verdict']}")
