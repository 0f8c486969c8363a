"""After everything was lost: the rows come back from an archive, and a new epoch begins that gives no number twice."""

from dataclasses import dataclass
from typing import BinaryIO

from app.domain import register
from app.evidence import archive, merkle
from app.evidence.problems import BadSeal
from app.store import desk, dumping, restores, restoring, system, tree
from app.store import register as book
from app.store.dumping import Snapshot
from app.store.ids import uuid4
from app.work import Pen, Safe, Work

# our own codes (TN-2026-000123) may have gaps; of the last ones that were given before the loss there is no log
_SKIPPED = 1000


def fill(work: Work, file: BinaryIO, safe: Safe) -> int:
    """Fills the empty tables from an archive and what lies beside it; how many rows. BadSeal when a file changed."""

    def take(address: str) -> bytes:
        data = safe.blob(address)
        if data is None:
            raise BadSeal
        return data

    lines = dumping.unpacked(archive.read(file, work.tools.keys["intake"]).content)
    return dumping.fill(work.db, lines, take)


@dataclass(frozen=True, slots=True)
class Adopted:
    """The new epoch, and how many numbers wait for their decision."""

    epoch: str
    pending: int


def adopt(work: Work, name: str, held: Snapshot, log: str) -> Adopted:
    """Opens the new epoch over the rows of the archive `name`; `log` is every numbers.log that was found, joined."""
    before, epoch = system.get(work.db, "epoch"), uuid4()
    system.put(work.db, "epoch", epoch)
    system.put(work.db, "durable", str(held.seq))
    restoring.settle_down(work.db, work.at)
    restoring.skip(work.db, register.SIGNATURES, _SKIPPED)
    missing = _missing(work, log)
    body = {"v": 1, "from_epoch": before, "seq": held.seq, "hash": held.hash, "archive": name, "skipped": _SKIPPED}
    size = tree.size(work.db)
    root = merkle.root_of(size, tree.node(work.db)).hex()
    for org in desk.orgs(work.db):
        restores.add(work.db, restores.RestoreRow(org.id, epoch, before, size, root, name, work.at))
        # the server itself speaks: its id stands for a person
        Pen(work, org.id, work.tools.iss).write("ledger.restored", ("org", org.id), body)
    return Adopted(epoch, missing)


def _missing(work: Work, log: str) -> int:
    """Numbers that were given and stand in no book wait; no counter gives any of the log's again."""
    logged, waiting = register.read_log(log), book.numbers_waiting(work.db)
    # after a second loss the archive itself may know numbers that still waited after the first
    told = book.numbers_held(work.db) | waiting
    for org, name, year, number in sorted(logged):
        book.raise_counter(work.db, org, name, year, number)
    rows = [
        book.PendingRow(one.org, one.name, one.year, one.number, one.about, one.code, one.at, one.volume)
        for place, one in sorted(logged.items())
        if place not in told
    ]
    book.add_pending(work.db, rows)
    return len(waiting) + len(rows)
