"""Levels, coefficients and amounts of decisions; sheets whose columns are told by their headings."""

from datetime import date

import pytest

from app.domain import benefits, decision_sheet
from app.domain.benefits import Kind, Level
from app.domain.decision_sheet import Columns
from app.domain.statement import NotASheet

HANOI = (Level(650_000, "Nghị quyết của Hội đồng nhân dân thành phố", date(2025, 12, 1)),)
LOW = (Level(400_000, "Nghị quyết cũ", date(2022, 1, 1)),)


@pytest.mark.parametrize(
    ("kind", "coefficient", "month", "own", "due"),
    [
        (Kind.GRANT, 150, date(2021, 6, 1), (), None),
        (Kind.GRANT, 150, date(2021, 7, 1), (), 540_000),
        (Kind.GRANT, 150, date(2024, 6, 1), (), 540_000),
        (Kind.GRANT, 150, date(2024, 7, 1), (), 750_000),
        (Kind.ADJUST, 250, date(2026, 11, 1), (), 1_250_000),
        (Kind.GRANT, 200, date(2026, 11, 1), HANOI, 1_300_000),
        (Kind.GRANT, 200, date(2025, 11, 1), HANOI, 1_000_000),
        (Kind.GRANT, 100, date(2026, 11, 1), LOW, 500_000),
        (Kind.GRANT, 100, date(2023, 11, 1), LOW, 400_000),
        (Kind.PENSION, None, date(2025, 7, 1), (), 500_000),
        (Kind.PENSION, None, date(2025, 6, 1), (), None),
        (Kind.STOP, 150, date(2026, 11, 1), (), None),
    ],
)
def test_a_month_comes_to_level_times_coefficient(
    kind: Kind, coefficient: int | None, month: date, own: tuple[Level, ...], due: int | None
) -> None:
    assert benefits.expected(kind, coefficient, month, own) == due


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5a", "5a"), ("khoản 5 điểm a", "5a"), ("Khoản 5, điểm c", "5c"), ("K5 đ.d", "5d"), ("5", None),
        ("6", "6"), ("Khoản 6 Điều 5", "6"), ("khoản 3", "3"), ("9", None), ("khác", None),
    ],
)  # fmt: skip
def test_a_group_is_read_as_people_write_it(text: str, code: str | None) -> None:
    found = benefits.group(text)
    assert (found.code if found else None) == code


def test_groups_that_tell_of_illness_disability_or_orphans_are_sensitive() -> None:
    assert {one.code for one in benefits.GROUPS if one.sensitive} == {"1", "2", "3", "6", "8"}


@pytest.mark.parametrize(("text", "amount"), [("1.000.000", 1_000_000), ("750000", 750_000), ("750.000 đ", 750_000),
    ("1,250,000.00", 1_250_000), ("bảy trăm", None), ("", None), ("-5", None)])  # fmt: skip
def test_money_is_read(text: str, amount: int | None) -> None:
    assert decision_sheet.dong(text) == amount


HEAD = ["STT", "Số QĐ", "Ngày QĐ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Khoản", "Hệ số", "Mức", "Hưởng từ"]
GOOD = ["1", "15/QĐ-UBND", "02/11/2026", "Nguyễn Thị Thử", "1940", "024140000012", "Tổ 2", "5c", "1,0", "500.000",
        "11/2026"]  # fmt: skip


def rows(*changes: dict[int, str]) -> list[decision_sheet.Row]:
    sheet = [["DANH SÁCH"], [], HEAD]
    for change in changes:
        sheet.append([change.get(place, cell) for place, cell in enumerate(GOOD)])
    return decision_sheet.read(sheet, decision_sheet.guess(sheet))


def test_columns_are_told_by_their_headings() -> None:
    (row,) = rows({})
    assert row.wrong == ()
    assert row.number == 4
    assert row.decision["name"] == "Nguyễn Thị Thử"
    assert (row.decision["date"], row.decision["from_month"]) == ("2026-11-02", "2026-11-01")
    assert (row.decision["group"], row.decision["coefficient"], row.decision["amount"]) == ("5c", 100, 500_000)


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        ({1: ""}, "number", "missing"), ({2: "31/02/2026"}, "date", "unread"), ({3: ""}, "name", "missing"),
        ({5: "24140000012"}, "identity", "identity"), ({7: "12"}, "group", "group"),
        ({8: "2,5"}, "coefficient", "coefficient"), ({9: "360.000"}, "amount", "amount"),
        ({9: "nhiều"}, "amount", "unread"), ({10: "13/2026"}, "from_month", "unread"), ({9: ""}, "amount", "missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_named(change: dict[int, str], name: str, code: str) -> None:
    (row,) = rows(change)
    assert [(one.name, one.code) for one in row.wrong] == [(name, code)]


def test_another_amount_is_told_with_both_figures() -> None:
    (row,) = rows({9: "360.000"})
    assert row.differs
    assert dict(row.wrong[0].facts) == {"due": "500.000", "said": "360.000"}


def test_a_table_without_headings_is_no_sheet() -> None:
    with pytest.raises(NotASheet):
        decision_sheet.guess([["1", "2", "3"]])


def test_a_heading_begins_with_whole_words_and_one_column_is_no_two_fields() -> None:
    guessed = decision_sheet.guess([["Số QĐ", "Ngày QĐ", "Họ và tên", "Tổng tiền", "Tổ"]])
    assert guessed.letters["hamlet"] == "E"
    columns = decision_sheet.Columns({"number": "A", "name": "A"}, 2)
    with pytest.raises(NotASheet):
        decision_sheet.read([["Số QĐ"], ["15"]], columns)


def test_a_column_that_was_put_right_is_found_again_where_it_stands_next_month() -> None:
    head = ["Số QĐ", "Ngày QĐ", "Đối tượng", "Người nhận", "Thôn", "Hưởng từ"]
    guessed = decision_sheet.guess([head])
    assert guessed.letters["name"] == "C"
    right = Columns({**guessed.letters, "name": "D", "group": "C"}, guessed.first)
    kept = decision_sheet.headings([head, ["1"]], right)
    assert (kept["name"], kept["group"]) == ("nguoi nhan", "doi tuong")
    moved = [["", "", "", "", "", "", ""], ["TT", "Người nhận", "Số QĐ", "Ngày QĐ", "Đối tượng", "Thôn", "Hưởng từ"]]
    found = decision_sheet.recalled(moved, kept)
    assert found.first == 3
    assert (found.letters["name"], found.letters["group"], found.letters["number"]) == ("B", "E", "C")
    # a row of numbers under the headings, as official tables have it
    numbered = Columns(right.letters, guessed.first + 1)
    assert decision_sheet.headings([head, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["1"]], numbered) == kept
    # a field that the clerk left out stays out
    without = decision_sheet.headings([head], Columns({**right.letters, "hamlet": ""}, guessed.first))
    assert decision_sheet.recalled([head], without).letters["hamlet"] == ""
    # what is called otherwise this time, or twice, is guessed as before
    assert decision_sheet.recalled([["Số QĐ", "Ngày QĐ", "Họ và tên", "Thôn"]], kept).letters["name"] == "C"
    twice = [["Số QĐ", "Ngày QĐ", "Họ tên", "Người nhận", "Người nhận"]]
    assert decision_sheet.recalled(twice, kept).letters["name"] == "C"
