"""A visit that must be kept beyond its time (L16)."""

import pytest
from flask import Flask

from app.domain import retention
from app.services import holds, purging
from app.work import begin
from tests.api.conftest import enter
from tests.people import Cast
from tests.services import test_purging
from tests.services.acting import refused
from tests.services.test_purging import TWO_YEARS
from tests.services.test_purging_visits import confirm, due, planned, propose
from tests.services.test_rebuild import differing


def test_l16_a_held_visit_is_not_due_even_after_it_was_proposed(cast: Cast) -> None:
    visit, key = planned(cast, cast.phone(), reason="vang_nha"), cast.passkey(cast.minh)
    cast.clock.forward(days=TWO_YEARS)
    proposal = propose(cast, visit)
    with begin(cast.tools) as work:
        asked = purging.ask(work, cast.org, cast.minh, proposal)
        holds.put_on_visit(work, cast.org, cast.hanh, visit, "Tòa án yêu cầu, 12/CV-TA")
    with pytest.raises(retention.NotDue), begin(cast.tools) as work:
        purging.confirm(work, cast.org, cast.minh, asked.nonce, key.get(asked.options))
    assert (due(cast), differing(cast)) == ([], ({}, []))
    for org, by, code in ((cast.org, cast.hanh, "not_possible"), (cast.other_org, cast.hoa, "not_found")):
        with begin(cast.tools) as work:
            refused(code, lambda work=work, org=org, by=by: holds.put_on_visit(work, org, by, visit, "lần nữa"))
    with begin(cast.tools) as work:
        holds.lift_off_visit(work, cast.org, cast.hanh, visit, "Vụ án đã kết thúc")
    with begin(cast.tools) as work:
        refused("not_possible", lambda: holds.lift_off_visit(work, cast.org, cast.hanh, visit, "lần nữa"))
    assert (due(cast), differing(cast)) == ([visit], ({}, []))
    confirm(cast, key, proposal)
    assert (due(cast), differing(cast)) == ([], ({}, []))


def test_l16_the_case_of_a_held_visit_waits_with_it(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    visit = planned(cast, phone)
    case_id = cast.submitted(phone, visit=visit)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    reason = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True, "withdrawn_at": at}
    assert cast.send(phone, "case.withdrawn", case_id, reason).verdict == "accepted"
    with begin(cast.tools) as work:
        holds.put_on_visit(work, cast.org, cast.hanh, visit, "Khiếu nại")
    cast.clock.forward(days=TWO_YEARS)
    assert test_purging.due(cast) == []
    with begin(cast.tools) as work:
        holds.lift_off_visit(work, cast.org, cast.hanh, visit, "Đã giải quyết")
    assert test_purging.due(cast) == [case_id]
    confirm(cast, key, propose(cast, cases=(case_id,)))
    assert differing(cast) == ({}, [])


def test_the_desk_holds_it_at_its_page_and_sees_it_in_the_list(app: Flask, cast: Cast) -> None:
    visit = planned(cast, cast.phone(), reason="vang_nha")
    hanh = enter(app, cast, cast.hanh)
    assert "Giữ lại, không hủy khi đến hạn" in hanh.get(f"/luot/{visit}").text
    assert hanh.post(f"/luot/{visit}/giu-lai", data={"words": "Thanh tra huyện"}).status_code == 302
    assert "Đang giữ lại, chưa được hủy." in hanh.get(f"/luot/{visit}").text
    page = hanh.get("/huy-du-lieu").text
    assert "Thanh tra huyện" in page and f'href="/luot/{visit}"' in page
    assert hanh.post(f"/luot/{visit}/thoi-giu", data={"words": "Xong"}).status_code == 302
    assert "Thanh tra huyện" not in hanh.get("/huy-du-lieu").text
