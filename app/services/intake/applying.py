"""What a phone's record does to its case: one function a kind, all by the table of life."""

from collections.abc import Callable

from app.services.intake import delivering, guiding, rating, submitting, ticketing, visiting
from app.services.intake.arrived import Arrived, NotApplied
from app.work import Work

_HANDLERS: dict[str, Callable[[Work, Arrived], None]] = {
    "case.submitted": submitting.submitted,
    "case.declined": submitting.declined,
    "case.amended": submitting.amended,
    "case.withdrawn": submitting.withdrawn,
    "delivery.completed": delivering.delivered,
    "delivery.attempted": delivering.attempted,
    "delivery.corrected": delivering.corrected,
    "rating.given": rating.given,
    "ticket.bound": ticketing.bound,
    "visit.planned": visiting.planned,
    "visit.closed": visiting.closed,
    "visit.passed": visiting.passed,
    "guidance.given": guiding.given,
}


def apply(work: Work, arrived: Arrived) -> None:
    """Moves the case; a Problem means that the record is held with its code."""
    handler = _HANDLERS.get(arrived.read.kind)
    if handler is None or arrived.read.practice:
        raise NotApplied
    handler(work, arrived)
