"""An installation is founded, a commune is set up with its people, authorities and calendar."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from app.domain import commune, extras, register, typed_line
from app.domain.authority import Authority, Way
from app.domain.commune import DemoApart
from app.domain.people import Role
from app.domain.staffing import PrefixTaken
from app.domain.typed_line import Incomplete
from app.evidence.encoding import b64u
from app.store import desk, people, system
from app.store import register as book
from app.store.ids import uuid4
from app.work import Work, journal

_YEARS = (2026, 2027, 2028)


def found_installation(work: Work) -> None:
    """Writes id, epoch and the durable mark of a fresh installation; a second call changes nothing."""
    try:
        system.get(work.db, "iss")
    except LookupError:
        system.found(work.db, {"iss": work.tools.iss, "epoch": uuid4(), "durable": "0"})


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be added; `authority` for those who certify."""

    name: str
    honorific: str
    title: str
    roles: tuple[Role, ...]
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class NewCommune:
    """A commune to be added."""

    name: str
    unit: str
    authority_name: str
    place: str
    phone: str
    code_prefix: str
    address: str = ""
    demo: bool = False
    way: str = "B"
    book_mode: str = "own"
    people: tuple[NewPerson, ...] = field(default=())


def _called(new: NewCommune) -> tuple[str, ...]:
    return tuple(text for person in new.people for text in (person.name, person.title))


def create(work: Work, new: NewCommune) -> tuple[str, list[str]]:
    """Adds a commune; its id and the ids of its people in order. DemoApart, PrefixTaken, Incomplete, NotPrintable."""
    # the ledger only grows: invented cases among real ones would stay for ever
    if any(one.demo != new.demo for one in desk.orgs(work.db)):
        raise DemoApart
    if desk.prefix_taken(work.db, new.code_prefix):
        raise PrefixTaken
    # the place of a signing is printed as unit and province
    province = new.place.removeprefix(f"{new.unit}, ")
    named = (commune.unit(new.unit), commune.province(province), commune.prefix(new.code_prefix))
    if not new.name or named != (new.unit, province, new.code_prefix):
        raise Incomplete
    texts = (new.name, new.unit, new.authority_name, new.place, new.address, *_called(new))
    typed_line.check(*texts)
    org = uuid4()
    row = desk.OrgRow(
        id=org,
        name=new.name,
        unit=new.unit,
        authority_name=new.authority_name,
        place=new.place,
        phone=new.phone,
        code_prefix=new.code_prefix,
        way=new.way,
        book_mode=new.book_mode,
        demo=new.demo,
        address=new.address,
    )
    desk.add_org(work.db, row)
    desk.add_days(work.db, org, _seed_days())
    if new.demo:
        # an invented commune never wrote a number by hand; a real one says its last number when it opens the book
        year = register.year_of(work.at)
        book.open_book(work.db, book.BookRow(org, register.SIGNATURES, year, new.book_mode, 1, 0, None, work.at))
    return org, [_add_person(work, org, person) for person in new.people]


def _add_person(work: Work, org: str, new: NewPerson) -> str:
    person = uuid4()
    handle = b64u(secrets.token_bytes(32))
    people.add(
        work.db,
        people.PersonRow(person, org, new.name, new.honorific, new.title, [role.value for role in new.roles], handle),
    )
    held = new.authority
    if held is not None:
        row = people.AuthorityRow(
            id=held.id,
            org=org,
            person=person,
            capacity=held.capacity,
            title=held.title,
            decision_no=held.decision_no,
            decision_date=held.decision_date,
            valid_from=held.valid_from,
            valid_to=held.valid_to,
            prefix=list(held.prefix),
            scope=["signature"],
        )
        people.add_authority(work.db, row)
    return person


def _seed_days() -> list[desk.DayRow]:
    """Public holidays as a seed; a person confirms and corrects them, and his table wins."""
    import holidays

    known = holidays.country_holidays("VN", years=_YEARS, language="vi")
    found = {day: desk.DayRow(day, False, False, name) for day, name in known.items()}
    worked = {day for day in known.weekend_workdays if day.year in _YEARS}
    found.update({day: desk.DayRow(day, True, True, "làm bù") for day in worked})
    # 12729/VPCP-KGVX: 2 January 2026 off, 10 January worked; the library misses the swap
    found[date(2026, 1, 2)] = desk.DayRow(date(2026, 1, 2), False, False, "nghỉ, làm bù 10/01")
    found[date(2026, 1, 10)] = desk.DayRow(date(2026, 1, 10), True, True, "làm bù")
    return [found[day] for day in sorted(found)]


def set_line_one(work: Work, org: str, by: str, line_one: str, basis: str) -> None:
    """L1: which of the two moments fills the first line of the wording; another than the signing needs its basis."""
    if line_one not in ("signed", "certified") or (line_one == "certified" and not basis.strip()):
        raise Incomplete
    typed_line.check(basis.strip())
    _change(work, org, by, line_one=line_one, line_one_basis=basis.strip())


def set_reach(work: Work, org: str, by: str, phone: str, address: str) -> None:
    """How people reach the commune: printed on slips, shown on the public page. Incomplete for no telephone number."""
    number, address = commune.telephone(phone), " ".join(address.split())
    if number is None:
        raise Incomplete
    typed_line.check(address)
    _change(work, org, by, phone=number, address=address)


def set_extras(work: Work, org: str, by: str, chosen: Collection[str]) -> None:
    """What is asked beside the task, each by the citizen's own consent. Incomplete for what nobody knows."""
    if not set(chosen) <= extras.CODES:
        raise Incomplete
    _change(work, org, by, extras=",".join(one.code for one in extras.EXTRAS if one.code in chosen))


def set_way(work: Work, org: str, by: str, way: str) -> None:
    """L1: the way of cases that are made from now on; each case keeps the way that it was made in."""
    _change(work, org, by, way=Way(way).value)


def _change(work: Work, org: str, by: str, **wanted: str) -> None:
    standing = desk.get_org(work.db, org)
    was = {name: getattr(standing, name) for name in wanted}
    changed = [[name, was[name], now] for name, now in wanted.items() if was[name] != now]
    if changed:
        desk.save_org(work.db, org, **wanted)
        journal.write(work, org, by, "org.changed", changed=changed)
