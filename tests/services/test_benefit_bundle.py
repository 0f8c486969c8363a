"""What proves that a decision was handed over, taken out of the house."""

from app.evidence.check import check
from app.evidence.check.report import State
from tests.people import Cast
from tests.services.test_benefits import SAU, body, handed, imported, take
from tests.services.test_bundles import made, trust


def test_nothing_in_the_bundle_of_a_decision_is_wrong(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    assert cast.send(phone, "delivery.completed", case.id, body(cast)).verdict == "accepted"
    found = check(made(cast, case.id), trust(cast))
    assert found.of(State.WRONG) == []
