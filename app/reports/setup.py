"""What a commune still needs before its people can work: one line an item, in the order in which it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import register
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.sessions import FIELD
from app.reports import backups, book_pages
from app.store import restores, system, told_heads
from app.store.jobs import TOLD_AFTER
from app.store.tables import authority, book, calendar_check, device, job, org, passkey, password, person

_ADMINS = 2
_COPIES = 2
_ORDERING = timedelta(days=30)
UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Item:
    """`code` has its words and its link in the template; `missing` names whom it is about; `count` is `1/2` where so
    many of so many are there."""

    code: str
    done: bool
    missing: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class _Facts:
    db: Session
    org: str
    at: datetime
    today: date
    people: tuple[_Person, ...]

    def of(self, roles: frozenset[Role]) -> list[_Person]:
        return [one for one in self.people if one.roles & roles]


def items(db: Session, org_id: str, at: datetime) -> list[Item]:
    """Every item; a new one is a function in `_ITEMS` and its words in setup/index.html."""
    rows = db.execute(
        select(person.c.id, person.c.name, person.c.roles)
        .where(person.c.org == org_id, person.c.left_at.is_(None))
        .order_by(person.c.name, person.c.id)
    )
    people = tuple(_Person(row.id, row.name, frozenset(Role(role) for role in row.roles)) for row in rows)
    facts = _Facts(db, org_id, at, local(at).date(), people)
    happened = [item(facts) for item in _HAPPENED]
    return [one for one in happened if not one.done] + [item(facts) for item in _ITEMS]


def _second_admin(facts: _Facts) -> Item:
    admins = facts.of(frozenset({Role.ADMIN}))
    keyless = _without(admins, _with_passkey(facts))
    able = len(admins) - len(keyless)
    return Item("second_admin", able >= _ADMINS, keyless, f"{able}/{_ADMINS}")


def _leaders(facts: _Facts) -> Item:
    leaders = facts.of(frozenset({Role.LEADER}))
    lacking = _without(leaders, _with_passkey(facts) & _with_authority(facts))
    # one who has both certifies for the commune; the others are named, but hold up nothing
    return Item("leaders", len(lacking) < len(leaders), lacking)


def _officers(facts: _Facts) -> Item:
    officers = facts.of(FIELD)
    where = (
        device.c.org == facts.org,
        device.c.revoked_at.is_(None),
        device.c.suspended_at.is_(None),
        device.c.lost_at.is_(None),
    )
    lacking = _without(officers, set(facts.db.execute(select(device.c.person).where(*where)).scalars()))
    return Item("officers", bool(officers) and not lacking, lacking)


def _clerk(facts: _Facts) -> Item:
    clerks = facts.of(frozenset({Role.CLERK}))
    with_password = set(facts.db.execute(select(password.c.person)).scalars())
    lacking = _without(clerks, _with_passkey(facts) | with_password)
    return Item("clerk", bool(clerks) and not lacking, lacking)


def _holidays(facts: _Facts) -> Item:
    where = (calendar_check.c.org == facts.org, calendar_check.c.year == facts.today.year)
    return Item("holidays", facts.db.execute(select(calendar_check.c.year).where(*where)).scalar() is not None)


def _book(facts: _Facts) -> Item:
    where = (book.c.org == facts.org, book.c.name == register.SIGNATURES)
    return Item("book", facts.db.execute(select(book.c.year).where(*where).limit(1)).scalar() is not None)


def _book_numbers(facts: _Facts) -> Item:
    """The daily check found a number that is missing, double or out of order."""
    wrong = [one for one in book_pages.years(facts.db, facts.org) if one.wrong]
    return Item("book_numbers", not wrong, tuple(str(one.year) for one in wrong))


def _printer(facts: _Facts) -> Item:
    tested = facts.db.execute(select(org.c.printer_tested_at).where(org.c.id == facts.org)).scalar()
    return Item("printer", tested is not None)


def _backup(facts: _Facts) -> Item:
    return Item("backup", backups.health(facts.db, facts.at).fine)


def _key_copies(facts: _Facts) -> Item:
    """The installation's: without its intake key neither a record nor a backup opens."""
    opened = min(len(system.key_copies(facts.db)), _COPIES)
    return Item("key_copies", opened == _COPIES, (), f"{opened}/{_COPIES}")


def _slow_work(facts: _Facts) -> Item:
    """Jobs that failed again and again: the installation's, since a server's ailment is everybody's."""
    failing = facts.db.execute(select(job.c.kind).where(job.c.attempts > TOLD_AFTER, job.c.state != "done").distinct())
    return Item("slow_work", not failing.first())


def _stamp_ends(facts: _Facts) -> Item:
    """A certificate takes weeks to be ordered anew; papers that nobody stamps are valid, but no file proves them."""
    ends = system.stamp_ends(facts.db)
    day = local(ends).date() if ends else None
    fine = day is None or day - facts.today > _ORDERING
    return Item("stamp_ends", fine, () if day is None else (f"{day:%d/%m/%Y}",))


def _restored(facts: _Facts) -> Item:
    """A restore that nobody confirmed keeps the phones alarmed."""
    return Item("restored", all(one.confirmed_at for one in restores.of_org(facts.db, facts.org)))


def _restored_more(facts: _Facts) -> Item:
    """Phones that do not know the passkeys of those who confirmed a restore."""
    restored = restores.of_org(facts.db, facts.org)
    # of one that nobody confirmed one thing is said, not two
    told = bool(restored) and all(one.confirmed_at for one in restored)
    return _alarmed("restored_more", [one for one in _alarms(facts) if told and one.kind == UNSIGNED])


def _ledger_alarm(facts: _Facts) -> Item:
    """Phones that were shown another ledger than they knew; a new epoch that nobody restored is one too."""
    restored = bool(restores.of_org(facts.db, facts.org))
    return _alarmed("ledger_alarm", [one for one in _alarms(facts) if not restored or one.kind != UNSIGNED])


def _alarms(facts: _Facts) -> list[told_heads.Alarm]:
    return told_heads.alarms(facts.db, facts.org)


def _alarmed(code: str, alarms: list[told_heads.Alarm]) -> Item:
    return Item(code, not alarms, tuple(dict.fromkeys(f"{one.name} ({one.label})" for one in alarms)))


_ITEMS: tuple[Callable[[_Facts], Item], ...] = (
    _second_admin,
    _leaders,
    _officers,
    _clerk,
    _holidays,
    _book,
    _printer,
    _backup,
    _key_copies,
    _slow_work,
)
# what is said only while it is wrong: nothing to prepare, something that happened
_HAPPENED: tuple[Callable[[_Facts], Item], ...] = (_restored, _restored_more, _ledger_alarm, _book_numbers, _stamp_ends)


def _with_passkey(facts: _Facts) -> set[str]:
    return set(facts.db.execute(select(passkey.c.person).where(passkey.c.removed_at.is_(None))).scalars())


def _with_authority(facts: _Facts) -> set[str]:
    open_end = authority.c.valid_to.is_(None) | (authority.c.valid_to >= facts.today)
    where = (authority.c.org == facts.org, authority.c.valid_from <= facts.today, open_end)
    return set(facts.db.execute(select(authority.c.person).where(*where)).scalars())


def _without(people: list[_Person], have: set[str]) -> tuple[str, ...]:
    return tuple(one.name for one in people if one.id not in have)
