"""Vietnamese words: numbers, dates and times in words, names masked, folded for search and sorted."""

import unicodedata
from datetime import datetime

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


def number(value: int) -> str:
    """A whole number in words, northern forms (linh, nghìn, mốt, lăm, tư)."""
    if value < 0:
        return "âm " + number(-value)
    if value < 1000:
        return _below_thousand(value, full=False) or _DIGITS[0]
    if value >= 10**9:
        high, low = divmod(value, 10**9)
        return f"{number(high)} tỷ" + (f" {_rest(low, 2)}" if low else "")
    place = 2 if value >= 10**6 else 1
    high, low = divmod(value, 1000**place)
    return f"{number(high)} {_GROUPS[place]}" + (f" {_rest(low, place - 1)}" if low else "")


def _rest(value: int, place: int) -> str:
    """What follows a higher group: read in full, silent groups skipped."""
    if place == 0:
        return _below_thousand(value, full=True)
    high, low = divmod(value, 1000**place)
    if not high:
        return _rest(low, place - 1)
    return f"{_below_thousand(high, full=True)} {_GROUPS[place]}" + (f" {_rest(low, place - 1)}" if low else "")


def _below_thousand(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0 and units:
        words += ["linh", _DIGITS[units]] if words else [_DIGITS[units]]
    elif tens:
        words += _tens(tens, units)
    return " ".join(words)


def _tens(tens: int, units: int) -> list[str]:
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
        words.append(special.get(units, _DIGITS[units]))
    return words


def thousands(amount: int) -> str:
    """`10.000`."""
    return f"{amount:,}".replace(",", ".")


def money(dong: int) -> str:
    """`Mười nghìn đồng`."""
    text = f"{number(dong)} đồng"
    return text[0].upper() + text[1:]


def date_words(at: datetime) -> str:
    """`ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu`."""
    month = "tư" if at.month == 4 else number(at.month)
    return f"ngày {number(at.day)} tháng {month} năm {number(at.year)}"


def time_words(at: datetime) -> str:
    """`chín giờ ba mươi phút`."""
    return f"{number(at.hour)} giờ {number(at.minute)} phút"


def date_figures(at: datetime) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below 10 and months below 3 with a zero (NĐ 30/2020)."""
    month = f"{at.month:02d}" if at.month < 3 else str(at.month)
    return f"ngày {at.day:02d} tháng {month} năm {at.year}"


def time_figures(at: datetime) -> str:
    """`09 giờ 30 phút`."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút"


def fold(text: str) -> str:
    """For search: no marks, đ as d, lower case, single spaces; idempotent. Never for what is printed."""
    flat = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    plain = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(plain.translate(str.maketrans("đð", "dd")).split())


def given_name_key(name: str) -> tuple[tuple[int, ...], ...]:
    """Sorts people by given name, then family name, then the middle; by the Vietnamese alphabet, then by tone."""
    words = name.split()
    order = [*words[-1:], *words[:-1]]
    return tuple(_letters(word) + _tones(word) for word in order)


def _letters(word: str) -> tuple[int, ...]:
    kept = (letter for letter in unicodedata.normalize("NFD", word.lower()) if letter not in _TONES)
    plain = unicodedata.normalize("NFC", "".join(kept))
    return (*(_ALPHABET.find(letter) + 1 for letter in plain), -1)


def _tones(word: str) -> tuple[int, ...]:
    return tuple(_TONES.index(mark) + 1 for mark in unicodedata.normalize("NFD", word.lower()) if mark in _TONES)


def mask_number(text: str) -> str:
    """`001*****0017`: the first three and the last four."""
    return f"{text[:3]}{'*' * max(0, len(text) - 7)}{text[-4:]}" if len(text) > 7 else "*" * len(text)


def mask_name(name: str) -> str:
    """`N*** T** M**`: first letters, a star for each other letter up to three."""
    return " ".join(word[0] + "*" * min(3, len(word) - 1) for word in name.split())
