"""L15: statements as several banks lay them out: which column is which, and nothing that went out is a payment."""

import pytest

from app.domain import statement
from app.domain.statement import Columns, NotASheet, OutgoingColumn, StatementUnclear
from app.domain.statement_headings import direction, named

NAMES = "CTCK VD7K4Q"


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        *((one, "out") for one in ("Ghi nợ", "Nợ", "Debit", "DEBIT AMOUNT", "Rút ra", "Số tiền trừ", "Tiền ra", "PS Nợ",
                                   "Phát sinh nợ (VND)", "Số tiền ghi nợ", "Withdrawals", "Paid out", "Chi",
                                   "Nợ / Debit", "Số tiền GD nợ", "Money out (VND)")),
        *((one, "amount_in") for one in ("Ghi có", "Có", "Credit", "Credit amount", "Gửi vào", "Số tiền cộng",
                                         "Tiền vào", "PS Có", "Deposits", "Paid in", "Thu", "Có / Credit")),
        *((one, "amount") for one in ("Số tiền", "Số tiền giao dịch", "Amount", "Số tiền (Nợ/Có)", "Giá trị GD")),
        *((one, "kind") for one in ("Nợ/Có", "Dr/Cr", "D/C", "Loại GD", "Transaction type", "Ghi nợ/Ghi có")),
        *((one, "day") for one in ("Ngày", "Ngày GD", "Ngày hiệu lực", "Transaction date", "Thời gian giao dịch")),
        *((one, "words") for one in ("Nội dung", "Diễn giải", "Mô tả giao dịch", "Description", "Remarks", "Details")),
        # a part of a word, or another thing with the same letters, is none of them
        *((one, "") for one in ("", "STT", "Số thứ tự", "Chi nhánh", "Số GD", "Số dư", "Số dư có", "Balance",
                                "Người nộp", "Loại tiền", "Số tham chiếu", "Tài khoản đối ứng", "Ghi chú")),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_holds(heading: str, what: str) -> None:
    assert named(heading) == what


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        *((one, "out") for one in ("Nợ", "D", "DR", "Debit", "-", "−", "Ghi nợ", "GN", "Rút tiền", "Chuyển tiền đi",
                                   "Chuyển đi", "Chi tiền")),
        *((one, "amount_in") for one in ("Có", "C", "CR", "+", "Ghi có", "Credit", "Nộp tiền", "Tiền vào")),
        # neither: a person looks
        *((one, "") for one in ("", "Chuyển khoản đến", "Rút tiền mặt", "Phí dịch vụ", "Thanh toán", "Chuyển tiền",
                                "Giao dịch", "Thu chi", "CTCK")),
    ],
)  # fmt: skip
def test_a_cell_tells_the_direction(cell: str, way: str) -> None:
    assert direction(cell) == way


# each with one payment of 10.000 and one line of 25.000 that went out and names a case all the same
TWO_COLUMNS = [
    ["NGÂN HÀNG SÔNG HỒNG", "", "", "", "", ""], ["Số tài khoản: 113366668888, ghi có trong kỳ", "", "", "", "", ""],
    ["STT", "Ngày GD", "Diễn giải", "Ghi nợ", "Ghi có", "Số dư"],
    ["1", "24/11/2026", f"IBFT {NAMES}", "", "10.000", "110.000"],
    ["2", "24/11/2026", f"Hoàn {NAMES}", "25.000", "", "85.000"],
    ["Tổng cộng", "", "", "25.000", "10.000", ""],
]  # fmt: skip
CREDIT_FIRST = [
    ["Date", "Remarks", "Credit", "Debit", "Balance"],
    ["2026-11-24", NAMES, "10,000.00", "0", "1"], ["2026-11-24", f"BACK {NAMES}", "0.00", "25,000.00", "1"],
]  # fmt: skip
UNDER_ONE_HEADING = [
    ["Sao kê", "", "", ""], ["Ngày hiệu lực", "Nội dung", "Số tiền", ""], ["", "", "Số tiền trừ", "Số tiền cộng"],
    ["24/11/26", f"Hoàn {NAMES}", "25.000", ""], ["24/11/26", NAMES, "", "10.000"],
]  # fmt: skip
SIGNED = [
    ["Thời gian giao dịch", "Số tiền", "Mô tả"],
    ["24/11/2026 09:15:00", "+10.000 VND", NAMES], ["24/11/2026 10:00:00", "-25.000 VND", f"Hoàn {NAMES}"],
]  # fmt: skip
MARKED = [
    ["Ngày", "Nợ/Có", "Số tiền giao dịch", "Nội dung"],
    ["24/11/2026", "Có", "10.000", NAMES], ["24/11/2026", "Nợ", "25.000", f"Hoàn {NAMES}"],
]  # fmt: skip
BESIDE_ITS_SUM = [
    ["Transaction date", "Amount", "Withdrawals", "Details"],
    ["24/11/2026", "10.000", "", NAMES], ["24/11/2026", "25.000", "25.000", f"Back {NAMES}"],
]  # fmt: skip
LAYOUTS = [TWO_COLUMNS, CREDIT_FIRST, UNDER_ONE_HEADING, SIGNED, MARKED, BESIDE_ITS_SUM]


@pytest.mark.parametrize("rows", LAYOUTS)
def test_what_went_out_is_listed_and_never_taken_for_a_payment(rows: list[list[str]]) -> None:
    found = statement.lines_of(rows, statement.recognised(rows))
    assert [(one.amount, one.words.endswith(NAMES)) for one in found.credits] == [(10_000, True)]
    assert [one.amount for one in found.debits] == [25_000]
    assert found.debits[0].text().startswith("out 2026-11-24 25000 1 ")


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (TWO_COLUMNS, Columns("B", "E", "C", 4, "D", "")), (CREDIT_FIRST, Columns("A", "C", "B", 2, "D", "")),
        (UNDER_ONE_HEADING, Columns("A", "D", "B", 4, "C", "")), (SIGNED, Columns("A", "B", "C", 2)),
        (MARKED, Columns("A", "C", "D", 2, "", "B")), (BESIDE_ITS_SUM, Columns("A", "B", "D", 2, "C", "")),
    ],
)  # fmt: skip
def test_columns_are_recognised_by_their_headings(rows: list[list[str]], columns: Columns) -> None:
    assert statement.recognised(rows) == columns


@pytest.mark.parametrize("rows", [[["a", "b"], ["1", "2"]], [["Ngày", "Nội dung", "Số dư"]], []])
def test_a_sheet_without_headings_is_not_guessed(rows: list[list[str]]) -> None:
    with pytest.raises(NotASheet):
        statement.recognised(rows)


def test_somebody_who_names_the_wrong_column_is_stopped() -> None:
    with pytest.raises(OutgoingColumn):
        statement.settled(TWO_COLUMNS, Columns("B", "d", "C", 4))
    assert statement.settled(TWO_COLUMNS, Columns("B", "E", "C", 4)).out == "D"
    assert statement.settled(MARKED, Columns("A", "C", "D", 2)).kind == "B"
    own = Columns("A", "B", "C", 1)
    assert statement.settled([["24/11/2026", "10.000", "x"]], own) == own


WITH_KIND = [["Ngày", "Loại giao dịch", "Số tiền", "Nội dung"], ["24/11/2026", "Có", "7.000", "x"]]


@pytest.mark.parametrize("kind", ["Phí dịch vụ", "Rút tiền mặt", "Thanh toán", "Chuyển khoản đến", ""])
def test_beside_a_direction_only_a_known_word_or_a_plus_comes_in(kind: str) -> None:
    for rows in (WITH_KIND, WITH_KIND[:1]):
        sheet = [*rows, ["24/11/2026", kind, "10.000", NAMES], ["24/11/2026", kind, "+10.000", "y"]]
        found = statement.lines_of(sheet, statement.recognised(sheet))
        assert {one.words: one.unclear for one in found.credits[-2:]} == {NAMES: True, "y": False}
        assert (found.debits, [one.unclear for one in found.credits[:-2]]) == ([], [False] * (len(rows) - 1))


def test_free_words_are_no_direction_where_signs_or_columns_tell_it() -> None:
    heads = [*WITH_KIND[:1], ["24/11/2026", "Thanh toán", "10.000", NAMES]]
    signed = [*heads, ["24/11/2026", "Phí dịch vụ", "-25.000", "x"]]
    named_in = [["Ngày", "Loại GD", "Ghi có", "Nội dung"], heads[1]]
    two = [["Ngày", "Loại GD", "Ghi có", "Nội dung", "Ghi nợ"], heads[1], ["24/11/2026", "Phí", "", "x", "25.000"]]
    for rows in (signed, named_in, two):
        for columns in (statement.recognised(rows), statement.settled(rows, Columns("A", "C", "D", 2))):
            assert columns.kind == ""
            found = statement.lines_of(rows, columns)
            assert [(one.amount, one.unclear) for one in found.credits] == [(10_000, False)]
            assert [one.amount for one in found.debits] == [25_000] * (rows is not named_in)
    assert statement.settled(heads, Columns("A", "C", "D", 2)).kind == "B"


def test_a_row_that_came_and_went_refuses_the_file() -> None:
    rows = [*TWO_COLUMNS[:4], ["3", "24/11/2026", "x", "7.000", "9.000", ""]]
    with pytest.raises(StatementUnclear) as refused:
        statement.lines_of(rows, statement.recognised(rows))
    assert refused.value.row == 5


@pytest.mark.parametrize(("cell", "amount"), [("1.100,50", 1_100), ("-25.000", 25_000), ("1x.2,3", 0), ("12,5", 12)])
def test_a_strange_sum_that_went_out_refuses_nothing(cell: str, amount: int) -> None:
    rows = [*TWO_COLUMNS[:4], ["3", "24/11/2026", "Phí", cell, "", ""]]
    assert [one.amount for one in statement.lines_of(rows, statement.recognised(rows)).debits] == [amount]


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (59, "BH")])
def test_a_column_has_its_letter(place: int, letter: str) -> None:
    assert (statement.column_letter(place), statement.column_place(letter)) == (letter, place)
