"""L15: the ledger of fees by officer and month: who took what, who handed it in, what ended."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.calendar import ZONE
from app.reports import fee_ledger
from app.services import fee_handing, payments, registers
from app.store import cases, tables
from app.work import begin, look
from app.work.pen import stamp
from tests.people import Cast
from tests.services.test_book_years import journal
from tests.services.test_paper_and_book import counter, do, exempted, refused
from tests.services.test_payments import LATER, account, standing


def test_the_ledger_counts_each_officers_month_and_what_he_handed_in(cast: Cast) -> None:
    account(cast, share=50, share_basis="Điều 7 Thông tư số 226/2016/TT-BTC")
    lan, tuan = cast.phone(), cast.phone(cast.tuan)
    cash, moved = {**LATER, "paid": "cash", "receipt": "BL 1"}, {**LATER, "paid": "transfer"}
    exempt = {**LATER, "paid": "exempt", "amount": 0, "basis": "NQ 01"}
    exempted(cast, "NQ 01")
    for fee in (cash, cash, moved, LATER, exempt):
        cast.submitted(lan, fee=fee)
    cast.submitted(tuan, fee=cash)
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast))
    handed = fee_handing.Handed(cast.lan, "2026-11", 15_000, "PT 7")
    do(cast, fee_handing.hand_in, cast.org, cast.hanh, handed)
    with look(cast.tools) as work:
        found = fee_ledger.ledger(work.db, cast.org, "2026-11")
        empty = fee_ledger.ledger(work.db, cast.org, "2026-10")
        months = fee_ledger.months(work.db, cast.org)
    mine = next(one for one in found.rows if one.person == cast.lan)
    assert (mine.cash, mine.transfer, mine.later, mine.counts["exempt"]) == (20_000, 10_000, 10_000, 1)
    assert (mine.handed, mine.to_hand) == (15_000, 5_000)
    assert [one.name for one in found.rows][-1] == "Tại quầy"
    assert (found.total.collected, found.kept, found.total.to_hand) == (50_000, 25_000, 15_000)
    assert (empty.rows, months) == ([], ["2026-11"])


def test_money_stands_with_who_took_it_and_when_whoever_has_the_case_now(cast: Cast) -> None:
    lan, tuan = cast.phone(), cast.phone(cast.tuan)
    cash = {**LATER, "paid": "cash"}
    first, second = cast.submitted(lan, fee=cash), cast.submitted(lan, fee=LATER)
    with begin(cast.tools) as work:
        for one in (first, second):
            cases.save(work.db, one, officer=cast.tuan)
    cast.approved(second, cast.passkey(cast.minh))
    cast.ready(second)
    cast.clock.at = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    door = {**cast.delivery(), "delivered_at": stamp(cast.clock.at), "fee": cash}
    assert cast.send(tuan, "delivery.completed", second, door).verdict == "accepted"
    with look(cast.tools) as work:
        listed = fee_ledger.months(work.db, cast.org)
        months = {month: fee_ledger.ledger(work.db, cast.org, month).rows for month in reversed(listed)}
    assert {month: [(one.person, one.cash) for one in rows] for month, rows in months.items()} == {
        "2026-11": [(cast.lan, 10_000)],
        "2026-12": [(cast.tuan, 10_000)],
    }


def test_what_was_taken_for_an_ended_case_is_said_and_nothing_more_is_asked(cast: Cast) -> None:
    account(cast)
    phone = cast.phone()
    cash = cast.submitted(phone, fee={**LATER, "paid": "cash"})
    due = cast.submitted(phone, fee=LATER)
    with begin(cast.tools) as work:
        for one in (cash, due):
            cases.save(work.db, one, state="withdrawn")
    refused("nothing_due", lambda: do(cast, payments.show_code, cast.org, cast.hanh, due))
    assert (standing(cast, due), standing(cast, cash)) == ("dropped", "cash")
    with look(cast.tools) as work:
        (mine,) = fee_ledger.ledger(work.db, cast.org, "2026-11").rows
    assert (mine.cash, mine.ended, mine.collected, mine.later, mine.to_hand) == (10_000, 10_000, 0, 0, 10_000)


def test_at_the_counter_an_exempt_line_is_no_cash_and_a_revoked_one_is_said(cast: Cast) -> None:
    exempted(cast, "NQ 01")
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast))
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast, exempt_basis="NQ 01"))
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast))
    with begin(cast.tools) as work:
        entry = tables.register_entry
        work.db.execute(entry.update().where(entry.c.number == 3).values(revoked=True))
        (desk,) = fee_ledger.ledger(work.db, cast.org, "2026-11").rows
    assert (dict(desk.counts), desk.cash, desk.ended, desk.collected) == (
        {"cash": 2, "exempt": 1},
        20_000,
        10_000,
        10_000,
    )


def test_a_form_sent_twice_books_once_and_a_mistake_gets_an_entry_against_it(cast: Cast) -> None:
    handed = fee_handing.Handed(cast.lan, "2026-11", 15_000, "PT 7", once="01a2063d-2440-786c-9f14-0b72a87ed6a2")
    back = fee_handing.Handed(cast.lan, "2026-11", 5_000, "PT 7", back=True, reason="Ghi nhầm số")

    def hand_in(new: fee_handing.Handed) -> int:
        do(cast, fee_handing.hand_in, cast.org, cast.hanh, new)
        with look(cast.tools) as work:
            return fee_ledger.ledger(work.db, cast.org, "2026-11").total.handed

    assert [hand_in(handed), hand_in(handed)] == [15_000, 15_000]
    for wrong in (replace(back, reason=" "), replace(back, amount=15_001), replace(back, person=cast.tuan)):
        refused("incomplete", lambda wrong=wrong: hand_in(wrong))
    assert hand_in(back) == 10_000
    assert [one.get("reason", "") for one in journal(cast, "fee.handed_in")] == ["", "Ghi nhầm số"]


@pytest.mark.parametrize(("month", "amount", "code"), [("2026-13", 1, "incomplete"), ("2026-11", 0, "incomplete")])
def test_money_is_handed_in_for_a_month_and_a_sum(cast: Cast, month: str, amount: int, code: str) -> None:
    handed = fee_handing.Handed(cast.lan, month, amount, "")
    refused(code, lambda: do(cast, fee_handing.hand_in, cast.org, cast.hanh, handed))
    stranger = fee_handing.Handed(cast.hoa, "2026-11", 1, "")
    refused("not_found", lambda: do(cast, fee_handing.hand_in, cast.org, cast.hanh, stranger))
