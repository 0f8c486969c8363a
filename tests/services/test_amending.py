"""What a phone sends after the first record: amendments, withdrawals, corrections, visits."""

from typing import Any

import pytest

from app.domain import acts
from app.evidence.encoding import sha256_hex
from app.jobs import runner
from app.media.sample import signed_page
from app.reports import cases as case_reports
from app.services import papers, viewing
from app.store import cases
from app.work import begin, look
from app.work.pen import stamp
from tests.people import Cast
from tests.services.test_acts import act, why


def returned(cast: Cast, **changes: Any) -> tuple[Any, str]:
    phone = cast.phone()
    case_id = cast.submitted(phone, **changes)
    act(cast, cast.passkey(cast.minh), cast.minh, case_id, acts.Act.RETURN, why("anh_mo", "Trang 1"))
    return phone, case_id


def amendment(**more: Any) -> dict[str, Any]:
    return {"v": 1, "patch": [{"path": "hamlet", "was": "Tổ 2", "now": "Tổ 3"}], "struck": [], "words": "", **more}


def found(cast: Cast, case_id: str) -> cases.CaseRow:
    with look(cast.tools) as work:
        row = cases.get(work.db, case_id)
    assert row is not None
    return row


def test_an_amendment_makes_a_new_revision_that_must_be_shown_anew(cast: Cast) -> None:
    phone, case_id = returned(cast)
    assert cast.send(phone, "case.amended", case_id, amendment()).verdict == "accepted"
    row = found(cast, case_id)
    assert (row.state, row.revision, row.hamlet, row.fields["hamlet"], row.returned) == (
        "submitted", 2, "Tổ 3", "Tổ 3", None
    )  # fmt: skip
    (told,) = row.amended
    assert (told["returned"]["by_name"], told["photos"]) == ("Hoàng Đức Minh", [])
    assert [(one["path"], one["was"], one["now"]) for one in told["patch"]] == [("hamlet", "Tổ 2", "Tổ 3")]
    runner.run_due(cast.tools)
    with look(cast.tools) as work:
        names = viewing.pictures(work, cast.org, case_id)
    assert [(one.role, one.place) for one in names] == [("ink", 0), ("signed_page", 0)]


def test_a_blurred_page_is_photographed_again_and_the_old_photo_stays_as_evidence(cast: Cast) -> None:
    phone, case_id = returned(cast)
    old = found(cast, case_id).evidence
    fresh = signed_page("Giay uy quyen", "Sau ro")
    letter, (part,) = phone.letter(
        cast.tools, "case.amended", case_id, amendment(patch=[], struck=[old[0]["sha256"]]), [fresh]
    )
    phone.bring(cast.tools, part)
    assert phone.post(cast.tools, letter).verdict == "accepted"
    (new,) = found(cast, case_id).evidence
    assert (new["sha256"], new["place"]) == (sha256_hex(part), 0)
    assert found(cast, case_id).amended[0]["photos"] == [0]
    assert found(cast, case_id).amended[0]["struck"] == [old[0]]
    assert cast.tools.blobs.read(old[0]["sha256"])
    runner.run_due(cast.tools)
    with look(cast.tools) as work:
        assert viewing.picture(work, cast.viewer(cast.minh), case_id, new["sha256"]).mime == "image/jpeg"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (amendment(patch=[{"path": "person.name", "was": "Nguyễn Thị Sáu", "now": "Khác"}]), "not_amendable"),
        (amendment(patch=[{"path": "ink", "was": {}, "now": {}}]), "not_amendable"),
        (amendment(patch=[{"path": "hamlet", "was": "Tổ 9", "now": "Tổ 3"}]), "patch_conflict"),
        (amendment(patch=[{"path": "hamlet", "was": "Tổ 2", "now": ""}]), "bad_body"),
        (amendment(patch=[{"path": "why", "was": {"code": "gia_yeu", "text": ""}, "now": {"code": "x", "text": ""}}]),
         "reason_missing"),
        (amendment(struck=["0" * 64]), "evidence_unknown"),
        (amendment(more=1), "bad_body"),
    ],
)  # fmt: skip
def test_what_cannot_be_amended_is_held_and_the_case_stays(cast: Cast, body: dict[str, Any], code: str) -> None:
    phone, case_id = returned(cast)
    verdict = cast.send(phone, "case.amended", case_id, body)
    assert (verdict.verdict, verdict.code) == ("held", code)
    assert (found(cast, case_id).state, found(cast, case_id).revision) == ("returned", 1)


def test_a_page_may_not_be_struck_out_without_a_new_one(cast: Cast) -> None:
    phone, case_id = returned(cast)
    struck = [found(cast, case_id).evidence[0]["sha256"]]
    assert cast.send(phone, "case.amended", case_id, amendment(patch=[], struck=struck)).code == "evidence_unknown"


def test_an_amendment_that_comes_after_the_approval_is_held(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    assert cast.send(phone, "case.amended", case_id, amendment()).code == "already_approved"


def withdrawal(cast: Cast, **more: Any) -> dict[str, Any]:
    at = cast.clock.at.isoformat(timespec="milliseconds")
    return {"v": 1, "code": "doi_y", "text": "", "paper_returned": True, "withdrawn_at": at, **more}


def test_a_withdrawal_before_a_decision_gives_the_paper_back(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    assert cast.send(phone, "case.withdrawn", case_id, withdrawal(cast, code="khac")).code == "reason_needed"
    assert cast.send(phone, "case.withdrawn", case_id, withdrawal(cast)).verdict == "accepted"
    with look(cast.tools) as work:
        held = cases.paper(work.db, case_id)
    assert held is not None and held.holder == "person"
    assert found(cast, case_id).state == "withdrawn"


def test_a_withdrawal_after_the_decision_is_held(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    assert cast.send(phone, "case.withdrawn", case_id, withdrawal(cast)).code == "already_approved"


def test_the_officer_corrects_a_hand_over_on_the_same_day(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    cast.clock.forward(hours=2)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "reason": "nham_ho_so", "text": "", "corrected_at": at}
    assert cast.send(phone, "delivery.corrected", case_id, body).verdict == "accepted"
    assert (found(cast, case_id).state, found(cast, case_id).delivered_at) == ("ready", None)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"


def test_a_refusal_at_the_door_is_handed_over_and_noted(cast: Cast) -> None:
    phone, case_id = cast.phone(), cast.new_id()
    body = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}
    assert cast.send(phone, "case.declined", case_id, body).verdict == "accepted"
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    row = found(cast, case_id)
    assert (row.state, row.delivered_at is not None) == ("declined", True)
    assert row.ended is not None and row.ended["code"] == "not_lucid"


def moved(at: str, was: str) -> dict[str, Any]:
    return amendment(patch=[{"path": "signing.signed_at", "was": was, "now": at}])


def test_an_hour_that_an_amendment_moves_is_held_against_the_submissions_own_moments(cast: Cast) -> None:
    phone, case_id = returned(cast)
    before = found(cast, case_id)
    was = before.fields["signing"]["signed_at"]
    assert (before.flags, before.due_at.isoformat()) == ([], "2026-11-23T10:00:00+00:00")
    verdict = cast.send(phone, "case.amended", case_id, moved("2026-10-14T09:28:00.000+07:00", was))
    assert verdict.verdict == "accepted"
    after = found(cast, case_id)
    assert "out_of_window" in after.flags
    assert after.due_at.isoformat() == "2026-10-14T10:00:00+00:00"


def test_an_hour_after_the_arrival_of_the_photos_waits_for_a_person(cast: Cast) -> None:
    phone, case_id = returned(cast)
    was = found(cast, case_id).fields["signing"]["signed_at"]
    verdict = cast.send(phone, "case.amended", case_id, moved("2027-09-19T09:28:00.000+07:00", was))
    assert (verdict.verdict, verdict.code) == ("held", "signed_later")
    assert found(cast, case_id).state == "returned"


def test_a_correction_that_only_the_phones_clock_puts_on_the_day_is_too_late(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    noted = cast.clock.at.isoformat(timespec="milliseconds")
    cast.clock.forward(days=20)
    cast.submitted(phone)  # the phone spoke with the server: its chain carries a later beacon
    body = {"v": 1, "reason": "nham_ho_so", "text": "", "corrected_at": noted}
    verdict = cast.send(phone, "delivery.corrected", case_id, body)
    assert (verdict.verdict, verdict.code) == ("held", "too_late_to_correct")


def test_a_failed_hand_over_is_told_to_the_officer_with_its_reason(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    body = {"v": 1, "reason": "vang_nha", "text": "", "attempted_at": stamp(cast.clock.at), "again_on": "2026-11-25"}
    assert cast.send(phone, "delivery.attempted", case_id, body).verdict == "accepted"
    (change,) = cast.feed(cast.lan)
    assert change["fields"]["attempted"]["reason"] == "vang_nha"
    assert change["fields"]["attempted"]["again_on"] == "2026-11-25"


def test_a_withdrawal_is_taken_although_the_clerk_has_the_paper_and_the_clerk_gives_it_back(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    hand = papers.Hand(cast.org, cast.hanh, case_id)
    with begin(cast.tools) as work:
        papers.receive(work, hand)
    body = {"v": 1, "code": "doi_y", "text": "", "withdrawn_at": stamp(cast.clock.at), "paper_returned": True}
    assert cast.send(phone, "case.withdrawn", case_id, body).verdict == "accepted"
    with look(cast.tools) as work:
        piles = case_reports.piles(work.db, cast.org)
    assert ([one.id for one in piles.to_give_back], piles.undecided) == ([case_id], [])
    with begin(cast.tools) as work:
        papers.give_back(work, hand)
    with look(cast.tools) as work:
        paper = cases.paper(work.db, case_id)
        assert paper is not None and (paper.holder, paper.person) == ("person", None)
        assert case_reports.piles(work.db, cast.org).to_give_back == []
