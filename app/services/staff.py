"""People are added, invited, given roles and authorities, recovered, and leave: all by an administrator."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import credentials, staffing, typed_line
from app.domain.authority import Authority
from app.domain.people import HONORIFICS, Role
from app.domain.problems import NotAllowed, NotFound
from app.evidence.encoding import b64u
from app.store import desk, devices, entrusted, entry, notices, people, sign_ins
from app.store.ids import uuid4
from app.work import Work, entering, journal

LASTS = timedelta(hours=24)
FIRST_LASTS = timedelta(days=7)
FIRST, RENEWAL, RECOVERY = "first", "renewal", "recovery"


@dataclass(frozen=True, slots=True)
class Staff:
    """The administrator who acts: commune from the session, never from the request."""

    org: str
    person: str


LONGEST = 120
MOST_LINES = 4


def add(work: Work, by: Staff, name: str, called: tuple[str, str], roles: list[Role], once: str = "") -> str:
    """A new person; `called` is honorific and title, `once` names the form: sent again it finds its own person."""
    _administrator(work, by)
    if once and (added := people.get(work.db, once)) is not None:
        if added.org != by.org:
            raise NotFound
        return added.id
    honorific, title = _called(name, called)
    staffing.check_roles(by.person, "", roles, (), ())
    handle = b64u(secrets.token_bytes(32))
    person = people.PersonRow(once or uuid4(), by.org, name, honorific, title, [role.value for role in roles], handle)
    people.add(work.db, person)
    journal.write(work, by.org, by.person, "staff.added", person.id, name=name, title=title, roles=person.roles)
    return person.id


def rename(work: Work, by: Staff, person_id: str, name: str, called: tuple[str, str]) -> None:
    """A name or title that was mistyped, or a new title; what was signed before keeps what it said."""
    _administrator(work, by)
    was = _colleague(work, by.org, person_id)
    honorific, title = _called(name, called)
    people.rename(work.db, person_id, name, honorific, title)
    facts = {"was": [was.honorific, was.name, was.title], "now": [honorific, name, title]}
    journal.write(work, by.org, by.person, "staff.renamed", person_id, **facts)


def _called(name: str, called: tuple[str, str]) -> tuple[str, str]:
    honorific, title = called
    if honorific not in HONORIFICS:
        raise typed_line.Incomplete
    typed_line.check(name, title, most=LONGEST, needed=True)
    return honorific, title


def first_link(work: Work, org: str, person_id: str) -> str:
    """The code for a commune's first administrator, asked for at the command line: seven days."""
    return _invitation(work, Staff(org, ""), person_id, (FIRST, FIRST_LASTS))


def rescue_link(work: Work, code_prefix: str, name: str) -> str:
    """The code for an administrator whom no colleague can invite any more, asked for at the command line. One who
    certifies is refused: his recovery takes two administrators, so another one is rescued first."""
    communes = {one.code_prefix: one.id for one in desk.orgs(work.db)}
    present = [one for one in people.of_org(work.db, communes.get(code_prefix, "")) if one.left_at is None]
    person = next((one for one in present if one.name == name and Role.ADMIN in _roles(one)), None)
    if person is None:
        raise NotFound
    if _two_needed(work, person):
        raise staffing.TwoAdmins
    return _invitation(work, Staff(person.org, ""), person.id, (RENEWAL, LASTS))


def invite(work: Work, by: Staff, person_id: str) -> str:
    """The code that this person uses once within a day: his first way in, or a new one when he lost his.
    TwoAdmins for whoever certifies and had a key: his recovery is proposed and confirmed instead."""
    _administrator(work, by)
    person = _colleague(work, by.org, person_id)
    if _two_needed(work, person):
        raise staffing.TwoAdmins
    renewal = people.had_passkey(work.db, person_id) or entry.get_password(work.db, person_id) is not None
    if renewal:
        staffing.check_proposer(by.person, person_id)
    return _invitation(work, by, person_id, (RENEWAL if renewal else FIRST, LASTS))


def propose_recovery(work: Work, by: Staff, person_id: str) -> None:
    """The first of two administrators: nothing opens yet."""
    _administrator(work, by)
    _colleague(work, by.org, person_id)
    staffing.check_proposer(by.person, person_id)
    entry.put_recovery(work.db, entry.RecoveryRow(person_id, by.org, by.person, work.at))
    journal.write(work, by.org, by.person, "staff.recovery_proposed", person_id)


def confirm_recovery(work: Work, by: Staff, person_id: str) -> str:
    """The second administrator, with the person in the room: the code, once."""
    _administrator(work, by)
    _colleague(work, by.org, person_id)
    proposed = entry.get_recovery(work.db, person_id)
    if proposed is None:
        raise staffing.NotProposed
    staffing.check_confirmer(by.person, person_id, proposed.proposed_by, proposed.proposed_at, work.at)
    if not _is_administrator(work, by.org, proposed.proposed_by) or not entry.remove_recovery(work.db, person_id):
        raise staffing.NotProposed
    return _invitation(work, by, person_id, (RECOVERY, LASTS))


def change_roles(work: Work, by: Staff, person_id: str, roles: list[Role]) -> None:
    """What the person may do from now on; a password that these roles do not allow opens nothing more."""
    _administrator(work, by)
    person = _colleague(work, by.org, person_id)
    staffing.check_roles(by.person, person_id, roles, _roles(person), _other_administrators(work, person))
    now = [role.value for role in roles]
    people.set_roles(work.db, person_id, now)
    journal.write(work, by.org, by.person, "staff.roles_changed", person_id, was=person.roles, now=now)
    if not credentials.may_use_password(roles):
        entry.remove_password(work.db, person_id)
        sign_ins.end_sign_ins(work.db, person_id, work.at, means="password")


def record_authority(work: Work, by: Staff, person_id: str, held: Authority) -> None:
    """L2: the decision by which this person certifies, with its dates and print prefix."""
    _administrator(work, by)
    person = _colleague(work, by.org, person_id)
    if not 0 < len(held.prefix) <= MOST_LINES:
        raise typed_line.Incomplete
    typed_line.check(held.title, held.decision_no, *held.prefix, most=LONGEST, needed=True)
    if held.valid_to is not None and held.valid_to < held.valid_from:
        raise staffing.BadDates
    if not {Role.LEADER, Role.JUSTICE_OFFICER} & set(_roles(person)):
        raise NotAllowed
    row = people.AuthorityRow(
        id=uuid4(),
        org=by.org,
        person=person_id,
        capacity=held.capacity.value,
        title=held.title,
        decision_no=held.decision_no,
        decision_date=held.decision_date,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
        prefix=list(held.prefix),
        scope=["signature"],
    )
    people.add_authority(work.db, row)
    facts = {"decision_no": row.decision_no, "valid_from": _day(row.valid_from), "valid_to": _day(row.valid_to)}
    journal.write(work, by.org, by.person, "staff.authority_recorded", person_id, capacity=row.capacity, **facts)


def end_authority(work: Work, by: Staff, person_id: str, authority_id: str, last: date) -> None:
    """The authority holds through this day: never longer than its decision said. NotFound, BadDates."""
    _administrator(work, by)
    _colleague(work, by.org, person_id)
    held = next((one for one in people.authorities(work.db, person_id) if one.id == authority_id), None)
    if held is None:
        raise NotFound
    if last < held.valid_from or (held.valid_to is not None and last > held.valid_to):
        raise staffing.BadDates
    if not people.end_authority(work.db, person_id, authority_id, last):
        raise NotFound
    facts = {"decision_no": held.decision_no, "last": _day(last)}
    journal.write(work, by.org, by.person, "staff.authority_ended", person_id, **facts)


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def leave(work: Work, by: Staff, person_id: str) -> None:
    """The person left: every way in is shut, his phones are suspended, his records stay. StillEntrusted while visits,
    open cases or originals are his."""
    _administrator(work, by)
    person = _colleague(work, by.org, person_id)
    if by.person == person_id or Role.ADMIN in _roles(person):
        staffing.check_administrator_goes(by.person, person_id, _other_administrators(work, person))
    if entrusted.to(work.db, by.org, person_id):
        raise staffing.StillEntrusted
    people.leave(work.db, person_id, work.at)
    sign_ins.end_sign_ins(work.db, person_id, work.at)
    people.remove_passkeys(work.db, person_id, work.at)
    entry.remove_password(work.db, person_id)
    entry.spend_invitations(work.db, person_id, work.at)
    entry.remove_recovery(work.db, person_id)
    devices.spend_invitations(work.db, person_id, work.at)
    devices.suspend_of_person(work.db, person_id, work.at)
    notices.unsubscribe_all(work.db, person=person_id)
    journal.write(work, by.org, by.person, "staff.left", person_id)


def _invitation(work: Work, by: Staff, person_id: str, kind: tuple[str, timedelta]) -> str:
    code = secrets.token_urlsafe(24)
    purpose, lasts = kind
    row = entry.InvitationRow(
        code_hash=entering.secret_hash(code),
        org=by.org,
        person=person_id,
        made_by=by.person or None,
        purpose=purpose,
        made_at=work.at,
        expires_at=work.at + lasts,
    )
    entry.add_invitation(work.db, row)
    journal.write(work, by.org, by.person, "staff.invited", person_id, purpose=purpose)
    return code


def _administrator(work: Work, by: Staff) -> None:
    # asked again inside the transaction: two administrators may be removing each other
    if not _is_administrator(work, by.org, by.person):
        raise NotAllowed


def _is_administrator(work: Work, org: str, person_id: str) -> bool:
    person = people.get(work.db, person_id)
    return person is not None and person.org == org and person.left_at is None and Role.ADMIN in _roles(person)


def _colleague(work: Work, org: str, person_id: str) -> people.PersonRow:
    person = people.get(work.db, person_id)
    if person is None or person.org != org or person.left_at is not None:
        raise NotFound
    return person


def _other_administrators(work: Work, person: people.PersonRow) -> list[str]:
    present = (one for one in people.of_org(work.db, person.org) if one.left_at is None and one.id != person.id)
    return [one.id for one in present if Role.ADMIN in _roles(one)]


def _two_needed(work: Work, person: people.PersonRow) -> bool:
    held = bool(people.authorities(work.db, person.id))
    return credentials.two_needed(
        _roles(person), had_authority=held, had_passkey=people.had_passkey(work.db, person.id)
    )


def _roles(person: people.PersonRow) -> list[Role]:
    return [Role(role) for role in person.roles]
