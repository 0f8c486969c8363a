"""Passwords with one-time codes, wrong tries and their waits."""

from datetime import timedelta
from threading import Thread

import pytest
from flask import Flask

from app import create_app
from app.domain.people import Role
from app.domain.problems import Problem, TooMany
from app.evidence import password
from app.evidence.keys import new_key
from app.services import devices, passwords, staff, welcome
from app.store.db import db
from app.sync.letters import Enrolment
from app.work import begin, look
from tests.people import Cast
from tests.services.entering import GOOD, HERE, added, code_of, digits, invited, login, quang, signed_in, with_password


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


def test_a_first_password_typed_twice_keeps_its_account_name(cast: Cast) -> None:
    code = invited(cast, cast.lan)
    named = []
    for text in (GOOD, f"{GOOD} xanh"):
        with begin(cast.tools) as work:
            welcome.keep_password(work, code, password.make(text))
            named.append(welcome.pending(work, code).account)
    assert named == ["lan.tran", "lan.tran"]


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


def test_a_new_password_leaves_the_old_one_alone_until_its_code_confirms_it(cast: Cast) -> None:
    account, secret, _ = with_password(cast, cast.lan)
    code = invited(cast, cast.lan)
    newer = "mưa rơi trên mái ngói đỏ"
    with begin(cast.tools) as work:
        welcome.keep_password(work, code, password.make(newer))
        fresh = welcome.pending(work, code)
    assert fresh.account == account
    cast.clock.forward(minutes=1)
    assert login(cast, account, digits(cast, secret)) != "wrong"
    assert login(cast, account, digits(cast, fresh.secret), newer) == "wrong"
    cast.clock.forward(minutes=1)
    with begin(cast.tools) as work:
        welcome.accept_password(work, code, digits(cast, fresh.secret), HERE, "")
    cast.clock.forward(minutes=1)
    assert login(cast, account, digits(cast, secret)) == "wrong"
    assert login(cast, account, digits(cast, fresh.secret), newer) != "wrong"


def test_two_who_wait_for_their_code_have_two_accounts(cast: Cast) -> None:
    pages = []
    for person in (added(cast, "Cao Thị Mai", Role.CLERK), added(cast, "Cao Văn Mai", Role.CLERK)):
        code = invited(cast, person)
        with begin(cast.tools) as work:
            welcome.keep_password(work, code, password.make(GOOD))
            pages.append(welcome.pending(work, code).account)
    assert pages == ["mai.cao", "mai.cao2"]
