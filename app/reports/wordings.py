"""L11: every wording of a commune: which version is in force, who confirmed it, what waits for a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import wording as rules
from app.domain.problems import Problem
from app.domain.wording import Wording
from app.domain.wording_forms import TITLES, WORDINGS
from app.store import wordings
from app.store.tables import case, person

known = wordings.known


@dataclass(frozen=True, slots=True)
class Version:
    """One version with its text and what people said of it; `own` when the commune wrote it."""

    form: Wording
    own: bool
    proposed_by: str
    proposer: str
    proposed_at: datetime | None
    checked_by: str
    checked_at: datetime | None

    @property
    def mark(self) -> str:
        """Of the very text, for who confirms it."""
        return rules.text_mark(self.form)


@dataclass(frozen=True, slots=True)
class Kind:
    """A wording: what it is for, the version in force on a day (or why there is none), every version, newest first."""

    code: str
    title: str
    in_force: Version | None
    problem: str
    versions: list[Version]

    @property
    def waiting(self) -> list[Version]:
        """Versions that a second person should confirm."""
        return [one for one in self.versions if one.proposed_at is not None and one.checked_at is None]


def kinds(db: Session, org: str, day: date) -> list[Kind]:
    """All of them, in the order of the forms."""
    versions = _versions(db, org)
    usable = known(db, org)
    return [_kind(code, title, versions, usable, day) for code, title in TITLES.items()]


def kind(db: Session, org: str, code: str, day: date) -> Kind | None:
    """One of them."""
    return next((one for one in kinds(db, org, day) if one.code == code), None)


def newest_case(db: Session, org: str, code: str) -> dict[str, Any] | None:
    """The fields of the newest case under this wording, to show a text on real data; None when there is none."""
    named = case.c.fields["wording"]["code"].as_string() == code
    query = select(case.c.fields).where(case.c.org == org, named).order_by(case.c.received_at.desc()).limit(1)
    found = db.execute(query).scalar()
    return dict(found) if found else None


def _kind(code: str, title: str, versions: list[Version], usable: tuple[Wording, ...], day: date) -> Kind:
    own = [one for one in versions if one.form.code == code]
    try:
        held, problem = rules.in_force(code, day, usable), ""
    except Problem as refused:
        held, problem = None, refused.code
    in_force = next((one for one in own if held is not None and one.form.version == held.version), None)
    return Kind(code, title, in_force, problem, own)


def _versions(db: Session, org: str) -> list[Version]:
    rows = {(row.code, row.version): row for row in wordings.of_org(db, org)}
    rows_of = db.execute(select(person.c.id, person.c.name).where(person.c.org == org))
    names = {row.id: row.name for row in rows_of}
    texts = [*WORDINGS, *(wordings.own_version(row) for row in rows.values() if row.body)]
    found = [_version(form, rows.get((form.code, form.version)), names) for form in texts]
    return sorted(found, key=lambda one: (one.form.effective_from, one.form.version), reverse=True)


def _version(form: Wording, row: wordings.WordingRow | None, names: dict[str, str]) -> Version:
    return Version(
        form=form,
        own=form.version >= wordings.FIRST_OWN,
        proposed_by=row.proposed_by or "" if row else "",
        proposer=names.get(row.proposed_by or "", "") if row else "",
        proposed_at=row.proposed_at if row else None,
        checked_by=names.get(row.checked_by or "", "") if row else "",
        checked_at=row.checked_at if row else None,
    )
