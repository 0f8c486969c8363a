"""The ledger judged from its own bytes; the files of sealed photos held against what the database says of them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain import kinds
from app.domain.problems import Problem
from app.evidence import ledger, merkle
from app.store import blobs, devices, records, tree
from app.work import Blobs, Work, opening


def verify(work: Work) -> ledger.Verdict:
    """Order, signatures, chains and bodies of all records, and the tree that is kept over them."""
    keys = {**devices.public_keys(work.db), **{one.kid: one.jwk for one in work.tools.keys["record"].every}}
    kept = tree.everything(work.db)
    verdict = ledger.verify(_rows(work, kept), keys)
    if kept:
        verdict.problems.append("the tree over the records is not theirs")
    verdict.problems += [f"seq {seq}: content missing" for seq in _missing(work)]
    return verdict


def _missing(work: Work) -> list[int]:
    """Records without content that no `case.purged` or `visit.purged` names: they were not destroyed by two people."""
    named = {one for kind in kinds.PURGES for seq in records.of_kind(work.db, kind) for one in _names(work, seq)}
    return [seq for seq, found in records.without_content(work.db) if found not in named]


def _names(work: Work, seq: int) -> list[str]:
    try:
        packet = records.packet(work.db, seq)
        said = opening.promised(packet.envelope)
        body = opening.record_body(said, packet.body, opening.record_key(work, said, packet.wrapping))
        return list(body["records"])
    except (Problem, KeyError, TypeError, *records.ABSENT):
        return []


def _rows(work: Work, kept: dict[tuple[int, int], bytes]) -> Iterator[ledger.Row]:
    """Takes from `kept` each node that is as these records make it: what is left, or was never there, is not theirs."""
    peaks: dict[tuple[int, int], bytes] = {}
    for leaf in records.leaves(work.db):
        made = merkle.grown(leaf.seq - 1, merkle.leaf_hash(leaf.envelope.encode()), lambda *at: peaks.pop(at))
        for level, place, found in made:
            if kept.get((level, place)) == found:
                del kept[level, place]
            else:
                kept.setdefault((level, place), b"")
        level, place, found = made[-1]
        peaks[level, place] = found
        yield ledger.Row(leaf.seq, leaf.envelope, leaf.body)


@dataclass(frozen=True, slots=True)
class Promised:
    """What the database says is kept: address and length of each whole blob, and which of them records name."""

    held: dict[str, int]
    named: set[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """How the files answer. `lost`: named by a row or a record, no file; `rotten`: other bytes than the address says;
    `strays`: a file that no row knows (harmless: an upload that came while the audit ran, or before a crash); `unused`:
    whole, but no record ever named it."""

    files: int
    lost: tuple[str, ...]
    rotten: tuple[str, ...]
    strays: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Nothing that was promised is missing or spoiled."""
        return not (self.lost or self.rotten)


def promised(work: Work) -> Promised:
    """Read with the database open; the files are read with it closed."""
    return Promised(blobs.all_held(work.db), records.named_blobs(work.db))


def scrub(files: Blobs, said: Promised) -> Kept:
    """Reads every file once. Its promise was read before, so what is promised must be there by now."""
    wanted = said.held.keys() | said.named
    found = list(files.addresses())
    return Kept(
        files=len(found),
        lost=tuple(sorted(wanted - set(found))),
        rotten=tuple(sorted(_rotten(files, found, said.held))),
        strays=tuple(sorted(set(found) - wanted)),
        unused=tuple(sorted(said.held.keys() - said.named)),
    )


def _rotten(files: Blobs, found: Iterable[str], lengths: dict[str, int]) -> Iterable[str]:
    for address in found:
        data = files.read(address)
        if hashlib.sha256(data).hexdigest() != address or lengths.get(address, len(data)) != len(data):
            yield address
