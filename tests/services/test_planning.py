"""Visits that people ask for, that the desk plans and puts in order, and that a death stops."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.domain.hamlets import Hamlet, Point
from app.domain.problems import NotFound, TooMany
from app.domain.staffing import NotAnOfficer
from app.domain.throttle import FREE_REQUESTS
from app.domain.typed_line import Incomplete
from app.domain.visit import VisitOver, VisitUnclear
from app.domain.visit_order import Stop, moved, nearest_first
from app.domain.visit_request import BY_FORM, BY_PHONE, MOST_A_DAY, Asked, RequestsFull, RequestUnclear, tidied
from app.reports import visits as report
from app.services import hamlets, visit_planning, visit_requests
from app.store import points, visits
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_visits import planned

SAU = Asked(
    "ba", "Nguyễn Thị Sáu", "0912 345 678", "Tổ 2", "gia_yeu", ("deliver", "certify"), "buổi sáng", "", BY_PHONE
)
PLAN = {"on_date": "2026-11-24", "at_time": "09:15", "place_kind": "home", "point": ""}


def ask(cast: Cast, by: str = "", once: str = "", **changes: Any) -> str:
    given = {name: getattr(SAU, name) for name in SAU.__slots__} | {"how": BY_PHONE if by else BY_FORM} | changes
    with begin(cast.tools) as work:
        return visit_requests.ask(work, cast.org, by, Asked(**given), once)


def requested(cast: Cast) -> list[report.Line]:
    with look(cast.tools) as work:
        return report.requests(work.db, cast.org)


def assign(cast: Cast, visit_id: str, to: str, **plan: str) -> None:
    with begin(cast.tools) as work:
        visit_planning.assign(work, cast.org, cast.hanh, visit_id, to, {**PLAN, **plan})


def row(cast: Cast, visit_id: str) -> visits.VisitRow:
    with look(cast.tools) as work:
        found = visits.of_org(work.db, cast.org, visit_id)
    assert found is not None
    return found


def close(cast: Cast, phone: Any, visit_id: str, reason: str = "") -> str:
    at = cast.clock.at.isoformat(timespec="milliseconds")
    outcome = "not_done" if reason else "done"
    body = {"v": 1, "outcome": outcome, "reason": reason, "words": "", "closed_at": at}
    verdict = cast.send(phone, "visit.closed", visit_id, body)
    return verdict.code or verdict.verdict


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "}, {"phone": "gọi sau"}, {"phone": "123"}, {"hamlet": ""}, {"why": "luoi"}, {"needs": ()},
        {"needs": ("shop",)}, {"honorific": "co"}, {"words": "x" * 121}, {"how": "fax"},
    ],
)  # fmt: skip
def test_a_request_by_which_nobody_is_found_or_called_is_refused(changes: dict[str, Any]) -> None:
    given = {name: getattr(SAU, name) for name in SAU.__slots__} | changes
    with pytest.raises(RequestUnclear):
        tidied(Asked(**given))


def test_a_request_waits_oldest_first_and_becomes_a_visit_on_a_phone(cast: Cast) -> None:
    first = ask(cast)
    cast.clock.forward(minutes=5)
    ask(cast, cast.hanh, name="Trần Văn Tám")
    waiting = requested(cast)
    assert (waiting[0].asked["code"], waiting[0].asked["how"]) == (first, BY_FORM)
    assert (waiting[0].purposes, waiting[0].phone, waiting[1].name) == (
        ("certify", "deliver"), "0912345678", "Trần Văn Tám",
    )  # fmt: skip
    assert cast.feed(cast.lan) == []
    assign(cast, waiting[0].id, cast.lan)
    (told,) = cast.feed(cast.lan)
    fields = told["fields"]
    assert (fields["state"], fields["on_date"], fields["at_time"]) == ("planned", "2026-11-24", "09:15")
    assert fields["purposes"] == ["certify", "deliver"]
    assert [one.name for one in requested(cast)] == ["Trần Văn Tám"]


def test_a_form_that_is_sent_twice_is_one_request_and_shows_nobody_elses_code(cast: Cast) -> None:
    once = cast.new_id()
    code = ask(cast, once=once)
    assert ask(cast, once=once) == code
    assert ask(cast, once=once, phone="0999999999") != code
    assert len(requested(cast)) == 2


def test_what_anybody_may_write_has_a_ceiling_by_network_and_by_day(cast: Cast) -> None:
    def tried(address: str) -> None:
        with begin(cast.tools) as work:
            visit_requests.check_free(work, address)

    for _ in range(FREE_REQUESTS):
        tried("203.0.113.9")
    with pytest.raises(TooMany):
        tried("203.0.113.9")
    tried("203.0.113.10")
    for _ in range(MOST_A_DAY):
        ask(cast)
    with pytest.raises(RequestsFull):
        ask(cast)
    ask(cast, cast.hanh)
    cast.clock.forward(days=1)
    ask(cast)


def test_a_visit_is_given_only_to_who_visits_on_a_day_that_is_one(cast: Cast) -> None:
    ask(cast)
    (one,) = requested(cast)
    for to, plan, refusal in (
        (cast.minh, {}, NotAnOfficer),
        (cast.hoa, {}, NotAnOfficer),
        (cast.lan, {"place_kind": "point"}, VisitUnclear),
        (cast.lan, {"place_kind": "pub"}, VisitUnclear),
        (cast.lan, {"on_date": "1999-01-01"}, VisitUnclear),
    ):
        with pytest.raises(refusal):
            assign(cast, one.id, to, **plan)
    with begin(cast.tools) as work, pytest.raises(NotFound):
        visit_planning.assign(work, cast.other_org, cast.hoa, one.id, cast.lan, PLAN)


def test_a_planned_visit_goes_to_another_and_a_cancelled_one_to_nobody(cast: Cast) -> None:
    ask(cast)
    (one,) = requested(cast)
    assign(cast, one.id, cast.lan)
    assign(cast, one.id, cast.tuan, at_time="10:00")
    assert cast.feed(cast.lan)[0].get("gone") and cast.feed(cast.tuan)[0]["fields"]["at_time"] == "10:00"
    with begin(cast.tools) as work, pytest.raises(Incomplete):
        visit_planning.cancel(work, cast.org, cast.hanh, one.id, " ")
    with begin(cast.tools) as work:
        visit_planning.cancel(work, cast.org, cast.hanh, one.id, "Nhà báo không cần")
    assert row(cast, one.id).state == "cancelled"
    with pytest.raises(VisitOver):
        assign(cast, one.id, cast.lan)


def test_what_the_officer_did_before_he_heard_of_the_cancelling_counts(cast: Cast) -> None:
    phone, visit_id = cast.phone(), cast.new_id()
    cast.send(phone, "visit.planned", visit_id, planned())
    with begin(cast.tools) as work:
        visit_planning.cancel(work, cast.org, cast.hanh, visit_id, "Nhà gọi điện")
    assert close(cast, phone, visit_id) == "accepted"
    assert row(cast, visit_id).state == "done"


def test_an_officer_passes_a_visit_on_and_the_desk_gives_it_to_another(cast: Cast) -> None:
    phone, visit_id = cast.phone(), cast.new_id()
    cast.send(phone, "visit.planned", visit_id, planned())
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "words": "Trùng lịch họp", "passed_at": at}
    assert cast.send(cast.phone(cast.tuan), "visit.passed", visit_id, body).code == "wrong_case"
    assert cast.send(phone, "visit.passed", visit_id, body).verdict == "accepted"
    (one,) = requested(cast)
    assert (one.id, one.outcome["passed_words"]) == (visit_id, "Trùng lịch họp")
    assert cast.feed(cast.lan)[-1].get("gone")
    assign(cast, visit_id, cast.tuan)
    assert row(cast, visit_id).officer == cast.tuan


NORTH, SOUTH, WEST = Hamlet("Thôn Bắc", Point(21.30, 106.0)), Hamlet("Thôn Nam", Point(21.10, 106.0)), Hamlet(
    "Thôn Tây", Point(21.12, 105.98)
)  # fmt: skip


@pytest.mark.parametrize(
    ("stops", "order"),
    [
        ([], []),
        ([("a", "Thôn Bắc", ""), ("b", "Thôn Nam", "08:00"), ("c", "Thôn Tây", "")], "b c a"),
        ([("a", "Thôn Bắc", "10:00"), ("b", "Thôn Nam", ""), ("c", "thôn  bắc", "08:00")], "c a b"),
        ([("a", "Đâu đó", "07:00"), ("b", "Thôn Nam", ""), ("c", "Thôn Bắc", "")], "b c a"),
    ],
)
def test_from_each_hamlet_to_the_nearest(stops: list[tuple[str, str, str]], order: str) -> None:
    found = nearest_first([Stop(*one) for one in stops], [NORTH, SOUTH, WEST])
    assert found == (order.split() if order else [])


@pytest.mark.parametrize(
    ("one", "by", "order"), [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc")]
)
def test_a_place_up_or_down(one: str, by: int, order: str) -> None:
    assert moved("abc", one, by) == list(order)


def test_the_desks_order_reaches_the_phone_and_ends_with_the_day(cast: Cast) -> None:
    phone = cast.phone()
    ids = []
    for place in range(3):
        cast.clock.forward(seconds=1)
        ids.append(visit_id := cast.new_id())
        cast.send(phone, "visit.planned", visit_id, planned(hamlet=f"Tổ {place}", at_time=""))
    with begin(cast.tools) as work:
        for place, at in enumerate(("21.10, 106.0", "21.30, 106.0", "21.12, 106.0")):
            hamlets.put(work, cast.org, cast.quang, f"Tổ {place}", at)
        visit_planning.put_in_order(work, cast.org, cast.lan, date(2026, 11, 23))

    def order() -> list[str]:
        told = [one for one in cast.feed(cast.lan) if one["fields"]["place"] is not None]
        return [one["visit"] for one in sorted(told, key=lambda one: one["fields"]["place"])]

    assert order() == [ids[0], ids[2], ids[1]]
    with begin(cast.tools) as work:
        visit_planning.move(work, cast.org, ids[1], -1)
    assert order() == [ids[0], ids[1], ids[2]]
    cast.send(phone, "visit.planned", ids[0], planned(on_date="2026-11-25", hamlet="Tổ 0"))
    assert order() == [ids[1], ids[2]]
    with begin(cast.tools) as work, pytest.raises(NotFound):
        visit_planning.move(work, cast.other_org, ids[1], 1)


def test_points_of_service_are_listed_and_counted_apart(cast: Cast) -> None:
    with begin(cast.tools) as work:
        visit_planning.add_point(work, cast.org, cast.quang, "Nhà văn hóa Tổ 2", "Tổ 2")
        (point,) = points.of_org(work.db, cast.org)
    phone = cast.phone()
    for kind, name in (("home", ""), ("point", point.name), ("counter", "")):
        visit_id = cast.new_id()
        cast.clock.forward(seconds=1)
        cast.send(phone, "visit.planned", visit_id, planned(place_kind=kind, point=name))
        assert close(cast, phone, visit_id) == "accepted"
    body = cast.body()
    cast.submitted(phone, signing={**body["signing"], "place_kind": "point"})
    cast.submitted(phone)
    with look(cast.tools) as work:
        served = report.by_place(work.db, cast.org, date(2026, 11, 1))
    assert [(one.place_kind, one.visits, one.signings) for one in served] == [
        ("home", 1, 1), ("point", 1, 1), ("counter", 1, 0),
    ]  # fmt: skip
    with begin(cast.tools) as work, pytest.raises(NotFound):
        visit_planning.end_point(work, cast.other_org, cast.hoa, point.id)
    with begin(cast.tools) as work:
        visit_planning.end_point(work, cast.org, cast.quang, point.id)
        assert points.of_org(work.db, cast.org) == []


def test_whoever_went_to_the_hamlet_last_is_proposed(app: Flask, cast: Cast) -> None:
    ask(cast)
    ask(cast)
    ask(cast, hamlet="Thôn Xa")
    first, second, far = (one.id for one in sorted(requested(cast), key=lambda one: one.hamlet == "Thôn Xa"))
    where, officers = row(cast, second).hamlet, [cast.lan, cast.tuan]
    with look(cast.tools) as work:
        assert report.goes_there(work.db, cast.org, where, officers) == ""
    assign(cast, first, cast.tuan)
    with look(cast.tools) as work:
        assert report.goes_there(work.db, cast.org, where.upper(), officers) == cast.tuan
        assert report.goes_there(work.db, cast.org, where, [cast.lan]) == ""
        assert report.goes_there(work.db, cast.org, "Thôn Xa", officers) == ""
    desk = enter(app, cast, cast.hanh)
    assert f'value="{cast.tuan}" selected' in desk.get(f"/luot/{second}").text
    assert f'value="{cast.tuan}" selected' not in desk.get(f"/luot/{far}").text
