"""Slips of a case: numbered, logged like every print-out, printed again with the same words (TT 03/2025/TT-VPCP)."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.domain import codes, life, register, slips
from app.domain.benefits import CERTIFY
from app.domain.problems import NotFound
from app.domain.slips import Slip, Typed
from app.evidence.encoding import sha256_hex
from app.reports import orgs
from app.store import cases, desk, people, prints, tickets
from app.store import slips as rows
from app.store.ids import uuid4
from app.work import Also, Pen, Work


@dataclass(frozen=True, slots=True)
class Made:
    """A slip with the facts of its case; `code` opens *Tra cứu hồ sơ* where the slip is for the person."""

    id: str
    kind: Slip
    number: str
    typed: Typed
    org: orgs.Facts
    case: cases.CaseRow
    officer: str
    by: str
    external: str
    promised: datetime | None
    code: str
    at: datetime


# given to the person when the papers were taken: these carry a code
FOR_LATER = frozenset({Slip.RECEIVED, Slip.APPOINTMENT})


def make(work: Work, org: str, by: str, case_id: str, asked: tuple[str, Typed]) -> Made:
    """A new slip with its number. SlipUnclear, SecondRequest, NotFound."""
    found = _case(work, org, case_id)
    if asked[0] not in set(Slip):
        raise slips.SlipUnclear
    kind, typed = Slip(asked[0]), asked[1]
    before = [one for one in rows.of_case(work.db, org, case_id) if one.kind == kind]
    slips.check(kind, typed, work.at, len(before))
    if kind in FOR_LATER and not tickets.code_of(work.db, case_id):
        _issue(work, org, by, found)
    year = register.year_of(work.at)
    number = desk.take(work.db, org, kind.value, year)
    row = rows.SlipRow(uuid4(), org, case_id, kind, year, number, _kept(typed), by, work.at)
    rows.add(work.db, row)
    return _made(work, found, row)


def again(work: Work, org: str, case_id: str, slip_id: str) -> Made:
    """A slip that was made, with its number, words and day."""
    found = _case(work, org, case_id)
    row = next((one for one in rows.of_case(work.db, org, case_id) if one.id == slip_id), None)
    if row is None:
        raise slips.SlipUnclear
    return _made(work, found, row)


def note(work: Work, made: Made, by: str, pdf: bytes, why: str = "") -> None:
    """Logs that these bytes were given out."""
    row = prints.PrintRow(made.org.id, made.case.id, made.kind, by, why, sha256_hex(pdf), work.at)
    prints.add(work.db, row)
    cases.note_opening(work.db, made.org.id, by, made.case.id, "print", work.at)


def type_code(work: Work, org: str, by: str, case_id: str, text: str) -> None:
    """L17: the national system's code as somebody typed it, or none. BadDossierCode."""
    found = _case(work, org, case_id)
    code = slips.external_code(text) if text.strip() else ""
    rows.put_external(work.db, org, found.id, code, by, work.at)


def _issue(work: Work, org: str, by: str, found: cases.CaseRow) -> None:
    code = codes.certificate_code(secrets.token_bytes(8))
    body = {"v": 1, "code": code}
    written = Pen(work, org, by).write("ticket.issued", ("case", found.id), body, Also(base=found.newest))
    tickets.bind(work.db, org, code, found.id, work.at)
    state = life.next_state(life.State(found.state), "ticket.issued")
    cases.save(work.db, found.id, state=state, newest=written.hash)
    desk.tell(work.db, found.officer, found.id)


def _case(work: Work, org: str, case_id: str) -> cases.CaseRow:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    if found.task != CERTIFY:
        # the one-stop slips are of what was asked for; a decision has its slip of handing over
        raise slips.SlipUnclear
    return found


def _made(work: Work, found: cases.CaseRow, row: rows.SlipRow) -> Made:
    officer, clerk = people.get(work.db, found.officer), people.get(work.db, row.by)
    kind = Slip(row.kind)
    return Made(
        id=row.id,
        kind=kind,
        number=f"{row.number:02d}/{slips.SYMBOLS[kind]}",
        typed=_typed(row.typed),
        org=orgs.facts(work.db, found.org),
        case=found,
        officer=officer.name if officer else "",
        by=clerk.name if clerk else "",
        external=rows.external(work.db, found.id),
        promised=rows.promised(work.db, found.org, found.id),
        code=tickets.code_of(work.db, found.id) if kind in FOR_LATER else "",
        at=row.at,
    )


def _kept(typed: Typed) -> dict[str, Any]:
    kept = asdict(typed)
    return {**kept, "again_at": typed.again_at.isoformat() if typed.again_at else None}


def _typed(kept: dict[str, Any]) -> Typed:
    again_at = datetime.fromisoformat(kept["again_at"]) if kept["again_at"] else None
    return Typed(tuple(kept["items"]), kept["reason"], kept["basis"], again_at, kept["confirmed"])
