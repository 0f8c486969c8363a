"""RFC 6962 Merkle trees: roots, inclusion paths, consistency proofs and their checks.

Small trees are given as their leaves. A tree that only grows is given as `Node`: whoever keeps the hashes of whole
subtrees (2**level leaves, beginning at leaf place << level) answers for them, with KeyError for one that is not whole;
a proof takes about log2(size) of them.
"""

import hashlib
from collections.abc import Callable, Sequence

Node = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Root over leaf hashes; SHA-256 of nothing for an empty tree."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return node_hash(root(leaves[:split]), root(leaves[split:]))


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The inclusion path of one leaf, from the leaf up."""
    if len(leaves) <= 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*path(index, leaves[:split]), root(leaves[split:])]
    return [*path(index - split, leaves[split:]), root(leaves[:split])]


def root_from_path(index: int, size: int, leaf: bytes, steps: Sequence[bytes]) -> bytes | None:
    """The root that this path leads to; None when the path does not fit the index and size (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return None
    place, last, found = index, size - 1, leaf
    for step in steps:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = node_hash(step, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None


def grown(index: int, leaf: bytes, node: Node) -> list[tuple[int, int, bytes]]:
    """The nodes (level, place, hash) that leaf number `index` completes, itself first."""
    made = [(0, index, leaf)]
    while made[-1][1] & 1:
        level, place, found = made[-1]
        made.append((level + 1, place >> 1, node_hash(node(level, place - 1), found)))
    return made


def root_of(size: int, node: Node) -> bytes:
    """Root over the first `size` leaves."""
    return _range(0, size, node) if size else root([])


def path_of(index: int, size: int, node: Node) -> list[bytes]:
    """The inclusion path of a leaf among the first `size` (RFC 9162 §2.1.3.1), from the leaf up."""
    return _path(index, 0, size, node)


def consistency(old: int, size: int, node: Node) -> list[bytes]:
    """That the first `size` leaves begin with the first `old` ones, 0 < old <= size (RFC 9162 §2.1.4.1)."""
    return _consistency(old, 0, size, node) if old < size else []


def is_consistent(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Whether the proof leads from size and root of an older tree to those of a newer one (RFC 9162 §2.1.4.2)."""
    (before, old_root), (size, new_root) = old, new
    if before == size:
        return before > 0 and not proof and old_root == new_root
    if not 0 < before < size:
        return False
    # an older tree that is one whole subtree is where its own proof begins
    steps = list(proof) if before & (before - 1) else [old_root, *proof]
    return bool(steps) and _roots(before, size, steps) == (old_root, new_root)


def _roots(before: int, size: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that these steps lead to; None when they are too many or too few."""
    place, last = before - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return None if last else (first, second)


def _range(start: int, size: int, node: Node) -> bytes:
    if size & (size - 1) == 0 and start % size == 0:
        return node(size.bit_length() - 1, start // size)
    split = _split(size)
    return node_hash(_range(start, split, node), _range(start + split, size - split, node))


def _path(index: int, start: int, size: int, node: Node) -> list[bytes]:
    if size <= 1:
        return []
    split = _split(size)
    if index < split:
        return [*_path(index, start, split, node), _range(start + split, size - split, node)]
    return [*_path(index - split, start + split, size - split, node), _range(start, split, node)]


def _consistency(old: int, start: int, size: int, node: Node, *, whole: bool = True) -> list[bytes]:
    if old == size:
        return [] if whole else [_range(start, size, node)]
    split = _split(size)
    if old <= split:
        return [*_consistency(old, start, split, node, whole=whole), _range(start + split, size - split, node)]
    return [
        *_consistency(old - split, start + split, size - split, node, whole=False),
        _range(start, split, node),
    ]


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
