"""Printing: which papers are printed, each logged, a reprint asks why, nothing that was revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import life, printable
from app.domain.acts import REFUSAL, REFUSAL_REASONS
from app.domain.paper import Holder
from app.domain.people import addressed
from app.domain.problems import NotFound, NotPrepared, Problem
from app.evidence.encoding import sha256_hex
from app.store import cases, desk, people, prints
from app.store import register as book
from app.work import Work, journal, pdfs

CERTIFICATE = "certificate"


class Revoked(Problem):
    """A revoked certificate is never printed again."""

    code = "certificate_revoked"


class PaperLost(Problem):
    """The paper was lost or spoiled: a new signing is needed, this certificate is not printed again (L18)."""

    code = "paper_lost"


class ReprintReason(Problem):
    """A paper that was printed before is printed again only with a reason."""

    code = "reprint_reason"


class NotTested(Problem):
    """Nobody opened the test page yet, so nobody can have measured it."""

    code = "not_tested"


class NothingChosen(Problem):
    """No paper was chosen."""

    code = "nothing_chosen"


@dataclass(frozen=True, slots=True)
class Refused:
    """What the written refusal says."""

    org_name: str
    unit: str
    dossier: str
    who: str
    address: str
    title: str
    reason: str
    basis: str
    words: str
    officer: str
    signer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper to print: the kept PDF of a certificate, or the facts of a refusal whose page is made now."""

    case_id: str
    what: str
    pdf: bytes | None
    refused: Refused | None


def gather(work: Work, org: str, case_ids: Sequence[str], reason: str) -> list[Printed]:
    """The papers of these cases in the order asked; a Problem for the whole when one of them may not be printed."""
    if not case_ids:
        raise NothingChosen
    return [_one(work, org, case_id, reason) for case_id in dict.fromkeys(case_ids)]


def note(work: Work, org: str, by: str, printed: Sequence[tuple[Printed, bytes]], reason: str) -> None:
    """Logs who printed which bytes, and why again; ReprintReason when somebody else printed one meanwhile."""
    for one, pdf in printed:
        _check_first(work, org, one.case_id, one.what, reason)
        row = prints.PrintRow(org, one.case_id, one.what, by, reason.strip(), sha256_hex(pdf), work.at)
        prints.add(work.db, row)
        cases.note_opening(work.db, org, by, one.case_id, "print", work.at)


def test_page_made(work: Work, org: str) -> None:
    """The test page was opened to be printed."""
    desk.save_org(work.db, org, printer_page_at=work.at)


def tested(work: Work, org: str, by: str) -> None:
    """The test page came out of the printer at its true size: a person has measured it. NotTested before a page was
    opened at all."""
    if desk.get_org(work.db, org).printer_page_at is None:
        raise NotTested
    desk.save_org(work.db, org, printer_tested_at=work.at)
    journal.write(work, org, by, "printer.tested")


def _one(work: Work, org: str, case_id: str, reason: str) -> Printed:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    what = REFUSAL if found.state in life.WITH_LETTER else CERTIFICATE
    _check_first(work, org, case_id, what, reason)
    if what == REFUSAL:
        return Printed(case_id, what, None, _refused(work, found))
    return Printed(case_id, what, certificate(work, found), None)


def _check_first(work: Work, org: str, case_id: str, what: str, reason: str) -> None:
    if prints.count(work.db, org, case_id, what) and not reason.strip():
        raise ReprintReason


def kept(work: Work, org: str, case_id: str) -> bytes:
    """The kept PDF of this commune's certificate."""
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    return certificate(work, found)


def certificate(work: Work, found: cases.CaseRow) -> bytes:
    """The kept PDF; Revoked when it has no value any more, NotPrepared while it is being made."""
    entry = book.by_case(work.db, found.id)
    if entry is None:
        raise NotFound
    if entry.revoked:
        raise Revoked
    held = cases.paper(work.db, found.id)
    if held is not None and held.holder == Holder.LOST:
        raise PaperLost
    if entry.pdf is None:
        raise NotPrepared
    return pdfs.kept(work, entry.pdf)


def _refused(work: Work, found: cases.CaseRow) -> Refused:
    org = desk.get_org(work.db, found.org)
    officer = people.get(work.db, found.officer)
    said: dict[str, Any] = found.ended or {}
    listed = REFUSAL_REASONS.get(said.get("code", ""), REFUSAL_REASONS["other"])
    person = found.fields.get("person") or {}
    return Refused(
        org_name=org.name,
        unit=org.unit,
        dossier=found.dossier,
        who=printable.plain(addressed(found.honorific, found.name)) if found.name else "",
        address=printable.plain(person.get("address") or found.hamlet),
        title=printable.plain(found.title),
        reason=listed.text,
        basis=listed.basis,
        words=printable.plain(said.get("words", "")),
        officer=officer.name if officer else "",
        signer=said.get("by_name", ""),
        at=datetime.fromisoformat(said["at"]) if said.get("at") else work.at,
    )
