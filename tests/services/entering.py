"""Ways in, as the tests of invitations, passwords, recovery and staff use them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pyotp
import pytest

from app.domain.authority import Authority, Capacity
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import Problem
from app.evidence import one_time, password
from app.evidence.soft_passkey import SoftPasskey
from app.reports import people as people_report
from app.reports import staff as staff_report
from app.services import passwords, staff, welcome
from app.work import begin, entering, look
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


def held(**changes: object) -> Authority:
    day = date(2026, 1, 1)
    whole = Authority("", Capacity.DEPUTY, "Phó Chủ tịch", "12/QĐ-UBND", day, day, None, ("KT. CHỦ TỊCH",))
    return replace(whole, **changes)  # type: ignore[arg-type]


def colleague(cast: Cast, person: str) -> staff_report.Colleague:
    with look(cast.tools) as work:
        found = staff_report.one(work.db, cast.org, person, work.at, local(work.at).date())
    assert found is not None
    return found


def second_admin(cast: Cast) -> str:
    person = added(cast, "Bùi Văn Hải", Role.ADMIN)
    accepted(cast, invited(cast, person))
    return person
