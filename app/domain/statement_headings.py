"""Which column of a bank's statement holds what, by its headings: Vietnamese, English, on one row or on two."""

import re
from collections.abc import Sequence

from app.domain.words_vi import fold

DAY, WORDS, OUT, IN, AMOUNT, KIND = "day", "words", "out", "amount_in", "amount", "kind"
# above it stand the bank's name, the account and its holder
_HIGHEST = 40
_OUT = frozenset(
    {
        "no", "debit", "debits", "dr", "rut", "ra", "tru", "chi", "withdrawal", "withdrawals", "out", "d", "gn",
    }
)  # fmt: skip
_IN = frozenset(
    {
        "co", "credit", "credits", "cr", "gui", "vao", "cong", "thu", "deposit", "deposits", "in", "nop", "c",
        "gc",
    }
)  # fmt: skip
# says nothing of the direction
_SUM = frozenset(["tien", "amount", "amt", "gia", "tri", "value"])
_NOISE = _SUM | frozenset(
    {
        "so", "ps", "phat", "sinh", "vnd", "dong", "giao", "dich", "gd", "ghi", "the", "transaction", "money",
        "paid", "trong", "ky", "cua", "tk",
    }
)  # fmt: skip
_KINDS = ({"loai"}, {"type"}, {"dau"})
# of a cell, not of a heading: `Chuyển tiền đi`
_KIND_OUT, _KIND_NOISE = _OUT | frozenset({"di"}), _NOISE | frozenset({"chuyen"})
_DAYS = re.compile(r"\b(?:ngay|date)\b|\bthoi gian\b")
_SAID = re.compile(
    r"\b(?:noi dung|dien giai|mo ta|descriptions?|remarks?|details?|narratives?|particulars)\b|^dien giai"
)
_BALANCE = re.compile(r"\bso du\b|\bbalance\b")


def named(heading: str) -> str:
    """What a column with this heading holds; empty for anything else."""
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(heading)).split())
    if not text or _BALANCE.search(text):
        return ""
    if _DAYS.search(text):
        return DAY
    if _SAID.search(text):
        return WORDS
    words = set(text.split())
    said = words - _NOISE
    if not said:
        return AMOUNT if words & _SUM else ""
    if said in _KINDS:
        # `Loại tiền` is a currency
        return "" if words & _SUM else KIND
    if said <= _OUT | _IN and said & _OUT and said & _IN:
        return AMOUNT if words & _SUM else KIND
    return OUT if said <= _OUT else IN if said <= _IN else ""


def direction(kind: str) -> str:
    """OUT for a cell that says that the money went out (`Nợ`, `D`, `DR`, `-`), IN for one that says that it came (`Có`,
    `CR`, `+`); empty for any other word, which says neither."""
    text = fold(kind).strip(" .()")
    said = set(re.sub(r"[^a-z]+", " ", text).split()) - _KIND_NOISE
    if text in ("-", "−", "–") or (said and said <= _KIND_OUT):
        return OUT
    return IN if text == "+" or (said and said <= _IN) else ""


def find(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int] | None:
    """Places of the columns by what they hold, and the row (from 1) after the headings; None where no row is one.
    A heading over two columns says less than the two under it."""
    for place, row in enumerate(rows[:_HIGHEST]):
        under = rows[place + 1] if place + 1 < len(rows) else ()
        if any(named(cell) in (OUT, IN) for cell in under) and not any(re.search("[0-9]", cell) for cell in under):
            found = _places(_joined(row, under))
            if found:
                return found, place + 3
        found = _places(row)
        if found:
            return found, place + 2
    return None


def _joined(over: Sequence[str], under: Sequence[str]) -> list[str]:
    longest = max(len(over), len(under))
    upper, lower = ([*row, *[""] * (longest - len(row))] for row in (over, under))
    return [f"{one} {other}" for one, other in zip(upper, lower, strict=True)]


def _places(row: Sequence[str]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        if len(cell) <= _LONGEST and (what := named(cell)):
            found.setdefault(what, place)
    enough = DAY in found and WORDS in found and (IN in found or AMOUNT in found)
    return found if enough else None


# a heading is short; a sentence above the table may hold any word
_LONGEST = 60
