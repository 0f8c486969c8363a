"""What can be printed is said before a number is taken, and is true of the very face that prints."""

from datetime import UTC, datetime

import pytest

from app.documents import refusal
from app.domain import printable


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Nguyễn Thị Sáu, số 12/3 “Tổ 2” – 50.000 ₫, № 5…", ""),
        ("Nguyễn Thị 李", "李"),
        ("nhà riêng：số 1、số 2", "：、"),
        ("cảm ơn 😀😀", "😀"),
        ("ꪀ ក", "ꪀក"),
        ("hai\ndòng\tmột", ""),
    ],
)
def test_letters_that_the_face_lacks_are_named(text: str, letters: str) -> None:
    assert printable.unprinted(text) == letters


def test_what_must_be_printed_anyway_loses_pictures_and_marks_letters() -> None:
    assert printable.plain("Bà 李 chưa tỉnh táo 😔") == "Bà ? chưa tỉnh táo "


def test_all_that_is_called_printable_is_printed() -> None:
    everything = " ".join(
        chr(point) for point in range(0x20, 0x3000) if not printable.unprinted(chr(point)) and chr(point).isprintable()
    )
    day = datetime(2026, 11, 27, 9, tzinfo=UTC)
    letter = refusal.Letter(
        org="UBND phường Ví Dụ", unit="phường Ví Dụ", dossier="x", day="27/11/2026", who="Bà Sáu", address="Tổ 2",
        title="Giấy", reason="r", basis="b", words=everything, officer="Lan", signer="Minh", made_at=day,
    )  # fmt: skip
    assert refusal.render(letter).startswith(b"%PDF")
