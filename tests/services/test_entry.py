"""Invitations, passwords, waits, recovery, roles and leaving: each verb, its refusals and its races."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pyotp
import pytest
from flask import Flask

from app import create_app
from app.demo.data import EXAMPLE
from app.domain.authority import Authority, Capacity
from app.domain.calendar import Day, local
from app.domain.people import Role
from app.domain.problems import Problem, TooMany
from app.evidence import one_time, password
from app.evidence.keys import new_key
from app.evidence.soft_passkey import SoftPasskey
from app.reports import calendar_days as calendar_report
from app.reports import people as people_report
from app.reports import setup
from app.reports import staff as staff_report
from app.services import calendar_days, communes, devices, passwords, sessions, staff, welcome
from app.store.db import db
from app.sync.letters import Enrolment
from app.work import begin, entering, look
from tests import databases
from tests.people import Cast

GOOD = "con trâu ăn cỏ bờ đê"
HERE = "127.0.0.1"


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        act()
    return refused.value.code


def quang(cast: Cast) -> staff.Staff:
    return staff.Staff(cast.org, cast.quang)


def added(cast: Cast, name: str, *roles: Role) -> str:
    with begin(cast.tools) as work:
        return staff.add(work, quang(cast), name, ("ba", "Công chức"), list(roles))


def invited(cast: Cast, person: str, by: str = "") -> str:
    with begin(cast.tools) as work:
        return staff.invite(work, staff.Staff(cast.org, by or cast.quang), person)


def accepted(cast: Cast, code: str) -> tuple[str, SoftPasskey]:
    with begin(cast.tools) as work:
        nonce, options = welcome.ask_passkey(work, code)
    site = cast.tools.site
    key = SoftPasskey(site.rp, site.origin, options["user"]["id"])
    answer = key.create(options)
    with begin(cast.tools) as work:
        return welcome.accept_passkey(work, code, entering.Answer(nonce, answer), "máy thử"), key


def digits(cast: Cast, secret: str) -> str:
    return pyotp.TOTP(secret).generate_otp(int(cast.clock.at.timestamp()) // one_time.STEP)


def with_password(cast: Cast, person: str) -> tuple[str, str, str]:
    """Account, one-time secret, session token."""
    code = invited(cast, person)
    with begin(cast.tools) as work:
        welcome.check_password(work, code, GOOD)
        welcome.keep_password(work, code, password.make(GOOD))
        pending = welcome.pending(work, code)
    with begin(cast.tools) as work:
        token = welcome.accept_password(work, code, digits(cast, pending.secret), HERE, "")
    return pending.account, pending.secret, token


def signed_in(cast: Cast, token: str) -> people_report.Member | None:
    with look(cast.tools) as work:
        return people_report.member_of_session(work.db, token, work.at)


def login(cast: Cast, account: str, code: str, text: str = GOOD) -> str:
    with begin(cast.tools) as work:
        kept = passwords.attempt(work, account, HERE)
    if not password.check(text, kept):
        return "wrong"
    with begin(cast.tools) as work:
        return passwords.enter(work, account, code, HERE, "")


def test_a_link_lets_its_person_in_once(cast: Cast) -> None:
    code = invited(cast, added(cast, "Cao Thị Mai", Role.CLERK))
    with look(cast.tools) as work:
        assert welcome.read(work, code).name == "Cao Thị Mai"
    token, _ = accepted(cast, code)
    member = signed_in(cast, token)
    assert member is not None and (member.name, member.means) == ("Cao Thị Mai", "passkey")
    assert code_of(lambda: accepted(cast, code)) == "invitation_gone"


def test_a_link_lasts_a_day_and_a_newer_one_ends_it(cast: Cast) -> None:
    person = added(cast, "Cao Thị Mai", Role.CLERK)
    first, second = invited(cast, person), invited(cast, person)
    assert code_of(lambda: accepted(cast, first)) == "invitation_gone"
    cast.clock.forward(hours=24)
    assert code_of(lambda: accepted(cast, second)) == "invitation_gone"


def test_only_the_hash_of_a_code_is_kept(cast: Cast, app: Flask) -> None:
    code = invited(cast, cast.lan)
    assert code.encode() not in databases.everything(app.config["TANNHA"].data)


def test_two_at_one_link_let_one_in(cast: Cast, app: Flask) -> None:
    code = invited(cast, cast.lan)
    answers = []
    for _ in range(2):
        with begin(cast.tools) as work:
            nonce, options = welcome.ask_passkey(work, code)
        key = SoftPasskey(cast.tools.site.rp, cast.tools.site.origin, options["user"]["id"])
        answers.append(entering.Answer(nonce, key.create(options)))
    found: list[str] = []

    def use(given: entering.Answer) -> None:
        with app.app_context():
            try:
                with begin(cast.tools) as work:
                    welcome.accept_passkey(work, code, given, "")
                found.append("in")
            except Problem as refused:
                found.append(refused.code)

    threads = [Thread(target=use, args=(one,)) for one in answers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == ["in", "invitation_gone"]


def test_an_answer_made_for_one_invitation_serves_no_other_person(cast: Cast) -> None:
    mine, other = invited(cast, cast.lan), invited(cast, cast.tuan)
    with begin(cast.tools) as work:
        nonce, options = welcome.ask_passkey(work, mine)
    key = SoftPasskey(cast.tools.site.rp, cast.tools.site.origin, options["user"]["id"])
    given = entering.Answer(nonce, key.create(options))
    with pytest.raises(Problem), begin(cast.tools) as work:
        welcome.accept_passkey(work, other, given, "")


def test_an_officer_enters_by_password_and_code_and_a_code_serves_once(cast: Cast) -> None:
    account, secret, token = with_password(cast, cast.lan)
    member = signed_in(cast, token)
    assert (account, member and member.means) == ("lan.tran", "password")
    used = digits(cast, secret)
    assert code_of(lambda: login(cast, account, used)) == "bad_login"
    cast.clock.forward(seconds=30)
    assert signed_in(cast, login(cast, account, digits(cast, secret)))
    assert code_of(lambda: login(cast, account, digits(cast, secret))) == "bad_login"
    assert login(cast, account, digits(cast, secret), "another password") == "wrong"


def test_a_password_without_its_confirmed_code_opens_nothing(cast: Cast) -> None:
    code = invited(cast, cast.lan)
    with begin(cast.tools) as work:
        welcome.keep_password(work, code, password.make(GOOD))
        pending = welcome.pending(work, code)
    with begin(cast.tools) as work:
        assert passwords.attempt(work, pending.account, HERE) is None
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        welcome.accept_password(work, code, "000000", HERE, "")
    assert refused.value.code == "bad_one_time_code"


def test_leaders_and_administrators_have_no_password(cast: Cast) -> None:
    code = invited(cast, added(cast, "Cao Thị Mai", Role.CLERK, Role.LEADER))
    with look(cast.tools) as work:
        assert not welcome.read(work, code).may_use_password
        assert code_of(lambda: welcome.check_password(work, code, GOOD)) == "passkey_only"
    with pytest.raises(Problem), begin(cast.tools) as work:
        welcome.keep_password(work, code, password.make(GOOD))


def test_a_password_ends_when_its_person_becomes_a_leader(cast: Cast) -> None:
    account, secret, token = with_password(cast, cast.lan)
    with begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), cast.lan, [Role.LEADER])
    cast.clock.forward(seconds=30)
    assert signed_in(cast, token) is None
    assert login(cast, account, digits(cast, secret)) == "wrong"


def test_a_phone_let_in_by_a_password_says_so(cast: Cast) -> None:
    with_password(cast, cast.lan)
    with begin(cast.tools) as work:
        code = devices.invite(work, cast.org, cast.quang, cast.lan)
        asked = Enrolment(invitation=code.rpartition(".")[0], jwk=new_key().jwk, label="máy")
        device = devices.enrol(work, cast.lan, asked, "password").device
        assert devices.bound_by(work, device) == "password"


def test_wrong_tries_wait_and_a_restart_does_not_help(cast: Cast, app: Flask) -> None:
    for account in ("lan.tran", "nobody.here"):
        cast.clock.forward(hours=2)
        for _ in range(5):
            assert login(cast, account, "000000", "wrong") == "wrong"
        with pytest.raises(TooMany) as refused:
            login(cast, account, "000000", "wrong")
        assert refused.value.until == cast.clock.at + timedelta(seconds=30)
    again = create_app(app.config["TANNHA"], cast.tools)
    with again.app_context():
        assert code_of(lambda: login(cast, "nobody.here", "000000", "wrong")) == "too_many"
        db.session.remove()
        db.engine.dispose()
    cast.clock.forward(seconds=30)
    assert login(cast, "nobody.here", "000000", "wrong") == "wrong"
    with pytest.raises(TooMany) as refused:
        login(cast, "nobody.here", "000000", "wrong")
    assert refused.value.until == cast.clock.at + timedelta(seconds=60)


def test_the_address_waits_too_and_a_right_try_clears_the_account(cast: Cast) -> None:
    account, secret, _ = with_password(cast, cast.lan)
    cast.clock.forward(seconds=30)
    for _ in range(4):
        login(cast, account, "", "wrong")
    assert signed_in(cast, login(cast, account, digits(cast, secret)))
    assert login(cast, account, "", "wrong") == "wrong"
    assert code_of(lambda: login(cast, "someone.else", "", "wrong")) == "too_many"
    with begin(cast.tools) as work:
        assert passwords.attempt(work, account, "203.0.113.9") is not None


def test_many_tries_at_once_are_counted_one_by_one(cast: Cast, app: Flask) -> None:
    found: list[str] = []

    def guess() -> None:
        with app.app_context():
            try:
                with begin(cast.tools) as work:
                    passwords.attempt(work, "lan.tran", HERE)
                found.append("tried")
            except Problem as refused:
                found.append(refused.code)

    threads = [Thread(target=guess) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == ["too_many"] * 7 + ["tried"] * 5


def second_admin(cast: Cast) -> str:
    person = added(cast, "Bùi Văn Hải", Role.ADMIN)
    accepted(cast, invited(cast, person))
    return person


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


def test_a_renewed_person_leaves_every_old_way_behind(cast: Cast) -> None:
    account, secret, token = with_password(cast, cast.lan)
    accepted(cast, invited(cast, cast.lan))
    cast.clock.forward(seconds=30)
    assert signed_in(cast, token) is None
    assert login(cast, account, digits(cast, secret)) == "wrong"


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


def held(**changes: object) -> Authority:
    day = date(2026, 1, 1)
    whole = Authority("", Capacity.DEPUTY, "Phó Chủ tịch", "12/QĐ-UBND", day, day, None, ("KT. CHỦ TỊCH",))
    return replace(whole, **changes)  # type: ignore[arg-type]


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


def colleague(cast: Cast, person: str) -> staff_report.Colleague:
    with look(cast.tools) as work:
        found = staff_report.one(work.db, cast.org, person, work.at, local(work.at).date())
    assert found is not None
    return found


def test_whoever_leaves_is_out_everywhere_and_his_records_stay(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    open_link, key = invited(cast, cast.lan), cast.passkey(cast.lan)
    with begin(cast.tools) as work:
        token = sessions.enter_demo(work, cast.lan)
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


def test_a_commune_begins_with_one_link_and_a_list_of_what_is_missing(cast: Cast) -> None:
    admin = communes.NewPerson("Đỗ Thị Xuân", "ba", "Quản trị viên", (Role.ADMIN,))
    new = replace(EXAMPLE, code_prefix="XA", demo=False, people=(admin,), way="A", book_mode="outside")
    with begin(cast.tools) as work:
        org, (xuan,) = communes.create(work, new)
        code = staff.first_link(work, org, xuan)
        items = setup.items(work.db, org, work.at)
    assert [one.code for one in items] == [
        "second_admin",
        "leaders",
        "officers",
        "clerk",
        "holidays",
        "book",
        "printer",
        "backup",
        "slow_work",
    ]
    assert [one.code for one in items if one.done] == ["slow_work"]
    cast.clock.forward(days=6)
    token, _ = accepted(cast, code)
    assert signed_in(cast, token) is not None
    for prefix, named in (("VD", "prefix_taken"), ("V1", "incomplete")):
        with pytest.raises(Problem) as refused, begin(cast.tools) as work:
            communes.create(work, replace(new, code_prefix=prefix))
        assert refused.value.code == named


def test_the_last_administrator_is_rescued_from_the_command_line_alone(cast: Cast) -> None:
    old = cast.passkey(cast.quang)
    with begin(cast.tools) as work:
        code = staff.rescue_link(work, "VD", "Đỗ Văn Quang")
    accepted(cast, code)
    with pytest.raises(Problem), begin(cast.tools) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
        sessions.enter(work, nonce, old.get(options))
    for prefix, name in (("VD", "Trần Thị Lan"), ("TN", "Đỗ Văn Quang"), ("XX", "Đỗ Văn Quang")):
        with pytest.raises(Problem) as refused, begin(cast.tools) as work:
            staff.rescue_link(work, prefix, name)
        assert refused.value.code == "not_found"
    with begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), cast.quang, [Role.ADMIN, Role.LEADER])
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        staff.rescue_link(work, "VD", "Đỗ Văn Quang")
    assert refused.value.code == "two_admins"


def test_the_list_turns_green_one_by_one(cast: Cast) -> None:
    cast.passkey(cast.quang)
    second_admin(cast)
    cast.passkey(cast.minh)
    cast.phone()
    with begin(cast.tools) as work:
        calendar_days.confirm(work, cast.org, cast.quang, 2026)
        items = {one.code: one for one in setup.items(work.db, cast.org, work.at)}
    assert [code for code, one in items.items() if one.done] == ["second_admin", "holidays", "book", "slow_work"]
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
        calendar_days.put(work, cast.org, day, Day(True, True, "làm bù"))
        calendar_days.put(work, cast.org, day, Day(True, False, "chỉ nhận hồ sơ"))
        year = calendar_report.year(work.db, cast.org, 2026)
    assert [(one.accepting, one.working) for one in year.days if one.day == day] == [(True, False)]
    assert year.checked_at is None
    with begin(cast.tools) as work:
        calendar_days.drop(work, cast.org, day)
        calendar_days.confirm(work, cast.org, cast.quang, 2026)
        year = calendar_report.year(work.db, cast.org, 2026)
    assert day not in [one.day for one in year.days]
    assert year.checked_by == "Đỗ Văn Quang"
    with pytest.raises(Problem), begin(cast.tools) as work:
        calendar_days.put(work, cast.org, day, Day(True, True, ""))


def test_the_database_keeps_no_secret_in_the_clear(cast: Cast, app: Flask) -> None:
    _, secret, token = with_password(cast, cast.lan)
    kept = databases.everything(app.config["TANNHA"].data)
    for text in (secret, token, GOOD):
        assert text.encode() not in kept
