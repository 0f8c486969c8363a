"""Account names, passwords and who may use them."""

import unicodedata
from collections.abc import Collection, Iterable
from datetime import timedelta
from itertools import pairwise

from app.domain.people import Role
from app.domain.problems import Problem
from app.domain.words_vi import fold

SHORTEST = 15
LONGEST = 200
_OWN_PART = 8
_LETTERS = 6
_UNIT = 4
RECOVERY_WAITS = timedelta(hours=24)
PASSKEY_ONLY = frozenset({Role.ADMIN, Role.LEADER})


class PasswordShort(Problem):
    """Fewer than fifteen characters."""

    code = "password_short"


class PasswordLong(Problem):
    """More than two hundred characters."""

    code = "password_long"


class PasswordDiffers(Problem):
    """Typed twice, differently."""

    code = "password_differs"


class PasswordObvious(Problem):
    """Made of the person's or the commune's name, or of few characters repeated."""

    code = "password_obvious"


class PasskeyOnly(Problem):
    """Leaders and administrators enter by passkey alone."""

    code = "passkey_only"


def account_name(name: str, taken: Collection[str]) -> str:
    """`lan.tran` for Trần Thị Lan; the first free number after it when somebody has that."""
    words = ["".join(letter for letter in word if letter.isascii() and letter.isalnum()) for word in fold(name).split()]
    words = [word for word in words if word] or ["nguoi"]
    wanted = words[0] if len(words) == 1 else f"{words[-1]}.{words[0]}"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}{number}", number + 1
    return found


def password_text(text: str) -> str:
    """The characters that are hashed, however a keyboard composed them."""
    return unicodedata.normalize("NFC", text)


def check_password(text: str, obvious: Iterable[str]) -> None:
    """PasswordShort, PasswordLong or PasswordObvious; `obvious` are names of the person, the account, the commune."""
    text = password_text(text)
    if len(text) < SHORTEST:
        raise PasswordShort
    if len(text) > LONGEST:
        raise PasswordLong
    plain = _plain(text)
    if len(set(plain)) < _LETTERS or _repeats(plain) or _climbs(plain):
        raise PasswordObvious
    for name in obvious:
        for part in {_plain(name), *(_plain(word) for word in name.split())}:
            plain = plain.replace(part, "") if len(part) > 1 else plain
    if len(plain) < _OWN_PART:
        raise PasswordObvious


def may_use_password(roles: Iterable[Role]) -> bool:
    """Only officers and clerks: who decides or rules over others enters by passkey."""
    held = set(roles)
    return bool(held) and not held & PASSKEY_ONLY


def two_needed(roles: Iterable[Role], *, had_authority: bool, had_passkey: bool) -> bool:
    """Whether a new key needs a second administrator: for whoever certifies, or ever could, and had a key before."""
    return had_passkey and (Role.LEADER in set(roles) or had_authority)


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _repeats(text: str) -> bool:
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in range(1, _UNIT + 1))


def _climbs(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps - {-9, 9}) == 1
