"""A person uses his invitation: makes a passkey, or a password with one-time codes; then he is in."""

from dataclasses import dataclass
from typing import Any

from app.domain import credentials
from app.domain.people import Role
from app.domain.problems import BadCode, InvitationGone, NotFound
from app.evidence import one_time
from app.store import desk, entry, people, sign_ins
from app.work import Work, entering, journal, rest, throttle

RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited where, and whether a password is an answer."""

    person: str
    name: str
    honorific: str
    title: str
    org_name: str
    unit: str
    renewal: bool
    may_use_password: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A password whose one-time codes are not confirmed yet."""

    account: str
    secret: str
    address: str


def read(work: Work, code: str) -> Invited:
    """The open invitation; InvitationGone for any other code."""
    row, person = _open(work, code)
    org = desk.get_org(work.db, row.org)
    allowed = credentials.may_use_password(_roles(person))
    return Invited(
        person.id, person.name, person.honorific, person.title, org.name, org.unit, row.purpose != "first", allowed
    )


def count_try(work: Work, address: str) -> None:
    """A link that opens nothing counts against its network; TooMany while that must wait. A link that opens is never
    asked: a whole office stands behind one address, and nobody's stale link may keep the others from entering."""
    throttle.count(work, throttle.links(address))


def ask_passkey(work: Work, code: str) -> tuple[str, dict[str, Any]]:
    """Options for the passkey of the invited person."""
    _, person = _open(work, code)
    return entering.ask(work, person.id, "register")


def accept_passkey(work: Work, code: str, given: entering.Answer, browser: str) -> str:
    """The invitation is spent, the passkey is kept, the person is in; the session's token."""
    row, person = _open(work, code)
    # L2: who takes over a certifier's key does not decide on the same day
    waits = work.at + credentials.RECOVERY_WAITS if _two_needed(work, person) else None
    _spend(work, row)
    people.remove_passkeys(work.db, person.id, work.at)
    entry.remove_password(work.db, person.id)
    entering.register(work, person.id, given, waits)
    _entered(work, row, "passkey")
    return entering.start(work, person.id, "passkey", browser)


def check_password(work: Work, code: str, text: str) -> None:
    """PasskeyOnly, or what is wrong with the password."""
    _, person = _open(work, code)
    if not credentials.may_use_password(_roles(person)):
        raise credentials.PasskeyOnly
    org = desk.get_org(work.db, person.org)
    account = credentials.account_name(person.name, ())
    credentials.check_password(text, (person.name, account, org.name, org.unit, org.place, "Tận Nhà"))


def keep_password(work: Work, code: str, kept: str) -> None:
    """Keeps the hash with a fresh one-time secret; it counts for nothing before a code confirms it, and
    until then an older one goes on: a link that lies about must not lock its person out."""
    _, person = _open(work, code)
    if not credentials.may_use_password(_roles(person)):
        raise credentials.PasskeyOnly
    older = entry.get_password(work.db, person.id)
    account = (
        older.account if older else credentials.account_name(person.name, entry.accounts_of_others(work.db, person.id))
    )
    sealed, wrapping = rest.lay_down(work, one_time.new_secret().encode(), one_time.SEALED_AS)
    entry.put_waiting(work.db, entry.WaitingRow(person.id, account, kept, sealed, wrapping, work.at))


def pending(work: Work, code: str) -> Pending:
    """What the person puts into the authenticator; NotFound before a password was made."""
    _, person = _open(work, code)
    row = entry.get_waiting(work.db, person.id)
    if row is None:
        raise NotFound
    secret = _secret(work, row)
    return Pending(row.account, secret, one_time.address(secret, row.account, work.tools.site.name))


def count_code(work: Work, code: str, address: str) -> None:
    """Counts a try at the one-time code before it is judged."""
    throttle.count(work, throttle.account(pending(work, code).account), throttle.address(address))


def accept_password(work: Work, code: str, digits: str, address: str, browser: str) -> str:
    """A right one-time code: the invitation is spent, the password counts, the person is in."""
    row, person = _open(work, code)
    found = entry.get_waiting(work.db, person.id)
    if found is None:
        raise NotFound
    step = one_time.step_of(_secret(work, found), digits, work.at, 0)
    if step is None:
        raise BadCode
    _spend(work, row)
    people.remove_passkeys(work.db, person.id, work.at)
    kept = entry.PasswordRow(
        person.id, found.account, found.hash, found.secret, found.secret_key, step, found.made_at, work.at
    )
    entry.put_password(work.db, kept)
    _entered(work, row, "password")
    throttle.right(work, throttle.account(found.account), throttle.address(address))
    return entering.start(work, person.id, "password", browser)


def _open(work: Work, code: str) -> tuple[entry.InvitationRow, people.PersonRow]:
    row = entry.open_invitation(work.db, entering.secret_hash(code), work.at)
    person = people.get(work.db, row.person) if row else None
    if row is None or person is None or person.left_at is not None:
        raise InvitationGone
    # whatever became of the person since: one administrator alone never renews a certifier's key
    if row.purpose != RECOVERY and _two_needed(work, person):
        raise InvitationGone
    return row, person


def _two_needed(work: Work, person: people.PersonRow) -> bool:
    return credentials.two_needed(
        _roles(person),
        had_authority=bool(people.authorities(work.db, person.id)),
        had_passkey=people.had_passkey(work.db, person.id),
    )


def _spend(work: Work, row: entry.InvitationRow) -> None:
    if not entry.use_invitation(work.db, row.code_hash, work.at):
        raise InvitationGone
    sign_ins.end_sign_ins(work.db, row.person, work.at)


def _entered(work: Work, row: entry.InvitationRow, means: str) -> None:
    facts = {"purpose": row.purpose, "means": means}
    journal.write(work, row.org, row.person, "staff.entered", row.person, **facts)


def _secret(work: Work, row: entry.WaitingRow) -> str:
    return rest.take_up(work, row.secret, row.secret_key, one_time.SEALED_AS).decode()


def _roles(person: people.PersonRow) -> list[Role]:
    return [Role(role) for role in person.roles]
