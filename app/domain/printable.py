"""What the printed face holds: a letter outside it can stand on no paper of the commune."""

from app.domain.problems import Problem

# Latin with all Vietnamese letters and marks, Greek and Cyrillic, dashes and quotes, money, №
_HELD = (
    (0x20, 0x7E), (0xA0, 0x377), (0x3A3, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x20A0, 0x20BE), (0x2100, 0x214F), (0x2212, 0x2212), (0x2264, 0x2265),
)  # fmt: skip


class NotPrintable(Problem):
    """A text with letters that no printed paper can show; `letters` names them."""

    code = "not_printable"

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


def unprinted(text: str) -> str:
    """The letters that cannot be printed, each once, in order; "" when the whole text can. Spaces of any kind can."""
    return "".join(dict.fromkeys(letter for letter in text if not letter.isspace() and not _held(letter)))


def check(*texts: str) -> None:
    """NotPrintable when any of these cannot be printed."""
    found = unprinted("".join(texts))
    if found:
        raise NotPrintable(found)


def plain(text: str) -> str:
    """The text as it can be printed where it must be: `?` for a letter or digit that cannot, nothing for a picture."""
    kept = (letter if letter.isspace() or _held(letter) else "?" if letter.isalnum() else "" for letter in text)
    return "".join(kept)


def _held(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _HELD)
