"""The administrator's list of hamlets."""

from typing import Any

import pytest

from app.domain.hamlets import PlaceUnclear
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.reports import places
from app.services import hamlets
from app.work import begin, look
from tests.people import Cast


def do(cast: Cast, act: Any, *args: Any) -> Any:
    with begin(cast.tools) as work:
        return act(work, cast.org, cast.quang, *args)


def listed(cast: Cast) -> list[tuple[str, float | None, float | None]]:
    with look(cast.tools) as work:
        return [(one.name, one.lat, one.lon) for one in places.hamlets(work.db, cast.org)]


def test_a_hamlet_is_listed_once_and_its_place_can_be_given_later(cast: Cast) -> None:
    before = listed(cast)
    do(cast, hamlets.put, "Thôn  Đống", "")
    do(cast, hamlets.put, "Thôn Đông", "")
    do(cast, hamlets.put, "thôn đông", "21.1861, 106.0763")
    added = [one for one in listed(cast) if one not in before]
    assert added == [("thôn đông", 21.1861, 106.0763), ("Thôn Đống", None, None)]
    do(cast, hamlets.drop, "Thôn Đống")
    assert len(listed(cast)) == len(before) + 1
    with pytest.raises(NotFound):
        do(cast, hamlets.drop, "Thôn Đống")


@pytest.mark.parametrize(
    ("name", "place", "problem"),
    [
        ("", "", Incomplete),
        ("Thôn Đông", "48, 2", PlaceUnclear),
        ("Đ" * 81, "", PlaceUnclear),
        ("…", "x", PlaceUnclear),
    ],
)
def test_what_cannot_be_read_changes_nothing(cast: Cast, name: str, place: str, problem: type[Exception]) -> None:
    before = listed(cast)
    with pytest.raises(problem):
        do(cast, hamlets.put, name, place)
    assert listed(cast) == before


def test_hamlets_that_are_written_but_not_listed_are_offered(cast: Cast) -> None:
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        offered = places.unlisted(work.db, cast.org)
    assert len(offered) == 1
    do(cast, hamlets.put, offered[0], "")
    with look(cast.tools) as work:
        assert places.unlisted(work.db, cast.org) == []
