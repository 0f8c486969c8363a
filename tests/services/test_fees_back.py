"""L15: a fee that was put off is taken at the counter; what was paid too much goes back, and the ledger says so."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from app.domain import payments as rule
from app.domain.calendar import ZONE
from app.domain.fees import Paid
from app.evidence.check import check
from app.evidence.check.report import State
from app.reports import fee_ledger, history, kept_of_person
from app.reports import payments as report
from app.services import fee_handing, fee_returning, papers, payments
from app.services.fee_returning import Return
from app.services.papers import CounterFee
from app.store import cases
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import SAU, Cast
from tests.services.test_bundles import made, trust
from tests.services.test_paper_and_book import do, refused
from tests.services.test_payments import HERE, LATER, code_of, row, standing, taken
from tests.services.test_rebuild import differing

CASH = {**LATER, "paid": "cash"}
BACK = Return(10_000, "Bà Nguyễn Thị Sáu", "PC 3", "Trả phí hai lần")


@pytest.mark.parametrize(
    ("paid", "matched", "ended", "given", "owed", "said"),
    [
        ("cash", False, False, 0, 0, "cash"), ("cash", True, False, 0, 10_000, "twice"),
        ("cash", True, False, 4_000, 6_000, "twice"), ("cash", True, False, 10_000, 0, "matched"),
        ("cash", False, True, 0, 10_000, "cash"), ("cash", False, True, 10_000, 0, "returned"),
        ("cash", True, True, 0, 20_000, "twice"), ("cash", True, True, 20_000, 0, "returned"),
        # the officer's word of a transfer proves nothing: nothing goes back before the bank shows it
        ("transfer", False, True, 0, 0, "noted"), ("transfer", True, True, 0, 10_000, "matched"),
        ("later", False, True, 0, 0, "dropped"), ("later", True, False, 0, 0, "matched"),
        ("later", True, True, 10_000, 0, "returned"), ("exempt", False, True, 0, 0, "exempt"),
    ],
)  # fmt: skip
def test_what_is_owed_back_follows_from_what_is_surely_here(
    paid: str, matched: bool, ended: bool, given: int, owed: int, said: str
) -> None:
    fee = {"amount": 0 if paid == "exempt" else 10_000, "paid": paid}
    assert rule.owed_back(fee, matched=matched, ended=ended, given=given) == owed
    parts = rule.owed_parts(fee, matched=matched, ended=ended, given=given)
    assert parts == ((max(0, owed - 10_000), min(owed, 10_000)) if ended else (owed, 0))
    assert rule.standing(fee, shown=False, matched=matched, ended=ended, given=given) == said


def test_a_case_without_a_fee_owes_nothing() -> None:
    assert rule.owed_back(None, matched=False, ended=True) == 0


def sealed(cast: Cast, fee: dict[str, Any] | None = None) -> tuple[Any, str]:
    phone = cast.phone()
    case_id = cast.submitted(phone, fee=fee or LATER)
    key = cast.keys.get(cast.minh) or cast.passkey(cast.minh)
    cast.approved(case_id, key)
    cast.ready(case_id)
    return phone, case_id


def fetched(cast: Cast, case_id: str, fee: CounterFee | None) -> None:
    do(cast, papers.close, papers.Hand(cast.org, cast.hanh, case_id), "tai_tru_so", "", fee)


def ledger(cast: Cast, month: str = "2026-11") -> fee_ledger.Ledger:
    with look(cast.tools) as work:
        return fee_ledger.ledger(work.db, cast.org, month)


def fields(cast: Cast, case_id: str) -> dict[str, Any]:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None
    return dict(found.fields)


def said(app: Flask, cast: Cast) -> list[str]:
    page = enter(app, cast, cast.hanh).get("/phi?thang=2026-11", base_url=HERE).text
    lines = [" ".join(re.sub("<[^>]+>", "", one).split()) for one in re.findall("<p>.*?</p>", page)]
    return [one for one in lines if "đồng" in one and not one.startswith("Đã thu")]


def test_the_ledger_says_apart_what_is_owed_to_whom_and_links_to_both(app: Flask, cast: Cast) -> None:
    both = twice(cast)
    phone = cast.phone()
    ended = cast.submitted(phone, fee=CASH)
    withdrawn(cast, phone, ended)
    noted = cast.submitted(phone, fee={**LATER, "paid": "transfer"})
    withdrawn(cast, phone, noted)
    stopped = "Có 20.000 đồng của hồ sơ đã dừng hoặc giấy đã thu hồi: không tính vào số đã thu."
    assert said(app, cast) == [
        f"{stopped} Còn phải trả lại người dân 10.000 đồng. Xem hồ sơ",
        "Có 10.000 đồng người dân trả hai lần, cần trả lại 10.000 đồng. Xem hồ sơ",
    ]
    with look(cast.tools) as work:
        found = report.statements(work.db, cast.org)
    listed = [[(one.case_id, one.amount, one.taken_by) for one in part] for part in (found.twice, found.ended)]
    lan = next(row.name for row in ledger(cast).rows if row.person == cast.lan)
    assert listed == [[(both, 10_000, lan)], [(ended, 10_000, lan)]]
    page = enter(app, cast, cast.hanh).get("/phi/sao-ke", base_url=HERE).text
    assert all(f'id="{one}"' in page for one in ("hai-lan", "da-dung"))
    give(cast, both, BACK)
    assert said(app, cast) == [
        f"{stopped} Còn phải trả lại người dân 10.000 đồng. Xem hồ sơ",
        "Có 10.000 đồng người dân trả hai lần, đã trả lại đủ.",
        "Đã trả lại người dân 10.000 đồng.",
    ]  # fmt: skip
    give(cast, ended, BACK)
    assert said(app, cast) == [
        stopped, "Có 10.000 đồng người dân trả hai lần, đã trả lại đủ.", "Đã trả lại người dân 20.000 đồng.",
    ]  # fmt: skip
    assert "da-dung" not in enter(app, cast, cast.hanh).get("/phi/sao-ke", base_url=HERE).text


def twice(cast: Cast) -> str:
    phone, case_id = sealed(cast)
    assert taken(cast, row(f"CTCK {code_of(cast, case_id)}")).matched == 1
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))
    assert cast.send(phone, "delivery.completed", case_id, {**cast.delivery(), "fee": CASH}).verdict == "accepted"
    assert standing(cast, case_id) == "twice"
    return case_id


def give(cast: Cast, case_id: str, new: Return) -> None:
    do(cast, fee_returning.give_back, cast.org, cast.hanh, case_id, new)


def test_l15_what_was_paid_twice_goes_back_and_the_ledger_has_an_entry_against_it(app: Flask, cast: Cast) -> None:
    case_id = twice(cast)
    refused("nothing_owed", lambda: give(cast, case_id, replace(BACK, amount=10_001)))
    for wrong in (replace(BACK, amount=0), replace(BACK, to=" "), replace(BACK, reason="")):
        refused("incomplete", lambda wrong=wrong: give(cast, case_id, wrong))
    once = "01a2063d-2440-786c-9f14-0b72a87ed6a2"
    give(cast, case_id, replace(BACK, amount=4_000, once=once))
    give(cast, case_id, replace(BACK, amount=4_000, once=once))
    assert (standing(cast, case_id), ledger(cast).total.owed) == ("twice", 6_000)
    cast.clock.at = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    give(cast, case_id, replace(BACK, amount=6_000, by_officer=True))
    refused("nothing_owed", lambda: give(cast, case_id, replace(BACK, amount=1)))
    assert standing(cast, case_id) == "matched"
    before, after = ledger(cast), ledger(cast, "2026-12")
    assert (before.total.cash, before.total.twice, before.total.collected, before.total.owed) == (
        10_000, 10_000, 10_000, 0,
    )  # fmt: skip
    office = next(one for one in before.rows if one.person == fee_ledger.COUNTER)
    assert (office.back, office.handed, office.to_hand) == (4_000, 0, 0)
    # her own against the month in which she took it: nothing is open for ever
    lan = next(one for one in before.rows if one.person == cast.lan)
    assert (lan.back, lan.to_hand, before.total.to_hand, after.rows) == (6_000, 4_000, 4_000, [])
    with look(cast.tools) as work:
        assert report.statements(work.db, cast.org).twice == []
        assert fee_ledger.months(work.db, cast.org) == ["2026-11"]
        assert [one.kind for one in history.of_case(work.db, cast.org, case_id)][-1] == "fee.given_back"
        (kept,) = kept_of_person.gather(work.db, cast.org, SAU.number).cases
    assert BACK.to not in str(kept["fields"]["given_back"])
    desk = enter(app, cast, cast.hanh)
    assert "đã trả lại đủ" in desk.get("/phi?thang=2026-11", base_url=HERE).text
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, case_id), trust(cast)).findings if one.state is State.WRONG] == []


def test_the_fee_of_a_case_that_ended_goes_back_and_of_another_nothing(cast: Cast) -> None:
    phone = cast.phone()
    ended, going_on, elsewhere = cast.submitted(phone, fee=CASH), cast.submitted(phone, fee=CASH), "none"
    reason = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True,
              "withdrawn_at": cast.clock.at.isoformat(timespec="milliseconds")}  # fmt: skip
    assert cast.send(phone, "case.withdrawn", ended, reason).verdict == "accepted"
    refused("nothing_owed", lambda: give(cast, going_on, BACK))
    refused("not_found", lambda: give(cast, elsewhere, BACK))
    refused("not_found", lambda: do(cast, fee_returning.give_back, cast.other_org, cast.hoa, ended, BACK))
    give(cast, ended, replace(BACK, by_officer=True))
    assert standing(cast, ended) == "returned"
    (lan,) = ledger(cast).rows
    assert (lan.cash, lan.back, lan.collected, lan.to_hand) == (20_000, 10_000, 10_000, 10_000)
    assert differing(cast) == ({}, [])


def hand_in(cast: Cast, amount: int, month: str = "2026-11") -> None:
    do(cast, fee_handing.hand_in, cast.org, cast.hanh, fee_handing.Handed(cast.lan, month, amount, "PT 1"))


def withdrawn(cast: Cast, phone: Any, case_id: str) -> None:
    reason = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True,
              "withdrawn_at": cast.clock.at.isoformat(timespec="milliseconds")}  # fmt: skip
    assert cast.send(phone, "case.withdrawn", case_id, reason).verdict == "accepted"


def test_l15_a_return_in_a_later_month_leaves_nothing_open_in_either(cast: Cast) -> None:
    case_id = twice(cast)
    cast.clock.at = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    give(cast, case_id, replace(BACK, by_officer=True))
    assert [ledger(cast, month).total.to_hand for month in ("2026-11", "2026-12")] == [0, 0]
    assert [row.to_hand for row in ledger(cast).rows] == [0]
    # the office's own return is in the month of the return
    phone = cast.phone()
    other = cast.submitted(phone, fee=CASH)
    withdrawn(cast, phone, other)
    hand_in(cast, 10_000, "2026-12")
    cast.clock.at = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    give(cast, other, BACK)
    with look(cast.tools) as work:
        assert fee_ledger.months(work.db, cast.org)[0] == "2027-01"
    (office,) = ledger(cast, "2027-01").rows
    assert (office.person, office.back, office.handed, office.to_hand) == (fee_ledger.COUNTER, 10_000, 0, 0)
    assert [ledger(cast, month).total.to_hand for month in ("2026-11", "2026-12", "2027-01")] == [0, 0, 0]
    assert differing(cast) == ({}, [])


def test_l15_an_officer_gives_back_only_cash_that_is_still_with_him(app: Flask, cast: Cast) -> None:
    desk, phone = enter(app, cast, cast.hanh), cast.phone()
    by_transfer = cast.submitted(phone, fee=LATER)
    taken(cast, row(f"CTCK {code_of(cast, by_transfer)}"))
    withdrawn(cast, phone, by_transfer)
    in_cash = cast.submitted(phone, fee=CASH)
    withdrawn(cast, phone, in_cash)
    choice, own = 'value="officer"', replace(BACK, by_officer=True)
    # there is cash with her, but not of this case
    refused("not_in_hand", lambda: give(cast, by_transfer, own))
    assert choice not in desk.get(f"/ho-so-xa/{by_transfer}", base_url=HERE).text
    assert choice in desk.get(f"/ho-so-xa/{in_cash}", base_url=HERE).text
    hand_in(cast, 4_000)
    assert "Còn giữ 6.000 đồng" in desk.get(f"/ho-so-xa/{in_cash}", base_url=HERE).text
    refused("not_in_hand", lambda: give(cast, in_cash, own))
    give(cast, in_cash, replace(own, amount=6_000))
    refused("not_in_hand", lambda: give(cast, in_cash, replace(own, amount=1)))
    page = desk.get(f"/ho-so-xa/{in_cash}", base_url=HERE).text
    assert choice not in page and "Trả từ tiền của xã" in page
    form = {"amount": "1", "to": BACK.to, "receipt": "", "reason": BACK.reason, "from": "officer"}
    answer = desk.post(f"/phi/tra-lai/{in_cash}", data=form, base_url=HERE)
    assert answer.status_code == 409 and "đã nộp về xã" in answer.text
    give(cast, in_cash, replace(BACK, amount=4_000))
    assert ledger(cast).total.to_hand == 0
    assert [row.to_hand for row in ledger(cast).rows] == [0, 0]


@pytest.mark.parametrize("words", ["CTCK {}", "chuyen tien"])
def test_l15_a_transfer_that_comes_to_light_after_the_cash_is_paid_twice_as_well(cast: Cast, words: str) -> None:
    _, case_id = sealed(cast)
    code = code_of(cast, case_id)
    fetched(cast, case_id, CounterFee(Paid.CASH, "BL 12"))
    taken(cast, row("chuyen tien", "7.000"), row(words.format(code)), row(f"CTCK {code}", "9.000"))
    with look(cast.tools) as work:
        waiting = {one.line.amount: one.line.id for one in report.statements(work.db, cast.org).waiting}
    by_hand = payments.match_by_hand
    refused("no_such_payment", lambda: do(cast, by_hand, cast.org, cast.hanh, waiting[7_000], code))
    if 10_000 in waiting:
        do(cast, by_hand, cast.org, cast.hanh, waiting[10_000], code)
    assert standing(cast, case_id) == "twice"
    # a second one is left to a person
    assert taken(cast, row(f"CTCK {code}", day="25/11/2026")).matched == 0
    total = ledger(cast).total
    assert (total.cash, total.transfer, total.twice, total.owed) == (10_000, 10_000, 10_000, 10_000)
    give(cast, case_id, BACK)
    assert standing(cast, case_id) == "matched"
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, case_id), trust(cast)).findings if one.state is State.WRONG] == []


def test_the_clerk_notes_it_on_the_page_of_the_case(app: Flask, cast: Cast) -> None:
    case_id = twice(cast)
    desk = enter(app, cast, cast.hanh)
    page = desk.get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    assert "Trả lại tiền cho người dân" in page and 'value="10.000"' in page
    assert (
        "Trả lại tiền cho người dân" not in enter(app, cast, cast.minh).get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    )
    form = {"amount": "10.000", "to": BACK.to, "receipt": "PC 3", "reason": BACK.reason, "from": "office"}
    assert desk.post(f"/phi/tra-lai/{case_id}", data={**form, "amount": "x"}, base_url=HERE).status_code == 400
    assert desk.post(f"/phi/tra-lai/{case_id}", data=form, base_url=HERE).status_code == 302
    page = desk.get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    assert (
        "đã đối soát với sao kê" in page
        and "PC 3" in page
        and "Trả lại tiền cho người dân" not in page.split("Đã xảy ra")[0]
    )
