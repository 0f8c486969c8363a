"""Whether each case and visit is whole: where its records lead, and what its officer's phone was told of it."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain import life
from app.store.tables import case as case_table
from app.store.tables import device, held_record, record, record_blob, record_verdict, register_entry
from app.work import Work

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

REVISING = ("case.submitted", "case.amended")


def whole(world: "World", unit: Work) -> None:
    """Each case stands where its applied records lead by the table of life, with its own photos and one number."""
    rows = {row.id: row for row in unit.db.execute(select(case_table))}
    events = _events(unit)
    world.must(set(rows) == set(events), "a case without records, or records without a case")
    numbered = set(unit.db.execute(select(register_entry.c.case_id)).scalars())
    blobs: dict[int, set[str]] = defaultdict(set)
    for seq, address in unit.db.execute(select(record_blob.c.seq, record_blob.c.sha256)):
        blobs[seq].add(address)
    for stream, happened in events.items():
        row, state = rows[stream], None
        for _, kind in happened:
            state = life.next_state(state, kind)
        world.must(row.state == state, f"case {row.state} but its records say {state}")
        kinds = [kind for _, kind in happened]
        world.must(kinds.count("case.submitted") <= 1, "a case submitted twice")
        if "case.declined" not in kinds:
            world.must(row.revision == sum(kind in REVISING for kind in kinds), f"revision {row.revision} of {kinds}")
        world.must(all(one["sha256"] in blobs[one["seq"]] for one in row.evidence), "a photo of no record")
        world.must(("case.approved" in kinds) == (stream in numbered), "approved without a number")
    _in_order(world, unit)
    _trusted(world, unit)


def _events(unit: Work) -> dict[str, list[tuple[int, str]]]:
    """What was applied to each case, in order: a held record that a person took counts from that moment."""
    taken: dict[tuple[str, Any], list[tuple[int, str]]] = defaultdict(list)
    for row in unit.db.execute(select(held_record).order_by(held_record.c.seq)):
        if row.closed_at is not None and row.outcome["taken"] and not row.kind.startswith("visit."):
            taken[row.case_id, row.closed_at].append((row.seq, row.kind))
    rows = unit.db.execute(
        select(record.c.stream_id, record.c.kind, record.c.seq, record.c.received_at)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .where(record.c.stream_type == "case", record_verdict.c.verdict == "accepted")
        .order_by(record.c.seq)
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for stream, kind, seq, at in rows:
        if kind == "case.reconciled":
            found[stream] += taken.pop((stream, at), [])
        else:
            found[stream].append((seq, kind))
    return {stream: happened for stream, happened in found.items() if happened}


def _in_order(world: "World", unit: Work) -> None:
    """A record never waits for a person only because an earlier one of its case, from the same phone, came after it."""
    query = (
        select(
            record.c.seq,
            record.c.n,
            record.c.device,
            record.c.stream_id,
            record_verdict.c.verdict,
            record_verdict.c.code,
        )
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .where(record.c.stream_type.in_(("case", "visit")))
    )
    rows = unit.db.execute(query).all()
    forked = {phone.demo.key.kid for phone in world.phones if phone.forked}
    for late in rows:
        if late.code != "wrong_case" or late.device in forked:
            continue
        for first in rows:
            before = first.stream_id == late.stream_id and first.device == late.device and first.n < late.n
            world.must(not (before and first.seq > late.seq), "a record went before an earlier one of its case")


def _trusted(world: "World", unit: Work) -> None:
    """Nothing of a phone that was revoked, and no second record at one place of a chain, changed anything by itself."""
    query = (
        select(record.c.device, record.c.n, record.c.received_at, device.c.revoked_at)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .join(device, device.c.id == record.c.device)
        .where(record_verdict.c.verdict == "accepted")
    )
    rows = unit.db.execute(query).all()
    places = [(row.device, row.n) for row in rows]
    world.must(len(places) == len(set(places)), "a place of a chain is accepted twice")
    late = [row for row in rows if row.revoked_at is not None and row.received_at > row.revoked_at]
    world.must(not late, "a revoked phone changed a case")


def told(world: "World", unit: Work) -> None:
    """Each phone knows of its officer's cases what the commune knows."""
    rows = unit.db.execute(select(case_table.c.id, case_table.c.officer, case_table.c.state, case_table.c.newest)).all()
    for phone in world.alive():
        for row in rows:
            if row.officer != phone.person:
                continue
            known = phone.known.get(row.id, {})
            same = (known.get("state"), known.get("newest")) == (row.state, row.newest)
            world.must(same, f"a phone was not told: {known.get('state')} for {row.state}")
