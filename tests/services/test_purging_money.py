"""A case whose money moved later is kept from then on; while some of it is still to go back it is not destroyed."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from app.domain.calendar import ZONE, local
from app.reports import purging as report
from tests.people import Cast
from tests.services.acting import refused
from tests.services.test_fees_back import BACK, CASH, give
from tests.services.test_purging import TWO_YEARS, due, propose

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
ROW: dict[str, Any] = {
    "received_at": NOON, "certified_at": None, "delivered_at": None, "since": None, "ended": None, "fields": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "on"),
    [
        ({}, "2026-11-23"),
        ({"fee_taken": {"by": "x", "on": "2026-11-20"}}, "2026-11-23"),
        ({"fee_taken": {"by": "x", "on": "2026-12-20"}}, "2026-12-20"),
        ({"given_back": [{"on": "2027-01-05"}, {"on": "2026-12-20"}]}, "2027-01-05"),
    ],
)
def test_l16_the_last_thing_that_happened_may_be_money(fields: dict[str, Any], on: str) -> None:
    assert local(report._ended({**ROW, "fields": fields})).date() == date.fromisoformat(on)


def test_l16_while_money_is_owed_nothing_of_it_is_destroyed_and_then_it_is_kept_its_years(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone, fee=CASH)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    reason = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True, "withdrawn_at": at}
    assert cast.send(phone, "case.withdrawn", case_id, reason).verdict == "accepted"
    cast.clock.forward(days=TWO_YEARS)
    assert due(cast) == []
    refused("not_due", lambda: propose(cast, cast.hanh, case_id))
    give(cast, case_id, replace(BACK, by_officer=True))
    assert due(cast) == []
    cast.clock.forward(days=TWO_YEARS)
    assert due(cast) == [case_id]
