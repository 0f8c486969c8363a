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
    # paid more than once, by transfers that the bank shows or one and cash at the door: what is too much goes back
    TWICE = "twice"
    # the case ended before anything was paid: nobody asks for it any more
    DROPPED = "dropped"
    # the case ended after it was paid, and all of it was given back
    RETURNED = "returned"


class NoAccount(Problem):
    """No account takes transfers here yet."""

    code = "no_account"


class NothingDue(Problem):
    """Nothing is to be paid for this case, or it was paid."""

    code = "nothing_due"


class NothingOwed(Problem):
    """Nothing of this case's fee is to be given back, or less than this."""

    code = "nothing_owed"


class NotInHand(Problem):
    """The officer took no cash for this case, or what he has not handed in yet does not cover the sum."""

    code = "not_in_hand"


class NoSuchPayment(Problem):
    """No case with this code has a fee of this very sum."""

    code = "no_such_payment"


class PaidBefore(Problem):
    """A statement shows this case as paid: only who says that it was transferred twice gives it one more line."""

    code = "paid_before"


class WentBack(Problem):
    """What this line brought was given back to its person: it stays with its case."""

    code = "went_back"


# for which a transfer is still awaited; beside cash one may come to light all the same
OPEN = frozenset({Paid.LATER, Paid.TRANSFER})


def as_paid(paid: str, *, matched: int) -> Paid:
    """The one rule: what a bank's statement shows was paid by transfer, whatever the officer could know of it."""
    return Paid.TRANSFER if matched else Paid(paid)


def too_often(paid: str, *, matched: int) -> int:
    """How many times more than once it was paid: in cash, and by each of the `matched` transfers of a statement."""
    return max(0, (paid == Paid.CASH) + matched - 1)


def owed_back(fee: Mapping[str, Any] | None, *, matched: int, ended: bool, given: int = 0) -> int:
    """What is still to be given back of what is surely here, in đồng: cash, and each transfer that the bank shows; all
    of it where the case ended without a result, else what is more than the fee. `given` went back already."""
    amount, paid = (fee or {}).get("amount", 0), (fee or {}).get("paid")
    here = amount * ((paid == Paid.CASH) + matched)
    return int(max(0, here - (0 if ended else min(amount, here)) - given))


def owed_parts(fee: Mapping[str, Any] | None, *, matched: int, ended: bool, given: int = 0) -> tuple[int, int]:
    """What of `owed_back` was paid twice, and what was paid for a case that ended; where both are so, what went back
    first was the former."""
    owed = owed_back(fee, matched=matched, ended=ended, given=given)
    of_ended = min(owed, int((fee or {}).get("amount", 0))) if ended else 0
    return owed - of_ended, of_ended


def standing(
    fee: Mapping[str, Any] | None, *, shown: bool, matched: int, ended: bool = False, given: int = 0
) -> Standing:
    """How a case's fee stands; `fee` as the officer noted it, `given` what went back to its person."""
    paid = (fee or {}).get("paid")
    if given and not owed_back(fee, matched=matched, ended=ended, given=given):
        return Standing.RETURNED if ended else Standing.MATCHED
    if matched:
        return Standing.TWICE if too_often(paid or "", matched=matched) else Standing.MATCHED
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


GIVEN_BACK = "given_back"


def given_back(fields: Mapping[str, Any]) -> int:
    """What of a case's fee went back to its person, in đồng."""
    return sum(int(one["amount"]) for one in fields.get(GIVEN_BACK) or ())


def with_return(fields: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """A case's fields with one return more: `amount`, `to` whom, `receipt`, `reason`, `payer` (who paid it out: the
    officer from what he has not handed in, empty: the office), `on` its day, `by` who noted it, `once` its form."""
    return {**fields, GIVEN_BACK: [*(fields.get(GIVEN_BACK) or ()), dict(said)]}
