"""Recovery of a certifier by two administrators; sessions and their unlocking."""

import pytest

from app.domain.people import Role
from app.domain.problems import Problem
from app.reports import people as people_report
from app.services import sessions, staff
from app.work import begin, look
from tests.people import Cast
from tests.services.entering import accepted, added, code_of, invited, quang, second_admin, signed_in


def test_a_leaders_recovery_takes_two_administrators_and_decides_a_day_later(cast: Cast) -> None:
    case_id, old = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    hai = second_admin(cast)
    assert code_of(lambda: invited(cast, cast.minh)) == "two_admins"
    with begin(cast.tools) as work:
        staff.propose_recovery(work, quang(cast), cast.minh)
    for by, code in ((cast.quang, "two_admins"), (cast.hanh, "not_allowed"), (cast.hoa, "not_allowed")):
        with pytest.raises(Problem) as refused, begin(cast.tools) as work:
            staff.confirm_recovery(work, staff.Staff(cast.org, by), cast.minh)
        assert refused.value.code == code
    with begin(cast.tools) as work:
        link = staff.confirm_recovery(work, staff.Staff(cast.org, hai), cast.minh)
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.confirm_recovery(work, staff.Staff(cast.org, hai), cast.minh)
    assert refused.value.code == "not_proposed"
    token, key = accepted(cast, link)
    assert signed_in(cast, token) is not None
    assert code_of(lambda: cast.ask(cast.minh, case_id)) == "decides_later"
    with pytest.raises(Problem), begin(cast.tools) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
        sessions.enter(work, nonce, old.get(options))
    cast.clock.forward(hours=23, minutes=59)
    assert code_of(lambda: cast.ask(cast.minh, case_id)) == "decides_later"
    cast.clock.forward(minutes=1)
    assert cast.approved(case_id, key)


def test_a_key_added_with_a_fresh_one_waits_as_long(cast: Cast) -> None:
    cast.passkey(cast.minh)
    case_id, hai = cast.submitted(cast.phone()), second_admin(cast)
    with begin(cast.tools) as work:
        staff.propose_recovery(work, quang(cast), cast.minh)
    with begin(cast.tools) as work:
        link = staff.confirm_recovery(work, staff.Staff(cast.org, hai), cast.minh)
    accepted(cast, link)
    cast.passkey(cast.minh)
    assert code_of(lambda: cast.ask(cast.minh, case_id)) == "decides_later"


def test_a_key_that_waits_does_not_answer_for_one_that_may_decide(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    hai = second_admin(cast)
    with begin(cast.tools) as work:
        staff.propose_recovery(work, quang(cast), cast.minh)
    with begin(cast.tools) as work:
        link = staff.confirm_recovery(work, staff.Staff(cast.org, hai), cast.minh)
    _, fresh = accepted(cast, link)
    for one in (fresh, key):
        assert code_of(lambda one=one: cast.decide(cast.minh, asked.nonce, one.get(asked.options))) == "decides_later"


def test_a_first_key_decides_at_once(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    _, key = accepted(cast, invited(cast, cast.minh))
    assert cast.approved(case_id, key)


def test_taking_the_role_away_for_a_while_does_not_help_one_administrator(cast: Cast) -> None:
    cast.passkey(cast.minh)
    with begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), cast.minh, [Role.CLERK])
    assert code_of(lambda: invited(cast, cast.minh)) == "two_admins"


def test_a_link_made_before_its_person_certified_does_not_renew_a_certifiers_key(cast: Cast) -> None:
    person = added(cast, "Cao Thị Mai", Role.CLERK)
    accepted(cast, invited(cast, person))
    link = invited(cast, person)
    with begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), person, [Role.LEADER])
    assert code_of(lambda: accepted(cast, link)) == "invitation_gone"


def test_nobody_recovers_himself(cast: Cast) -> None:
    cast.passkey(cast.quang)
    assert code_of(lambda: invited(cast, cast.quang)) == "not_oneself"
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.propose_recovery(work, quang(cast), cast.quang)
    assert refused.value.code == "not_oneself"


def test_a_person_ends_his_own_sessions_and_nobody_elses(cast: Cast) -> None:
    with begin(cast.tools) as work:
        mine, other, hanhs = (sessions.enter_demo(work, one, "máy") for one in (cast.lan, cast.lan, cast.hanh))
    with look(cast.tools) as work:
        listed = people_report.sessions_of(work.db, cast.lan, mine, work.at)
        (foreign,) = people_report.sessions_of(work.db, cast.hanh, hanhs, work.at)
    assert sorted(one.here for one in listed) == [False, True]
    with pytest.raises(Problem), begin(cast.tools) as work:
        sessions.end(work, cast.lan, foreign.short)
    with begin(cast.tools) as work:
        sessions.end_others(work, cast.lan, mine)
    assert signed_in(cast, mine) and signed_in(cast, hanhs) and not signed_in(cast, other)
    with begin(cast.tools) as work:
        sessions.end(work, cast.lan, next(one.short for one in listed if one.here))
    assert signed_in(cast, mine) is None


def test_unlocking_takes_the_persons_own_passkey(cast: Cast) -> None:
    key, other = cast.passkey(cast.minh), cast.passkey(cast.thu)
    with begin(cast.tools) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
        token = sessions.enter(work, nonce, key.get(options))
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        sessions.unlock_demo(work, token)
    assert refused.value.code == "not_allowed"
    for one, right in ((other, False), (key, True)):
        with begin(cast.tools) as work:
            nonce, options = sessions.ask(work, cast.minh, "unlock")
        if right:
            with begin(cast.tools) as work:
                sessions.unlock(work, token, nonce, one.get(options))
        else:
            with pytest.raises(Problem), begin(cast.tools) as work:
                sessions.unlock(work, token, nonce, one.get(options))
