"""What is due is destroyed by two people: one proposes a list, another one, a leader, confirms it by passkey (L16)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.domain import calendar, kinds, retention
from app.domain.problems import Expired, NotFound, Replayed
from app.evidence import decision, passkey, purges
from app.evidence.encoding import b64u, from_b64u, from_canonical
from app.reports import diary
from app.reports import purging as due_cases
from app.store import cases, desk, people, records, visits
from app.store import purges as rows
from app.store.ids import uuid7
from app.work import Also, Pen, Work, journal, passkeys, visit_asking
from app.work.pen import stamp

LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person's page checks, and signs when it agrees."""

    nonce: str
    statement: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """What is to go, by its ids: cases, and visits that led to none."""

    cases: Sequence[str]
    visits: Sequence[str] = ()


def propose(work: Work, org: str, by: str, wanted: Named) -> str:
    """The id of a proposal over these; NotDue when one of them is not due."""
    lines = _lines(work, org, wanted)
    new = rows.PurgeRow(uuid7(work.at), org, by, work.at, lines)
    rows.add(work.db, new)
    journal.write(work, org, by, "purge.proposed", count=len(lines))
    return new.id


def _lines(work: Work, org: str, wanted: Named) -> list[dict[str, Any]]:
    """What the minutes say of each: names of citizens are not in it."""
    return _told(*_due(work, org, wanted))


def _told(found_cases: list[due_cases.Due], found_visits: list[due_cases.DueVisit]) -> list[dict[str, Any]]:
    return [
        {
            "case": one.case_id,
            "dossier": one.dossier,
            "number": one.number,
            **_facts(one),
        }
        for one in found_cases
    ] + [
        {
            "visit": one.visit_id,
            "dossier": one.code,
            "number": "",
            "on_date": one.on_date.isoformat(),
            "officer": one.officer,
            "purposes": list(one.purposes),
            **_facts(one),
        }
        for one in found_visits
    ]


def _facts(one: due_cases.Due | due_cases.DueVisit) -> dict[str, Any]:
    return {
        "what": one.rule.what,
        "years": one.rule.years,
        "basis": one.rule.basis,
        "ended_on": one.ended_on.isoformat(),
        "due_on": one.due_on.isoformat(),
    }


def drop(work: Work, org: str, by: str, purge_id: str) -> None:
    """Gives a proposal up; ProposalGone when it is not open any more."""
    found = rows.get(work.db, org, purge_id)
    if found is None or not rows.end(work.db, purge_id, dropped_at=work.at):
        raise retention.ProposalGone
    journal.write(work, org, by, "purge.dropped", count=len(found.lines))


def ask(work: Work, org: str, person: str, purge_id: str) -> Asked:
    """The statement to sign. ProposalGone, TwoPeople, NotDue when something came between, PasskeyNeeded."""
    found = _open(work, org, person, purge_id)
    keys, site = passkeys.deciding(work, person), work.tools.site
    who = {"by": person, "rp": site.rp, "iss": work.tools.iss, "at": stamp(work.at)}
    named = _named(found)
    text = purges.statement(found.id, found.proposed_by, named.cases, named.visits, **who)
    nonce = b64u(secrets.token_bytes(16))
    desk.add_statement(work.db, desk.StatementRow(nonce, person, org, text.decode(), [], work.at + LASTS))
    options = passkey.assertion_options(site, purges.challenge(text), [one.id for one in keys])
    return Asked(nonce, text.decode(), options)


def confirm(work: Work, org: str, person: str, nonce: str, answer: dict[str, Any]) -> list[str]:
    """Destroys what the statement names; the addresses of the sealed files that go after the commit. ProposalGone,
    Expired, Replayed, BadAssertion, TwoPeople, NotDue."""
    asked = desk.get_statement(work.db, nonce)
    said = from_canonical(asked.text.encode()) if asked else {}
    if asked is None or (asked.person, asked.org) != (person, org) or asked.leaves or "purge" not in said:
        raise retention.ProposalGone
    if asked.expires_at <= work.at:
        raise Expired
    if not desk.use_statement(work.db, nonce, work.at):
        raise Replayed
    found = _open(work, org, person, said["purge"])
    if Named(said["cases"], said.get("visits", [])) != _named(found) or not rows.end(
        work.db, found.id, confirmed_by=person, confirmed_at=work.at
    ):
        raise retention.ProposalGone
    made, public_key = passkeys.asserted(work, person, purges.challenge(asked.text.encode()), answer)
    proof = {"statement": asked.text, **_signed(made), "public_key": public_key}
    gone = [address for line in found.lines for address in _destroy(work, found, person, line, proof)]
    journal.write(work, org, person, "purge.confirmed", whom=found.proposed_by, count=len(found.lines))
    return gone


def _signed(made: passkey.Asserted) -> dict[str, str]:
    return {
        "client_data": made.client_data,
        "authenticator_data": made.authenticator_data,
        "signature": made.signature,
    }


def _destroy(work: Work, found: rows.PurgeRow, person: str, line: dict[str, Any], proof: dict[str, str]) -> list[str]:
    """case.purged, of a visit without a case visit.purged, names each record whose content goes; then it goes."""
    if "visit" in line:
        return _empty(work, found, person, line, proof)
    case_id = line["case"]
    held = cases.of_org(work.db, found.org, case_id)
    if held is None:
        raise NotFound
    led = rows.visits_of(work.db, case_id)
    going = rows.records_of(work.db, [case_id, *led], kinds.FOR_EVER)
    also = Also(base=records.newest_of(work.db, case_id), proof=_proven(proof))
    Pen(work, found.org, person).write("case.purged", ("case", case_id), _body(found, line, proof, going), also)
    for visit in led:
        desk.tell(work.db, held.officer, visit, what="visit", gone=True)
    desk.tell(work.db, held.officer, case_id, gone=True)
    return rows.erase(work.db, case_id, led, going)


def _empty(work: Work, found: rows.PurgeRow, person: str, line: dict[str, Any], proof: dict[str, str]) -> list[str]:
    """visit.purged says what still counts of it; of one that was emptied before, the same once more."""
    which = (work.db, found.org, line["visit"])
    row = visits.of_org(*which) or visits.emptied(*which)
    if row is None:
        raise NotFound
    going = rows.records_of(work.db, [row.id], kinds.FOR_EVER)
    kept = visit_asking.left(row, diary.adds(work.db, row.org, row.id))
    also = Also(base=records.newest_of(work.db, row.id), proof=_proven(proof))
    body = {**_body(found, line, proof, going), "left": kept}
    written = Pen(work, found.org, person).write("visit.purged", ("visit", row.id), body, also)
    if row.officer:
        desk.tell(work.db, row.officer, row.id, what="visit", gone=True)
    return rows.empty_visit(work.db, visit_asking.emptied_row(row.id, row.org, written.hash, kept), going)


def _body(
    found: rows.PurgeRow, line: dict[str, Any], proof: dict[str, str], going: Sequence[rows.Going]
) -> dict[str, Any]:
    return {
        "v": 1,
        "records": [one.hash for one in going],
        "proposed_by": found.proposed_by,
        "purge": found.id,
        "proof": proof,
        **{name: line[name] for name in ("what", "years", "basis", "ended_on", "due_on")},
    }


def _proven(proof: dict[str, str]) -> str:
    signed = [from_b64u(proof[name]) for name in ("client_data", "authenticator_data", "signature")]
    return decision.proof_hash(proof["statement"].encode(), *signed)


def _open(work: Work, org: str, person: str, purge_id: str) -> rows.PurgeRow:
    found = rows.get(work.db, org, purge_id)
    if found is None or found.dropped_at is not None or found.confirmed_at is not None:
        raise retention.ProposalGone
    if found.proposed_by == person:
        raise retention.TwoPeople
    now = {_of(line): line for line in _lines(work, org, _named(found))}
    # the minutes would name another basis than the one that holds today
    if any(line[name] != now[_of(line)][name] for line in found.lines for name in _RULE):
        raise retention.NotDue
    return found


_RULE = ("what", "years", "basis")


def _of(line: dict[str, Any]) -> str:
    return str(line.get("case") or line.get("visit"))


def _due(work: Work, org: str, wanted: Named) -> tuple[list[due_cases.Due], list[due_cases.DueVisit]]:
    """Each of them is due now: a hold, a record that waits, a hand that took the paper stop the whole list."""
    due = {one.case_id: one for one in due_cases.due(work.db, org, work.at, most=None)}
    due_visits = {one.visit_id: one for one in due_cases.due_visits(work.db, org, work.at, most=None)}
    known = all(one in due for one in wanted.cases) and all(one in due_visits for one in wanted.visits)
    if not known or not 0 < max(len(wanted.cases), len(wanted.visits)) <= due_cases.MOST:
        raise retention.NotDue
    return [due[one] for one in sorted(set(wanted.cases))], [due_visits[one] for one in sorted(set(wanted.visits))]


def _named(found: rows.PurgeRow) -> Named:
    of_cases = sorted(line["case"] for line in found.lines if "case" in line)
    return Named(of_cases, sorted(line["visit"] for line in found.lines if "visit" in line))


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the printed minutes say."""

    org_name: str
    unit: str
    lines: list[dict[str, Any]]
    proposed_by: str
    confirmed_by: str
    confirmed_at: datetime
    backups_until: date


def minutes(work: Work, org: str, purge_id: str) -> Minutes:
    """Of a confirmed destroying; ProposalGone."""
    found = rows.get(work.db, org, purge_id)
    if found is None or found.confirmed_at is None:
        raise retention.ProposalGone
    commune = desk.get_org(work.db, org)
    proposer, confirmer = people.get(work.db, found.proposed_by), people.get(work.db, found.confirmed_by or "")
    until = calendar.local(found.confirmed_at + timedelta(days=retention.BACKUP_DAYS)).date()
    return Minutes(
        org_name=commune.name,
        unit=commune.unit,
        lines=list(found.lines),
        proposed_by=proposer.name if proposer else "",
        confirmed_by=confirmer.name if confirmer else "",
        confirmed_at=found.confirmed_at,
        backups_until=until,
    )
