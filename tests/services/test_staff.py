"""Roles, authorities, leaving, names, the list of what is missing, the calendar."""

from collections.abc import Callable
from datetime import date

import pytest

from app.domain.calendar import Day
from app.domain.people import Role
from app.domain.problems import Problem
from app.reports import calendar_days as calendar_report
from app.reports import people as people_report
from app.reports import setup
from app.services import calendar_days, devices, handing, sessions, staff
from app.work import begin, look
from tests.people import Cast
from tests.services.entering import accepted, added, code_of, colleague, held, invited, quang, second_admin, signed_in


def test_only_an_administrator_of_the_commune_does_any_of_it(cast: Cast) -> None:
    acts: list[Callable[[staff.Staff], Callable[[object], object]]] = [
        lambda by: lambda work: staff.add(work, by, "X", ("ba", "Y"), [Role.CLERK]),  # type: ignore[arg-type]
        lambda by: lambda work: staff.invite(work, by, cast.lan),  # type: ignore[arg-type]
        lambda by: lambda work: staff.change_roles(work, by, cast.lan, [Role.ADMIN]),  # type: ignore[arg-type]
        lambda by: lambda work: staff.record_authority(work, by, cast.minh, held()),  # type: ignore[arg-type]
        lambda by: lambda work: staff.propose_recovery(work, by, cast.lan),  # type: ignore[arg-type]
        lambda by: lambda work: staff.leave(work, by, cast.lan),  # type: ignore[arg-type]
    ]
    for by in (cast.hanh, cast.minh, cast.lan, cast.hoa):
        for act in acts:
            with pytest.raises(Problem) as refused, begin(cast.tools) as work:
                act(staff.Staff(cast.org, by))(work)
            assert refused.value.code == "not_allowed"
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.invite(work, quang(cast), cast.hoa)
    assert refused.value.code == "not_found"


def test_two_administrators_who_remove_each_other_leave_one(cast: Cast) -> None:
    hai = second_admin(cast)
    with begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), hai, [Role.CLERK])
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.change_roles(work, staff.Staff(cast.org, hai), cast.quang, [Role.CLERK])
    assert refused.value.code == "not_allowed"


def test_an_authority_is_recorded_whole_and_ended_by_a_day(cast: Cast) -> None:
    person = added(cast, "Cao Thị Mai", Role.LEADER)
    early = {"valid_to": date(2025, 1, 1)}
    for change, code in (({"decision_no": ""}, "incomplete"), ({"prefix": ()}, "incomplete"), (early, "bad_dates")):
        with pytest.raises(Problem) as refused, begin(cast.tools) as work:
            staff.record_authority(work, quang(cast), person, held(**change))
        assert refused.value.code == code
    with pytest.raises(Problem), begin(cast.tools) as work:
        staff.record_authority(work, quang(cast), cast.hanh, held())
    with begin(cast.tools) as work:
        staff.record_authority(work, quang(cast), person, held())
    (one,) = colleague(cast, person).authorities
    assert one.now
    with pytest.raises(Problem), begin(cast.tools) as work:
        staff.end_authority(work, quang(cast), cast.thu, one.id, date(2026, 11, 1))
    with begin(cast.tools) as work:
        staff.end_authority(work, quang(cast), person, one.id, date(2026, 11, 22))
    assert not colleague(cast, person).authorities[0].now


def test_whoever_leaves_is_out_everywhere_and_his_records_stay(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    open_link, key = invited(cast, cast.lan), cast.passkey(cast.lan)
    with begin(cast.tools) as work:
        token = sessions.enter_demo(work, cast.lan)
        handing.give(work, cast.org, cast.quang, cast.lan, cast.tuan)
        staff.leave(work, quang(cast), cast.lan)
    assert signed_in(cast, token) is None
    assert code_of(lambda: accepted(cast, open_link)) == "invitation_gone"
    with pytest.raises(Problem), begin(cast.tools) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
        sessions.enter(work, nonce, key.get(options))
    with pytest.raises(Problem), begin(cast.tools) as work:
        sessions.enter_demo(work, cast.lan)
    with look(cast.tools) as work:
        assert devices.state(work, phone.key.kid) == "suspended"
    assert cast.approved(case_id, cast.passkey(cast.minh))
    assert code_of(lambda: invited(cast, cast.lan)) == "not_found"
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.leave(work, quang(cast), cast.quang)
    assert refused.value.code == "own_admin_role"


def test_the_list_turns_green_one_by_one(cast: Cast) -> None:
    cast.passkey(cast.quang)
    second_admin(cast)
    cast.passkey(cast.minh)
    cast.phone()
    with begin(cast.tools) as work:
        calendar_days.confirm(work, cast.org, cast.quang, 2026)
        items = {one.code: one for one in setup.items(work.db, cast.org, work.at)}
    done = [code for code, one in items.items() if one.done]
    # one leader who signs is enough; the other is named
    assert done == ["second_admin", "leaders", "holidays", "book", "slow_work"]
    assert items["leaders"].missing == ("Lê Thị Thu",)
    assert items["officers"].missing == ("Ngô Văn Tuấn",)
    cast.passkey(cast.thu)
    cast.phone(cast.tuan)
    with look(cast.tools) as work:
        done = [one.code for one in setup.items(work.db, cast.org, work.at) if one.done]
    assert done == ["second_admin", "leaders", "officers", "holidays", "book", "slow_work"]


def test_a_mistyped_name_is_put_right_and_a_clerk_who_can_enter_is_asked_for(cast: Cast) -> None:
    with begin(cast.tools) as work:
        staff.rename(work, quang(cast), cast.hanh, "Vũ Thị Hạnh Nhi", ("ba", "Văn thư"))
        items = {one.code: one for one in setup.items(work.db, cast.org, work.at)}
    assert items["clerk"].missing == ("Vũ Thị Hạnh Nhi",)
    cast.passkey(cast.hanh)
    with begin(cast.tools) as work:
        assert {one.code: one.done for one in setup.items(work.db, cast.org, work.at)}["clerk"]
    for by, person, name, title in (
        (quang(cast), cast.hanh, "", "Văn thư"),
        (quang(cast), cast.hanh, "Hạnh", "x" * 121),
        (quang(cast), cast.hoa, "Hòa", "Chủ tịch"),
        (staff.Staff(cast.org, cast.hanh), cast.minh, "Minh", "Chủ tịch"),
    ):
        with pytest.raises(Problem), begin(cast.tools) as work:
            staff.rename(work, by, person, name, ("ba", title))


def test_a_day_is_put_corrected_and_dropped(cast: Cast) -> None:
    day = date(2026, 11, 28)
    with begin(cast.tools) as work:
        calendar_days.put(work, cast.org, cast.quang, day, Day(True, True, "làm bù"))
        calendar_days.put(work, cast.org, cast.quang, day, Day(True, False, "chỉ nhận hồ sơ"))
        year = calendar_report.year(work.db, cast.org, 2026)
    assert [(one.accepting, one.working) for one in year.days if one.day == day] == [(True, False)]
    assert year.checked_at is None
    with begin(cast.tools) as work:
        calendar_days.drop(work, cast.org, cast.quang, day)
        calendar_days.confirm(work, cast.org, cast.quang, 2026)
        year = calendar_report.year(work.db, cast.org, 2026)
    assert day not in [one.day for one in year.days]
    assert year.checked_by == "Đỗ Văn Quang"
    with pytest.raises(Problem), begin(cast.tools) as work:
        calendar_days.put(work, cast.org, cast.quang, day, Day(True, True, ""))


def test_a_form_that_is_sent_twice_adds_one_person(cast: Cast) -> None:
    once, called = "0193a1b2-0000-4000-8000-000000000001", ("ba", "Văn thư")
    with begin(cast.tools) as work:
        first = staff.add(work, quang(cast), "Cao Thị Mai", called, [Role.CLERK], once)
    with begin(cast.tools) as work:
        assert staff.add(work, quang(cast), "Cao Thị Mai", called, [Role.CLERK], once) == first
        assert [one.name for one in people_report.colleagues(work.db, cast.org)].count("Cao Thị Mai") == 1
    with pytest.raises(Problem), begin(cast.tools) as work:
        staff.add(work, quang(cast), "Người khác xã", called, [Role.CLERK], cast.hoa)
