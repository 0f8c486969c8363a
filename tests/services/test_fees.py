"""L15: fees and exemptions as dated data, the account, each an act of the administrator in the journal."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.calendar import ZONE
from app.reports import fee_table, register_book
from app.services import fee_settings, registers
from app.work import fee_table as own_table
from app.work import look
from tests.people import Cast
from tests.services.test_book_years import journal
from tests.services.test_paper_and_book import counter, do, refused
from tests.services.test_rebuild import differing

DEC1 = date(2026, 12, 1)
GIVEN = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
BASIS = "Thông tư số 99/2026/TT-BTC"


def fee(cast: Cast, amount: int, start: date, basis: str = BASIS) -> None:
    do(cast, fee_settings.record_fee, cast.org, cast.quang, amount, basis, start)


def test_a_new_fee_holds_from_its_day_on_at_home_and_at_the_counter(cast: Cast) -> None:
    fee(cast, 15_000, DEC1)
    before = {"amount": 10_000, "paid": "cash", "receipt": "", "basis": ""}
    after = {**before, "amount": 15_000}
    phone = cast.phone()
    assert cast.submitted(phone, fee=before)
    cast.clock.at = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
    letter, parts = phone.letter(cast.tools, "case.submitted", cast.new_id(), cast.body(fee=before), [b""] * 0)
    assert not parts and phone.post(cast.tools, letter).code == "fee_unclear"
    case_id = cast.submitted(phone, fee=after)
    assert case_id
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast))
    with look(cast.tools) as work:
        (line,) = register_book.lines(work.db, cast.org, "", "", 1).lines
    assert line.fee == 15_000
    assert journal(cast, "fee.recorded") == [{"amount": 15_000, "basis": BASIS, "start": "2026-12-01"}]
    assert differing(cast) == ({}, [])


def test_a_fee_of_one_commune_is_not_anothers(cast: Cast) -> None:
    fee(cast, 15_000, DEC1)
    with look(cast.tools) as work:
        assert fee_table.table(work.db, cast.other_org, DEC1).now.amount == 10_000
        assert fee_table.table(work.db, cast.org, DEC1).now.amount == 15_000


@pytest.mark.parametrize(
    ("amount", "basis", "start", "code"),
    [
        (15_000, BASIS, date(2026, 11, 23), "fee_too_soon"),
        (15_000, " ", DEC1, "incomplete"),
        (-1, BASIS, DEC1, "incomplete"),
        (10_000_001, BASIS, DEC1, "incomplete"),
        (15_000, "Thông tư 😀", DEC1, "not_printable"),
    ],
)
def test_a_fee_needs_its_basis_and_begins_tomorrow_at_the_earliest(
    cast: Cast, amount: int, basis: str, start: date, code: str
) -> None:
    refused(code, lambda: fee(cast, amount, start, basis))


def test_a_fee_recorded_twice_for_one_day_is_the_newer(cast: Cast) -> None:
    fee(cast, 15_000, DEC1)
    fee(cast, 12_000, DEC1)
    with look(cast.tools) as work:
        assert fee_table.table(work.db, cast.org, DEC1).now.amount == 12_000


def test_an_exemption_holds_between_its_days(cast: Cast) -> None:
    do(cast, fee_settings.exempt, cast.org, cast.quang, "Người từ 80 tuổi", "NQ 01/2026/NQ-HĐND", DEC1)
    with look(cast.tools) as work:
        (row,) = fee_table.table(work.db, cast.org, DEC1).exemptions
    refused("fee_too_soon", lambda: end(cast, row.id, date(2026, 11, 22)))
    refused("not_found", lambda: end(cast, "none", DEC1))
    end(cast, row.id, date(2026, 12, 31))
    held = [date(2026, 11, 30), DEC1, date(2026, 12, 31), date(2027, 1, 1)]
    with look(cast.tools) as work:
        assert [len(own_table.exemptions(work, cast.org, day)) for day in held] == [0, 1, 1, 0]
    assert [one["last"] for one in journal(cast, "fee.exemption_ended")] == ["2026-12-31"]


def end(cast: Cast, exemption_id: str, last: date) -> None:
    do(cast, fee_settings.end_exemption, cast.org, cast.quang, exemption_id, last)


ACCOUNT = fee_settings.Account("970415", "113366668888", "UBND phuong Vi Du", "VietinBank")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"bin": "97041"}, "bad_vietqr"),
        ({"number": ""}, "bad_vietqr"),
        ({"holder": " "}, "incomplete"),
        ({"given": "F4E5".join(["", GIVEN])}, "bad_vietqr"),
        ({"given": f"{GIVEN[:-4]}F4E5"}, "bad_vietqr"),
        ({"share": 50}, "incomplete"),
        ({"share": 101, "share_basis": "x"}, "incomplete"),
        ({"given": GIVEN, "share": 50, "share_basis": "Điều 7 Thông tư số 226/2016/TT-BTC"}, ""),
    ],
)
def test_an_account_is_one_that_a_transfer_knows(cast: Cast, more: dict[str, object], code: str) -> None:
    new = replace(ACCOUNT, **more)  # type: ignore[arg-type]
    if code:
        refused(code, lambda: do(cast, fee_settings.set_account, cast.org, cast.quang, new))
        return
    do(cast, fee_settings.set_account, cast.org, cast.quang, new)
    with look(cast.tools) as work:
        kept = fee_table.table(work.db, cast.org, DEC1).account
    assert (kept.number, kept.given, kept.share) == ("113366668888", GIVEN, 50)
    assert len(journal(cast, "fee.account_changed")) == 1
