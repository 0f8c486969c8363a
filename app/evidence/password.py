"""Passwords of the few who have no passkey: argon2id, and a hash that nobody's password has, for equal time."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 32 MB and three passes each; few at a time, so that a crowd of tries cannot eat the memory
_hasher = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
_few = threading.BoundedSemaphore(3)
NOBODYS = "$argon2id$v=19$m=32768,t=3,p=1$kXtsVOSvu7HV3OX+e6w0CA$I+Id8Pxv1tQ29/EXpid7LeQYu/slHbcfpslTrv3e7Zc"


def make(text: str) -> str:
    """The hash to keep."""
    with _few:
        return _hasher.hash(text)


def check(text: str, kept: str | None) -> bool:
    """Whether the password is right; takes as long when there is none to compare with."""
    with _few:
        try:
            right = _hasher.verify(kept or NOBODYS, text)
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None
