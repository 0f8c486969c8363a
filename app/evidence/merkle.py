"""RFC 6962 Merkle trees: roots, inclusion paths and their check."""

import hashlib
from collections.abc import Sequence


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


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
