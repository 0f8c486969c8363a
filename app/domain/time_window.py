"""A phone's clock is not evidence: the signing lies between the newest beacon before it and the arrival."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from app.domain.problems import Problem

TOLERANCE = timedelta(minutes=5)
WIDE = timedelta(hours=24)


class SignedLater(Problem):
    """The paper would have been signed after its photos arrived, or after the decision on it."""

    code = "signed_later"


@dataclass(frozen=True, slots=True)
class Moments:
    """Not before (a beacon, or None), the officer's word, the sealing by the phone's clock, the arrival."""

    not_before: datetime | None
    signed_at: datetime
    made_at: datetime
    not_after: datetime


def flags(moments: Moments) -> list[str]:
    """`out_of_window` when the order is broken, `window_over_24h` when the window says too little."""
    found = []
    order = [moments.signed_at, moments.made_at, moments.not_after]
    if moments.not_before is not None:
        order.insert(0, moments.not_before)
    if any(later + TOLERANCE < earlier for earlier, later in pairwise(order)):
        found.append("out_of_window")
    if moments.not_before is None or moments.not_after - moments.not_before > WIDE:
        found.append("window_over_24h")
    return found
