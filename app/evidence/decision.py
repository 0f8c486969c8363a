"""A decision as bytes: sheet, leaf, statement, challenge; and its later proof without database or WebAuthn library."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.evidence import merkle
from app.evidence.encoding import canonical, sha256_hex

SHEET = b"tan-nha/sheet/1\n"
DECISION = b"tan-nha/decision/1\n"
WHY = b"tan-nha/why/1\n"


def sheet_digest(sheet: bytes) -> str:
    """Hex digest of a canonical sheet: everything that was shown."""
    return sha256_hex(SHEET + sheet)


def why_hash(salt: str, words: str, mark: Mapping[str, int] | None, facts: Mapping[str, str] | None) -> str:
    """Hex hash of the salted words of an act, with the point on a photo and further facts: a leaf names no citizen."""
    value = {
        "salt": salt,
        "words": words,
        "mark": dict(mark) if mark is not None else None,
        "facts": dict(facts) if facts is not None else None,
    }
    return sha256_hex(WHY + canonical(value))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One case in a decision."""

    case: str
    revision: int
    digest: str
    act: str
    why: Mapping[str, str] | None
    interest: str | None

    def data(self) -> bytes:
        """Canonical JSON."""
        why = dict(self.why) if self.why is not None else None
        return canonical(
            {
                "case": self.case,
                "revision": self.revision,
                "digest": self.digest,
                "act": self.act,
                "why": why,
                "interest": self.interest,
            }
        )


def leaves_root(leaves: Sequence[Leaf]) -> str:
    """Hex root over the leaves, which must come sorted by case id."""
    if [leaf.case for leaf in leaves] != sorted({leaf.case for leaf in leaves}):
        raise ValueError("leaves not sorted by case, or a case twice")
    return merkle.root([merkle.leaf_hash(leaf.data()) for leaf in leaves]).hex()


def leaf_path(leaves: Sequence[Leaf], index: int) -> list[str]:
    """The inclusion path of one leaf, hex, so that a case is proven without naming the others."""
    return [step.hex() for step in merkle.path(index, [merkle.leaf_hash(leaf.data()) for leaf in leaves])]


def challenge(statement: bytes) -> bytes:
    """The 32 bytes that the passkey signs over."""
    return hashlib.sha256(DECISION + statement).digest()


def proof_hash(statement: bytes, client_data: bytes, authenticator_data: bytes, signature: bytes) -> str:
    """The envelope's `proof` claim."""
    return sha256_hex(statement + client_data + authenticator_data + signature)
