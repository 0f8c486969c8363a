"""A sheet of decisions: what becomes a case, what takes the whole sheet back, how columns are known."""

from datetime import date

import pytest
from sqlalchemy import select, update

from app.domain.benefits import Level
from app.domain.decision_sheet import Columns, RowsUnclear, guess
from app.services import benefits
from app.store import tables
from app.work import begin, look
from tests.people import Cast
from tests.services.acting import refused
from tests.services.test_benefits import HEAD, KHANH, SAU, imported, take
from tests.services.test_rebuild import differing


def test_the_same_sheet_twice_adds_nothing_and_says_so(cast: Cast) -> None:
    take(cast, SAU)
    assert take(cast, SAU, [*SAU]) == benefits.Taken(0, 2)
    assert len(imported(cast)) == 1


def test_a_row_that_is_wrong_takes_the_whole_sheet_back(cast: Cast) -> None:
    wrong = [*KHANH[:8], "360.000", *KHANH[9:10], ""]
    refused("rows_unclear", lambda: take(cast, SAU, wrong))
    assert imported(cast) == []
    take(cast, SAU, wrong, reasons={3: "Mức cũ, Sở đã hướng dẫn"})
    assert imported(cast)[1].fields["decision"]["kept"] == "Mức cũ, Sở đã hướng dẫn"
    assert differing(cast) == ({}, [])


def test_a_row_may_name_its_officer(cast: Cast) -> None:
    with look(cast.tools) as work:
        name = work.db.execute(select(tables.person.c.name).where(tables.person.c.id == cast.tuan)).scalar_one()
    take(cast, SAU, [*KHANH[:10], name.upper()])
    assert [one.officer for one in imported(cast)] == [cast.lan, cast.tuan]
    with pytest.raises(RowsUnclear):
        take(cast, ["17/QĐ-UBND", *KHANH[1:10], "Không Ai Cả"])


def test_names_that_differ_by_a_mark_are_two_officers(cast: Cast) -> None:
    lan, tuan = tables.person.c.id == cast.lan, tables.person.c.id == cast.tuan
    with begin(cast.tools) as work:
        work.db.execute(update(tables.person).where(lan).values(name="Nguyễn Thị Lan"))
        work.db.execute(update(tables.person).where(tuan).values(name="Nguyễn Thị Lân"))
    take(cast, [*SAU[:10], "Nguyễn Thị Lân"], [*KHANH[:10], "nguyễn thị lan"])
    assert [one.officer for one in imported(cast)] == [cast.tuan, cast.lan]
    with look(cast.tools) as work:
        (row,) = benefits.judge(work, cast.org, *_judged(["17/QĐ-UBND", *KHANH[1:10], "Nguyen Thi Lan"])).rows
    assert [one.code for one in row.wrong] == ["officers"]


def _judged(row: list[str]) -> tuple[list[list[str]], Columns]:
    return [HEAD, row], guess([HEAD, row])


def test_the_levels_of_the_province_are_what_a_sheet_is_held_against(cast: Cast) -> None:
    with begin(cast.tools) as work:
        benefits.record_level(work, cast.org, cast.quang, Level(650_000, "Nghị quyết của tỉnh", date(2026, 11, 1)))
    refused("rows_unclear", lambda: take(cast, SAU))
    assert take(cast, [*SAU[:8], "975.000", *SAU[9:]]).new == 1


def test_columns_are_remembered_by_their_headings(cast: Cast) -> None:
    take(cast, SAU)
    with look(cast.tools) as work:
        kept = work.db.execute(select(tables.org.c.decision_columns).where(tables.org.c.id == cast.org)).scalar_one()
    assert kept["name"] == "ho va ten"


def test_one_decision_may_name_many_and_each_is_carried_home(cast: Cast) -> None:
    tam = [SAU[0], SAU[1], "Lê Thị Tám", "1950", "024150000055", *SAU[5:]]
    nameless = [SAU[0], SAU[1], "Lê Thị Chín", "1950", "", *SAU[5:]]
    assert take(cast, SAU, tam, nameless) == benefits.Taken(3, 0)
    assert take(cast, SAU, tam, nameless) == benefits.Taken(0, 3)
    assert sorted(one.name for one in imported(cast)) == ["Lê Thị Chín", "Lê Thị Tám", "Nguyễn Thị Sáu"]
