"""L13: volumes, the daily check with its alarm, the closing, the turn of the year on Vietnam's clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from app.domain import register
from app.domain.calendar import ZONE
from app.jobs import runner
from app.reports import book_pages, setup
from app.services import book_years, registers
from app.store import tables
from app.work import begin, books, look
from tests.people import Cast
from tests.services.test_paper_and_book import approved, counter, do, outside, refused
from tests.services.test_rebuild import differing


def entered(cast: Cast) -> str:
    return str(do(cast, registers.enter, cast.org, cast.hanh, counter(cast)))


def this_year(cast: Cast) -> book_pages.Year:
    with look(cast.tools) as work:
        return book_pages.years(work.db, cast.org)[0]


def alarms(cast: Cast) -> list[str]:
    with look(cast.tools) as work:
        return [one.code for one in setup.items(work.db, cast.org, work.at) if not one.done]


def journal(cast: Cast, kind: str) -> list[dict[str, object]]:
    with look(cast.tools) as work:
        line, record = tables.journal_line, tables.record
        query = select(line.c.facts).join(record, record.c.seq == line.c.seq)
        return list(work.db.execute(query.where(record.c.kind == kind, line.c.org == cast.org)).scalars())


def test_a_new_volume_goes_on_with_the_numbers(cast: Cast) -> None:
    refused("volume_empty", lambda: do(cast, book_years.open_volume, cast.org, cast.hanh))
    assert entered(cast) == "01 quyển số 01/2026 - SCT/CK, ĐC"
    assert do(cast, book_years.open_volume, cast.org, cast.hanh) == 2
    refused("volume_empty", lambda: do(cast, book_years.open_volume, cast.org, cast.hanh))
    assert entered(cast) == "02 quyển số 02/2026 - SCT/CK, ĐC"
    assert [(one.volume, one.after) for one in this_year(cast).parts] == [(1, 0), (2, 1)]
    assert journal(cast, "book.volume_opened") == [{"year": 2026, "volume": 2, "after": 1}]
    assert differing(cast) == ({}, [])


def test_a_clerk_checks_the_book_of_his_own_commune_only(cast: Cast) -> None:
    do(cast, book_years.check_org, cast.org)
    with look(cast.tools) as work:
        mine, theirs = (book_pages.years(work.db, org)[0].checked_at for org in (cast.org, cast.other_org))
    assert (mine, theirs) == (cast.clock.at, None)


def test_where_the_official_book_is_outside_no_volume_is_opened_here(cast: Cast) -> None:
    outside(cast)
    refused("number_not_here", lambda: do(cast, book_years.open_volume, cast.org, cast.hanh))


def test_a_missing_number_alarms_the_administrator_from_the_next_daily_check(cast: Cast) -> None:
    for _ in range(3):
        entered(cast)
    runner.daily(cast.tools)
    runner.run_due(cast.tools)
    assert "book_numbers" not in alarms(cast)
    with begin(cast.tools) as work:
        work.db.execute(delete(tables.register_entry).where(tables.register_entry.c.number == 2))
    assert "book_numbers" not in alarms(cast)
    cast.clock.forward(days=1)
    runner.daily(cast.tools)
    runner.run_due(cast.tools)
    found = this_year(cast)
    assert (found.wrong, found.findings["missing"], found.checked_at) == (True, [2], cast.clock.at)
    assert "book_numbers" in alarms(cast)
    cast.clock.at = datetime(2027, 1, 1, 8, 0, tzinfo=ZONE)
    refused("book_has_gaps", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2026))


def test_a_year_is_closed_with_its_totals_and_takes_no_number_any_more(cast: Cast) -> None:
    entered(cast)
    case_id = approved(cast)
    with begin(cast.tools) as work:
        revoked = tables.register_entry.c.case_id == case_id
        work.db.execute(update(tables.register_entry).where(revoked).values(revoked=True))
    refused("year_not_over", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2026))
    cast.clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=ZONE)
    refused("year_not_over", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2026))
    cast.clock.at = datetime(2027, 1, 1, 0, 0, tzinfo=ZONE)
    do(cast, book_years.close, cast.org, cast.hanh, 2026)
    totals = {"lines": 2, "first": 1, "last": 2, "revoked": 1, "copies": 1, "fees": 10_000}
    (told,) = journal(cast, "book.closed")
    assert (this_year(cast).totals, told["totals"]) == (totals, totals)
    refused("book_closed", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2026))
    # the last evening of a year still certifies; from midnight the next book opens by itself
    assert entered(cast) == "01 quyển số 01/2027 - SCT/CK, ĐC"


def test_the_year_turns_at_midnight_and_its_last_evening_is_entered_until_it_is_closed(cast: Cast) -> None:
    cast.clock.at = datetime(2026, 12, 31, 16, 59, 59, 999_000, tzinfo=UTC)
    assert entered(cast) == "01 quyển số 01/2026 - SCT/CK, ĐC"
    case_id = cast.submitted(cast.phone())
    key = cast.passkey(cast.minh)
    cast.clock.at = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    # signed at home in the old year, certified in the new one: date, year and number follow the decision (L1)
    assert cast.approved(case_id, key).number == "01 quyển số 01/2027 - SCT/CK, ĐC"
    late = counter(cast, number=2, at=datetime(2026, 12, 31, 22, 0, tzinfo=ZONE), reason="Mất điện")
    assert do(cast, registers.enter, cast.org, cast.hanh, late) == "02 quyển số 01/2026 - SCT/CK, ĐC"
    with begin(cast.tools) as work, pytest.raises(register.NumberNotHere):
        books.take_written(work, cast.org, books.OnPaper(1, 2025), cast.new_id())
    do(cast, book_years.close, cast.org, cast.hanh, 2026)
    refused("book_closed", lambda: do(cast, registers.enter, cast.org, cast.hanh, replace(late, number=3)))
    with look(cast.tools) as work:
        old, new = (book_pages.totals(work.db, cast.org, book_pages.Period(year)) for year in (2026, 2027))
    assert ((old.lines, old.last), (new.lines, new.last)) == ((2, 2), (1, 1))


def test_a_line_without_its_official_number_holds_up_the_closing(cast: Cast) -> None:
    outside(cast)
    approved(cast)
    cast.clock.at = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    refused("book_has_gaps", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2026))
    refused("no_such_period", lambda: do(cast, book_years.close, cast.org, cast.hanh, 2025))
