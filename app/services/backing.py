"""A backup: the snapshot sealed, new blobs copied, everything opened and checked; only then `durable` moves."""

import errno
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from app.domain.problems import Problem
from app.evidence import archive
from app.evidence.encoding import sha256_hex
from app.evidence.keys import Keyring
from app.evidence.problems import BadSeal
from app.store import dumping, jobs, runs, system
from app.store.dumping import Snapshot
from app.store.ids import uuid7
from app.work import Blobs, Safe, Work
from app.work.pen import stamp

BACKUP_MAKE = "backup.make"
REMEMBERED = timedelta(days=35)


class BackupDamaged(Problem):
    """What was read back is not what was written."""

    code = "backup_damaged"


class BackupLacksBlob(Problem):
    """A photo that the snapshot names is missing or changed, here or among the copies."""

    code = "backup_lacks_blob"


@dataclass(frozen=True, slots=True)
class Inside:
    """What an archive says of itself (`at`, `iss`, `epoch`, `schema`) and what it holds."""

    head: dict[str, Any]
    held: Snapshot


def due(work: Work) -> bool:
    """Whether the interval has passed since the newest run began."""
    newest = runs.newest_at(work.db)
    return newest is None or work.at - newest >= work.tools.backup_every


def wake(work: Work) -> None:
    """Queues a backup, unless one waits or runs; nothing where no folder is set up."""
    if work.tools.safe is not None:
        jobs.again(work.db, BACKUP_MAKE, work.at)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a backup must hold, and which of the files beside the archive are new: those are read again."""

    snapshot: Snapshot
    new: list[str]


def write(work: Work, out: BinaryIO, safe: Safe) -> Taken:
    """Seals the whole database as it stands in this reading work; readers stop no writer."""
    apart: dict[str, int] = {}
    new: list[str] = []

    def lay(data: bytes) -> str:
        address = sha256_hex(data)
        if address not in apart and safe.blob_size(address) != len(data):
            safe.put_blob(address, data)
            new.append(address)
        apart[address] = len(data)
        return address

    taken = dumping.snapshot(work.db)
    head = {
        "v": 1,
        "at": stamp(work.at),
        "iss": work.tools.iss,
        "epoch": work.ledger.epoch,
        "seq": taken.seq,
        "hash": taken.hash,
        "schema": dumping.schema(work.db),
    }
    with closing(dumping.lines(work.db, lay)) as lines:
        archive.write(out, uuid7(work.at), head, dumping.packed(lines), work.tools.keys["intake"])
    return Taken(replace(taken, apart=tuple(sorted(apart.items()))), new)


def copy_blobs(blobs: Blobs, safe: Safe, taken: Taken) -> None:
    """Copies every blob of the snapshot that is not among the copies. BackupLacksBlob when one is gone here."""
    for address, length in taken.snapshot.blobs:
        if safe.blob_size(address) == length:
            continue
        try:
            data = blobs.read(address)
        except KeyError as error:
            raise BackupLacksBlob from error
        if sha256_hex(data) != address:
            raise BackupLacksBlob
        safe.put_blob(address, data)
        taken.new.append(address)


def check(file: BinaryIO, safe: Safe, keys: Keyring, taken: Taken) -> None:
    """Opens an archive again: it holds exactly the snapshot, every file is there, the new ones hash right."""
    if inspect(file, keys).held != taken.snapshot:
        raise BackupDamaged
    if any(safe.blob_size(address) != length for address, length in taken.snapshot.files):
        raise BackupLacksBlob
    if any(safe.blob(address) is None for address in taken.new):
        raise BackupLacksBlob


def inspect(file: BinaryIO, keys: Keyring) -> Inside:
    """Reads an archive to its end; BackupDamaged when it does not hold what its head says, ForeignSeal, BadSeal."""
    opened = archive.read(file, keys["intake"])
    held = dumping.told(dumping.unpacked(opened.content))
    if (held.seq, held.hash) != (opened.head["seq"], opened.head["hash"]):
        raise BackupDamaged
    return Inside(opened.head, held)


def spoiled(safe: Safe, held: Snapshot) -> list[str]:
    """Which files beside the archive are missing or changed; every one is read and hashed."""
    return [address for address, _ in held.files if safe.blob(address) is None]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended; `problem` is a code, empty when everything held."""

    at: datetime
    name: str = ""
    seq: int = 0
    bytes: int = 0
    problem: str = ""


def note(work: Work, ended: Ended) -> None:
    """Notes the run; after a good one the phones may forget what it holds. `durable` never goes back."""
    runs.add(work.db, runs.RunRow(ended.at, ended.name, ended.seq, ended.bytes, ended.problem))
    if ended.problem:
        return
    runs.forget(work.db, ended.at - REMEMBERED)
    if ended.seq > work.ledger.durable:
        system.put(work.db, "durable", str(ended.seq))


def problem_of(error: Exception) -> str:
    """The code of what went wrong."""
    if isinstance(error, BadSeal):
        return BackupDamaged.code
    if isinstance(error, Problem):
        return error.code
    if isinstance(error, OSError):
        return "backup_disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "backup_folder"
    return type(error).__name__[:60]
