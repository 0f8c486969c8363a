"""The whole table of life, walked against an expectation written apart from it."""

import pytest

from app.domain.kinds import KINDS
from app.domain.life import AlreadyApproved, AlreadyDelivered, NotPossible, State, next_state

EXPECTED = """
new        case.submitted        submitted
new        case.declined         declined
new        decision.imported     ready
submitted  case.amended          submitted
submitted  case.returned         returned
submitted  case.approved         approved
submitted  case.refused          refused
submitted  case.withdrawn        withdrawn
submitted  paper.lost            withdrawn
returned   paper.lost            withdrawn
approved   paper.lost            closed
ready      paper.lost            closed
returned   case.amended          submitted
returned   case.withdrawn        withdrawn
approved   certificate.issued    approved
approved   certificate.printed   approved
ready      certificate.printed   ready
delivered  certificate.printed   delivered
closed     certificate.printed   closed
revoked    certificate.printed   revoked
approved   paper.sealed          ready
approved   certificate.revoked   revoked
approved   certificate.replaced  revoked
ready      delivery.attempted    ready
ready      delivery.completed    delivered
ready      case.closed           closed
ready      certificate.revoked   revoked
ready      certificate.replaced  revoked
delivered  delivery.corrected    ready
delivered  certificate.revoked   revoked
delivered  certificate.replaced  revoked
closed     certificate.revoked   revoked
closed     certificate.replaced  revoked
refused    paper.lost            refused
withdrawn  paper.lost            withdrawn
declined   paper.lost            declined
revoked    paper.lost            revoked
closed     paper.lost            closed
declined   delivery.completed    declined
refused    delivery.completed    refused
declined   delivery.corrected    declined
refused    delivery.corrected    refused
"""
NOTED = (
    "fee.given_back fee.taken paper.taken paper.received paper.handed paper.returned rating.given payment.noted "
    "payment.matched payment.parted case.assigned "
)
NOTED += "case.reconciled certificate.annotated hold.set hold.lifted ticket.bound ticket.issued rating.received"


def expected() -> dict[tuple[str, str], str]:
    moves = {(one, kind): other for one, kind, other in (line.split() for line in EXPECTED.split("\n") if line)}
    noted = {(state.value, kind): state.value for state in State for kind in NOTED.split()}
    return moves | noted


@pytest.mark.parametrize("state", [None, *State], ids=lambda state: state or "new")
def test_every_kind_in_every_state_does_what_the_table_says_and_nothing_else(state: State | None) -> None:
    table = expected()
    for kind in KINDS:
        wanted = table.get((state.value if state else "new", kind))
        if wanted:
            assert next_state(state, kind) == wanted
        else:
            with pytest.raises((NotPossible, AlreadyApproved, AlreadyDelivered)):
                next_state(state, kind)


def test_a_second_decision_is_told_that_the_first_has_fallen() -> None:
    for state in (State.APPROVED, State.READY, State.DELIVERED):
        with pytest.raises(AlreadyApproved):
            next_state(state, "case.approved")


def test_a_second_hand_over_is_told_that_the_first_was_recorded() -> None:
    with pytest.raises(AlreadyDelivered):
        next_state(State.DELIVERED, "delivery.completed")
