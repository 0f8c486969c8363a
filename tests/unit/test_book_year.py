"""L13: numbers without a gap, a year that is closed after its last decision, cells that are no formulas."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from app.documents import book, spreadsheet, typesetting
from app.domain import book_year
from app.domain.book_year import Findings, Numbered
from app.domain.problems import Problem
from bench import book_sample

D1, D2, D3 = (date(2026, 11, day) for day in (2, 3, 4))


@pytest.mark.parametrize(
    ("lines", "after", "last", "pending", "found"),
    [
        ([], 0, 0, (), Findings()),
        ([(1, D1), (2, D1), (3, D2)], 0, 3, (), Findings()),
        ([(145, D1), (146, D2)], 144, 146, (), Findings()),
        ([(1, D1), (3, D2)], 0, 3, (), Findings(missing=(2,))),
        ([(1, D1), (3, D2)], 0, 3, (2,), Findings()),
        ([(1, D1), (2, D2)], 0, 4, (), Findings(missing=(3, 4))),
        ([(1, D1), (2, D2), (2, D3)], 0, 2, (), Findings(doubled=(2,))),
        ([(1, D2), (2, D1), (3, D3)], 0, 3, (), Findings(disordered=(2,))),
        ([(1, D1), (5, D2)], 0, 1, (), Findings(beyond=(5,))),
        ([(144, D1), (145, D1)], 144, 145, (), Findings(beyond=(144,))),
        ([(1, D1), (None, D2)], 0, 1, (), Findings(waiting=1)),
    ],
)
def test_numbers_are_held_against_the_counter(lines, after, last, pending, found) -> None:  # type: ignore[no-untyped-def]
    held = [Numbered(*one) for one in lines]
    assert book_year.check(held, after, last, frozenset(pending)) == found
    assert found.sound == (found in (Findings(), Findings(waiting=1)))


def test_numbers_of_an_official_book_outside_may_leave_others_out_but_never_stand_twice() -> None:
    assert book_year.check_outside([Numbered(5, D1), Numbered(19, D2), Numbered(None, D3)]) == Findings(waiting=1)
    assert book_year.check_outside([Numbered(5, D1), Numbered(5, D2)]) == Findings(doubled=(5,))


@pytest.mark.parametrize(
    ("today", "found", "code"),
    [
        (date(2026, 12, 30), Findings(), "year_not_over"),
        (date(2027, 1, 1), Findings(missing=(7,)), "book_has_gaps"),
        (date(2027, 1, 4), Findings(waiting=1), "book_has_gaps"),
        (date(2026, 12, 31), Findings(), "year_not_over"),
        (date(2027, 1, 1), Findings(), ""),
    ],
)
def test_a_year_is_closed_when_it_is_over_and_whole(today: date, found: Findings, code: str) -> None:
    try:
        book_year.check_closing(2026, today, found)
        said = ""
    except Problem as error:
        said = error.code
    assert said == code


ROWS = [
    [1, "=1+1", "+84", "-5", "@SUM(A1)"],
    [2, "\tx", "\rx", "＝1", 'Nguyễn "Thị" Sáu, Tổ 2'],
]


def test_no_cell_of_a_csv_is_a_formula_and_excel_knows_the_letters() -> None:
    made = spreadsheet.as_csv(["Số", "a", "b", "c", "d"], ROWS)
    assert made.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert read[0][0] == "Số"
    assert read[1] == ["1", "'=1+1", "'+84", "'-5", "'@SUM(A1)"]
    assert read[2] == ["2", "'\tx", "'\rx", "'＝1", 'Nguyễn "Thị" Sáu, Tổ 2']


def test_no_cell_of_an_xlsx_is_a_formula_and_numbers_stay_numbers() -> None:
    made = spreadsheet.as_xlsx("So", ["Số", "a", "b", "c", "d"], ROWS)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert [cell.value for cell in cells[:5]] == ROWS[0]


def test_a_long_book_is_made_by_a_process_of_its_own_with_the_same_bytes() -> None:
    long = book_sample.month(book.APART + 1)
    assert book.render(long) == typesetting.typeset("book", long, long.made_at)
