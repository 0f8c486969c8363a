"""Calls, hours and the estimate of the way of an officer's day."""

from datetime import date

import pytest

from app.domain import delivery, diary, visit
from app.domain.diary import Did, Entry
from app.domain.hamlets import Hamlet, Point
from app.domain.office_hours import When

DAY = date(2026, 11, 23)
OFFICE = Point(21.0, 106.0)
# a degree of latitude is 111 195 m: a hundredth is 1 112 m
NEAR, FAR, UNPLACED = Hamlet("Thôn Đông", Point(21.01, 106.0)), Hamlet("Tổ 2", Point(21.02, 106.0)), Hamlet("Tổ 9")
KNOWN = (NEAR, FAR, UNPLACED)
SAU, BAY = ("sau", "to 2"), ("bay", "thon dong")


def entry(did: Did, hamlet: str, hour: str = "09:00", **more: object) -> Entry:
    facts: dict[str, object] = {"day": DAY, "whom": (hour, hamlet), **more}
    return Entry(hour=hour, did=did, hamlet=hamlet, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hamlets", "office", "degrees"),
    [
        (["Tổ 2"], OFFICE, 0.04),
        (["Tổ 2", "tổ  2"], OFFICE, 0.04),
        (["Thôn Đông", "Tổ 2"], OFFICE, 0.04),
        (["Thôn Đông", "Tổ 2", "Thôn Đông"], OFFICE, 0.04),
        (["Tổ 2", "Thôn Đông", "Tổ 2"], OFFICE, 0.06),
        (["Tổ 9"], OFFICE, None),
        (["Tổ 2", "Xóm lạ"], OFFICE, None),
        (["Tổ 2"], None, None),
        ([], None, 0),
    ],
)
def test_the_way_goes_from_the_office_by_the_hamlets_in_their_order_and_back(
    hamlets: list[str], office: Point | None, degrees: float | None
) -> None:
    entries = [entry(Did.SIGNED, name, f"{8 + place:02d}:00") for place, name in enumerate(hamlets)]
    entries = entries or [entry(Did.SIGNED, "Tổ 2", place_kind="counter")]
    (day,) = diary.days(entries, KNOWN, office)
    if degrees is None:
        assert day.metres is None
    else:
        assert abs((day.metres or 0) - degrees * 111_195 * diary.DETOUR) < 5


@pytest.mark.parametrize(
    ("entries", "calls", "left"),
    [
        # two papers and a result for one person are one call, and say that the visit was made
        ([(Did.VISITED, SAU), (Did.SIGNED, SAU), (Did.SIGNED, SAU), (Did.DELIVERED, SAU)], 1, 3),
        ([(Did.VISITED, BAY), (Did.SIGNED, SAU)], 2, 2),
        # nobody was there, and then somebody was: both are told
        ([(Did.NOT_SEEN, SAU), (Did.SIGNED, SAU)], 1, 2),
        ([(Did.NOT_SEEN, SAU)], 1, 1),
        ([(Did.NOT_SEEN, SAU), (Did.FAILED, SAU)], 1, 1),
        # put off or not needed may have been told by telephone
        ([(Did.CALLED_OFF, SAU)], 0, 1),
        ([(Did.FAILED, SAU), (Did.FAILED, BAY)], 2, 2),
    ],
)
def test_a_call_is_one_person_at_a_home_on_a_day(
    entries: list[tuple[Did, tuple[str, str]]], calls: int, left: int
) -> None:
    (day,) = diary.days([entry(did, "Tổ 2", whom=whom) for did, whom in entries], KNOWN, OFFICE)
    assert (day.calls, len(day.entries)) == (calls, left)


def test_what_is_done_at_the_office_is_no_call_and_no_way() -> None:
    (day,) = diary.days([entry(Did.SIGNED, "Tổ 2", place_kind="counter")], KNOWN, OFFICE)
    assert (day.calls, day.metres, len(day.entries)) == (0, 0, 1)


@pytest.mark.parametrize(("stop", "degrees"), [("Thôn Đông", 0.02), (None, 0.04), ("", None), ("Tổ 9", None)])
def test_at_a_residential_point_the_way_goes_to_the_point(stop: str | None, degrees: float | None) -> None:
    several = [entry(Did.SIGNED, name, place_kind="point", stop=stop) for name in ("Tổ 2", "Tổ  2")]
    (day,) = diary.days(several, KNOWN, OFFICE)
    assert day.metres is None if degrees is None else abs((day.metres or 0) - degrees * 111_195 * diary.DETOUR) < 5


def test_certifications_at_home_are_those_that_the_figures_count() -> None:
    entries = [
        entry(Did.SIGNED, "Tổ 2", place_kind=place, what=state)
        for place in ("home", "point", "counter")
        for state in ("submitted", "delivered", "withdrawn")
    ]
    assert diary.sums(diary.days([*entries, entry(Did.DECLINED, "Tổ 2", what="declined")], KNOWN, OFFICE)).signed == 4


def test_no_reason_in_a_diary_tells_of_a_citizen() -> None:
    said = {reason: diary.unmet(reason) for reason in (*delivery.FAILURES, *visit.NOT_DONE)}
    assert set(said.values()) == {"Không gặp", "Chưa giao được"}
    # those who are ill or have died are told as those who were out
    assert said["da_mat"] == said["di_vien"] == said["vang_nha"] == "Không gặp"
    assert said["tu_choi_nhan"] == said["sai_sot"] == "Chưa giao được"


def test_a_month_adds_up_and_says_of_how_many_days_nothing_is_known() -> None:
    entries = [
        entry(Did.SIGNED, "Tổ 2", when=When.OFFICE),
        entry(Did.DELIVERED, "Tổ 2", "18:00", when=When.OUT),
        entry(Did.GUIDED, "Thôn Đông", "", day=date(2026, 11, 24), when=When.EXTRA),
        entry(Did.FAILED, "Tổ 9", day=date(2026, 11, 25)),
    ]
    found = diary.days(entries, KNOWN, OFFICE)
    assert [one.day.day for one in found] == [23, 24, 25]
    of = diary.sums(found)
    assert (of.days, of.calls, of.signed, of.delivered, of.failed, of.guided) == (3, 4, 1, 1, 1, 1)
    assert (of.extra, of.out, of.out_days, of.unknown) == (1, 1, 2, 1)
    assert of.metres == sum(one.metres or 0 for one in found) > 0
    assert diary.kilometres(12_449) == "12,4"
