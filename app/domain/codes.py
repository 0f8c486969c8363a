"""Codes that people read aloud and type: no letters that look alike."""

from app.domain.problems import Problem

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CERTIFICATE_LETTERS = 12
# a commune's letters and four of its phone's, as on the slip: VD-7K4Q
CASE_CODE = "[A-Z]{2,4}-[0-9A-Z]{4}"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u2013": None, ".": None})


class BadCode(Problem):
    """Not a code of ours."""

    code = "bad_code"


def certificate_code(random: bytes) -> str:
    """Twelve letters (60 bits) from eight random bytes."""
    number = int.from_bytes(random[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CERTIFICATE_LETTERS))


def grouped(code: str) -> str:
    """`7K4Q-M2XD-9HTP`."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def normalise(text: str) -> str:
    """A typed certificate code, forgiving case, spaces, dashes and look-alikes; BadCode otherwise."""
    code = text.strip().upper().translate(_FORGIVEN)
    if len(code) != CERTIFICATE_LETTERS or any(letter not in ALPHABET for letter in code):
        raise BadCode
    return code
