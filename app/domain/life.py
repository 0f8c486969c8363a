"""The case's life: one table of moves; nothing else decides what may happen to a case."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.problems import Problem


class State(StrEnum):
    """Where a case stands at the commune; a draft on a phone is not a state."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    READY = "ready"
    DELIVERED = "delivered"
    CLOSED = "closed"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class NotPossible(Problem):
    """The table has no such move."""

    code = "not_possible"


class AlreadyApproved(Problem):
    """The decision has fallen; a mistake is put right by annotation, revocation or replacement."""

    code = "already_approved"


class AlreadyDelivered(Problem):
    """The result was handed over before."""

    code = "already_delivered"


# somebody still has to do something about it
OPEN = frozenset({State.SUBMITTED, State.RETURNED, State.APPROVED, State.READY})

S = State
MOVES: Mapping[tuple[State | None, str], State] = {
    (None, "case.submitted"): S.SUBMITTED,
    (None, "case.declined"): S.DECLINED,
    (None, "decision.imported"): S.READY,
    (S.SUBMITTED, "case.amended"): S.SUBMITTED,
    (S.SUBMITTED, "case.returned"): S.RETURNED,
    (S.SUBMITTED, "case.approved"): S.APPROVED,
    (S.SUBMITTED, "case.refused"): S.REFUSED,
    (S.SUBMITTED, "case.withdrawn"): S.WITHDRAWN,
    (S.RETURNED, "case.amended"): S.SUBMITTED,
    (S.RETURNED, "case.withdrawn"): S.WITHDRAWN,
    (S.SUBMITTED, "paper.lost"): S.WITHDRAWN,
    (S.RETURNED, "paper.lost"): S.WITHDRAWN,
    (S.APPROVED, "paper.lost"): S.CLOSED,
    # an original that still lay at the commune after its case had ended
    (S.REFUSED, "paper.lost"): S.REFUSED,
    (S.WITHDRAWN, "paper.lost"): S.WITHDRAWN,
    (S.DECLINED, "paper.lost"): S.DECLINED,
    (S.REVOKED, "paper.lost"): S.REVOKED,
    (S.CLOSED, "paper.lost"): S.CLOSED,
    (S.READY, "paper.lost"): S.CLOSED,
    (S.APPROVED, "certificate.issued"): S.APPROVED,
    (S.APPROVED, "certificate.printed"): S.APPROVED,
    # made late, or once more with the time of its stamp
    (S.READY, "certificate.printed"): S.READY,
    (S.DELIVERED, "certificate.printed"): S.DELIVERED,
    (S.CLOSED, "certificate.printed"): S.CLOSED,
    (S.REVOKED, "certificate.printed"): S.REVOKED,
    (S.APPROVED, "paper.sealed"): S.READY,
    (S.APPROVED, "certificate.revoked"): S.REVOKED,
    (S.APPROVED, "certificate.replaced"): S.REVOKED,
    (S.READY, "delivery.attempted"): S.READY,
    (S.READY, "delivery.completed"): S.DELIVERED,
    (S.READY, "case.closed"): S.CLOSED,
    (S.READY, "certificate.revoked"): S.REVOKED,
    (S.READY, "certificate.replaced"): S.REVOKED,
    (S.DELIVERED, "delivery.corrected"): S.READY,
    (S.DELIVERED, "certificate.revoked"): S.REVOKED,
    (S.DELIVERED, "certificate.replaced"): S.REVOKED,
    (S.CLOSED, "certificate.revoked"): S.REVOKED,
    (S.CLOSED, "certificate.replaced"): S.REVOKED,
    (S.DECLINED, "delivery.completed"): S.DECLINED,
    (S.REFUSED, "delivery.completed"): S.REFUSED,
    (S.DECLINED, "delivery.corrected"): S.DECLINED,
    (S.REFUSED, "delivery.corrected"): S.REFUSED,
}

# ended, and its original may still lie with somebody who must give it back (L18); delivered means that it went home
ENDED = frozenset({S.REFUSED, S.WITHDRAWN, S.DECLINED, S.REVOKED, S.CLOSED})
# who was refused at the door or went back on it signed nothing that stands
UNSIGNED = frozenset({S.DECLINED, S.WITHDRAWN})
# ended with a written refusal that somebody brings to its person
WITH_LETTER = frozenset({S.REFUSED, S.DECLINED})
# happen in any state of an existing case and leave it where it is
ANY_STATE = frozenset(
    {
        "paper.taken",
        "paper.received",
        "paper.handed",
        "paper.returned",
        "rating.given",
        "rating.received",
        "payment.noted",
        "payment.matched",
        "payment.parted",
        "fee.given_back",
        "fee.taken",
        "ticket.bound",
        "ticket.issued",
        "case.assigned",
        "case.reconciled",
        "certificate.annotated",
        "hold.set",
        "hold.lifted",
    }
)
_DECIDED = frozenset({S.APPROVED, S.READY, S.DELIVERED, S.CLOSED, S.REVOKED})
_BEFORE_DECISION = frozenset({"case.amended", "case.withdrawn", "case.approved", "case.returned", "case.refused"})


def next_state(state: State | None, kind: str) -> State:
    """The state after a record of this kind; AlreadyApproved, AlreadyDelivered or NotPossible when there is none."""
    found = MOVES.get((state, kind))
    if found is not None:
        return found
    if state is not None and kind in ANY_STATE:
        return state
    if state in _DECIDED and kind in _BEFORE_DECISION:
        raise AlreadyApproved
    if state is S.DELIVERED and kind.startswith("delivery."):
        raise AlreadyDelivered
    raise NotPossible
