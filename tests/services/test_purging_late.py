"""What a phone says of a visit after its content was destroyed: nobody takes it, and it goes the same way at once."""

from flask import Flask
from sqlalchemy import select

from app.domain import acts
from app.reports import purging as report
from app.services import audit
from app.store import held, tables
from app.work import look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.acting import act, refused, why
from tests.services.test_purging import TWO_YEARS
from tests.services.test_purging_visits import SAID, confirm, due, held_anywhere, planned, propose
from tests.services.test_rebuild import PLAN, differing


def late(cast: Cast) -> tuple[str, list[int]]:
    """A visit that was destroyed, and two records of a phone that came afterwards."""
    phone, key = cast.phone(), cast.passkey(cast.minh)
    visit = planned(cast, phone)
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, key, propose(cast, visit))
    at = cast.clock.at.isoformat(timespec="milliseconds")
    closed = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at}
    plan = {**PLAN, "name": SAID[0], "hamlet": SAID[1]}
    for kind, body in (
        ("visit.closed", closed),
        ("visit.planned", plan),
        ("visit.passed", {**PASSED, "passed_at": at}),
    ):
        said = cast.send(phone, kind, visit, body)
        assert (said.verdict, said.code) == ("held", "visit_emptied"), kind
    with look(cast.tools) as work:
        return visit, [one.seq for one in held.open_of_case(work.db, cast.org, visit)]


PASSED = {"v": 1, "words": "Bận"}


def test_nobody_takes_it_and_the_desk_says_why(app: Flask, cast: Cast) -> None:
    visit, waits = late(cast)
    key = cast.passkey(cast.hanh)
    assert "Nội dung lượt này đã hủy" in enter(app, cast, cast.hanh).get(f"/can-doi-chieu/{visit}").text
    for seq in waits:
        taking = why(words="Nhận", take=str(seq))
        refused("visit_emptied", lambda taking=taking: act(cast, key, cast.hanh, visit, acts.Act.RECONCILE, taking))


def test_l16_once_a_person_noted_it_it_is_due_at_once_and_nothing_of_it_is_left(cast: Cast) -> None:
    visit, _ = late(cast)
    assert due(cast) == []
    act(cast, cast.passkey(cast.hanh), cast.hanh, visit, acts.Act.RECONCILE, why(words="Đã hủy, chỉ ghi nhận", take=""))
    assert "record_body" in held_anywhere(cast, *SAID)
    assert due(cast) == [visit]
    with look(cast.tools) as work:
        before = work.db.execute(select(tables.visit)).mappings().one()
    confirm(cast, cast.passkey(cast.minh), propose(cast, visit))
    assert held_anywhere(cast, *SAID, "chỉ ghi nhận") == set()
    assert due(cast) == []
    with look(cast.tools) as work:
        after = work.db.execute(select(tables.visit)).mappings().one()
        assert {**after, "newest": ""} == {**before, "newest": ""}
        assert audit.verify(work).problems == []
        assert report.due_visits(work.db, cast.other_org, work.at) == []
    assert differing(cast) == ({}, [])
