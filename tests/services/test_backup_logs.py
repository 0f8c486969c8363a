"""Which archives stay, and what the logs of numbers say after a loss."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.register import Logged, read_log
from app.store import number_log
from app.store.backups import FolderSafe


def test_all_archives_of_a_day_stay_then_the_last_of_each_day_for_five_weeks(tmp_path: Path) -> None:
    safe, now = FolderSafe(tmp_path), datetime(2026, 11, 25, 12, tzinfo=UTC)
    for hours in range(0, 24 * 50, 6):
        with safe.draft() as draft:
            draft.file.write(b"x")
            safe.keep(draft, now - timedelta(hours=hours), 7)
    (tmp_path / "numbers.log").write_text("stays")
    safe.thin(now)
    ages = [now - one.at for one in safe.archives()]
    young = [age for age in ages if age <= timedelta(hours=24)]
    old = [age for age in ages if age > timedelta(hours=24)]
    assert len(young) == 5 and 34 <= len(old) <= 35
    assert max(ages) <= timedelta(days=35)
    # the last of a day in Vietnam ends at 17:00 UTC: here 12:00
    assert {(now - age).hour for age in old} == {12}
    assert (tmp_path / "numbers.log").exists()
    far = now + timedelta(days=400)
    safe.thin(far)
    assert len(safe.archives()) == 1


def lines(*numbers: int) -> Iterator[Logged]:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for place, number in enumerate(numbers):
        org, about = f"{1:036d}", f"{place:036d}"
        yield Logged(at + timedelta(minutes=place), org, "SCT/CK,DC", 2026, number, about, "ABCDEFGHJKMN")


def test_a_line_that_was_cut_off_is_no_word_and_swallows_none(tmp_path: Path) -> None:
    one, other, third = lines(1, 2, 2)
    log = number_log.NumberLog([tmp_path])
    log.note(one.line())
    with (tmp_path / "numbers.log").open("a") as file:
        file.write(other.line()[:-5])
    log.note(third.line())
    text = (tmp_path / "numbers.log").read_text()
    assert {one.number: one.about[-1] for one in read_log(text).values()} == {1: "0", 2: "2"}


def test_the_volume_stands_in_the_line_and_one_of_before_still_reads() -> None:
    (one,) = lines(1)
    told = replace(one, volume=12)
    assert list(read_log(told.line()).values()) == [told]
    assert list(read_log(one.line()).values()) == [one]
    # no beginning of a line says another volume
    cut = {found.volume for end in range(len(told.line())) for found in read_log(told.line()[:end]).values()}
    assert cut <= {12}


def test_logs_in_any_order_say_the_last_word(tmp_path: Path) -> None:
    first, second = lines(1, 1)
    for text in (f"{first.line()}\n{second.line()}\n", f"{second.line()}\n{first.line()}\n", f"x\n{second.line()}"):
        (word,) = read_log(text).values()
        assert word == second
