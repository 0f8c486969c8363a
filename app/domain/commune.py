"""How a commune is named and reached: what its papers print."""

import re

from app.domain.problems import Problem

UNITS = ("xã", "phường", "đặc khu")
PROVINCES = ("tỉnh", "thành phố")


class DemoApart(Problem):
    """Invented communes and real ones never stand in one installation."""

    code = "demo_apart"


def unit(text: str) -> str | None:
    """A unit with its kind in small letters, since every certificate says phường or xã before the name; its committee
    may stand before it. None without a kind."""
    return _named(re.sub(r"^(ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+", "", text, flags=re.IGNORECASE), UNITS)


def province(text: str) -> str | None:
    """A province or a city with its kind; None without one."""
    return _named(text, PROVINCES)


def prefix(text: str) -> str | None:
    """The first letters of every code: two to four without marks, made capital; None otherwise."""
    return text.upper() if re.fullmatch("[A-Za-z]{2,4}", text) else None


def telephone(text: str) -> str | None:
    """An office's number as it is printed: 8 to 14 digits, spaces, dots, a plus; None for what cannot be called."""
    text = text.strip()
    sound = re.fullmatch(r"\+?[0-9 .]{8,20}", text) and 8 <= sum(letter.isdigit() for letter in text) <= 14
    return text if sound else None


def _named(text: str, kinds: tuple[str, ...]) -> str | None:
    kind = next((one for one in kinds if text.lower().startswith(f"{one} ")), None)
    return kind + text[len(kind) :] if kind and text[len(kind) :].strip() else None
