"""The ledger's tree: against the definitions of RFC 6962, for every size up to a few dozen; and its signed heads."""

import base64
from dataclasses import replace

import pytest

from app.evidence import heads, merkle
from app.evidence.keys import new_key
from app.evidence.problems import BadSignature

MOST = 34
LEAVES = [merkle.leaf_hash(bytes([number])) for number in range(MOST)]


def kept(count: int = MOST) -> dict[tuple[int, int], bytes]:
    """The subtrees that were whole at some time, as they are stored."""
    nodes: dict[tuple[int, int], bytes] = {}
    for index, leaf in enumerate(LEAVES[:count]):
        for level, place, found in merkle.grown(index, leaf, lambda level, place: nodes[level, place]):
            assert (level, place) not in nodes, "a subtree is whole once"
            nodes[level, place] = found
    return nodes


NODES = kept()


def node(level: int, place: int) -> bytes:
    return NODES[level, place]


def plain_consistency(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 §2.1.2, word by word."""
    if old == len(leaves):
        return [] if whole else [merkle.root(leaves)]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if old <= split:
        return [*plain_consistency(old, leaves[:split], whole), merkle.root(leaves[split:])]
    return [*plain_consistency(old - split, leaves[split:], False), merkle.root(leaves[:split])]


@pytest.mark.parametrize("size", range(MOST + 1))
def test_a_tree_that_is_kept_by_subtrees_is_the_tree_over_its_leaves(size: int) -> None:
    assert merkle.root_of(size, node) == merkle.root(LEAVES[:size])
    for index in range(size):
        assert merkle.path_of(index, size, node) == merkle.path(index, LEAVES[:size])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_a_ledger_that_grew_is_consistent_with_each_of_its_pasts_and_with_no_other(size: int) -> None:
    new = merkle.root(LEAVES[:size])
    for old in range(1, size + 1):
        before = merkle.root(LEAVES[:old])
        proof = merkle.consistency(old, size, node)
        assert proof == plain_consistency(old, LEAVES[:size])
        assert merkle.is_consistent((old, before), (size, new), proof)
        other = merkle.root([merkle.leaf_hash(b"other"), *LEAVES[1:old]])
        assert not merkle.is_consistent((old, other), (size, new), proof)
        assert not merkle.is_consistent((old, before), (size, other), proof)
        assert not merkle.is_consistent((old, before), (size, new), [*proof, new])
        for place in range(len(proof)):
            assert not merkle.is_consistent((old, before), (size, new), [*proof[:place], new, *proof[place + 1 :]])
            assert not merkle.is_consistent((old, before), (size, new), proof[:place] + proof[place + 1 :])


def test_nothing_and_more_than_there_is_are_no_past() -> None:
    root = merkle.root(LEAVES[:3])
    assert not merkle.is_consistent((0, merkle.root([])), (3, root), [])
    assert not merkle.is_consistent((4, root), (3, root), [])


HEAD = heads.TreeHead("1b2c", "9f00", 7, merkle.root(LEAVES[:7]))


def test_a_head_is_a_signed_note_and_says_what_was_signed() -> None:
    key = new_key()
    note = heads.sign(HEAD, key)
    assert note.startswith(f"tan-nha/1b2c/9f00\n7\n{base64.b64encode(HEAD.root).decode()}\n\n— tan-nha/1b2c/9f00 ")
    assert heads.read(note, key.private.public_key()) == HEAD


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("\n7\n", "\n8\n"),
        ("\n7\n", "\n07\n"),
        ("tan-nha/1b2c/9f00\n7", "tan-nha/1b2c/9f01\n7"),
        ("— tan-nha/1b2c/9f00", "— tan-nha/1b2c/9f01"),
        ("\n\n— ", "\n— "),
        ("tan-nha/1b2c", "tan-nha"),
        ("— tan-nha/1b2c/9f00 ", "— tan-nha/1b2c/9f00 AAAAAA"),
    ],
)
def test_a_head_that_was_changed_is_none(found: str, instead: str) -> None:
    key = new_key()
    note = heads.sign(HEAD, key)
    assert found in note
    with pytest.raises(BadSignature):
        heads.read(note.replace(found, instead, 1), key.private.public_key())


def test_a_head_of_another_key_or_no_note_at_all_is_none() -> None:
    note = heads.sign(replace(HEAD, size=8), new_key())
    for text in (note, "", "a page of a portal"):
        with pytest.raises(BadSignature):
            heads.read(text, new_key().private.public_key())
