"""The ledger as a Merkle tree over the stored envelopes, kept as the hashes of its whole subtrees."""

from collections.abc import Callable

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.store.tables import ledger_node, record


def add(db: Session, nodes: list[tuple[int, int, bytes]]) -> None:
    """Subtrees that became whole: level, place, hash."""
    db.execute(insert(ledger_node), [{"level": level, "place": place, "hash": found} for level, place, found in nodes])


def node(db: Session) -> Callable[[int, int], bytes]:
    """Answers for a subtree by level and place; KeyError for one that is not whole."""

    def found(level: int, place: int) -> bytes:
        where = (ledger_node.c.level == level, ledger_node.c.place == place)
        kept: bytes | None = db.execute(select(ledger_node.c.hash).where(*where)).scalar()
        if kept is None:
            raise KeyError((level, place))
        return kept

    return found


def everything(db: Session) -> dict[tuple[int, int], bytes]:
    """Every subtree that is kept."""
    return {(row.level, row.place): bytes(row.hash) for row in db.execute(select(ledger_node))}


def size(db: Session) -> int:
    """How many leaves there are."""
    newest = db.execute(select(func.max(ledger_node.c.place)).where(ledger_node.c.level == 0)).scalar()
    return 0 if newest is None else int(newest) + 1


def leaf_of(db: Session, record_hash: str) -> int | None:
    """Which leaf, counted from 0, the record with this hash is."""
    seq = db.execute(select(record.c.seq).where(record.c.hash == record_hash)).scalar()
    return None if seq is None else int(seq) - 1
