"""Every table that is made from records, made anew from them: to see that they agree, or to put them right.

The records are gone through in their order as if each came now, at the moment at which it came: what phones sent by the
very functions of the intake, what the desk wrote by `desk_acts`. All of it happens inside a savepoint that is given up:
no counter, job or phone notices anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain import kinds, register
from app.domain.problems import Problem
from app.evidence import merkle
from app.services.rebuilding import as_it_was, desk_acts, lines
from app.services.rebuilding.written import Written
from app.store import cases, desk, devices, held, ink_marks, neighbour_marks, photo_marks, projections, records
from app.store.db import CLASHES
from app.work import Work, opening

# applies a stored record: commune, seq, and whether a person took it after it had waited
Again = Callable[..., None]


@dataclass(slots=True)
class Remade:
    """Rows by table, and the records that could not be gone through."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compared:
    """One table: how many rows the records give, and how many of those that stand are other, lack, or are too many."""

    table: str
    rows: int
    differ: int


def remade(work: Work, again: Again) -> Remade:
    """What the projections must hold."""
    found = Remade()
    stored = projections.records(work.db)
    phones = devices.public_keys(work.db).keys()
    bodies = {row.seq: body for row in stored if row.device not in phones and (body := _body(work, row))}
    savepoint = work.db.begin_nested()
    try:
        projections.empty(work.db, register.DOSSIER)
        as_it_was.turn_back(work, [(row, bodies[row.seq]) for row in stored if row.seq in bodies])
        purged = {name for row in stored if row.kind in kinds.PURGES for name in bodies.get(row.seq, {})["records"]}
        for row in stored:
            if row.hash in purged:
                _left_out(work, row)
            else:
                _one(work, again, row, bodies.get(row.seq) if row.device not in phones else None, found)
        _looked_at(work)
        found.rows = projections.replayed(work.db)
    finally:
        savepoint.rollback()
    found.rows["journal_line"] = lines.journal(stored, bodies)
    found.rows["ledger_node"] = _nodes(stored)
    return found


def compare(work: Work, made: Remade) -> list[Compared]:
    """How what stands differs."""
    standing = projections.kept(work.db)
    found = []
    for name, rows in made.rows.items():
        there = {projections.key_of(name, row): row for row in standing[name]}
        here = {projections.key_of(name, row): row for row in rows}
        differ = sum(1 for key in there.keys() | here.keys() if _other(name, there.get(key), here.get(key)))
        found.append(Compared(name, len(rows), differ))
    return sorted(found, key=lambda one: one.table)


def _other(table: str, there: dict[str, Any] | None, here: dict[str, Any] | None) -> bool:
    """Whether a row is not what the records give. A visit that was closed before the moment of it was kept lacks that
    moment alone: its record is sealed, so no migration could put it there, and nobody at the office did wrong; `put`
    fills it. One that has another moment differs."""
    if table == "visit" and there and here and there["outcome"] and "closed_at" not in there["outcome"]:
        given = {name: value for name, value in (here["outcome"] or {}).items() if name != "closed_at"}
        here = {**here, "outcome": given}
    return there != here


def put(work: Work, made: Remade) -> None:
    """These rows instead of what stands. Nothing is put where a record could not be gone through."""
    if made.problems:
        raise ValueError(made.problems[0])
    projections.put(work.db, made.rows)


def _one(work: Work, again: Again, row: projections.RecordRow, body: dict[str, Any] | None, found: Remade) -> None:
    then = replace(work, at=row.received_at, upto=row.seq)
    inner = work.db.begin_nested()
    try:
        if body is not None:
            as_it_was.go_on(then, row, body)
            for seq in desk_acts.project(then, Written(row, body)):
                again(then, row.org, seq, taken=True)
        elif row.verdict == "held":
            waits = (row.author, row.stream_id, row.kind, row.code, row.received_at)
            held.add(work.db, held.HeldRow(row.seq, row.org, *waits))
        elif row.device in devices.public_keys(work.db):
            again(then, row.org, row.seq, taken=False)
        else:
            # neither destroyed by a record nor what its envelope says: even a line of the journal would go unnoticed
            found.problems.append(f"seq {row.seq}: {row.kind} cannot be opened")
        inner.commit()
    except (Problem, *CLASHES, ValueError, LookupError, TypeError) as error:
        inner.rollback()
        found.problems.append(f"seq {row.seq}: {row.kind}: {getattr(error, 'code', type(error).__name__)}")


def _left_out(work: Work, row: projections.RecordRow) -> None:
    """What was destroyed leaves no row; but the code that its case had is not another's."""
    if row.verdict == "accepted" and row.kind in ("case.submitted", "case.declined", "decision.imported"):
        desk.take(work.db, row.org, register.DOSSIER, register.year_of(row.received_at))


def _body(work: Work, row: projections.RecordRow) -> dict[str, Any] | None:
    """The opened body; None when its content was destroyed, or is not what the envelope says."""
    try:
        packet = records.packet(work.db, row.seq)
        said = opening.promised(row.envelope)
        body = opening.record_body(said, packet.body, opening.record_key(work, said, packet.wrapping))
    except (Problem, LookupError, *records.ABSENT):
        return None
    return body if isinstance(body, dict) else None


def _looked_at(work: Work) -> None:
    """Flags that no record brings: how the pictures of the present revision looked when they were made."""
    told = {
        "evidence_unreadable": projections.unreadable(work.db),
        "same_ink": ink_marks.flagged(work.db),
        "same_photo": photo_marks.flagged(work.db),
        "same_witness": neighbour_marks.in_many(work.db),
        "far_from_address": neighbour_marks.far(work.db),
    }
    for flag, places in told.items():
        for case_id, revision in places:
            found = cases.get(work.db, case_id)
            if found is not None and found.revision == revision:
                cases.save(work.db, case_id, flags=sorted({*found.flags, flag}))


def _nodes(stored: list[projections.RecordRow]) -> list[dict[str, Any]]:
    made: dict[tuple[int, int], bytes] = {}
    for row in stored:
        leaf = merkle.leaf_hash(row.envelope.encode())
        for level, place, found in merkle.grown(row.seq - 1, leaf, lambda *at: made[at]):
            made[level, place] = found
    return [{"level": level, "place": place, "hash": found} for (level, place), found in sorted(made.items())]
