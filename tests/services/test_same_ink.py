"""Copied ink is shown to whoever decides, beside the case that it was copied from; within one commune only."""

from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.demo.data import CASES
from app.domain import ink_likeness
from app.media.ink import read
from app.media.sample import ink
from app.reports import likeness
from app.store.tables import ink_mark
from app.work import look
from tests.api.conftest import enter
from tests.people import Cast


def stretched(drawn: dict[str, Any]) -> dict[str, Any]:
    """The same ink, drawn narrower and higher."""
    copy = deepcopy(drawn)
    for stroke in copy["s"]:
        numbers = stroke["d"]
        for place in range(0, len(numbers), 3):
            numbers[place], numbers[place + 1] = numbers[place] * 4 // 5, numbers[place + 1] * 6 // 5
    return copy


def found(cast: Cast, case_id: str) -> list[str]:
    with look(cast.tools) as work:
        return [one.case_id for one in likeness.same_ink(work.db, cast.org, case_id)]


def test_a_copy_is_shown_to_the_leader_with_the_case_that_it_came_from(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    first = cast.submitted(phone, ink=ink(3))
    other = cast.submitted(phone, ink=ink(4))
    copy = cast.submitted(phone, ink=stretched(ink(3)))
    assert (found(cast, first), found(cast, other), found(cast, copy)) == ([], [], [first])
    minh = enter(app, cast, cast.minh)
    words = "Nét ký trên màn hình giống hệt hồ sơ khác."
    assert words in minh.get(f"/ho-so/{copy}").text
    assert words not in minh.get(f"/ho-so/{other}").text


def test_another_commune_is_never_compared_with(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), ink=ink(3))
    with look(cast.tools) as work:
        assert likeness.same_ink(work.db, cast.other_org, case_id) == []


@pytest.mark.parametrize("drawn", [{"s": [{"c": 0, "t": "touch", "d": [100, 100, 0, 300, 300, 90]}]}])
def test_a_dash_is_compared_with_nothing(cast: Cast, drawn: dict[str, Any]) -> None:
    phone = cast.phone()
    for _ in range(2):
        case_id = cast.submitted(phone, ink={**ink(), **drawn})
    assert found(cast, case_id) == []
    with look(cast.tools) as work:
        assert not work.db.execute(select(ink_mark.c.case_id)).first()


def test_the_invented_people_of_the_demo_have_hands_of_their_own() -> None:
    marks = [ink_likeness.mark(read(ink(told.seed)).strokes) for told in CASES]
    assert all(marks)
    assert min(ink_likeness.apart(*pair) for pair in combinations(marks, 2)) > ink_likeness.ALIKE
