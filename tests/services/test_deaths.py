"""A death that was told at one door: visits and deliveries to that person stop, and to nobody else."""

from typing import Any

import pytest

from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.reports import carrying, changes
from app.reports import visits as report
from app.services import visit_planning
from app.store import cases, people
from app.work import begin, look
from tests.people import Cast
from tests.services.test_planning import ask, assign, close, requested, row
from tests.services.test_rebuild import differing
from tests.services.test_visits import planned


def dies(cast: Cast, phone: Any, **whose: str) -> None:
    """Lan stands at the door and hears it."""
    visit_id = cast.new_id()
    cast.clock.forward(seconds=1)
    assert cast.send(phone, "visit.planned", visit_id, planned(**whose)).verdict == "accepted"
    assert close(cast, phone, visit_id, "da_mat") == "accepted"


@pytest.mark.parametrize("first", ["death", "visit"])
def test_a_death_stops_the_other_officers_visit_whichever_came_first(cast: Cast, first: str) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    # without marks, as somebody typed it
    steps = [
        lambda: dies(cast, lan),
        lambda: cast.send(tuan, "visit.planned", visit_id, planned(name="nguyen thi sau")),
    ]
    for step in steps if first == "death" else reversed(steps):
        step()
    found = row(cast, visit_id)
    assert (found.state, (found.outcome or {})["reason"]) == ("stopped", "da_mat")
    assert cast.feed(cast.tuan)[-1]["fields"]["state"] == "stopped"
    with look(cast.tools) as work:
        assert [one.id for one in report.stopped(work.db, cast.org)] == [visit_id]


@pytest.mark.parametrize("first", ["death", "visit"])
def test_who_was_there_before_he_heard_of_it_ends_his_visit_as_it_was(cast: Cast, first: str) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    cast.send(tuan, "visit.planned", visit_id, planned())
    steps = [lambda: dies(cast, lan), lambda: close(cast, tuan, visit_id)]
    for step in steps if first == "death" else reversed(steps):
        step()
    assert row(cast, visit_id).state == "done"


@pytest.mark.parametrize("first", ["death", "visit"])
def test_a_visit_put_off_meanwhile_stays_stopped(cast: Cast, first: str) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    cast.send(tuan, "visit.planned", visit_id, planned())
    steps = [
        lambda: dies(cast, lan),
        lambda: cast.send(tuan, "visit.planned", visit_id, planned(on_date="2026-11-25")),
    ]
    for step in steps if first == "death" else reversed(steps):
        step()
    found = row(cast, visit_id)
    assert (found.state, str(found.on_date)) == ("stopped", "2026-11-25")


def test_a_death_at_a_hand_over_stops_by_identity_too(cast: Cast) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    cast.send(tuan, "visit.planned", visit_id, planned(name="Bà Sáu", hamlet="Xóm Đình"))
    cast.submitted(tuan, visit=visit_id)
    case_id = cast.submitted(lan)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "reason": "da_mat", "text": "", "attempted_at": at, "again_on": None}
    assert cast.send(lan, "delivery.attempted", case_id, body).verdict == "accepted"
    assert row(cast, visit_id).state == "stopped"


def carried_quietly(cast: Cast, case_id: str) -> tuple[bool, bool]:
    """On the phone that carries it, and on the desk's page."""
    told = next(one for one in cast.feed(cast.tuan) if one.get("case") == case_id)
    with look(cast.tools) as work:
        dead = carrying.carried(work.db, cast.org, carrying.Asked()).died
    return told["fields"]["quiet"], [one.id for one in dead] == [case_id]


def ready_with_tuan(cast: Cast, phone: Any, **changes: Any) -> str:
    case_id = cast.submitted(phone, **changes)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    return case_id


def test_a_death_told_by_a_visit_quiets_the_deliveries_to_that_person_by_name_and_by_number(cast: Cast) -> None:
    lan, tuan = cast.phone(), cast.phone(cast.tuan)
    case_id = ready_with_tuan(cast, tuan)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and carried_quietly(cast, case_id) == (False, False)
    with look(cast.tools) as work:
        heard = changes.page(work.db, cast.tuan, 0).cursor
    dies(cast, lan, name=found.name.upper(), hamlet=found.hamlet)
    with look(cast.tools) as work:
        (told,) = changes.page(work.db, cast.tuan, heard).changes
    assert told["case"] == case_id
    assert carried_quietly(cast, case_id) == (True, True)
    # somebody went all the same: whoever is only not at home has not died
    cast.clock.forward(minutes=5)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "reason": "vang_nha", "text": "", "attempted_at": at, "again_on": None}
    assert cast.send(tuan, "delivery.attempted", case_id, body).verdict == "accepted"
    assert carried_quietly(cast, case_id) == (False, False)


def test_another_number_is_another_person_of_the_same_name(cast: Cast) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    case_id = ready_with_tuan(cast, tuan)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None
    cast.send(lan, "visit.planned", visit_id, planned(name=found.name, hamlet=found.hamlet))
    namesake = cast.body()["person"] | {"number": "024154000074"}
    cast.submitted(lan, visit=visit_id, person=namesake)
    assert close(cast, lan, visit_id, "da_mat") == "accepted"
    assert carried_quietly(cast, case_id) == (False, False)


def test_what_a_clerk_called_a_namesake_quiets_nobody_by_name(cast: Cast) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    case_id = ready_with_tuan(cast, tuan)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None
    same = {"name": found.name, "hamlet": found.hamlet}
    cast.send(tuan, "visit.planned", visit_id, planned(**same))
    dies(cast, lan, **same)
    assert carried_quietly(cast, case_id) == (True, True)
    with begin(cast.tools) as work:
        visit_planning.resume(work, cast.org, cast.hanh, visit_id, "Trùng tên")
    assert carried_quietly(cast, case_id) == (False, False)


def test_a_visit_asked_for_or_given_after_the_death_stops_until_a_clerk_lets_it_go_on(cast: Cast) -> None:
    lan, own = cast.phone(), cast.new_id()
    # her own of the same day is hers to end
    cast.send(lan, "visit.planned", own, planned())
    dies(cast, lan)
    assert row(cast, own).state == "planned"
    assign(cast, own, cast.tuan)
    assert row(cast, own).state == "stopped"
    once = cast.new_id()
    ask(cast, once=once)
    assert requested(cast) == [] and row(cast, once).state == "stopped"
    with begin(cast.tools) as work:
        visit_planning.resume(work, cast.org, cast.hanh, once, "Trùng tên")
    assign(cast, once, cast.tuan)
    assert row(cast, once).state == "planned"
    assert differing(cast) == ({}, [])


def test_a_visit_resumed_after_its_officer_left_waits_for_another(cast: Cast) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    cast.send(tuan, "visit.planned", visit_id, planned())
    dies(cast, lan)
    with begin(cast.tools) as work:
        people.leave(work.db, cast.tuan, work.at)
    with begin(cast.tools) as work:
        visit_planning.resume(work, cast.org, cast.hanh, visit_id, "Trùng tên")
    found = row(cast, visit_id)
    assert (found.state, found.officer) == ("requested", None)
    assert [one.id for one in requested(cast)] == [visit_id]
    assert differing(cast) == ({}, [])


def test_a_clerk_takes_back_what_was_said_of_another_person(cast: Cast) -> None:
    lan, tuan, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    cast.send(tuan, "visit.planned", visit_id, planned())
    dies(cast, lan)
    with begin(cast.tools) as work, pytest.raises(Incomplete):
        visit_planning.resume(work, cast.org, cast.hanh, visit_id, "")
    with begin(cast.tools) as work:
        visit_planning.resume(work, cast.org, cast.hanh, visit_id, "Trùng tên, khác số căn cước")
    assert row(cast, visit_id).state == "planned"
    # the same word does not stop it again, another does
    cast.send(tuan, "visit.planned", visit_id, planned(at_time="10:00"))
    assert row(cast, visit_id).state == "planned"
    dies(cast, lan)
    assert row(cast, visit_id).state == "stopped"
    with begin(cast.tools) as work, pytest.raises(NotFound):
        visit_planning.resume(work, cast.other_org, cast.hoa, visit_id, "x")
