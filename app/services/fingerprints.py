"""Fingerprints of the passkeys that decide, as they stand on the printed enrolment sheets."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import calendar
from app.evidence.reverify import fingerprint
from app.store import desk, people
from app.work import Work


@dataclass(frozen=True, slots=True)
class Printed:
    """Whose passkey, since when (Vietnam's clock), and its fingerprint in groups of four."""

    org: str
    name: str
    added: datetime
    grouped: str


def of_deciders(work: Work) -> list[Printed]:
    """Every present passkey of whoever has, or had, an authority to certify; communes in their order."""
    return [
        Printed(org.name, person.name, calendar.local(key.added_at), _grouped(fingerprint(key.public_key)))
        for org in desk.orgs(work.db)
        for person in people.of_org(work.db, org.id)
        if people.authorities(work.db, person.id)
        for key in people.passkeys(work.db, person.id)
    ]


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
