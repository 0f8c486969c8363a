"""Fingerprints of the passkeys that decide, as they stand on the printed enrolment sheets."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import calendar
from app.domain.problems import NotFound
from app.evidence.reverify import fingerprint
from app.store import desk, people
from app.work import Work


@dataclass(frozen=True, slots=True)
class Printed:
    """Whose passkey, since and until when (None: still his; Vietnam's clock), its fingerprint in groups of four."""

    org: str
    name: str
    added: datetime
    removed: datetime | None
    grouped: str


def of_deciders(work: Work) -> list[Printed]:
    """Every passkey, past ones too, of whoever has, or had, an authority to certify; communes in their order."""
    return [
        Printed(
            org.name,
            person.name,
            calendar.local(key.added_at),
            calendar.local(key.removed_at) if key.removed_at else None,
            _grouped(fingerprint(key.public_key)),
        )
        for org in desk.orgs(work.db)
        for person in people.of_org(work.db, org.id)
        if people.authorities(work.db, person.id)
        for key in people.passkeys_ever(work.db, person.id)
    ]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What stands on one person's enrolment sheet: his commune, his name and title, the decisions that he certifies
    under, his passkeys (day, fingerprint), the fingerprint of the root key, the day."""

    org: str
    place: str
    name: str
    title: str
    decisions: list[str]
    keys: list[tuple[str, str]]
    root: str
    made_at: datetime


def of_person(work: Work, org_id: str, person_id: str) -> Enrolled:
    """The facts of the sheet. NotFound for a stranger and for whoever has no passkey."""
    person = people.get(work.db, person_id)
    keys = people.passkeys(work.db, person_id)
    if person is None or person.org != org_id or not keys:
        raise NotFound
    org = desk.get_org(work.db, org_id)
    decisions = [
        f"{one.title}, {one.decision_no} ngày {one.decision_date:%d/%m/%Y}"
        for one in people.authorities(work.db, person_id)
    ]
    printed = [(f"{calendar.local(key.added_at):%d/%m/%Y}", _grouped(fingerprint(key.public_key))) for key in keys]
    root = work.tools.keys["root"].kid
    return Enrolled(org.name, org.place, person.name, person.title, decisions, printed, root, calendar.local(work.at))


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
