"""Leaders are people: away and stood in for, seen reading, missed when nobody's authority holds."""

from datetime import date, timedelta

import pytest

from app.domain.absence import Absence
from app.domain.problems import NotFound, Problem
from app.reports import cases, certifiers
from app.services import absences, viewing
from app.store import desk, people
from app.work import begin, look
from tests.people import Cast

TODAY = date(2026, 11, 23)


def away(cast: Cast, person: str, first: int = 0, last: int = 2, stand_in: str = "") -> None:
    days = Absence(TODAY + timedelta(first), TODAY + timedelta(last))
    with begin(cast.tools) as work:
        absences.record(work, cast.org, cast.quang, person, days, stand_in)


def here(cast: Cast, day: date = TODAY) -> list[str]:
    with look(cast.tools) as work:
        return certifiers.names(work.db, cast.org, cast.lan, day)


def test_who_is_away_is_told_and_who_stands_in(cast: Cast) -> None:
    assert here(cast) == ["Hoàng Đức Minh", "Lê Thị Thu"]
    away(cast, cast.minh, stand_in=cast.thu)
    assert here(cast) == ["Lê Thị Thu"]
    assert here(cast, TODAY + timedelta(3)) == ["Hoàng Đức Minh", "Lê Thị Thu"]
    with look(cast.tools) as work:
        *_, minh = certifiers.today(work.db, cast.org, TODAY)
        (line,) = certifiers.absences_of(work.db, cast.org, cast.minh, TODAY)
    assert (minh.name, minh.away_until, minh.stand_in, minh.chairman) == (
        "Hoàng Đức Minh", TODAY + timedelta(2), "Lê Thị Thu", True,
    )  # fmt: skip
    with begin(cast.tools) as work:
        absences.take_back(work, cast.org, cast.minh, cast.minh, line.id)
    assert here(cast) == ["Hoàng Đức Minh", "Lê Thị Thu"]


@pytest.mark.parametrize(
    ("first", "last", "stand_in", "code"),
    [
        (2, 1, "", "absence_unclear"),
        (-3, -1, "", "absence_unclear"),
        (0, 400, "", "absence_unclear"),
        (0, 1, "minh", "no_stand_in"),
        (0, 1, "nobody", "no_stand_in"),
        (0, 1, "lan", "no_stand_in"),
    ],
)
def test_an_absence_that_is_none_is_refused(cast: Cast, first: int, last: int, stand_in: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        away(cast, cast.minh, first, last, getattr(cast, stand_in, stand_in))
    assert problem.value.code == code
    assert here(cast) == ["Hoàng Đức Minh", "Lê Thị Thu"]


def test_who_has_no_authority_then_stands_in_for_nobody(cast: Cast) -> None:
    with begin(cast.tools) as work:
        held = people.authorities(work.db, cast.thu)[0]
        people.end_authority(work.db, cast.thu, held.id, TODAY)
    with pytest.raises(Problem) as problem:
        away(cast, cast.minh, 1, 2, cast.thu)
    assert problem.value.code == "no_stand_in"
    assert here(cast, TODAY + timedelta(1)) == ["Hoàng Đức Minh"]
    away(cast, cast.minh, 1, 2)
    assert here(cast, TODAY + timedelta(1)) == []


def test_only_leaders_of_the_own_commune_are_away(cast: Cast) -> None:
    for org, person in ((cast.org, cast.lan), (cast.other_org, cast.minh)):
        with begin(cast.tools) as work, pytest.raises(NotFound):
            absences.record(work, org, cast.quang, person, Absence(TODAY, TODAY))


def test_a_case_that_another_reads_says_by_whom_and_one_that_nobody_opened_is_known(cast: Cast) -> None:
    phone = cast.phone()
    first, second = cast.submitted(phone), cast.submitted(phone)
    with begin(cast.tools) as work:
        viewing.open_sheet(work, cast.viewer(cast.thu), first)
    with look(cast.tools) as work:
        assert certifiers.unopened(work.db, [first, second]) == {second}
        assert certifiers.reading(work.db, cast.org, cast.thu, work.at) == {}
        (case_id, reader), *none = certifiers.reading(work.db, cast.org, cast.minh, work.at).items()
    assert (case_id, reader.name, none) == (first, "Lê Thị Thu", [])
    cast.clock.forward(minutes=11)
    with look(cast.tools) as work:
        assert certifiers.reading(work.db, cast.org, cast.minh, work.at) == {}
        assert cases.overdue(work.db, cast.org, work.at) == 0
    cast.clock.forward(hours=12)
    with look(cast.tools) as work:
        assert cases.overdue(work.db, cast.org, work.at) == 2
        assert cases.overdue(work.db, cast.other_org, work.at) == 0


def test_in_way_a_the_officer_certifies_himself_and_whoever_left_counts_for_nobody(cast: Cast) -> None:
    with begin(cast.tools) as work:
        desk.save_org(work.db, cast.org, way="A")
    assert here(cast) == ["Trần Thị Lan"]

    def anybody() -> list[str]:
        with look(cast.tools) as work:
            return certifiers.names(work.db, cast.org, "", TODAY)

    assert anybody() == ["Hoàng Đức Minh", "Lê Thị Thu", "Trần Thị Lan"]
    with begin(cast.tools) as work:
        people.leave(work.db, cast.minh, work.at)
        held = people.authorities(work.db, cast.lan)[0]
        people.end_authority(work.db, cast.lan, held.id, TODAY - timedelta(1))
    assert here(cast) == []
    assert anybody() == ["Lê Thị Thu"]
