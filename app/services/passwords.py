"""Entering and unlocking by password and one-time code, for the few who have no passkey."""

from app.domain import credentials
from app.domain.people import Role
from app.domain.problems import BadLogin, NotSigned
from app.evidence import one_time
from app.store import entry, people, sign_ins
from app.work import Work, entering, rest, throttle

MEANS = "password"


def attempt(work: Work, account: str, address: str) -> str | None:
    """Counts the try, then the hash to compare with; None for an account that cannot enter, which nobody is told."""
    throttle.count(work, throttle.account(account), throttle.address(address))
    row = _usable(work, account)
    return row.hash if row else None


def enter(work: Work, account: str, digits: str, address: str, browser: str) -> str:
    """A session, the password having been right; BadLogin when the code is not."""
    row = _proven(work, account, digits, address)
    return entering.start(work, row.person, MEANS, browser)


def account_of_session(work: Work, token: str) -> str:
    """The account that unlocks this session; empty when its person has none."""
    session = sign_ins.live_sign_in(work.db, entering.secret_hash(token), work.at)
    row = entry.get_password(work.db, session.person) if session else None
    return row.account if row else ""


def unlock(work: Work, token: str, digits: str, address: str) -> None:
    """The person of a locked session confirmed with password and code."""
    session = sign_ins.live_sign_in(work.db, entering.secret_hash(token), work.at)
    if session is None:
        raise NotSigned
    row = _proven(work, account_of_session(work, token), digits, address)
    if row.person != session.person:
        raise BadLogin
    sign_ins.note_confirmed(work.db, session.token_hash, work.at)


def _proven(work: Work, account: str, digits: str, address: str) -> entry.PasswordRow:
    row = _usable(work, account)
    if row is None:
        raise BadLogin
    secret = rest.take_up(work, row.secret, row.secret_key, one_time.SEALED_AS).decode()
    step = one_time.step_of(secret, digits, work.at, row.step)
    if step is None or not entry.use_step(work.db, row.person, step):
        raise BadLogin
    throttle.right(work, throttle.account(account), throttle.address(address))
    return row


def _usable(work: Work, account: str) -> entry.PasswordRow | None:
    row = entry.password_of_account(work.db, account)
    person = people.get(work.db, row.person) if row else None
    if row is None or person is None or person.left_at is not None:
        return None
    return row if credentials.may_use_password([Role(role) for role in person.roles]) else None
