"""L13, L15: lines of the counter, numbers written by hand, the first book of a commune."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import delete

from app.domain import register
from app.domain.calendar import ZONE
from app.reports import register_book
from app.services import registers
from app.store import tables
from app.work import begin, look
from tests.people import Cast
from tests.services.test_paper_and_book import counter, do, exempted, refused


def test_l13_counter_and_home_cases_share_one_row_of_numbers(cast: Cast) -> None:
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast)).startswith("01 ")
    case_id = cast.submitted(cast.phone())
    assert cast.approved(case_id, cast.passkey(cast.minh)).number.startswith("02 ")
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast, name="Mạc Văn Cũ")).startswith("03 ")
    with look(cast.tools) as work:
        found = register_book.lines(work.db, cast.org, "", "", 1)
        by_name = register_book.lines(work.db, cast.org, "2026-11", "mac van", 1)
        by_number = register_book.lines(work.db, cast.org, "", "2", 1)
        months = register_book.months(work.db, cast.org)
    assert [line.number for line in found.lines] == [3, 2, 1]
    assert (found.total, found.copies, found.fees) == (3, 3, 30_000)
    assert [line.name for line in by_name.lines] == ["Mạc Văn Cũ"]
    assert [line.case_id for line in by_number.lines] == [case_id]
    assert by_number.lines[0].paper_number == "024*****0066"
    assert months == ["2026-11"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"number": 1}, "by_hand_reason_missing"),
        ({"number": 3, "at": datetime(2026, 11, 23, 8, 0, tzinfo=ZONE), "reason": "mất điện"}, "number_gap"),
        ({"name": " "}, "entry_unclear"),
        ({"copies": 0}, "entry_unclear"),
        ({"certifier": "nobody"}, "not_found"),
    ],
)
def test_a_counter_line_that_is_not_clear_takes_no_number(cast: Cast, more: dict[str, Any], code: str) -> None:
    refused(code, lambda: do(cast, registers.enter, cast.org, cast.hanh, counter(cast, **more)))
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast)).startswith("01 ")


def test_a_number_written_by_hand_is_entered_with_its_hour_and_reason(cast: Cast) -> None:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
    by_hand = counter(cast, number=1, at=at, reason="Mất điện cả buổi sáng")
    assert do(cast, registers.enter, cast.org, cast.hanh, by_hand).startswith("01 ")
    refused("number_taken", lambda: do(cast, registers.enter, cast.org, cast.hanh, by_hand))
    with look(cast.tools) as work:
        (line,) = register_book.lines(work.db, cast.org, "", "", 1).lines
    assert (line.source, line.at, "Mất điện" in line.note) == ("by_hand", at, True)


def test_a_hand_written_number_has_its_day_between_those_beside_it(cast: Cast) -> None:
    do(cast, registers.enter, cast.org, cast.hanh, counter(cast))
    cast.clock.forward(days=2)
    mistyped = counter(cast, number=2, at=datetime(2026, 11, 13, 8, 0, tzinfo=ZONE), reason="Mất điện")
    refused("number_out_of_order", lambda: do(cast, registers.enter, cast.org, cast.hanh, mistyped))
    right = replace(mistyped, at=datetime(2026, 11, 24, 8, 0, tzinfo=ZONE))
    assert do(cast, registers.enter, cast.org, cast.hanh, right).startswith("02 ")


def test_l15_the_counter_exempts_by_the_table_only(cast: Cast) -> None:
    refused("fee_unclear", lambda: do(cast, registers.enter, cast.org, cast.hanh, counter(cast, exempt_basis="NQ 01")))
    exempted(cast, "NQ 01")
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast, exempt_basis=" NQ 01 ")).startswith("01 ")


def test_the_first_book_asks_for_the_last_number_and_the_next_year_opens_by_itself(cast: Cast) -> None:
    with begin(cast.tools) as work:
        for table in (tables.book, tables.counter):
            work.db.execute(delete(table).where(table.c.org == cast.org))
    refused("book_not_open", lambda: do(cast, registers.enter, cast.org, cast.hanh, counter(cast)))
    opening = registers.Opening(register.BookMode.OWN, 2, 144)
    do(cast, registers.open_book, cast.org, cast.quang, opening)
    refused("book_is_open", lambda: do(cast, registers.open_book, cast.org, cast.quang, opening))
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast)) == "145 quyển số 02/2026 - SCT/CK, ĐC"
    cast.clock.at = datetime(2027, 1, 1, 0, 0, 1, tzinfo=ZONE)
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast)) == "01 quyển số 01/2027 - SCT/CK, ĐC"
