"""Where hamlets lie, and when a signing was far from the stated one."""

import pytest

from app.domain import hamlets
from app.domain.hamlets import Hamlet, Point

DONG = Hamlet("Thôn Đông", Point(21.1861, 106.0763))
DONGS = Hamlet("Thôn Đống", Point(21.4, 106.4))
UNKNOWN = Hamlet("Tổ 2")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("21.1861, 106.0763", Point(21.1861, 106.0763)),
        ("21,1861; 106,0763", Point(21.1861, 106.0763)),
        (" 10 104 ", Point(10, 104)),
        ("", None),
    ],
)
def test_a_place_is_read_as_a_map_shows_it(text: str, found: Point | None) -> None:
    assert hamlets.point(text) == found


@pytest.mark.parametrize(
    "text", ["106.07, 21.18", "48.85, 2.35", "cạnh nhà văn hóa", "21.1", "21.1,106.0,3", "1e1, 106"]
)
def test_a_place_that_is_none_or_not_here_is_refused(text: str) -> None:
    with pytest.raises(hamlets.PlaceUnclear):
        hamlets.point(text)


def test_a_degree_of_latitude_is_about_111_km() -> None:
    assert abs(hamlets.metres(Point(20, 106), Point(21, 106)) - 111_195) < 100
    # and of longitude shorter by the cosine of the latitude
    assert abs(hamlets.metres(Point(20, 106), Point(20, 107)) - 104_490) < 100


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("thôn  đông", DONG),
        ("Thôn Đống", DONGS),
        ("Thon Dong", None),  # either could be meant
        ("To 2", UNKNOWN),
        ("Thôn Tây", None),
    ],
)
def test_a_hamlet_is_known_by_its_name(stated: str, found: Hamlet | None) -> None:
    assert hamlets.named([DONG, DONGS, UNKNOWN], stated) == found


@pytest.mark.parametrize(
    ("stated", "here", "within", "far"),
    [
        ("Thôn Đông", Point(21.19, 106.08), 20, False),
        ("Thôn Đông", Point(21.30, 106.0763), 20, True),
        # the phone hardly knew where it was
        ("Thôn Đông", Point(21.30, 106.0763), 5_000, False),
        ("Tổ 2", Point(10, 104), 20, False),
        ("Thôn Tây", Point(10, 104), 20, False),
    ],
)
def test_far_from_the_stated_hamlet_is_said_only_where_it_is_known(
    stated: str, here: Point, within: int, *, far: bool
) -> None:
    assert hamlets.is_far([DONG, DONGS, UNKNOWN], stated, here, within) is far
