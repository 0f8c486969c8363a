"""What guidance must say, and what it adds to the sums."""

from datetime import date

import pytest

from app.domain import guided
from app.domain.figures import What
from app.domain.guided import GuidanceUnclear, Mode, Place, Service

HOME = Place("home", "Tổ 2")
OWN = Service("dich_vu_cong", Mode.SELF)
DONE = Service("dinh_danh", Mode.DONE_FOR, "gia_yeu")


@pytest.mark.parametrize(
    ("services", "topics", "people", "place"),
    [
        ([OWN], [], 1, HOME),
        ([OWN, DONE], ["vneid", "lua_dao"], 1, HOME),
        ([], ["vneid"], 40, Place("point", "Tổ 2", "Nhà văn hóa")),
        ([OWN], [], 1, Place("counter", "")),
        # a commune that lists no hamlets
        ([OWN], [], 1, Place("home", "")),
    ],
)
def test_something_was_done_or_explained_for_somebody_somewhere(
    services: list[Service], topics: list[str], people: int, place: Place
) -> None:
    guided.check(services, topics, people, place)


@pytest.mark.parametrize(
    ("services", "topics", "people", "place"),
    [
        ([], [], 1, HOME),
        ([Service("la", Mode.SELF)], [], 1, HOME),
        ([OWN, OWN], [], 1, HOME),
        ([], ["vneid", "vneid"], 1, HOME),
        ([], ["la"], 1, HOME),
        # "không làm thay, làm hộ": only for a reason that is listed, and a reason only then
        ([Service("dinh_danh", Mode.DONE_FOR)], [], 1, HOME),
        ([Service("dinh_danh", Mode.DONE_FOR, "nhanh_hon")], [], 1, HOME),
        ([Service("dinh_danh", Mode.SELF, "gia_yeu")], [], 1, HOME),
        ([OWN], [], 0, HOME),
        ([OWN], [], 501, HOME),
        ([OWN], [], 1, Place("home", "Tổ 2", "Nhà văn hóa")),
        ([OWN], [], 1, Place("point", "Tổ 2")),
        ([OWN], [], 1, Place("pub", "Tổ 2")),
    ],
)
def test_anything_else_is_unclear(services: list[Service], topics: list[str], people: int, place: Place) -> None:
    with pytest.raises(GuidanceUnclear):
        guided.check(services, topics, people, place)


def test_each_service_topic_and_reason_is_counted_once_and_people_as_many_as_they_were() -> None:
    day = date(2026, 11, 23)
    came = date(2026, 11, 25)
    found = [(one.what, one.part, one.n) for one in guided.parts((day, came), [OWN, DONE], ["vneid"], 3)]
    assert {one.day for one in guided.parts((day, came), [DONE], [], 1) if one.what is What.FOR_WHY} == {came}
    assert found == [
        (What.PEOPLE, "", 3),
        (What.GUIDED, "self", 1),
        (What.GUIDED, "done_for", 1),
        (What.SERVICE, "dich_vu_cong", 1),
        (What.SERVICE, "dinh_danh", 1),
        (What.FOR_WHY, "gia_yeu", 1),
        (What.TOPIC, "vneid", 1),
    ]
