"""What anybody may ask of the ledger: where it stands, that it only grew, that a record is in it."""

from dataclasses import dataclass

from app.domain.problems import NotFound
from app.evidence import heads, merkle
from app.store import tree
from app.work import Work


@dataclass(frozen=True, slots=True)
class Proven:
    """A signed head, and the hashes that lead to it; `leaf` is the place of a record, counted from 0."""

    note: str
    proof: list[bytes]
    leaf: int = 0


def newest(work: Work) -> str:
    """The head as it is now."""
    return _signed(work, tree.size(work.db))


def grown_from(work: Work, size: int) -> Proven:
    """That the ledger still begins with its first `size` records. NotFound for none, or more than there are."""
    now = tree.size(work.db)
    if not 0 < size <= now:
        raise NotFound
    return Proven(_signed(work, now), merkle.consistency(size, now, tree.node(work.db)))


def included(work: Work, record_hash: str) -> Proven:
    """That a record is in the ledger. NotFound."""
    leaf, now = tree.leaf_of(work.db, record_hash), tree.size(work.db)
    if leaf is None or leaf >= now:
        raise NotFound
    return Proven(_signed(work, now), merkle.path_of(leaf, now, tree.node(work.db)), leaf)


def _signed(work: Work, size: int) -> str:
    root = merkle.root_of(size, tree.node(work.db))
    ledger = work.ledger
    return heads.sign(heads.TreeHead(ledger.iss, ledger.epoch, size, root), work.tools.keys["head"])
