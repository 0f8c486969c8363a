"""L1, way A: the officer who was there certifies; nobody else decides for him, before or after."""

from datetime import date

import pytest

from app.domain import acts
from app.domain.authority import Authority, Capacity
from app.services import staff
from app.store.ids import uuid7
from app.work import begin
from tests.people import Cast
from tests.services.acting import act, refused, why

ASSIGNED = Authority(
    "", Capacity.ASSIGNED, "Công chức tư pháp - hộ tịch", "9/QĐ-UBND", date(2026, 1, 2), date(2026, 1, 3), None,
    ("TUQ. CHỦ TỊCH",),
)  # fmt: skip


def test_l1_way_a_needs_the_officers_own_authority_on_the_day_of_the_signing(cast: Cast) -> None:
    phone = cast.phone(cast.tuan)
    body = cast.body(way="A", wording={"code": "W1", "version": 1})
    verdict = cast.send(phone, "case.submitted", uuid7(cast.clock.at), body)
    assert (verdict.verdict, verdict.code) == ("held", "no_authority")


def certified_at_home(cast: Cast) -> str:
    with begin(cast.tools) as work:
        staff.record_authority(work, staff.Staff(cast.org, cast.quang), cast.lan, ASSIGNED)
    case_id = cast.submitted(cast.phone(), way="A", wording={"code": "W1", "version": 1})
    cast.passkey(cast.minh)
    cast.passkey(cast.lan)
    return case_id


@pytest.mark.parametrize(
    ("kind", "code", "state"), [(acts.Act.RETURN, "anh_mo", "returned"), (acts.Act.REFUSE, "not_free", "refused")]
)
def test_the_officer_returns_or_refuses_his_own_home_case_and_a_leader_cannot(
    cast: Cast, kind: acts.Act, code: str, state: str
) -> None:
    case_id = certified_at_home(cast)
    reason = why(code, "Xem lại trên máy tính mới thấy")
    refused("not_there", lambda: act(cast, cast.keys[cast.minh], cast.minh, case_id, kind, reason))
    act(cast, cast.keys[cast.lan], cast.lan, case_id, kind, reason)
    (change,) = cast.feed(cast.lan)
    assert change["fields"]["state"] == state


def test_a_leaders_review_annotates_what_an_officer_certified(cast: Cast) -> None:
    case_id = certified_at_home(cast)
    act(cast, cast.keys[cast.lan], cast.lan, case_id, acts.Act.APPROVE, None)
    act(cast, cast.keys[cast.minh], cast.minh, case_id, acts.Act.ANNOTATE, why("annotate", "Đã xem lại"))
