"""Vietnamese words: numbers, dates, names folded, sorted, masked."""

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import words_vi


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (24, "hai mươi tư"),
        (25, "hai mươi lăm"), (101, "một trăm linh một"), (105, "một trăm linh năm"), (110, "một trăm mười"),
        (115, "một trăm mười lăm"), (1000, "một nghìn"), (1005, "một nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"), (10_000, "mười nghìn"), (750_000, "bảy trăm năm mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"), (1_010_000, "một triệu không trăm mười nghìn"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"), (443_000_000, "bốn trăm bốn mươi ba triệu"),
        (1_000_000_000, "một tỷ"), (-7, "âm bảy"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_an_official_writes_them(value: int, words: str) -> None:
    assert words_vi.number(value) == words


@given(st.integers(min_value=0, max_value=10**12))
def test_two_numbers_never_read_the_same(value: int) -> None:
    assert words_vi.number(value) != words_vi.number(value + 1)
    assert "  " not in words_vi.number(value)


def test_dates_times_and_money_read_as_on_paper() -> None:
    at = datetime(2026, 2, 5, 9, 30)
    assert words_vi.date_words(at) == "ngày năm tháng hai năm hai nghìn không trăm hai mươi sáu"
    assert words_vi.date_words(datetime(2026, 4, 1)).startswith("ngày một tháng tư")
    assert words_vi.date_figures(at) == "ngày 05 tháng 02 năm 2026"
    assert words_vi.date_figures(datetime(2026, 11, 23)) == "ngày 23 tháng 11 năm 2026"
    assert words_vi.time_words(at) == "chín giờ ba mươi phút"
    assert words_vi.time_figures(at) == "09 giờ 30 phút"
    assert words_vi.money(10_000) == "Mười nghìn đồng"


@pytest.mark.parametrize(
    ("one", "other"), [("Đặng Thị Hòa", "dang thi hoa"), ("HOÀ", "hòa"), ("  Nguyễn   Văn Ưởng ", "nguyen van uong")]
)
def test_search_forgets_marks_case_and_spaces(one: str, other: str) -> None:
    assert words_vi.fold(one) == words_vi.fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = words_vi.fold(text)
    assert words_vi.fold(once) == once
    assert words_vi.fold(unicodedata.normalize("NFD", text)) == once


def test_people_are_sorted_by_given_name_in_the_vietnamese_alphabet() -> None:
    names = ["Lê Thị Yến", "Trần Văn Ân", "Vũ Ánh", "Phạm Đào", "Ngô Dung", "Bùi An"]
    assert sorted(names, key=words_vi.given_name_key) == [
        "Bùi An", "Vũ Ánh", "Trần Văn Ân", "Ngô Dung", "Phạm Đào", "Lê Thị Yến"
    ]  # fmt: skip


def test_numbers_and_names_are_masked_for_other_eyes() -> None:
    assert words_vi.mask_number("001154000017") == "001*****0017"
    assert words_vi.mask_name("Nguyễn Thị Mẫu") == "N*** T** M**"
