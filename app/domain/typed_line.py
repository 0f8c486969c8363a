"""One typed line, however it came: from a form, a command, the words of a page."""

from app.domain import printable
from app.domain.problems import Problem

LONGEST = 200


class Incomplete(Problem):
    """A field that must be filled is empty or cannot be read."""

    code = "incomplete"


def sound(text: str, most: int = LONGEST) -> bool:
    """At most so many characters, all of them seen: no controls, line ends, marks or overrides of direction."""
    return len(text) <= most and text.isprintable()


def check(*texts: str, most: int = LONGEST, needed: bool = False) -> None:
    """Incomplete for what is no line, or is empty where it is needed; NotPrintable for letters that no paper shows."""
    if not all(sound(text, most) and (text.strip() or not needed) for text in texts):
        raise Incomplete
    printable.check(*texts)
