"""L15: a bank's rows become money that came in; codes are found in its words however it cut them."""

from datetime import date

import pytest

from app.domain import payments, statement
from app.domain.payments import Standing
from app.domain.problems import Problem

COLUMNS = statement.Columns("A", "C", "D", 2)
HEAD = ["Ngày", "Số GD", "Có", "Nội dung"]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("10.000", 10_000), ("10,000", 10_000), ("10,000.00", 10_000), ("10.000,00", 10_000), ("+10000", 10_000),
        ("10 000 VND", 10_000), ("10000", 10_000), ("1.250.000", 1_250_000), ("10000.0", 10_000),
        ("1,250,000.00", 1_250_000), ("10.000 GC", 10_000), ("10.00", 10), ("5", 5),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_banks_write_it(cell: str, amount: int) -> None:
    (one,) = statement.credits_of([HEAD, ["23/11/2026", "1", cell, "x"]], COLUMNS)
    assert one.amount == amount


@pytest.mark.parametrize("cell", ["10.000,50", "10,000.5", "10000.5", "10.00.000", "10.000.00", "1,2,3", "1e+16"])
def test_a_fraction_or_a_strange_sum_is_never_read_as_more(cell: str) -> None:
    with pytest.raises(statement.StatementUnclear):
        statement.credits_of([HEAD, ["23/11/2026", "1", cell, "x"]], COLUMNS)


@pytest.mark.parametrize(
    "cell", ["(10.000)", "10.000 GN", "-10.000", "−10.000", "10.000-", "10,000.00 DR", "10.000 Nợ", "- 10.000 VND"]
)
def test_money_that_goes_out_is_never_offered(cell: str) -> None:
    assert statement.credits_of([HEAD, ["23/11/2026", "1", cell, "CTCK VD7K4Q"]], COLUMNS) == []


@pytest.mark.parametrize(
    "row",
    [["Tổng cộng", "", "15.000", ""], ["TỔNG CỘNG:", "", "15.000", "x"], ["Số dư cuối kỳ", "", "1", ""], ["", "", ""],
     [], ["Người lập", "", "1", ""]],
)  # fmt: skip
def test_totals_and_empty_rows_are_passed_over(row: list[str]) -> None:
    assert len(statement.credits_of([HEAD, ["23/11/2026", "1", "1", "x"], row], COLUMNS)) == 1


@pytest.mark.parametrize("day", ["", "Tổng cộng", "hôm qua", "32/11/2026"])
def test_a_row_that_names_a_case_is_never_passed_over(day: str) -> None:
    with pytest.raises(statement.StatementUnclear):
        statement.credits_of([HEAD, [day, "1", "10.000", "CTCK VD7K4Q"]], COLUMNS)


@pytest.mark.parametrize(
    "cell", ["23/11/26", "23/11/2026", "23-11-2026", "23.11.2026 09:15:00", "2026-11-23", "2026-11-23T09:15"]
)
def test_a_day_is_read_as_banks_write_it(cell: str) -> None:
    (one,) = statement.credits_of([HEAD, [cell, "1", "1", "x"]], COLUMNS)
    assert one.on_date == date(2026, 11, 23)


def test_money_that_went_out_titles_and_totals_are_no_credits() -> None:
    rows = [HEAD, ["23/11/2026", "1", "-5.000", "ra"], ["23/11/2026", "2", "", "x"], ["", "", "15.000", "Cộng"], []]
    assert statement.credits_of(rows, COLUMNS) == []


@pytest.mark.parametrize(
    "row", [["32/11/2026", "1", "1", "x"], ["hôm qua", "1", "1", "x"], ["23/11/2026", "1", "1x2-3", ""]]
)
def test_a_row_that_cannot_be_read_refuses_the_whole_file(row: list[str]) -> None:
    with pytest.raises(statement.StatementUnclear) as refused:
        statement.credits_of([HEAD, ["23/11/2026", "1", "1", "x"], row], COLUMNS)
    assert refused.value.row == 3


def test_two_alike_are_two_and_known_apart() -> None:
    row = ["23/11/2026", "1", "10000", "CTCK VD7K4Q"]
    assert [one.nth for one in statement.credits_of([HEAD, row, row], COLUMNS)] == [1, 2]


@pytest.mark.parametrize("letter", ["", "1", "AAA", "Ă"])
def test_what_names_no_column_is_refused(letter: str) -> None:
    with pytest.raises(Problem):
        statement.column_place(letter)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CTCK VD7K4Q", {"VD-7K4Q"}), ("ctckvd7k4q", {"VD-7K4Q"}), ("IBFT CTCK VD-7K4Q chuyen tien", {"VD-7K4Q"}),
        ("CTCK.VD 7K4Q", {"VD-7K4Q"}), ("CTCK VD7K4Q CTCK VDAB12", {"VD-7K4Q", "VD-AB12"}), ("VD7K4Q", set()),
        ("CTCK XA7K4Q", set()), ("CTCK VD7K", set()), ("", set()),
    ],
)  # fmt: skip
def test_a_code_is_found_in_a_banks_words(words: str, found: set[str]) -> None:
    assert payments.codes_in(words, "VD") == found


@pytest.mark.parametrize(
    ("paid", "shown", "matched", "standing"),
    [
        (None, False, False, Standing.NONE), ("later", False, False, Standing.DUE),
        ("later", True, False, Standing.SHOWN),
        ("cash", True, False, Standing.CASH), ("transfer", True, False, Standing.NOTED),
        ("exempt", False, False, Standing.EXEMPT), ("later", True, True, Standing.MATCHED),
        ("transfer", False, True, Standing.MATCHED), ("cash", False, True, Standing.TWICE),
    ],
)  # fmt: skip
def test_only_the_statement_reconciles(paid: str | None, shown: bool, matched: bool, standing: Standing) -> None:
    assert payments.standing({"paid": paid} if paid else None, shown=shown, matched=matched) is standing


def test_for_a_case_that_ended_nothing_is_asked_any_more() -> None:
    after = {
        paid: payments.standing({"paid": paid}, shown=True, matched=False, ended=True) for paid in ("later", "cash")
    }
    assert after == {"later": Standing.DROPPED, "cash": Standing.CASH}


def test_the_purpose_is_one_that_banks_leave_as_it_is() -> None:
    said = payments.purpose("ABCD-7K4Q")
    assert (said, len(said) <= 25, said.isascii()) == ("CTCK ABCD7K4Q", True, True)
