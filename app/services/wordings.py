"""L11: a wording is confirmed by a second person, or a commune's own text takes its place from a day on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain import printable, typed_line, wording
from app.domain.problems import NotFound, Problem, Stale
from app.domain.typed_line import Incomplete
from app.domain.wording_forms import TITLES, WORDINGS
from app.store import wordings
from app.work import Work, journal


class SamePerson(Problem):
    """Who proposed a wording cannot confirm it: two people hold it against the official form."""

    code = "same_person_confirms"


class AlreadyProposed(Problem):
    """This version waits for its confirmation already, or has it."""

    code = "already_proposed"


@dataclass(frozen=True, slots=True)
class NewText:
    """A text of the commune's own: lines of title and body as in `Wording`, its basis, its first and last day."""

    code: str
    title: tuple[str, ...]
    body: tuple[str, ...]
    basis: str
    effective_from: date
    effective_to: date | None = None


def propose_shipped(work: Work, org: str, by: str, code: str, version: int) -> None:
    """A person held a shipped text against the official form and found it the same. NotFound, AlreadyProposed."""
    if not any((one.code, one.version) == (code, version) for one in WORDINGS):
        raise NotFound
    if wordings.get(work.db, org, code, version) is not None:
        raise AlreadyProposed
    _propose(work, wordings.WordingRow(org, code, version, by, work.at))


def propose_own(work: Work, org: str, by: str, new: NewText) -> int:
    """A text of the commune's own waits for a second person; its version. WordingFaulty, Incomplete, NotPrintable."""
    if new.code not in TITLES:
        raise NotFound
    check(new)
    taken = [row.version for row in wordings.of_org(work.db, org) if row.code == new.code]
    version = max([wordings.FIRST_OWN - 1, *taken]) + 1
    row = wordings.WordingRow(
        org=org,
        code=new.code,
        version=version,
        proposed_by=by,
        proposed_at=work.at,
        basis=new.basis,
        title=list(new.title),
        body=list(new.body),
        effective_from=new.effective_from,
        effective_to=new.effective_to,
    )
    _propose(work, row)
    return version


@dataclass(frozen=True, slots=True)
class Read:
    """The very text that a second person read, by its mark (`wording.text_mark`)."""

    code: str
    version: int
    mark: str


def _text(row: wordings.WordingRow) -> wording.Wording:
    shipped = next((one for one in WORDINGS if (one.code, one.version) == (row.code, row.version)), None)
    return shipped or wordings.own_version(row)


def check(new: NewText) -> None:
    """What a typed text must be, before anything is kept. WordingFaulty, Incomplete, NotPrintable."""
    if new.effective_to is not None and new.effective_to < new.effective_from:
        raise Incomplete
    typed_line.check(new.basis)
    if not new.basis.strip():
        raise Incomplete
    printable.check(*new.title, *new.body)
    wording.check_text(new.code, new.title, new.body)


def confirm(work: Work, org: str, by: str, read: Read) -> None:
    """A second person holds it to be the official form: it is printed without a mark. NotFound, SamePerson; Stale when
    the text is not the one that he read."""
    code, version = read.code, read.version
    row = _waiting(work, org, code, version)
    if row.proposed_by == by:
        raise SamePerson
    if wording.text_mark(_text(row)) != read.mark:
        raise Stale
    wordings.confirm(work.db, row, by, work.at)
    journal.write(work, org, by, "wording.confirmed", wording=code, version=version)


def take_back(work: Work, org: str, by: str, code: str, version: int) -> None:
    """A proposal that nobody confirmed is gone. NotFound."""
    wordings.drop(work.db, _waiting(work, org, code, version))
    journal.write(work, org, by, "wording.taken_back", wording=code, version=version)


def _propose(work: Work, row: wordings.WordingRow) -> None:
    wordings.add(work.db, row)
    facts: dict[str, Any] = {"wording": row.code, "version": row.version}
    if row.body:
        facts |= {"title": row.title, "body": row.body, "basis": row.basis}
        facts |= {"from": f"{row.effective_from}", "to": f"{row.effective_to or ''}"}
    journal.write(work, row.org, row.proposed_by or "", "wording.proposed", **facts)


def _waiting(work: Work, org: str, code: str, version: int) -> wordings.WordingRow:
    row = wordings.get(work.db, org, code, version)
    if row is None or row.checked_at is not None or row.proposed_at is None:
        raise NotFound
    return row
