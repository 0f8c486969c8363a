"""What must hold: after every step, and at the end of a world."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select, text

from app.domain import life
from app.jobs import JOBS, runner
from app.services import audit
from app.store import cases, records
from app.store.tables import case as case_table
from app.store.tables import case_paper, record, record_blob, record_verdict, register_entry
from app.work import Tools, look

case = cases.get


def run_jobs(tools: Tools) -> int:
    """What is due; the printed page is another test's matter and slow."""
    kept = JOBS["certificate.make"]
    JOBS["certificate.make"] = lambda _tools, _subject: None
    try:
        return runner.run_due(tools)
    finally:
        JOBS["certificate.make"] = kept


def oldest(world: Any, state: str, holder: str = "") -> str:
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


def hold(world: Any) -> None:
    """After every step: leaves and numbers without a gap, and what was promised is there."""
    with look(world.office.tools) as unit:
        count, top = unit.db.execute(select(func.count(), func.max(record.c.seq))).one()
        _must(world, count == (top or 0), "a gap among the leaves")
        numbers = list(unit.db.execute(select(register_entry.c.number).order_by(register_entry.c.number)).scalars())
        _must(world, numbers == list(range(1, len(numbers) + 1)), f"numbers {numbers}")
        for packet in _promised(world):
            _must(world, records.by_hash(unit.db, packet.hash) is not None, f"a promised {packet.kind} is lost")


def end(world: Any) -> None:
    """Nothing lost, nothing doubled, nothing stuck; every case whole; the same answer again; the ledger verifies."""
    for phone in world.phones:
        for packet in phone.outbox:
            _must(world, packet.state in ("accepted", "held"), f"{packet.kind} is stuck: {packet.state} {packet.last}")
    with look(world.office.tools) as unit:
        hashes = list(unit.db.execute(select(record.c.hash)).scalars())
        _must(world, len(hashes) == len(set(hashes)), "a record twice")
        for packet in (one for phone in world.phones for one in phone.outbox):
            _must(world, packet.hash in hashes, f"{packet.kind} is lost")
        for (address,) in unit.db.execute(select(record_blob.c.sha256)):
            try:
                unit.tools.blobs.read(address)
            except KeyError:
                _must(world, False, "a photo is lost")
        _cases(world, unit.db)
        problems = audit.verify(unit).problems
        # a phone whose store went back forks its chain: that is told, and nothing else is
        forks = sum("forked" in line for line in world.trace)
        _must(world, all("fork at" in one for one in problems) and len(problems) <= forks, f"ledger: {problems}")
        strange = unit.db.execute(text('SELECT count(*) FROM "change" WHERE person = :p'), {"p": world.office.cast.hoa})
        _must(world, strange.scalar() == 0, "another commune was told")
    _replay(world)


def _cases(world: Any, db: Any) -> None:
    """Each case stands where its accepted records lead by the table of life."""
    rows = db.execute(
        select(record.c.stream_id, record.c.kind)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .where(record.c.stream_type == "case", record_verdict.c.verdict == "accepted")
        .order_by(record.c.seq)
    )
    kinds: dict[str, list[str]] = defaultdict(list)
    for stream, kind in rows:
        kinds[stream].append(kind)
    states = dict(db.execute(select(case_table.c.id, case_table.c.state)).all())
    _must(world, set(states) == set(kinds), "a case without records, or records without a case")
    for stream, found in kinds.items():
        state = None
        for kind in found:
            state = life.next_state(state, kind)
        _must(world, states[stream] == state, f"case {states[stream]} but its records say {state}")
        submitted = found.count("case.submitted")
        _must(world, submitted <= 1, "a case submitted twice")


def _replay(world: Any) -> None:
    for phone in world.phones:
        done = [one for one in phone.outbox if one.state in ("accepted", "held")]
        if not done or phone.evicted:
            continue
        packet = world.rng.choice(done)
        again = phone.letter_again(packet)
        same = (again["verdict"], again["was"], again["receipt"]) == ("duplicate", packet.state, packet.receipt)
        _must(world, same, f"the same letter got another answer: {again['verdict']}")


def _promised(world: Any) -> list[Any]:
    return [one for phone in world.phones for one in phone.outbox if one.state in ("accepted", "held")]


def _must(world: Any, holds: bool, words: str) -> None:  # noqa: FBT001
    if not holds:
        raise AssertionError(f"seed {world.seed}: {words}\n" + "\n".join(world.trace[-12:]))
