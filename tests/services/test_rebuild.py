"""Tables that are made from records are made anew, row for row the same; a spoiled one is found and put right."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app import demo
from app.domain import acts
from app.domain.calendar import Day
from app.domain.slips import Typed
from app.domain.visit_request import BY_PHONE, Asked
from app.evidence import sealing
from app.evidence.encoding import canonical, from_canonical
from app.media.sample import signed_page
from app.reports import visits as report
from app.services import (
    calendar_days,
    devices,
    handing,
    intake,
    papers,
    rebuilding,
    registers,
    slips,
    staff,
    visit_planning,
    visit_requests,
)
from app.store import held, projections, records, tables
from app.work import begin, look
from tests.people import Cast
from tests.services.acting import act, why
from tests.services.test_bundles import purge

PLAN = {
    "v": 1, "on_date": "2026-11-24", "at_time": "", "honorific": "ba", "name": "Sáu", "hamlet": "Tổ 2",
    "phone": "", "purpose": "certify", "note": "",
}  # fmt: skip


def differing(cast: Cast) -> tuple[dict[str, int], list[str]]:
    with begin(cast.tools) as work:
        made = rebuilding.remade(work, intake.apply_again)
        found = rebuilding.compare(work, made)
    return {one.table: one.differ for one in found if one.differ}, made.problems


def do(cast: Cast, verb: Callable[..., Any], *given: Any) -> Any:
    cast.clock.forward(minutes=3)
    with begin(cast.tools) as work:
        return verb(work, *given)


def visited(cast: Cast) -> None:
    """Asked for, given to an officer, passed on, cancelled; one stopped by a death that was somebody else's."""
    phone = cast.phone(cast.tuan)
    plan = {"on_date": "2026-11-24", "at_time": "", "place_kind": "home", "point": ""}
    asked = Asked("ba", "Nguyễn Thị Sáu", "0900000000", "Tổ 2", "gia_yeu", ("certify", "deliver"), "", "", BY_PHONE)
    for _ in range(3):
        do(cast, visit_requests.ask, cast.org, cast.hanh, asked)
    with look(cast.tools) as work:
        first, second, third = (one.id for one in report.requests(work.db, cast.org))
    for one in (first, second):
        do(cast, visit_planning.assign, cast.org, cast.hanh, one, cast.tuan, plan)
    cast.send(phone, "visit.passed", first, {"v": 1, "words": "Bận", "passed_at": "2026-11-23T17:00:00.000+07:00"})
    do(cast, visit_planning.cancel, cast.org, cast.hanh, third, "Trùng")
    own = cast.new_id()
    cast.send(phone, "visit.planned", own, {**PLAN, "name": "Nguyễn Thị Sáu", "place_kind": "point", "point": "Nhà VH"})
    at = cast.clock.at.isoformat(timespec="milliseconds")
    gone = {"v": 1, "outcome": "not_done", "reason": "da_mat", "words": "", "closed_at": at}
    assert cast.send(phone, "visit.closed", own, gone).verdict == "accepted"
    do(cast, visit_planning.resume, cast.org, cast.hanh, second, "Người khác trùng tên")


def history(cast: Cast) -> str:
    """A commune's week in an hour: amended, withdrawn, refused, revoked, reconciled, counter lines, a phone stopped,
    a name and a holiday that changed after they had been frozen. The case that was certified and handed over."""
    phone, key = cast.phone(), cast.passkey(cast.minh)
    whole, refused, back = (cast.submitted(phone) for _ in range(3))
    do(cast, calendar_days.put, cast.org, cast.quang, date(2026, 11, 24), Day(False, False, "Lễ"))
    late = cast.submitted(phone)
    cast.approved(whole, key)
    act(cast, key, cast.minh, refused, acts.Act.REFUSE, why("not_lucid", "Không minh mẫn"))
    act(cast, key, cast.minh, back, acts.Act.RETURN, why("khac", "Mờ"))
    cast.send(phone, "case.amended", back, {"v": 1, "patch": [{"path": "hamlet", "was": "Tổ 2", "now": "Tổ 3"}],
                                            "struck": [], "words": "Sửa"})  # fmt: skip
    do(cast, staff.rename, staff.Staff(cast.org, cast.quang), cast.minh, "Hoàng Văn Minh", ("ong", "Chủ tịch"))
    do(cast, calendar_days.drop, cast.org, cast.quang, date(2026, 11, 24))
    with begin(cast.tools) as work:
        hand = papers.Hand(cast.org, cast.hanh, whole)
        papers.receive(work, hand)
        papers.seal(work, hand, papers.Sealed([signed_page("Xong", "Sau")]))
        papers.give(work, hand)
    cast.send(phone, "delivery.completed", whole, cast.delivery())
    cast.send(phone, "rating.given", whole, {"v": 1, "score": 5, "reasons": ["thai_do"]})
    at = cast.clock.at.isoformat(timespec="milliseconds")
    gone = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True, "withdrawn_at": at}
    cast.send(phone, "case.withdrawn", late, gone)
    counter = registers.Counter("Lê Văn Ba", "Hộ chiếu", "B1234567", "Đơn", 1, cast.minh)
    do(cast, registers.enter, cast.org, cast.hanh, counter)
    do(cast, slips.make, cast.org, cast.hanh, whole, ("slip_received", Typed()))
    cast.send(phone, "visit.planned", cast.new_id(), PLAN)
    told = {"v": 1, "given_at": at, "place_kind": "home", "hamlet": "", "people": 1, "services": []}
    cast.send(phone, "guidance.given", cast.new_id(), {**told, "topics": ["vneid"]})
    do(cast, handing.give, cast.org, cast.quang, cast.lan, cast.tuan)
    visited(cast)
    do(cast, devices.revoke, cast.org, cast.quang, phone.key.kid)
    assert cast.send(phone, "case.withdrawn", back, gone).verdict == "held"
    with look(cast.tools) as work:
        (waits,) = held.open_of_case(work.db, cast.org, back)
    act(cast, key, cast.minh, back, acts.Act.RECONCILE, why("reconcile", "Lấy", take=str(waits.seq)))
    act(cast, key, cast.minh, whole, acts.Act.ANNOTATE, why("annotate", "Ghi chú"))
    reason = why("revoke", "Không đúng", decision_no="19/QĐ-UBND", decision_date="2026-11-23")
    act(cast, key, cast.minh, whole, acts.Act.REVOKE, reason)
    return whole


def test_every_projection_is_made_anew(cast: Cast) -> None:
    with begin(cast.tools) as work:
        assert set(rebuilding.remade(work, intake.apply_again).rows) == set(projections.NAMES)


def test_the_demo_day_is_made_anew_row_for_row(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert demo.make(app.extensions["tools"])
    done = run(args=["ledger", "rebuild", "--check"])
    assert (done.exit_code, "khác" in done.output) == (0, False), done.output
    assert "case: 0 dòng" not in done.output


def test_a_history_with_everything_in_it_is_made_anew_row_for_row(cast: Cast) -> None:
    history(cast)
    assert differing(cast) == ({}, [])


def unguarded(db: Any) -> None:
    """A line of the journal, through the guard that refuses any change of it."""
    guards = projections._without_guards(db, tables.journal_line)
    db.execute(update(tables.journal_line).values(facts={"label": "Ai khác"}))
    for guard in guards:
        db.execute(text(guard))


SPOILS: dict[str, Any] = {
    "printed_pdf": update(tables.printed_pdf).values(trial=~tables.printed_pdf.c.trial),
    "journal_line": unguarded,
    "case": update(tables.case).values(name="Ai khác"),
    "register_entry": update(tables.register_entry).values(number=tables.register_entry.c.number + 70),
    "case_paper": delete(tables.case_paper),
    "held_record": update(tables.held_record).values(closed_at=None),
    "ticket_bound": update(tables.ticket_bound).values(case_id="Ai khác"),
    "visit": update(tables.visit).values(name="Ai khác"),
    "guidance": update(tables.guidance).values(people=7),
    "rating": update(tables.rating).values(score=1),
    "ledger_node": update(tables.ledger_node).where(tables.ledger_node.c.place == 1).values(hash=bytes(32)),
}


def test_each_projection_is_spoiled_once() -> None:
    assert set(SPOILS) == set(projections.NAMES)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("certificate.issued", lambda body: body["register"].update(name="Ai khác")),
        ("staff.renamed", lambda body: body.update(now=["ong", "Ai khác", "Chủ tịch"])),
        ("case.submitted", lambda body: body["person"].update(name="Ai khác")),
    ],
)
@pytest.mark.parametrize("own_key", [True, False])
def test_a_body_that_its_envelope_does_not_name_is_not_believed(
    app: Flask, cast: Cast, kind: str, change: Callable[[dict[str, Any]], None], own_key: bool
) -> None:
    """Another body laid beside a true envelope: under a key of the forger's, or under the record's own."""
    history(cast)
    intake_key = cast.tools.keys["intake"]
    with begin(cast.tools) as work:
        seq = work.db.execute(select(tables.record.c.seq).where(tables.record.c.kind == kind).limit(1)).scalar_one()
        packet = records.packet(work.db, seq)
        key, place = sealing.unwrap(packet.wrapping, packet.id, intake_key), sealing.Place(packet.id, "body")
        body = from_canonical(sealing.unseal(packet.body, key, place))
        change(body)
        key = sealing.new_record_key() if own_key else key
        wrapping = sealing.wrap(key, packet.id, intake_key.jwk, intake_key.kid)
        for table, column in ((tables.record_body, {"sealed": sealing.seal(canonical(body), key, place)}),
                              (tables.record_key, {"wrapping": wrapping})):  # fmt: skip
            work.db.execute(update(table).where(table.c.seq == seq).values(**column))
        before = projections.kept(work.db)
    problems = differing(cast)[1]
    assert any(one.startswith(f"seq {seq}: {kind}") for one in problems), problems
    run = app.test_cli_runner().invoke
    assert (run(args=["ledger", "rebuild", "--check"]).exit_code, run(args=["ledger", "rebuild"]).exit_code) == (1, 1)
    with look(cast.tools) as work:
        assert projections.kept(work.db) == before


def test_what_was_changed_beside_the_records_is_found_and_put_right(app: Flask, cast: Cast) -> None:
    history(cast)
    run = app.test_cli_runner().invoke
    for table, spoil in SPOILS.items():
        with begin(cast.tools) as work:
            before = projections.kept(work.db)
            assert before[table], table
            spoil(work.db) if callable(spoil) else work.db.execute(spoil)
        assert set(differing(cast)[0]) == {table}
        checked = run(args=["ledger", "rebuild", "--check"])
        assert checked.exit_code == 1
        assert run(args=["ledger", "rebuild"]).exit_code == 0
        with begin(cast.tools) as work:
            assert projections.kept(work.db) == before
    # the guard over the journal stands again
    with pytest.raises(DBAPIError), begin(cast.tools) as work:
        work.db.execute(delete(tables.journal_line))


def test_a_visit_closed_before_its_moment_was_kept_is_no_difference_and_gets_it(app: Flask, cast: Cast) -> None:
    phone, visit = cast.phone(), cast.new_id()
    cast.send(phone, "visit.planned", visit, PLAN)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    closed = {"v": 1, "outcome": "not_done", "reason": "vang_nha", "words": "", "closed_at": at}
    assert cast.send(phone, "visit.closed", visit, closed).verdict == "accepted"
    run = app.test_cli_runner().invoke
    outcome = tables.visit.c.outcome
    with begin(cast.tools) as work:
        whole = work.db.execute(select(outcome)).scalar_one()
        before = {name: value for name, value in whole.items() if name != "closed_at"}
    assert before.keys() != whole.keys()
    for wrong in ({**before, "reason": "di_vien"}, {**whole, "closed_at": "2026-11-01T08:00:00.000+07:00"}, None, {}):
        with begin(cast.tools) as work:
            work.db.execute(update(tables.visit).values(outcome=wrong))
        assert differing(cast) == ({"visit": 1}, []), wrong
    with begin(cast.tools) as work:
        work.db.execute(update(tables.visit).values(outcome=before))
    assert differing(cast) == ({}, [])
    assert run(args=["ledger", "rebuild", "--check"]).exit_code == 0
    assert run(args=["ledger", "rebuild"]).exit_code == 0
    with look(cast.tools) as work:
        assert work.db.execute(select(outcome)).scalar_one() == whole


def test_a_check_changes_nothing(cast: Cast) -> None:
    history(cast)
    every = list(tables.KINDS)
    with begin(cast.tools) as work:
        before = {table.name: work.db.execute(table.select()).all() for table in every}
    differing(cast)
    with begin(cast.tools) as work:
        assert {table.name: work.db.execute(table.select()).all() for table in every} == before


def test_of_a_purged_case_its_line_in_the_book_is_made_anew_and_nothing_else(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id, other = cast.submitted(phone), cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    purge(cast, case_id)
    with begin(cast.tools) as work:
        work.db.execute(delete(tables.case_paper).where(tables.case_paper.c.case_id == case_id))
        work.db.execute(delete(tables.case).where(tables.case.c.id == case_id))
        work.db.execute(delete(tables.printed_pdf).where(tables.printed_pdf.c.case_id == case_id))
        work.db.execute(update(tables.register_entry).values(pdf=None))
    assert differing(cast) == ({}, [])
    with look(cast.tools) as work:
        kept = projections.kept(work.db)
    assert [row["id"] for row in kept["case"]] == [other]
    assert [row["case_id"] for row in kept["register_entry"]] == [case_id]
