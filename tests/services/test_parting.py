"""L15: one case is transferred twice; a line that was matched wrongly is taken off its case."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from app.domain import payments as rule
from app.evidence.check import check
from app.evidence.check.report import State
from app.reports import changes, history
from app.reports import payments as report
from app.services import payments
from app.store import purges
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_bundles import made, trust
from tests.services.test_fees_back import BACK, CASH, give, ledger, withdrawn
from tests.services.test_paper_and_book import do, refused
from tests.services.test_payments import HERE, LATER, code_of, row, standing, taken
from tests.services.test_rebuild import differing

WHY = "Ghép nhầm hồ sơ cùng tên"


def waiting(cast: Cast, org: str = "") -> list[report.Waiting]:
    with look(cast.tools) as work:
        return report.statements(work.db, org or cast.org).waiting


def lines(cast: Cast, case_id: str) -> list[str]:
    with look(cast.tools) as work:
        found = report.of_case(work.db, cast.org, case_id)
    assert found is not None
    return [one.id for one in found.lines]


def part(cast: Cast, line: str, reason: str = WHY, org: str = "") -> None:
    do(cast, payments.part, org or cast.org, cast.hanh, line, reason)


def paid(cast: Cast, fee: dict[str, object] | None = None) -> str:
    case_id = cast.submitted(cast.phone(), fee=fee or LATER)
    assert taken(cast, row(f"CTCK {code_of(cast, case_id)}")).matched == 1
    return case_id


def again(cast: Cast, case_id: str) -> None:
    """The second transfer, which a person says is for the same case."""
    code = code_of(cast, case_id)
    assert taken(cast, row(f"CTCK {code}", day="25/11/2026")).matched == 0
    (one,) = waiting(cast)
    assert (one.code, one.paid) == (code, True)
    by_hand = payments.match_by_hand
    # a mistyped code of somebody who paid is not taken by a slip of the hand
    refused("paid_before", lambda: do(cast, by_hand, cast.org, cast.hanh, one.line.id, code))
    do(cast, by_hand, cast.org, cast.hanh, one.line.id, code, again=True)


@pytest.mark.parametrize(
    ("how", "matched", "ended", "owed", "parts"),
    [
        ("later", 2, False, 10_000, (10_000, 0)), ("cash", 2, False, 20_000, (20_000, 0)),
        ("later", 2, True, 20_000, (10_000, 10_000)), ("cash", 2, True, 30_000, (20_000, 10_000)),
        ("later", 1, False, 0, (0, 0)), ("later", 0, True, 0, (0, 0)),
    ],
)  # fmt: skip
def test_each_transfer_that_the_bank_shows_counts(
    how: str, matched: int, ended: bool, owed: int, parts: tuple[int, int]
) -> None:
    fee = {"amount": 10_000, "paid": how}
    assert rule.owed_back(fee, matched=matched, ended=ended) == owed
    assert rule.owed_parts(fee, matched=matched, ended=ended) == parts
    assert (rule.standing(fee, shown=False, matched=matched, ended=ended) == "twice") is (sum(parts[:1]) > 0)


def test_l15_a_second_transfer_is_matched_by_a_person_and_goes_back(cast: Cast) -> None:
    case_id = paid(cast)
    again(cast, case_id)
    assert standing(cast, case_id) == "twice"
    total = ledger(cast).total
    assert (total.cash, total.transfer, total.reconciled, total.twice, total.collected, total.owed) == (
        0, 20_000, 20_000, 10_000, 10_000, 10_000,
    )  # fmt: skip
    with look(cast.tools) as work:
        (twice,) = report.statements(work.db, cast.org).twice
    assert (twice.case_id, twice.amount, twice.taken_by) == (case_id, 10_000, "")
    refused("nothing_owed", lambda: give(cast, case_id, replace(BACK, amount=10_001)))
    give(cast, case_id, BACK)
    assert (standing(cast, case_id), ledger(cast).total.owed) == ("matched", 0)
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, case_id), trust(cast)).findings if one.state is State.WRONG] == []


def test_l15_all_of_two_transfers_goes_back_where_the_case_ended(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone, fee=LATER)
    assert taken(cast, row(f"CTCK {code_of(cast, case_id)}")).matched == 1
    again(cast, case_id)
    withdrawn(cast, phone, case_id)
    give(cast, case_id, replace(BACK, amount=20_000))
    assert standing(cast, case_id) == "returned"


def test_l15_a_line_that_was_matched_wrongly_waits_again_for_a_person(cast: Cast) -> None:
    case_id = paid(cast)
    (line,) = lines(cast, case_id)
    for reason in ("", "  "):
        refused("incomplete", lambda reason=reason: part(cast, line, reason))
    refused("not_found", lambda: part(cast, line, org=cast.other_org))
    refused("not_found", lambda: part(cast, "none"))
    part(cast, line)
    refused("not_found", lambda: part(cast, line))
    assert (standing(cast, case_id), lines(cast, case_id)) == ("due", [])
    with look(cast.tools) as work:
        (change,) = changes.page(work.db, cast.lan, 0).changes
        assert [one.kind for one in history.of_case(work.db, cast.org, case_id)][-1] == "payment.parted"
    assert change["fields"]["fee"] == LATER
    # its words name the case, and still nobody but a person gives it one
    (one,) = waiting(cast)
    assert (one.line.id, one.line.parted, one.code, one.paid) == (line, True, "", False)
    assert taken(cast, row("khac", "1.000")) == payments.Imported(1, 0, 2)
    assert differing(cast) == ({}, [])
    do(cast, payments.match_by_hand, cast.org, cast.hanh, line, code_of(cast, case_id))
    assert standing(cast, case_id) == "matched"
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, case_id), trust(cast)).findings if one.state is State.WRONG] == []


def test_a_line_whose_money_went_back_stays_with_its_case(cast: Cast) -> None:
    case_id = paid(cast, CASH)
    give(cast, case_id, replace(BACK, amount=1))
    (line,) = lines(cast, case_id)
    refused("went_back", lambda: part(cast, line))
    assert standing(cast, case_id) == "twice"


def test_of_two_transfers_one_that_did_not_go_back_can_be_taken_off(cast: Cast) -> None:
    case_id = paid(cast, CASH)
    again(cast, case_id)
    give(cast, case_id, BACK)
    first, second = lines(cast, case_id)
    part(cast, first)
    refused("went_back", lambda: part(cast, second))


def test_what_waits_and_names_a_case_loses_its_words_with_it(cast: Cast) -> None:
    case_id = paid(cast)
    taken(cast, row(f"NGUYEN THI SAU CTCK {code_of(cast, case_id)}", "9.000"), row("tien dien"))
    with begin(cast.tools) as work:
        purges.erase(work.db, case_id, [], [])
    assert sorted(one.line.words for one in waiting(cast)) == ["", "tien dien"]


def test_the_clerk_does_both_on_the_pages(app: Flask, cast: Cast) -> None:
    case_id = paid(cast)
    code, desk = code_of(cast, case_id), enter(app, cast, cast.hanh)
    taken(cast, row(f"CTCK {code}", day="25/11/2026"))
    page = desk.get("/phi/sao-ke", base_url=HERE).text
    assert f'value="{code}"' in page and "Hồ sơ này đã có tiền chuyển khoản" in page
    line = re.search(r'name="line" value="([^"]+)"', page)
    assert line is not None
    form = {"line": line[1], "code": code}
    answer = desk.post("/phi/sao-ke/ghep", data=form, base_url=HERE)
    assert answer.status_code == 409 and "chuyển lần thứ hai" in answer.text
    assert desk.post("/phi/sao-ke/ghep", data={**form, "again": "1"}, base_url=HERE).status_code == 302
    page = desk.get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    assert page.count("Ghép nhầm hồ sơ") == 2 and "chuyển khoản nhiều lần" in page
    assert "Ghép nhầm hồ sơ" not in enter(app, cast, cast.minh).get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    form = {"line": line[1], "reason": ""}
    assert desk.post("/phi/sao-ke/tach", data=form, base_url=HERE).status_code == 400
    answer = desk.post("/phi/sao-ke/tach", data={**form, "reason": WHY}, base_url=HERE)
    assert answer.status_code == 302 and answer.location.endswith(f"/ho-so-xa/{case_id}#phi")
    page = desk.get("/phi/sao-ke", base_url=HERE).text
    assert "Đã bỏ ghép khỏi một hồ sơ" in page and "Trả hai lần" not in page
    assert standing(cast, case_id) == "matched"
