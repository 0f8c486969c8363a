"""Return, refuse, annotate, revoke, reconcile: each by passkey, each bound to what was shown."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import acts
from app.evidence import decision, reverify
from app.media.sample import signed_page
from app.reports import cases as case_reports
from app.reports import public, register_book, waiting
from app.services import audit, communes, decisions, devices, intake, papers, printing, registers
from app.services.printing import Revoked, kept
from app.store import cases, tables
from app.store import register as book
from app.store.ids import uuid7
from app.work import Work, begin, look, sheets
from tests.people import Cast
from tests.services.acting import SALT, act, refused, why
from tests.services.test_rebuild import differing


def test_a_return_says_why_and_where_and_the_officer_sees_it(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    reason = acts.Why("anh_mo", "Trang 1 mờ ở góc dưới", SALT, {"place": 0, "x": 800, "y": 900})
    act(cast, key, cast.minh, case_id, acts.Act.RETURN, reason)
    (change,) = cast.feed(cast.lan)
    assert change["fields"]["state"] == "returned"
    back = change["fields"]["returned"]
    assert (back["reason"], back["words"], back["by_name"]) == (
        "Ảnh mờ, không đọc được", "Trang 1 mờ ở góc dưới", "Hoàng Đức Minh"
    )  # fmt: skip
    assert back["mark"] == {"place": 0, "x": 800, "y": 900}


def test_the_leaf_of_a_return_names_no_citizen_and_holds_without_the_database(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    act(cast, key, cast.minh, case_id, acts.Act.RETURN, why("khac", "Bà Sáu nói khác"))
    with look(cast.tools) as work:
        row = work.db.execute(select(tables.decision.c.kept)).scalar_one()
        shown = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert "Sáu" not in str(row)
    leaf = reverify.reverify(reverify.Kept(**row), shown.data)
    assert leaf["act"] == "return"
    assert leaf["why"]["sha256"] == decision.why_hash(SALT, "Bà Sáu nói khác", None, None)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (acts.Act.RETURN, None),
        (acts.Act.RETURN, why("unknown", "x")),
        (acts.Act.RETURN, why("khac", "  ")),
        (acts.Act.RETURN, acts.Why("anh_mo", "", "short")),
        (acts.Act.REFUSE, why("anh_mo", "x")),
        (acts.Act.APPROVE, why("anh_mo", "x")),
    ],
)
def test_an_act_without_what_must_be_said_with_it_is_refused(cast: Cast, kind: acts.Act, reason: Any) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    refused("reason_needed", lambda: act(cast, key, cast.minh, case_id, kind, reason))


def test_a_refusal_ends_the_case_with_its_legal_point_and_is_printed_once(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    act(cast, key, cast.minh, case_id, acts.Act.REFUSE, why("not_lucid", ""))
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
        (line,) = case_reports.to_print(work.db, cast.org)
    assert found is not None and found.ended is not None
    assert (found.state, found.ended["code"]) == ("refused", "not_lucid")
    assert "Khoản 1 Điều 25" in found.ended["basis"]
    assert line.id == case_id
    refused("not_possible", lambda: act(cast, key, cast.minh, case_id, acts.Act.APPROVE, None))


def test_the_original_of_a_refused_case_goes_back_with_the_written_refusal_only(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    hand = papers.Hand(cast.org, cast.hanh, case_id)
    with begin(cast.tools) as work:
        papers.receive(work, hand)
    act(cast, key, cast.minh, case_id, acts.Act.REFUSE, why("not_lucid", ""))
    for verb in (papers.give_back, papers.give):

        def move(verb: Callable[[Work, papers.Hand], None] = verb) -> None:
            with begin(cast.tools) as work:
                verb(work, hand)

        refused("refusal_not_printed", move)
    with begin(cast.tools) as work:
        printing.note(work, cast.org, cast.hanh, [(printing.gather(work, cast.org, [case_id], "")[0], b"pdf")], "")
        papers.give_back(work, hand)
    with look(cast.tools) as work:
        found, held = cases.get(work.db, case_id), cases.paper(work.db, case_id)
    # the officer has nothing left to carry: the refusal went with the original
    assert found is not None and held is not None
    assert (found.state, found.delivered_at, held.holder) == ("refused", cast.clock.at, "person")


def test_a_clerk_annotates_but_never_judges_nor_revokes(cast: Cast) -> None:
    case_id, minh, hanh = cast.submitted(cast.phone()), cast.passkey(cast.minh), cast.passkey(cast.hanh)
    refused("not_yours", lambda: act(cast, hanh, cast.hanh, case_id, acts.Act.RETURN, why("anh_mo")))
    cast.approved(case_id, minh)
    act(cast, hanh, cast.hanh, case_id, acts.Act.ANNOTATE, why("annotate", "Ghi nhầm tổ, đúng là Tổ 3"))
    refused("not_yours", lambda: act(cast, hanh, cast.hanh, case_id, acts.Act.REVOKE, why("revoke", "x")))
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None
    assert [(one["words"], one["revoked"]) for one in entry.notes] == [("Ghi nhầm tổ, đúng là Tổ 3", False)]


def test_l14_a_revocation_needs_the_chairmans_decision_keeps_the_number_and_stops_printing(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    number = cast.approved(case_id, key).number
    refused("reason_needed", lambda: act(cast, key, cast.minh, case_id, acts.Act.REVOKE, why("revoke", "Sai")))
    reason = why("revoke", "Không đúng người", decision_no="19/QĐ-UBND", decision_date="2026-11-23")
    act(cast, key, cast.minh, case_id, acts.Act.REVOKE, reason)
    with look(cast.tools) as work:
        entry, found = book.by_case(work.db, case_id), cases.get(work.db, case_id)
        with pytest.raises(Revoked):
            kept(work, cast.org, case_id)
    assert entry is not None and found is not None
    assert (entry.revoked, entry.number, found.state, found.number_text) == (True, 1, "revoked", number)
    assert cast.approved(cast.submitted(cast.phone()), key).number.startswith("02 ")


def code_of(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None and entry.code
    return entry.code


def test_a_paper_with_an_error_is_replaced_by_a_later_one(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    wrong = cast.submitted(phone)
    cast.approved(wrong, key)
    cast.ready(wrong)
    cast.clock.forward(minutes=3)
    right = cast.submitted(phone)
    number = cast.approved(right, key).number
    reason = why("replace", "Sai năm sinh", by=code_of(cast, right))
    act(cast, key, cast.minh, wrong, acts.Act.REPLACE, reason)
    with look(cast.tools) as work:
        entry, found = book.by_case(work.db, wrong), cases.get(work.db, wrong)
        page = public.certificate(work.db, code_of(cast, wrong))
        with pytest.raises(Revoked):
            kept(work, cast.org, wrong)
    assert entry is not None and found is not None and found.ended is not None and page is not None
    assert (found.state, found.ended["act"], found.ended["by_number"]) == ("revoked", "replace", number)
    assert (entry.revoked, entry.number, entry.notes[-1]["by_number"]) == (True, 1, number)
    assert page.standing == public.REPLACED
    assert differing(cast) == ({}, [])
    # once is enough, and what has no value stands in nobody's place
    refused("not_possible", lambda: act(cast, key, cast.minh, wrong, acts.Act.REPLACE, reason))


@pytest.mark.parametrize("other", ["older", "itself", "revoked", "unknown"])
def test_only_a_later_paper_in_force_replaces_one(cast: Cast, other: str) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    first, second = cast.submitted(phone), cast.submitted(phone)
    cast.approved(first, key)
    cast.clock.forward(minutes=3)
    cast.approved(second, key)
    if other == "revoked":
        gone = why("revoke", "Sai", decision_no="19/QĐ-UBND", decision_date="2026-11-23")
        act(cast, key, cast.minh, second, acts.Act.REVOKE, gone)
    of, by = (second, first) if other == "older" else (first, first if other == "itself" else second)
    code = "7K4QM2XD9HTP" if other == "unknown" else code_of(cast, by)
    reason = why("replace", "Sai", by=code)
    refused("no_replacement", lambda: act(cast, key, cast.minh, of, acts.Act.REPLACE, reason))
    for bare in (why("replace", "Sai"), why("replace", "", by=code), why("replace", "Sai", by=code, more="x")):
        refused("reason_needed", lambda bare=bare: act(cast, key, cast.minh, of, acts.Act.REPLACE, bare))


def test_a_later_act_over_a_case_that_moved_is_stale(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    cast.approved(case_id, key)
    with look(cast.tools) as work:
        digest = decision.sheet_digest(decisions.subject(work, cast.org, case_id))
    cast.ready(case_id)
    wanted = [decisions.Wanted(case_id, 1, digest, acts.Act.ANNOTATE, why("annotate", "x"))]

    def ask() -> None:
        with begin(cast.tools) as work:
            decisions.ask(work, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)

    refused("stale", ask)


def test_l1_in_way_a_only_the_officer_who_was_there_certifies_and_the_page_says_before_me(cast: Cast) -> None:
    phone, minh, lan = cast.phone(), cast.passkey(cast.minh), cast.passkey(cast.lan)
    case_id = cast.submitted(phone, way="A", wording={"code": "W1", "version": 1})
    refused("not_there", lambda: act(cast, minh, cast.minh, case_id, acts.Act.APPROVE, None))
    with look(cast.tools) as work:
        assert [one.id for one in case_reports.waiting(work.db, cast.org, cast.lan, leads=False)] == [case_id]
        assert case_reports.waiting(work.db, cast.org, cast.minh, leads=True) == []
    assert act(cast, lan, cast.lan, case_id, acts.Act.APPROVE, None).number.startswith("01 ")
    with look(cast.tools) as work:
        text = sheets.sheet(work, cast.org, case_id, cast.lan).value["wording"]["paragraphs"]
    assert any("trước mặt tôi" in one["text"] for one in text)


def test_l1_a_wording_of_the_other_way_is_held(cast: Cast) -> None:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    verdict = cast.send(phone, "case.submitted", case_id, cast.body(way="A"))
    assert (verdict.verdict, verdict.code) == ("held", "way_unclear")


def test_what_was_held_is_reconciled_taken_or_noted_and_leaves_the_list(cast: Cast) -> None:
    phone, hanh = cast.phone(), cast.passkey(cast.hanh)
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
    case_id = uuid7(cast.clock.at)
    letter, parts = phone.letter(cast.tools, "case.submitted", case_id, cast.body(), [signed_page("G", "S")])
    for part in parts:
        phone.bring(cast.tools, part)
    assert phone.post(cast.tools, letter).code == "device_revoked"
    with look(cast.tools) as work:
        (one,) = waiting.held(work.db, cast.org)
        assert intake.opened_body(work, cast.org, one.seq)["person"]["name"] == "Nguyễn Thị Sáu"
    act(cast, hanh, cast.hanh, case_id, acts.Act.RECONCILE, why("reconcile", "Đã hỏi Lan", take=str(one.seq)))
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
        assert waiting.held(work.db, cast.org) == []
        assert audit.verify(work).problems == []
    assert found is not None and found.state == "submitted"


def test_taking_what_the_law_forbids_changes_nothing_and_it_goes_on_waiting(cast: Cast) -> None:
    phone, hanh, case_id = cast.phone(), cast.passkey(cast.hanh), uuid7(cast.clock.at)
    cast.send(phone, "case.submitted", case_id, cast.body(conditions=[]))
    with look(cast.tools) as work:
        (one,) = waiting.held(work.db, cast.org)
    reason = why("reconcile", "Lấy", take=str(one.seq))
    refused("condition_not_met", lambda: act(cast, hanh, cast.hanh, case_id, acts.Act.RECONCILE, reason))
    with look(cast.tools) as work:
        assert len(waiting.held(work.db, cast.org)) == 1
    act(cast, hanh, cast.hanh, case_id, acts.Act.RECONCILE, why("reconcile", "Làm lại hồ sơ khác", take=""))
    with look(cast.tools) as work:
        assert waiting.held(work.db, cast.org) == []
    (change,) = cast.feed(cast.lan)
    assert change["held"][0]["closed"] and not change["held"][0]["outcome"]["taken"]


def test_a_tampered_reason_breaks_the_leaf(cast: Cast) -> None:
    first = decision.why_hash(SALT, "Ảnh mờ", None, None)
    changed = [("1" * 32, "Ảnh mờ", None, None), (SALT, "Ảnh rõ", None, None), (SALT, "Ảnh mờ", {"place": 1}, None)]
    assert first not in {decision.why_hash(*one) for one in changed}


def test_a_sheet_is_made_anew_when_what_would_be_printed_changed_and_the_older_one_is_stale(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    with look(cast.tools) as work:
        first = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert first.value["certifying"]["prefix"] == ["CHỦ TỊCH"]
    assert first.value["certifying"]["officer"] == "Trần Thị Lan"
    with begin(cast.tools) as work:
        communes.set_line_one(work, cast.org, cast.quang, "certified", "Công văn số 1/STP")
    refused("stale", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    with begin(cast.tools) as work:
        second = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert second.digest != first.digest
    assert second.value["certifying"]["line_one"] == "certified"
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        communes.set_line_one(work, cast.org, cast.quang, "signed", "")
        again = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert again.digest == second.digest, "what was signed is never made again"


def test_l18_a_lost_paper_is_shown_as_lost_and_not_printed_again(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    code = cast.approved(case_id, key).code
    cast.ready(case_id)
    with look(cast.tools) as work:
        found = public.certificate(work.db, code)
    assert found is not None and found.standing == "in_force"
    with begin(cast.tools) as work:
        papers.lose(work, papers.Hand(cast.org, cast.hanh, case_id), "Ướt mưa")
    with look(cast.tools) as work:
        found = public.certificate(work.db, code)
        assert found is not None and found.standing == "lost"
        refused("paper_lost", lambda: kept(work, cast.org, case_id))


def test_a_refusal_at_the_door_with_an_empty_document_does_not_break_the_lists(cast: Cast) -> None:
    body = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2",
            "document": None, "person": None}  # fmt: skip
    assert cast.send(cast.phone(), "case.declined", uuid7(cast.clock.at), body).verdict == "accepted"
    with look(cast.tools) as work:
        assert case_reports.search(work.db, cast.org, "", "", 1).total == 1
    assert len(cast.feed(cast.lan)) == 1


def test_l13_a_counter_line_is_annotated_and_voided_by_its_own_id(cast: Cast) -> None:
    new = registers.Counter("Lê Văn Quầy", "Thẻ căn cước", "024051000012", "Đơn xin việc", 1, cast.minh)
    with begin(cast.tools) as work:
        printed = registers.enter(work, cast.org, cast.hanh, new)
        (line,) = register_book.lines(work.db, cast.org, "", "quay", 1).lines
    act(cast, cast.passkey(cast.hanh), cast.hanh, line.id, acts.Act.ANNOTATE, why("annotate", "Hai bản"))
    reason = why("revoke", "Giả mạo", decision_no="19/QĐ-UBND", decision_date="2026-11-21")
    minh = cast.passkey(cast.minh)
    act(cast, minh, cast.minh, line.id, acts.Act.REVOKE, reason)
    with look(cast.tools) as work:
        entry = book.get(work.db, cast.org, line.id)
        assert json.loads(decisions.subject(work, cast.org, line.id))["number"] == printed
        assert audit.verify(work).problems == []
    assert entry is not None and entry.revoked
    assert [one["words"] for one in entry.notes] == ["Hai bản", "Giả mạo"]
    refused("not_possible", lambda: act(cast, minh, cast.minh, line.id, acts.Act.REVOKE, reason))
    refused("not_found", lambda: act(cast, minh, cast.minh, line.id, acts.Act.APPROVE, None))
