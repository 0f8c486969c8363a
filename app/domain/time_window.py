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
    """Not before (a beacon, or None), the officer's word, the sealing by the phone's clock, the arrival; `heard` is
    when the commune first heard from the phone after the sealing, if it did before this came."""

    not_before: datetime | None
    signed_at: datetime
    made_at: datetime
    not_after: datetime
    heard: datetime | None = None


def flags(moments: Moments) -> list[str]:
    """`out_of_window` when the order is broken, `window_over_24h` when the window says too little, `late_arrival` when
    the phone spoke with the commune and still brought this only a day later."""
    found = []
    order = [moments.signed_at, moments.made_at, moments.not_after]
    if moments.not_before is not None:
        order.insert(0, moments.not_before)
    if any(later + TOLERANCE < earlier for earlier, later in pairwise(order)):
        found.append("out_of_window")
    if moments.not_before is None or moments.not_after - moments.not_before > WIDE:
        found.append("window_over_24h")
    if moments.heard is not None and moments.not_after - moments.heard > WIDE:
        found.append("late_arrival")
    return found
