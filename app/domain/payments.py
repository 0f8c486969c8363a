"""L15: how the money of a case stands, and the words by which a transfer is known again."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.domain.fees import Paid
from app.domain.problems import Problem

MARK = "CTCK"


class Standing(StrEnum):
    """From nothing to reconciled: a code that was shown proves nothing, nor does the officer's word alone."""

    NONE = "none"
    DUE = "due"
    SHOWN = "shown"
    CASH = "cash"
    NOTED = "noted"
    MATCHED = "matched"
    EXEMPT = "exempt"
    # the bank has it and the officer took it at the door as well: the cash is given back
    TWICE = "twice"
    # the case ended before anything was paid: nobody asks for it any more
    DROPPED = "dropped"


class NoAccount(Problem):
    """No account takes transfers here yet."""

    code = "no_account"


class NothingDue(Problem):
    """Nothing is to be paid for this case, or it was paid."""

    code = "nothing_due"


class NoSuchPayment(Problem):
    """No case with this code waits for this very sum."""

    code = "no_such_payment"


# whose transfer may still be found in a statement
OPEN = frozenset({Paid.LATER, Paid.TRANSFER})


def as_paid(paid: str, *, matched: bool) -> Paid:
    """The one rule: what a bank's statement shows was paid by transfer, whatever the officer could know of it."""
    return Paid.TRANSFER if matched else Paid(paid)


def paid_twice(paid: str, *, matched: bool) -> bool:
    """Without a network the officer took cash for what the bank had already."""
    return matched and paid == Paid.CASH


def standing(fee: Mapping[str, Any] | None, *, shown: bool, matched: bool, ended: bool = False) -> Standing:
    """How a case's fee stands; `fee` as the officer noted it."""
    paid = (fee or {}).get("paid")
    if matched:
        return Standing.TWICE if paid_twice(paid or "", matched=matched) else Standing.MATCHED
    if paid == Paid.LATER and ended:
        return Standing.DROPPED
    if paid == Paid.LATER:
        return Standing.SHOWN if shown else Standing.DUE
    said = {Paid.CASH: Standing.CASH, Paid.TRANSFER: Standing.NOTED, Paid.EXEMPT: Standing.EXEMPT}
    return said[Paid(paid)] if paid else Standing.NONE


def purpose(case_code: str) -> str:
    """`CTCK VD7K4Q` for the case VD-7K4Q: letters that no bank changes, short enough for its 25."""
    return f"{MARK} {case_code.replace('-', '')}"


def codes_in(words: str, prefix: str) -> set[str]:
    """The codes of cases that a statement's words name, however the bank joined or cut them: {`VD-7K4Q`}."""
    found = re.findall(rf"{MARK}[^0-9A-Z]*{re.escape(prefix)}[^0-9A-Z]*([0-9A-Z]{{4}})", words.upper())
    return {f"{prefix}-{part}" for part in found}
