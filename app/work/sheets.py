"""The sheet: everything that a certifier is shown of one revision, made once for him, canonical, sealed."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain import authority as rules
from app.domain import calendar, eligibility, life, register, signing, wording
from app.domain.problems import NotFound, NotPrepared
from app.evidence import decision
from app.evidence.encoding import canonical, from_canonical
from app.store import cases, desk, people, records, wordings
from app.work import rest
from app.work.unit import Work

OF_WHOLE = "sheet"
SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as bytes and value, with its digest."""

    data: bytes
    digest: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Certifying:
    """Who certifies, under which title, and the moment of the wording's first line (None: it comes with the decision).

    `number` is printed as it is; None says that it comes with the decision. `names` are those of the decision's moment:
    a rename since changes no paper; None before there is a decision.
    """

    person: str
    title: str
    at: datetime | None
    number: str | None
    names: dict[str, str] | None = None


def authority_of(work: Work, person_id: str, day: date) -> rules.Authority:
    """The authority of a person on a day; NoAuthority or AuthorityExpired otherwise."""
    rows = people.authorities(work.db, person_id)
    return rules.in_force(tuple(_authority(row) for row in rows), day)


def sheet(work: Work, org: str, case_id: str, certifier: str) -> Sheet:
    """The sheet of the present revision for this certifier, made at the first asking; NotFound, NotPrepared."""
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    kept = cases.sheet_for(work.db, case_id, found.revision, certifier)
    if kept is not None:
        data = rest.take_up(work, kept.sealed, kept.wrapping, OF_WHOLE)
        value = from_canonical(data)
        # what would be printed today is what is shown: an authority or a setting that changed makes another sheet
        if found.state != life.State.SUBMITTED or value.get("certifying") == _certifying(work, found, certifier):
            return Sheet(data, kept.digest, value)
        cases.drop_sheet(work.db, case_id, found.revision, certifier)
    return _make(work, found, certifier)


def _certifying(work: Work, found: cases.CaseRow, certifier: str) -> dict[str, Any]:
    """What stands on the page beside the wording, and under which authority."""
    held = authority_of(work, certifier, calendar.local(work.at).date())
    leader, officer = people.get(work.db, certifier), people.get(work.db, found.officer)
    if leader is None or officer is None:
        raise NotFound
    return {
        "authority": held.id,
        "title": held.title,
        "prefix": list(held.prefix),
        "certifier": leader.name,
        # way A has one signature: nobody received for the certifier (L1)
        "officer": officer.name if found.way == rules.Way.B else "",
        "line_one": desk.get_org(work.db, found.org).line_one,
    }


def _make(work: Work, found: cases.CaseRow, certifier: str) -> Sheet:
    shown = cases.shown_of(work.db, found.id, found.revision)
    if not shown:
        raise NotPrepared
    value = {
        "v": 1,
        "case": found.id,
        "revision": found.revision,
        "salt": secrets.token_hex(16),
        "dossier": found.dossier,
        "fields": found.fields,
        "certifying": _certifying(work, found, certifier),
        "wording": _wording(work, found, certifier),
        "records": records.record_hashes(work.db, found.id),
        "evidence": [
            {"role": row.role, "place": row.place, "sealed": row.source, "shown": row.sha256, "mime": row.mime}
            for row in shown
        ],
    }
    data = canonical(value)
    digest = decision.sheet_digest(data)
    row = cases.SheetRow(digest, *rest.lay_down(work, data, OF_WHOLE))
    cases.add_sheet(work.db, (found.id, found.revision, certifier), row, work.at)
    return Sheet(data, digest, value)


def printed(made: Sheet) -> list[str]:
    """Every text of a sheet that will stand on the certificate."""
    wording_, beside = made.value["wording"], made.value["certifying"]
    lines = [*wording_["title"], *(one["text"] for one in wording_["paragraphs"])]
    return [*lines, *beside["prefix"], beside["certifier"], beside["officer"], beside["title"]]


def _wording(work: Work, found: cases.CaseRow, certifier: str) -> dict[str, Any]:
    ref = found.fields["wording"]
    version = wording.version(ref["code"], ref["version"], wordings.known(work.db, found.org))
    org = desk.get_org(work.db, found.org)
    held = authority_of(work, certifier, calendar.local(work.at).date())
    at = found.signed_at if org.line_one == SIGNED else None
    composed = composed_for(work, found, Certifying(certifier, held.title, at, None))
    checked = wordings.checked(work.db, found.org, version.code, version.version)
    return {
        "code": version.code,
        "version": version.version,
        "checked": checked,
        "line_one": org.line_one,
        "title": list(composed.title),
        "paragraphs": [{"text": one.text, "centred": one.centred} for one in composed.paragraphs],
    }


def names(work: Work, found: cases.CaseRow, certifier: str) -> dict[str, str]:
    """How certifier and officer are called at this moment."""
    leader, officer = people.get(work.db, certifier), people.get(work.db, found.officer)
    if leader is None or officer is None:
        raise NotFound
    return {"certifier": leader.name, "officer": officer.name, "officer_honorific": officer.honorific}


def composed_for(work: Work, found: cases.CaseRow, certifying: Certifying) -> wording.Composed:
    """The certifying words of a case for this certifier."""
    called = certifying.names or names(work, found, certifying.person)
    facts = wording.Facts(
        at=certifying.at,
        place=found.fields["signing"]["place"],
        certifier=called["certifier"],
        certifier_title=certifying.title,
        authority_name=desk.get_org(work.db, found.org).authority_name,
        signers=tuple(_signer(one) for one in signing.together(found.fields)),
        officer_honorific=called["officer_honorific"],
        officer=called["officer"],
        year=register.year_of(work.at),
    )
    ref = found.fields["wording"]
    version = wording.version(ref["code"], ref["version"], wordings.known(work.db, found.org))
    return wording.compose(version, facts, certifying.number)


def _signer(one: signing.Signed) -> wording.Signer:
    person = one.person
    return wording.Signer(
        honorific=person["honorific"],
        sex=person["sex"],
        name=person["name"],
        paper=eligibility.PAPERS[person["paper"]],
        number=person["number"],
        mode=one.mode,
        finger=one.finger,
    )


def _authority(row: people.AuthorityRow) -> rules.Authority:
    return rules.Authority(
        id=row.id,
        capacity=rules.Capacity(row.capacity),
        title=row.title,
        decision_no=row.decision_no,
        decision_date=row.decision_date,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        prefix=tuple(row.prefix),
    )
