"""Days and hours as a clerk types them."""

from datetime import date

import pytest

from app.routes import typed


@pytest.mark.parametrize("text", ["25/11/2026", "25-11-2026", "25.11.2026", " 25/11/2026 ", "2026-11-25"])
def test_a_day_is_read_day_first(text: str) -> None:
    assert typed.day(text) == date(2026, 11, 25)


@pytest.mark.parametrize("text", ["", "31/02/2026", "11/25/2026", "25/11/26", "2026", "٢٥/١١/٢٠٢٦", "20261125"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        typed.day(text)


def test_an_hour_is_of_twenty_four_on_vietnams_clock() -> None:
    assert typed.moment("25/11/2026", "9h05").isoformat() == "2026-11-25T09:05:00+07:00"
    for clock in ("24:00", "09:60", "3:58 PM", "", "9"):
        with pytest.raises(ValueError):
            typed.moment("25/11/2026", clock)
