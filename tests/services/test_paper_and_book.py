"""The paper that moves, is lost, is overridden; the book in its three modes; printing with its log."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.problems import Problem
from app.jobs import runner
from app.media.sample import signed_page
from app.reports import cases as case_reports
from app.reports import register_book
from app.services import papers, printing, registers
from app.store import cases, tables
from app.store import fees as fee_rows
from app.store import register as book
from app.work import begin, look
from app.work.pen import stamp
from tests.people import Cast

PAGE = [signed_page("Xong", "Sau")]


def refused(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.code == code


def hand(cast: Cast, case_id: str, override: str = "") -> papers.Hand:
    return papers.Hand(cast.org, cast.hanh, case_id, override)


def do(cast: Cast, verb: Callable[..., Any], *rest: Any, **more: Any) -> Any:
    with begin(cast.tools) as work:
        return verb(work, *rest, **more)


def holder(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.paper(work.db, case_id)
    return found.holder if found else ""


def state(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    return found.state if found else ""


def approved(cast: Cast) -> str:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    return case_id


def test_l18_only_a_ready_paper_goes_home_unless_a_reason_is_given(cast: Cast) -> None:
    case_id = approved(cast)
    do(cast, papers.receive, hand(cast, case_id))
    refused("not_possible", lambda: do(cast, papers.give, hand(cast, case_id)))
    do(cast, papers.give, hand(cast, case_id, "Bà Sáu cần giấy ngay để nhập viện"))
    assert (holder(cast, case_id), state(cast, case_id)) == ("officer", "approved")


def test_a_paper_that_is_elsewhere_by_the_system_moves_with_a_reason_only(cast: Cast) -> None:
    case_id = approved(cast)
    refused("paper_elsewhere", lambda: do(cast, papers.seal, hand(cast, case_id), papers.Sealed(PAGE)))
    do(cast, papers.seal, hand(cast, case_id, "Cán bộ đã đưa mà chưa bấm nhận"), papers.Sealed(PAGE))
    assert (holder(cast, case_id), state(cast, case_id)) == ("clerk", "ready")


def test_one_tap_does_what_is_left_of_receiving_sealing_and_handing(cast: Cast) -> None:
    case_id = approved(cast)
    do(cast, papers.all_at_once, hand(cast, case_id), papers.Sealed(PAGE), give_too=True)
    assert (holder(cast, case_id), state(cast, case_id)) == ("officer", "ready")


def test_l18_a_lost_paper_ends_its_case_notes_the_book_and_stays_lost(cast: Cast) -> None:
    case_id = approved(cast)
    refused("words_missing", lambda: do(cast, papers.lose, hand(cast, case_id), " "))
    do(cast, papers.lose, hand(cast, case_id), "Ướt mưa, nhòe chữ")
    assert (holder(cast, case_id), state(cast, case_id)) == ("lost", "closed")
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None and "Ướt mưa" in entry.notes[0]["words"]
    refused("paper_elsewhere", lambda: do(cast, papers.receive, hand(cast, case_id, "Tìm thấy")))
    (change,) = cast.feed(cast.lan)
    assert (change["fields"]["holder"], change["fields"]["ended"]["act"]) == ("lost", "paper.lost")


def test_l18_the_original_of_an_ended_case_can_be_lost_too_and_it_stays_ended_as_it_was(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    do(cast, papers.receive, hand(cast, case_id))
    body = {"v": 1, "code": "doi_y", "text": "", "withdrawn_at": stamp(cast.clock.at), "paper_returned": False}
    assert cast.send(phone, "case.withdrawn", case_id, body).verdict == "accepted"
    refused("words_missing", lambda: do(cast, papers.lose, hand(cast, case_id), ""))
    do(cast, papers.lose, hand(cast, case_id), "Tủ bị dột")
    assert (holder(cast, case_id), state(cast, case_id)) == ("lost", "withdrawn")
    (change,) = cast.feed(cast.lan)
    ended = change["fields"]["ended"]
    assert (ended["act"], ended["code"], ended["lost"]["words"]) == ("withdraw", "doi_y", "Tủ bị dột")
    refused("paper_elsewhere", lambda: do(cast, papers.give_back, hand(cast, case_id)))
    other = cast.submitted(phone)
    assert cast.send(phone, "case.withdrawn", other, {**body, "paper_returned": True}).verdict == "accepted"
    refused("paper_elsewhere", lambda: do(cast, papers.lose, hand(cast, other), "Không ở xã"))


def test_a_lost_paper_before_a_decision_cannot_be_certified(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    do(cast, papers.lose, hand(cast, case_id), "Rách")
    assert state(cast, case_id) == "withdrawn"
    cast.passkey(cast.minh)
    refused("not_possible", lambda: cast.ask(cast.minh, case_id))


def test_the_clerk_corrects_a_hand_over_after_the_day_and_the_officer_has_the_paper(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    cast.clock.forward(days=2)
    late = {"v": 1, "reason": "chua_giao", "text": "", "corrected_at": cast.clock.at.isoformat(timespec="milliseconds")}
    assert cast.send(phone, "delivery.corrected", case_id, late).code == "too_late_to_correct"
    refused("reason_unknown", lambda: do(cast, papers.correct_delivery, hand(cast, case_id), "khac", ""))
    do(cast, papers.correct_delivery, hand(cast, case_id), "chua_giao", "")
    assert (holder(cast, case_id), state(cast, case_id)) == ("officer", "ready")


def outside(cast: Cast) -> None:
    with begin(cast.tools) as work:
        work.db.execute(update(tables.book).where(tables.book.c.org == cast.org).values(mode="outside"))


def test_l13_where_the_book_is_outside_the_clerk_types_its_number_once(cast: Cast) -> None:
    outside(cast)
    first, second = approved(cast), cast.submitted(cast.phone())
    with look(cast.tools) as work:
        entry = book.by_case(work.db, first)
    assert entry is not None and entry.number is None and entry.pdf is not None
    refused("number_missing", lambda: do(cast, papers.seal, hand(cast, first, "x"), papers.Sealed(PAGE)))
    do(cast, papers.seal, hand(cast, first, "x"), papers.Sealed(PAGE, 312, 2))
    with look(cast.tools) as work:
        found = cases.get(work.db, first)
    assert found is not None and found.number_text == "312 quyển số 02/2026 - SCT/CK, ĐC"
    with look(cast.tools) as work:
        key = work.db.connection().exec_driver_sql("SELECT count(*) FROM passkey").scalar()
    assert key == 1
    cast.approved(second, cast.keys[cast.minh])
    refused("number_taken", lambda: do(cast, papers.seal, hand(cast, second, "x"), papers.Sealed(PAGE, 312, 2)))
    refused("number_not_here", lambda: do(cast, registers.enter, cast.org, cast.hanh, counter(cast)))


def counter(cast: Cast, **more: Any) -> registers.Counter:
    facts = {
        "name": "Kiều Văn Trang", "paper": "Thẻ căn cước", "paper_number": "024080000588", "title": "Sơ yếu lý lịch",
        "copies": 1, "certifier": cast.minh,
    }  # fmt: skip
    return registers.Counter(**{**facts, **more})


def exempted(cast: Cast, basis: str) -> None:
    """A ground that the commune recorded long ago."""
    row = fee_rows.ExemptionRow(
        cast.new_id(), cast.org, "Người từ 80 tuổi", basis, date(2026, 1, 1), None, cast.quang, cast.clock.at
    )
    with begin(cast.tools) as work:
        fee_rows.add_exemption(work.db, row)


def test_a_print_is_logged_and_a_reprint_asks_why(cast: Cast) -> None:
    case_id = approved(cast)

    def out(reason: str) -> None:
        with begin(cast.tools) as work:
            (one,) = printing.gather(work, cast.org, [case_id, case_id], reason)
            assert one.pdf is not None
            printing.note(work, cast.org, cast.hanh, [(one, one.pdf)], reason)

    with look(cast.tools) as work:
        assert [line.id for line in case_reports.to_print(work.db, cast.org)] == [case_id]
    out("")
    with look(cast.tools) as work:
        assert case_reports.to_print(work.db, cast.org) == []
    refused("reprint_reason", lambda: out(" "))
    out("Kẹt giấy")


def test_what_is_not_made_yet_or_another_communes_is_not_printed(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    key = cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    refused("not_prepared", lambda: do(cast, printing.gather, cast.org, [case_id], ""))
    runner.run_due(cast.tools)
    refused("not_found", lambda: do(cast, printing.gather, cast.other_org, [case_id], ""))
    refused("nothing_chosen", lambda: do(cast, printing.gather, cast.org, [], ""))


def test_a_fee_taken_at_the_hand_over_stands_on_the_case(cast: Cast) -> None:
    phone, later = cast.phone(), {"amount": 10_000, "paid": "later", "receipt": "", "basis": ""}
    case_id = cast.submitted(phone, fee=later)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    wrong = {**cast.delivery(), "fee": {**later, "paid": "cash", "amount": 50_000}}
    assert cast.send(phone, "delivery.completed", case_id, wrong).code == "fee_unclear"
    paid = {**later, "paid": "cash", "receipt": "BL 7"}
    assert cast.send(phone, "delivery.completed", case_id, {**cast.delivery(), "fee": paid}).verdict == "accepted"
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and found.fields["fee"] == paid


def test_two_clerks_at_once_print_once_without_a_reason(cast: Cast) -> None:
    case_id = approved(cast)
    with look(cast.tools) as work:
        (one,) = printing.gather(work, cast.org, [case_id], "")
        (other,) = printing.gather(work, cast.org, [case_id], "")
    do(cast, printing.note, cast.org, cast.hanh, [(one, b"a")], "")
    refused("reprint_reason", lambda: do(cast, printing.note, cast.org, cast.hanh, [(other, b"a")], ""))


def test_the_fee_is_the_one_in_force_or_an_exemption_with_its_basis(cast: Cast) -> None:
    phone = cast.phone()
    fee = {"amount": 10_000, "paid": "cash", "receipt": "", "basis": ""}
    assert cast.submitted(phone, fee=fee)
    for wrong in ({**fee, "amount": 9_000}, {**fee, "paid": "exempt"}, {**fee, "paid": "exempt", "amount": 0}):
        letter, parts = phone.letter(
            cast.tools, "case.submitted", cast.new_id(), cast.body(fee=wrong), [signed_page("G", "S")]
        )
        for part in parts:
            phone.bring(cast.tools, part)
        assert phone.post(cast.tools, letter).code == "fee_unclear"
    exempt = {**fee, "paid": "exempt", "amount": 0, "basis": "NQ 01/2026/NQ-HĐND"}
    exempted(cast, exempt["basis"])
    case_id = cast.submitted(phone, fee=exempt)
    cast.approved(case_id, cast.passkey(cast.minh))
    with look(cast.tools) as work:
        (line,) = register_book.lines(work.db, cast.org, "", "", 1).lines
    assert line.fee == 0
    assert line.note.endswith("Miễn phí: NQ 01/2026/NQ-HĐND")
