"""L15: a fee that was put off is taken at the counter, with the result or afterwards."""

from datetime import datetime

from flask import Flask

from app.domain.calendar import ZONE
from app.domain.fees import Paid
from app.evidence.check import check
from app.evidence.check.report import State
from app.reports import fee_ledger
from app.services import papers
from app.services.papers import CounterFee
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_bundles import made, trust
from tests.services.test_fees_back import CASH, fetched, fields, ledger, sealed
from tests.services.test_paper_and_book import do, exempted, refused
from tests.services.test_payments import HERE, code_of, row, standing, taken
from tests.services.test_rebuild import differing


def test_l15_a_fee_that_is_taken_at_the_counter_stands_with_the_clerk_and_her_month(cast: Cast) -> None:
    _, case_id = sealed(cast)
    cast.clock.at = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    fetched(cast, case_id, CounterFee(Paid.CASH, "BL 12"))
    assert fields(cast, case_id)["fee"] == {**CASH, "receipt": "BL 12"}
    assert standing(cast, case_id) == "cash"
    with look(cast.tools) as work:
        assert fee_ledger.months(work.db, cast.org)[0] == "2026-12"
    (hers,) = ledger(cast, "2026-12").rows
    assert (hers.person, hers.cash, hers.to_hand, ledger(cast).rows) == (cast.hanh, 10_000, 10_000, [])
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, case_id), trust(cast)).findings if one.state is State.WRONG] == []


def test_at_the_counter_only_what_is_due_is_taken_and_by_the_table(cast: Cast) -> None:
    exempted(cast, "NQ 01")
    _, due = sealed(cast)
    _, paid = sealed(cast, CASH)
    refused("nothing_due", lambda: fetched(cast, paid, CounterFee(Paid.CASH)))
    refused("fee_unclear", lambda: fetched(cast, due, CounterFee(Paid.EXEMPT, basis="của tôi")))
    taken(cast, row(f"CTCK {code_of(cast, due)}"))
    refused("nothing_due", lambda: fetched(cast, due, CounterFee(Paid.CASH)))
    _, exempt = sealed(cast)
    fetched(cast, exempt, CounterFee(Paid.EXEMPT, "BL 1", "NQ 01"))
    assert (fields(cast, exempt)["fee"]["amount"], standing(cast, exempt)) == (0, "exempt")
    _, later = sealed(cast)
    fetched(cast, later, CounterFee(Paid.LATER))
    assert ("fee_taken" in fields(cast, later), standing(cast, later)) == (False, "due")
    # of a result that nobody fetched nothing is taken, whatever the form says
    _, dead = sealed(cast)
    do(cast, papers.close, papers.Hand(cast.org, cast.hanh, dead), "da_mat", "", CounterFee(Paid.CASH))
    assert standing(cast, dead) == "dropped"
    assert differing(cast) == ({}, [])


def test_the_page_asks_for_the_fee_where_it_is_due(app: Flask, cast: Cast) -> None:
    _, case_id = sealed(cast)
    _, paid = sealed(cast, CASH)
    desk = enter(app, cast, cast.hanh)
    assert 'name="paid" value="cash"' in desk.get(f"/giay-to/{case_id}", base_url=HERE).text
    assert 'name="paid"' not in desk.get(f"/giay-to/{paid}", base_url=HERE).text
    form = {"outcome": "tai_tru_so", "paid": "cash", "receipt": "BL 5"}
    wrong = desk.post(f"/tra-ket-qua/{case_id}/dong", data={**form, "paid": "gold"}, base_url=HERE)
    assert wrong.status_code == 400
    assert desk.post(f"/tra-ket-qua/{case_id}/dong", data=form, base_url=HERE).status_code == 302
    page = desk.get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    assert "biên lai BL 5" in page
    # what the family is told is no end without a result
    assert "đã được trả tại trụ sở" in page and "đã dừng" not in page


def test_l15_what_stayed_due_is_taken_in_cash_after_the_result_is_out(app: Flask, cast: Cast) -> None:
    desk = enter(app, cast, cast.hanh)
    phone, home = sealed(cast)
    _, counter = sealed(cast)
    url = f"/phi/da-thu/{home}"
    # while the result is here, closing asks for it
    refused("not_possible", lambda: late(cast, home))
    assert url not in desk.get(f"/ho-so-xa/{home}", base_url=HERE).text
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, home))
    assert cast.send(phone, "delivery.completed", home, cast.delivery()).verdict == "accepted"
    fetched(cast, counter, CounterFee(Paid.LATER))
    cast.clock.at = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    desk = enter(app, cast, cast.hanh)
    assert url in desk.get(f"/ho-so-xa/{home}", base_url=HERE).text
    assert url not in enter(app, cast, cast.minh).get(f"/ho-so-xa/{home}", base_url=HERE).text
    assert desk.post(url, data={"receipt": "BL 31"}, base_url=HERE).status_code == 302
    late(cast, counter)
    assert fields(cast, home)["fee"] == {**CASH, "receipt": "BL 31"}
    assert fields(cast, home)["fee_taken"] == {"by": cast.hanh, "on": "2026-12-02"}
    assert (standing(cast, home), standing(cast, counter)) == ("cash", "cash")
    page = desk.get(f"/ho-so-xa/{home}", base_url=HERE).text
    assert url not in page and "Thu phí sau khi trả kết quả" in page
    (hers,) = ledger(cast, "2026-12").rows
    assert (hers.person, hers.cash, hers.later, ledger(cast).total.later) == (cast.hanh, 20_000, 0, 0)
    refused("nothing_due", lambda: late(cast, home))
    refused("not_found", lambda: do(cast, papers.take_fee, papers.Hand(cast.other_org, cast.hoa, home), PAID))
    assert differing(cast) == ({}, [])
    assert [one.line for one in check(made(cast, home), trust(cast)).findings if one.state is State.WRONG] == []


def test_of_a_case_that_ended_without_a_result_nothing_is_taken_afterwards(cast: Cast) -> None:
    _, dead = sealed(cast)
    do(cast, papers.close, papers.Hand(cast.org, cast.hanh, dead), "da_mat", "")
    refused("nothing_due", lambda: late(cast, dead))
    _, here = sealed(cast)
    fetched(cast, here, CounterFee(Paid.LATER))
    refused("fee_unclear", lambda: late(cast, here, CounterFee(Paid.LATER)))


PAID = CounterFee(Paid.CASH, "BL 30")


def late(cast: Cast, case_id: str, fee: CounterFee = PAID) -> None:
    do(cast, papers.take_fee, papers.Hand(cast.org, cast.hanh, case_id), fee)
