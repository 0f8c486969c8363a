"""Invitations: once, a day, nobody else; a renewed person; the command line."""

from dataclasses import replace
from threading import Thread

import pytest
from flask import Flask

from app.demo.data import EXAMPLE
from app.domain.people import Role
from app.domain.problems import Problem
from app.evidence.soft_passkey import SoftPasskey
from app.reports import setup
from app.services import communes, sessions, staff, welcome
from app.work import begin, entering, look
from tests import databases
from tests.people import Cast
from tests.services.entering import (
    GOOD,
    accepted,
    added,
    code_of,
    digits,
    invited,
    login,
    quang,
    signed_in,
    with_password,
)


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


def test_a_renewed_person_leaves_every_old_way_behind(cast: Cast) -> None:
    account, secret, token = with_password(cast, cast.lan)
    accepted(cast, invited(cast, cast.lan))
    cast.clock.forward(seconds=30)
    assert signed_in(cast, token) is None
    assert login(cast, account, digits(cast, secret)) == "wrong"


def test_a_commune_begins_with_one_link_and_a_list_of_what_is_missing(cast: Cast) -> None:
    cast.real()
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
        "key_copies",
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


def test_the_database_keeps_no_secret_in_the_clear(cast: Cast, app: Flask) -> None:
    _, secret, token = with_password(cast, cast.lan)
    kept = databases.everything(app.config["TANNHA"].data)
    for text in (secret, token, GOOD):
        assert text.encode() not in kept
