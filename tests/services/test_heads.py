"""The ledger to anybody: where it stands, that it only grew, that a record is in it; and a forged tree is seen."""

import pytest
from sqlalchemy import ColumnElement, and_, delete, insert, update

from app.domain.problems import NotFound
from app.evidence import heads as notes
from app.evidence import merkle
from app.evidence.encoding import sha256_hex
from app.evidence.envelope import record_hash as envelope_hash
from app.services import audit, heads
from app.store import records, tree
from app.store.tables import ledger_node
from app.work import Work, begin, look
from tests.people import Cast


def head_of(work: Work, note: str) -> notes.TreeHead:
    return notes.read(note, work.tools.keys["head"].private.public_key())


def test_the_head_is_the_tree_over_the_stored_envelopes(cast: Cast) -> None:
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        head = head_of(work, heads.newest(work))
        leaves = [merkle.leaf_hash(leaf.envelope.encode()) for leaf in records.leaves(work.db)]
        assert (head.iss, head.epoch) == (work.ledger.iss, work.ledger.epoch)
    assert (head.size, head.root) == (len(leaves), merkle.root(leaves))


def test_each_later_head_is_consistent_with_every_earlier_one(cast: Cast) -> None:
    phone, seen = cast.phone(), []
    for _ in range(3):
        cast.submitted(phone)
        with look(cast.tools) as work:
            seen.append(head_of(work, heads.newest(work)))
            for old in seen:
                proven = heads.grown_from(work, old.size)
                new = head_of(work, proven.note)
                assert merkle.is_consistent((old.size, old.root), (new.size, new.root), proven.proof)
    with look(cast.tools) as work:
        for size in (0, -1, seen[-1].size + 1):
            with pytest.raises(NotFound):
                heads.grown_from(work, size)


def test_a_record_is_proven_by_the_hash_that_its_receipt_names(cast: Cast) -> None:
    case = cast.submitted(cast.phone())
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        newest = records.newest_of(work.db, case)
        assert newest is not None
        proven = heads.included(work, newest)
        head = head_of(work, proven.note)
        (leaf,) = [one for one in records.leaves(work.db) if one.seq == proven.leaf + 1]
        found = merkle.root_from_path(proven.leaf, head.size, merkle.leaf_hash(leaf.envelope.encode()), proven.proof)
        assert found == head.root
        with pytest.raises(NotFound):
            heads.included(work, sha256_hex(b"no record"))


def test_a_tree_that_is_not_of_these_records_is_a_problem(cast: Cast) -> None:
    phone = cast.phone()
    for _ in range(4):
        cast.submitted(phone)
    with look(cast.tools) as work:
        assert audit.verify(work).problems == []
        size = tree.size(work.db)
    inner, extra = (0, 2), (0, size)
    for spoil in (
        update(ledger_node).where(at(*inner)).values(hash=b"\1" * 32),
        delete(ledger_node).where(at(*inner)),
        insert(ledger_node).values(level=extra[0], place=extra[1], hash=b"\1" * 32),
    ):
        with begin(cast.tools) as work:
            before = tree.node(work.db)(*inner)
            work.db.execute(spoil)
        with look(cast.tools) as work:
            assert audit.verify(work).problems == ["the tree over the records is not theirs"]
        with begin(cast.tools) as work:
            work.db.execute(delete(ledger_node).where(at(*inner) | at(*extra)))
            tree.add(work.db, [(*inner, before)])
    with look(cast.tools) as work:
        assert audit.verify(work).problems == []


def test_records_that_were_written_without_the_tree_are_brought_into_it_with_the_next(cast: Cast) -> None:
    phone = cast.phone()
    for _ in range(4):
        cast.submitted(phone)
    with begin(cast.tools) as work:
        size = tree.size(work.db)
        work.db.execute(
            delete(ledger_node).where((ledger_node.c.place + 1).bitwise_lshift(ledger_node.c.level) > size - 3)
        )
        newest = list(records.leaves(work.db))[-1]
    with look(cast.tools) as work, pytest.raises(NotFound):
        heads.included(work, envelope_hash(newest.envelope))
    cast.submitted(phone)
    with look(cast.tools) as work:
        assert tree.size(work.db) > size
        assert heads.included(work, envelope_hash(newest.envelope)).leaf == newest.seq - 1
        assert audit.verify(work).problems == []


def at(level: int, place: int) -> ColumnElement[bool]:
    return and_(ledger_node.c.level == level, ledger_node.c.place == place)
