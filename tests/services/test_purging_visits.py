"""A visit or a request that led to no case is destroyed in time; what counts of it stays, and nobody's name."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.domain import retention
from app.domain.calendar import local
from app.domain.visit_request import BY_PHONE, Asked
from app.evidence import purges
from app.evidence.encoding import from_b64u, from_canonical
from app.evidence.soft_passkey import SoftPasskey
from app.reports import changes, journal
from app.reports import purging as report
from app.reports import visits as visits_report
from app.services import audit, purging, retention_terms, visit_planning, visit_requests
from app.store import records, tables
from app.work import begin, look, opening
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.acting import refused
from tests.services.test_purging import TWO_YEARS, delivered
from tests.services.test_rebuild import PLAN, differing

SAID = ("Trần Thị Vắng", "Ngõ Hai, xóm Cuối", "0912345678")


TOLD = {"v": 1, "place_kind": "home", "people": 1, "services": [], "topics": ["vneid"]}


def planned(cast: Cast, phone: Any, who: dict[str, str] | None = None, **closing: str) -> str:
    visit = cast.new_id()
    plan = {**PLAN, "on_date": "2026-11-23", "name": SAID[0], "hamlet": SAID[1], "phone": SAID[2], "note": "Gọi con"}
    assert cast.send(phone, "visit.planned", visit, {**plan, **(who or {})}).verdict == "accepted"
    if closing:
        at = cast.clock.at.isoformat(timespec="milliseconds")
        body = {"v": 1, "outcome": "not_done", "words": "Đi viện", "closed_at": at, **closing}
        assert cast.send(phone, "visit.closed", visit, body).verdict == "accepted"
    return visit


def asked(cast: Cast) -> str:
    said = Asked("ba", SAID[0], SAID[2], SAID[1], "gia_yeu", ("certify",), "", "Nhà có chó", BY_PHONE)
    with begin(cast.tools) as work:
        code = visit_requests.ask(work, cast.org, cast.hanh, said)
    with look(cast.tools) as work:
        return next(one.id for one in visits_report.requests(work.db, cast.org) if one.asked["code"] == code)


def due(cast: Cast) -> list[str]:
    with look(cast.tools) as work:
        return [one.visit_id for one in report.due_visits(work.db, cast.org, work.at)]


def propose(cast: Cast, *visits: str, cases: tuple[str, ...] = ()) -> str:
    with begin(cast.tools) as work:
        return purging.propose(work, cast.org, cast.hanh, purging.Named(cases, visits))


def confirm(cast: Cast, key: SoftPasskey, proposal: str) -> None:
    with begin(cast.tools) as work:
        question = purging.ask(work, cast.org, cast.minh, proposal)
    with begin(cast.tools) as work:
        purging.confirm(work, cast.org, cast.minh, question.nonce, key.get(question.options))


def held_anywhere(cast: Cast, *words: str) -> set[str]:
    """The tables that hold one of these words in a column, or in a record that can still be opened."""
    found = set()
    with look(cast.tools) as work:
        for table in tables.KINDS:
            for row in work.db.execute(select(table)).mappings():
                if any(word.lower() in str(value).lower() for value in row.values() for word in words):
                    found.add(table.name)
        bodied = select(tables.record_body.c.seq).join(
            tables.record_key, tables.record_key.c.seq == tables.record_body.c.seq
        )
        for seq in work.db.execute(bodied).scalars():
            packet = records.packet(work.db, seq)
            said = opening.promised(packet.envelope)
            body = opening.record_body(said, packet.body, opening.record_key(work, said, packet.wrapping))
            if any(word in str(body) for word in words):
                found.add("record_body")
    return found


def test_l16_a_visit_that_led_nowhere_is_due_after_its_years_and_one_that_led_to_a_case_goes_with_it(
    cast: Cast,
) -> None:
    phone = cast.phone()
    closed, request, still_planned = planned(cast, phone, reason="vang_nha"), asked(cast), planned(cast, phone)
    with_case = planned(cast, phone)
    cast.submitted(phone, visit=with_case)
    cast.clock.forward(days=TWO_YEARS - 3)
    assert due(cast) == []
    cast.clock.forward(days=3)
    assert set(due(cast)) == {closed, request, still_planned}
    refused("not_due", lambda: propose(cast, with_case))
    refused("not_due", lambda: propose(cast))


def test_what_waits_for_a_person_is_not_due(cast: Cast) -> None:
    phone, other = cast.phone(), cast.phone(cast.tuan)
    visit = planned(cast, phone, reason="vang_nha")
    assert cast.send(other, "visit.closed", visit, {"v": 1, "outcome": "done", "reason": "", "words": "",
                     "closed_at": cast.clock.at.isoformat(timespec="milliseconds")}).verdict == "held"  # fmt: skip
    cast.clock.forward(days=TWO_YEARS)
    assert due(cast) == []


def emptied(cast: Cast) -> tuple[SoftPasskey, list[str]]:
    """A shut door, a death, a request, one called off by the desk, one never made: destroyed together with a case."""
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    shut, never = planned(cast, phone, reason="vang_nha"), planned(cast, phone)
    requests = [asked(cast), asked(cast)]
    with begin(cast.tools) as work:
        visit_planning.cancel(work, cast.org, cast.hanh, requests[1], "Bà gọi lại: thôi")
    death = planned(cast, phone, reason="da_mat")
    cast.clock.forward(days=TWO_YEARS)
    gone = [shut, never, *requests, death]
    assert set(due(cast)) == set(gone)
    confirm(cast, key, propose(cast, *gone, cases=(case_id,)))
    return key, gone


def test_name_address_telephone_and_words_go_from_everywhere(app: Flask, cast: Cast) -> None:
    words = (*SAID, "tran thi vang", "Đi viện", "Nhà có chó", "thôi", "Gọi con")
    planned(cast, cast.phone(), reason="da_mat")
    assert {"visit", "death_note", "record_body"} <= held_anywhere(cast, *words)
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, cast.passkey(cast.minh), propose(cast, *due(cast)))
    emptied(cast)
    assert held_anywhere(cast, *words) == set()
    with look(cast.tools) as work:
        assert audit.verify(work).problems == []
    assert differing(cast) == ({}, [])
    run = app.test_cli_runner().invoke
    assert run(args=["ledger", "rebuild", "--check"]).exit_code == 0


def test_its_page_at_the_desk_is_there_until_then(app: Flask, cast: Cast) -> None:
    visit, key = planned(cast, cast.phone(), reason="vang_nha"), cast.passkey(cast.minh)
    cast.clock.forward(days=TWO_YEARS)
    hanh = enter(app, cast, cast.hanh)
    page = hanh.get(f"/luot/{visit}")
    assert page.status_code == 200 and SAID[0] in page.text
    confirm(cast, key, propose(cast, visit))
    assert hanh.get(f"/luot/{visit}").status_code == 404


def test_it_is_gone_from_the_phone_and_from_the_desk_and_nothing_is_due_again(app: Flask, cast: Cast) -> None:
    _, gone = emptied(cast)
    assert due(cast) == []
    with look(cast.tools) as work:
        told = {one.get("visit") for one in changes.page(work.db, cast.lan, 0).changes if one.get("gone")}
        assert set(gone) & told == {gone[0], gone[1], gone[4]}
        assert visits_report.requests(work.db, cast.org) == []
        assert visits_report.left_over(work.db, cast.org, local(cast.clock.at).date()) == []
        assert visits_report.stopped(work.db, cast.org) == []
    # a phone that was in a drawer all these years
    phone = cast.phone()
    at = cast.clock.at.isoformat(timespec="milliseconds")
    late = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at}
    assert cast.send(phone, "visit.closed", gone[1], late).verdict == "held"
    assert differing(cast) == ({}, [])


def test_the_passkey_signed_over_the_very_visits(cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    visit = planned(cast, cast.phone(), reason="vang_nha")
    cast.clock.forward(days=TWO_YEARS)
    proposal = propose(cast, visit)
    with begin(cast.tools) as work:
        question = purging.ask(work, cast.org, cast.minh, proposal)
        assert from_canonical(question.statement.encode())["visits"] == [visit]
        # somebody with the database puts another one into the list between question and answer
        lines = work.db.execute(select(tables.purge.c.lines)).scalar_one()
        other = [{**lines[0], "visit": "another"}]
        work.db.execute(update(tables.purge).values(lines=other))
    refused("not_due", lambda: answer(cast, key, question))
    with begin(cast.tools) as work:
        work.db.execute(update(tables.purge).values(lines=lines))
    answer(cast, key, question)
    with look(cast.tools) as work:
        seq = records.of_kind(work.db, "visit.purged")[0]
        packet = records.packet(work.db, seq)
        said = opening.promised(packet.envelope)
        body = opening.record_body(said, packet.body, opening.record_key(work, said, packet.wrapping))
    claims = from_canonical(from_b64u(packet.envelope.split(".")[1]))
    told, _, _ = purges.proven(body, claims["proof"])
    assert (told["visits"], told["cases"], body["left"]["state"]) == ([visit], [], "not_done")


def answer(cast: Cast, key: SoftPasskey, question: purging.Asked) -> None:
    with begin(cast.tools) as work:
        purging.confirm(work, cast.org, cast.minh, question.nonce, key.get(question.options))


def test_the_desk_lists_them_the_command_too_and_the_minutes_name_nobody(app: Flask, cast: Cast) -> None:
    key, visit, request = cast.passkey(cast.minh), planned(cast, cast.phone(), reason="vang_nha"), asked(cast)
    cast.clock.forward(days=TWO_YEARS)
    output = app.test_cli_runner().invoke(args=["purge", "--dry-run"]).output
    assert "0 hồ sơ, 2 lượt đến nhà" in output and "Lượt đến nhà 23/11/2026" in output and SAID[0] not in output
    hanh = enter(app, cast, cast.hanh)
    page = hanh.get("/huy-du-lieu").text
    assert f'value="{visit}"' in page and "Lượt đến nhà ngày 23/11/2026" in page
    assert hanh.post("/huy-du-lieu", data={"visit": [visit, request]}).status_code == 302
    minh = enter(app, cast, cast.minh)
    assert f'visits="{",".join(sorted((visit, request)))}"' in minh.get("/huy-du-lieu").text
    with look(cast.tools) as work:
        (one,) = report.proposals(work.db, cast.org)
    confirm(cast, key, one.id)
    page = hanh.get("/huy-du-lieu").text
    assert "Biên bản tiêu hủy" in page and not any(word in page for word in SAID)
    with look(cast.tools) as work:
        said = purging.minutes(work, cast.org, one.id)
    assert len(said.lines) == 2 and not any(word in str(said) for word in SAID)
    pdf = hanh.get(f"/huy-du-lieu/{one.id}/bien-ban.pdf")
    assert (pdf.status_code, pdf.data[:5]) == (200, b"%PDF-")


def test_the_administrator_sets_the_term_from_tomorrow_on(app: Flask, cast: Cast) -> None:
    visit = planned(cast, cast.phone(), reason="vang_nha")
    quang = enter(app, cast, cast.quang)
    said = {"code": "visit", "years": "1", "basis": "Danh mục hồ sơ năm 2026, QĐ 12/QĐ-UBND"}
    assert quang.post("/thoi-han-luu", data=said).status_code == 302
    page = quang.get("/thoi-han-luu").text
    assert "QĐ 12/QĐ-UBND" in page and "Sắp áp dụng" in page
    with look(cast.tools) as work:
        assert [one.years for one in report.schedule(work.db, cast.org) if one.code == retention.VISIT] == [2, 1]
        assert "retention.changed" in [one.kind for one in journal.done(work.db, cast.org, 1).lines]
        # another commune keeps its own
        assert [one.years for one in report.schedule(work.db, cast.other_org) if one.code == retention.VISIT] == [2]
    for wrong in ({"years": "0"}, {"years": "21"}, {"years": "x"}, {"basis": " "}, {"code": "certified"},
                  {"code": "book"}):  # fmt: skip
        assert quang.post("/thoi-han-luu", data={**said, **wrong}).status_code == 400, wrong
    with begin(cast.tools) as work:
        for code in (retention.CERTIFIED, retention.BOOK, retention.LOG):
            with pytest.raises(retention.TermUnclear):
                retention_terms.record(work, cast.org, cast.quang, code, 3, "Căn cứ")
    cast.clock.forward(days=366)
    assert due(cast) == [visit]
