"""Decisions on social allowances: from the clerk's sheet to the home, once."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import acts, delivery
from app.domain.decision_sheet import guess
from app.media.sample import signed_page
from app.reports import carrying, changes, kept_of_person
from app.services import benefits, papers
from app.store import cases, tables
from app.work import begin, look
from tests.people import Cast
from tests.services.acting import act, refused, why
from tests.services.test_purging import confirm, propose
from tests.services.test_rebuild import differing

HEAD = ["Số QĐ", "Ngày QĐ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Khoản", "Hệ số", "Mức", "Hưởng từ", "Cán bộ"]
SAU = ["15/QĐ-UBND", "20/11/2026", "Nguyễn Thị Sáu", "1954", "024154000066", "Tổ 2", "5a", "1,5", "750.000", "11/2026",
       ""]  # fmt: skip
KHANH = ["16/QĐ-UBND", "20/11/2026", "Trần Văn Khánh", "1970", "024070000031", "Tổ 3", "8", "1,5", "750.000", "11/2026",
         "Tuấn"]  # fmt: skip


def sheet(cast: Cast, *rows: list[str], reasons: Mapping[int, str] | None = None) -> benefits.Sheet:
    whole = [HEAD, *rows]
    return benefits.Sheet(whole, guess(whole), cast.lan, reasons or {})


def take(cast: Cast, *rows: list[str], reasons: Mapping[int, str] | None = None) -> benefits.Taken:
    with begin(cast.tools) as work:
        return benefits.take_sheet(work, cast.org, cast.hanh, sheet(cast, *rows, reasons=reasons))


def imported(cast: Cast) -> list[cases.CaseRow]:
    with look(cast.tools) as work:
        query = select(tables.case.c.id).where(tables.case.c.task == "benefit").order_by(tables.case.c.dossier)
        found = [cases.get(work.db, one) for one in work.db.execute(query).scalars()]
    return [one for one in found if one is not None]


def handed(cast: Cast, case_id: str) -> None:
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))


def body(cast: Cast, **changes: Any) -> dict[str, Any]:
    whole = cast.delivery() | {"mode": "paper", "reading": "read_out", "explained": sorted(delivery.EXPLAINED)}
    return {**whole, **changes}


def test_a_sheet_becomes_cases_that_an_officer_finds_on_his_phone_when_he_has_the_paper(cast: Cast) -> None:
    assert take(cast, SAU) == benefits.Taken(1, 0)
    (case,) = imported(cast)
    assert (case.state, case.officer, case.title) == ("ready", cast.lan, "Quyết định số 15/QĐ-UBND ngày 20/11/2026")
    (told,) = cast.feed(cast.lan)
    assert told["fields"]["holder"] == "clerk"
    handed(cast, case.id)
    told = cast.feed(cast.lan)[-1]["fields"]
    assert (told["holder"], told["task"], told["decision"]["amount"]) == ("officer", "benefit", 750_000)
    assert told["identity"] == SAU[4]
    assert differing(cast) == ({}, [])


def test_a_decision_is_handed_over_once_whichever_phone_comes_first(cast: Cast) -> None:
    phone, other = cast.phone(), cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    assert cast.send(phone, "delivery.completed", case.id, body(cast)).verdict == "accepted"
    second = cast.send(other, "delivery.completed", case.id, body(cast))
    assert (second.verdict, second.code) == ("held", "already_delivered")
    (kept,) = imported(cast)
    assert kept.state == "delivered"
    assert kept.fields["delivery"]["explained"] == sorted(delivery.EXPLAINED)
    assert differing(cast) == ({}, [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"explained": ["amount"]}, "not_explained"),
        ({"mode": "fingerprint", "finger": "tro_phai", "ink": None}, "slip_photo_missing"),
        ({"mode": "fingerprint", "finger": "", "ink": None}, "signing_unclear"),
        ({"mode": "neither"}, "signing_unclear"),
        ({"recipient": {"who": "authorised", "name": "Lê Văn Tám", "relation": "con", "paper": "the_can_cuoc"}},
         "slip_photo_missing"),
        ({"explained": ["gì đó"]}, "bad_body"),
    ],
)  # fmt: skip
def test_a_hand_over_that_is_not_whole_waits_for_a_person(cast: Cast, change: dict[str, Any], code: str) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    whole = {name: value for name, value in body(cast, **change).items() if value is not None}
    verdict = cast.send(phone, "delivery.completed", case.id, whole)
    assert (verdict.verdict, verdict.code) == ("held", code)


def test_a_fingerprint_and_the_paper_of_who_is_authorised_come_as_photos(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    who = {"who": "authorised", "name": "Lê Văn Tám", "relation": "con trai", "paper": "the_can_cuoc",
           "number": "024080000008", "how": "scan", "right": "Giấy ủy quyền số 3"}  # fmt: skip
    whole = body(cast, mode="fingerprint", finger="tro_phai", recipient=who)
    del whole["ink"]
    photos = [("authorisation", 0, signed_page("Uy quyen", "Sau")), ("fingerprint", 0, signed_page("Phieu", "Sau"))]
    verdict = cast.send(phone, "delivery.completed", case.id, whole, photos)
    assert (verdict.verdict, verdict.code) == ("accepted", "")
    (kept,) = imported(cast)
    assert [one["role"] for one in kept.fields["delivery"]["pictures"]] == ["authorisation", "fingerprint"]
    assert differing(cast) == ({}, [])


def test_a_phone_of_an_older_release_still_hands_over(cast: Cast) -> None:
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    assert cast.send(cast.phone(), "delivery.completed", case.id, cast.delivery()).verdict == "accepted"


def attempt(cast: Cast, reason: str) -> dict[str, Any]:
    at = cast.clock.at.isoformat(timespec="milliseconds")
    return {"v": 1, "reason": reason, "text": "", "attempted_at": at, "again_on": None}


def test_who_died_is_asked_for_by_nobody_again(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU, [*KHANH[:4], SAU[4], *KHANH[5:10], ""])
    first, second = imported(cast)
    cast.send(phone, "delivery.attempted", first.id, attempt(cast, delivery.DIED))
    told = {one["case"]: one["fields"] for one in cast.feed(cast.lan)}
    assert told[first.id]["quiet"]
    assert told[second.id]["quiet"]
    with begin(cast.tools) as work:
        papers.close(work, papers.Hand(cast.org, cast.hanh, first.id), delivery.DIED, "Giấy chứng tử số 8")
    kept = imported(cast)[0]
    assert (kept.state, kept.ended and kept.ended["code"]) == ("closed", delivery.DIED)
    told = {one["case"]: one["fields"] for one in cast.feed(cast.lan)}
    assert told[second.id]["quiet"]
    assert differing(cast) == ({}, [])


def test_a_word_that_he_lives_after_all_ends_the_quiet(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    cast.send(phone, "delivery.attempted", case.id, attempt(cast, delivery.DIED))
    cast.send(phone, "delivery.attempted", case.id, attempt(cast, "vang_nha"))
    assert not cast.feed(cast.lan)[-1]["fields"]["quiet"]


def heard(cast: Cast) -> dict[str, bool]:
    return {one["case"]: one["fields"].get("quiet", False) for one in cast.feed(cast.lan)}


@pytest.mark.parametrize("kind", ["delivery.completed", "delivery.attempted"])
def test_a_death_told_by_mistake_is_taken_back_of_all_that_is_carried_to_him(cast: Cast, kind: str) -> None:
    phone = cast.phone()
    take(cast, SAU, [*KHANH[:4], SAU[4], *KHANH[5:10], ""])
    first, second = imported(cast)
    handed(cast, first.id)
    cast.send(phone, "delivery.attempted", first.id, attempt(cast, delivery.DIED))
    with look(cast.tools) as work:
        after = changes.page(work.db, cast.lan, 0).cursor
    said = body(cast) if kind == "delivery.completed" else attempt(cast, "vang_nha")
    assert cast.send(phone, kind, first.id, said).verdict == "accepted"
    with look(cast.tools) as work:
        told = {one["case"]: one["fields"] for one in changes.page(work.db, cast.lan, after).changes}
    assert not told[second.id]["quiet"]
    assert differing(cast) == ({}, [])


@pytest.mark.parametrize("kind", ["delivery.completed", "delivery.attempted"])
def test_whoever_is_met_for_another_of_his_results_has_not_died_for_any(cast: Cast, kind: str) -> None:
    phone = cast.phone()
    again = [SAU[4], *KHANH[5:10], ""]
    take(cast, SAU, [*KHANH[:4], *again], ["77/QĐ-UBND", *KHANH[1:4], *again])
    first, second, third = imported(cast)
    handed(cast, first.id)
    handed(cast, second.id)
    cast.send(phone, "delivery.attempted", first.id, attempt(cast, delivery.DIED))
    assert {one: quiet for one, quiet in heard(cast).items() if quiet}.keys() == {first.id, second.id, third.id}
    with look(cast.tools) as work:
        after = changes.page(work.db, cast.lan, 0).cursor
    cast.clock.forward(minutes=5)
    said = body(cast) if kind == "delivery.completed" else attempt(cast, "vang_nha")
    assert cast.send(phone, kind, second.id, said).verdict == "accepted"
    with look(cast.tools) as work:
        told = {one["case"]: one["fields"] for one in changes.page(work.db, cast.lan, after).changes}
        assert carrying.carried(work.db, cast.org, carrying.Asked()).died == []
    assert not told[third.id]["quiet"] and not told[first.id]["quiet"]
    # and a later word that he has died counts again
    cast.clock.forward(minutes=5)
    cast.send(phone, "delivery.attempted", first.id, attempt(cast, delivery.DIED))
    assert heard(cast)[third.id]
    assert differing(cast) == ({}, [])


def test_who_fetched_his_paper_at_the_counter_is_not_dead(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU, [*KHANH[:4], SAU[4], *KHANH[5:10], ""])
    first, second = imported(cast)
    cast.send(phone, "delivery.attempted", first.id, attempt(cast, delivery.DIED))
    with begin(cast.tools) as work:
        papers.close(work, papers.Hand(cast.org, cast.hanh, first.id), delivery.AT_COUNTER, "")
    assert not heard(cast)[second.id]


@pytest.mark.parametrize(("who", "left"), [("self", 5), ("household", 1)])
def test_a_copy_for_the_person_names_nobody_who_received_for_him(cast: Cast, who: str, left: int) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    to = {"who": who, "name": "Lê Văn Tám", "relation": "con", "paper": "the_can_cuoc", "number": "024080000008"}
    cast.send(phone, "delivery.completed", case.id, body(cast, recipient=to))
    with look(cast.tools) as work:
        (kept,) = kept_of_person.gather(work.db, cast.org, SAU[4]).cases
    assert len([value for value in kept["fields"]["delivery"]["recipient"].values() if value]) == left
    assert ("Lê Văn Tám" in str(kept)) == (who == "self")


def test_the_third_time_in_a_row_names_the_rule_of_suspension(cast: Cast) -> None:
    phone = cast.phone()
    take(cast, SAU)
    (case,) = imported(cast)
    for _ in range(2):
        cast.send(phone, "delivery.attempted", case.id, attempt(cast, "vang_nha"))
        assert not cast.feed(cast.lan)[-1]["fields"]["failed"]["warned"]
    cast.send(phone, "delivery.attempted", case.id, attempt(cast, "di_vien"))
    assert cast.feed(cast.lan)[-1]["fields"]["failed"] == {"count": 3, "warned": True}


@pytest.mark.parametrize(
    ("outcome", "holder"), [("tai_tru_so", "person"), (delivery.DIED, "filed"), ("tu_choi_nhan", "filed")]
)
def test_a_clerk_closes_what_nobody_carries(cast: Cast, outcome: str, holder: str) -> None:
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    with begin(cast.tools) as work:
        hand = papers.Hand(cast.org, cast.hanh, case.id)
        refused("paper_elsewhere", lambda: papers.close(work, hand, outcome, "Đã hỏi"))
        papers.receive(work, hand)
        papers.close(work, hand, outcome, "Đã hỏi")
        held = cases.paper(work.db, case.id)
    assert held is not None
    assert held.holder == holder
    assert imported(cast)[0].state == "closed"
    assert differing(cast) == ({}, [])


def test_nobody_judges_a_decision_by_passkey(cast: Cast) -> None:
    take(cast, SAU)
    (case,) = imported(cast)
    key = cast.passkey(cast.minh)
    revoke = why("wrong", "Sai", decision_no="1/QĐ", decision_date="2026-11-20")
    refused("not_possible", lambda: act(cast, key, cast.minh, case.id, acts.Act.REVOKE, revoke))


def test_a_decision_that_was_lost_comes_in_again_once_it_is_printed_anew(cast: Cast) -> None:
    take(cast, SAU)
    (case,) = imported(cast)
    with begin(cast.tools) as work:
        papers.lose(work, papers.Hand(cast.org, cast.hanh, case.id), "Ướt mưa")
    assert take(cast, SAU) == benefits.Taken(1, 0)
    assert differing(cast) == ({}, [])


def test_a_decision_that_was_destroyed_in_time_leaves_the_codes_of_others_as_they_are(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    take(cast, SAU)
    (case,) = imported(cast)
    handed(cast, case.id)
    assert cast.send(phone, "delivery.completed", case.id, body(cast)).verdict == "accepted"
    cast.submitted(phone)
    cast.clock.forward(days=5 * 366)
    confirm(cast, cast.minh, key, propose(cast, cast.hanh, case.id))
    assert imported(cast) == []
    assert differing(cast) == ({}, [])
