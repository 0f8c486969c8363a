"""The certificate as paper: its facts, and its PDF kept once it is printed."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import authority, codes, life, register, wording, words_vi
from app.domain.problems import NotFound
from app.evidence.certificate_code import Said
from app.evidence.encoding import from_canonical, sha256_hex
from app.evidence.pdf_stamp import BASIC, NONE, Stamped
from app.store import cases, desk, jobs, printed, system, wordings
from app.store import register as book
from app.work import Also, Pen, Work, pdfs, sheets

PDF, PRINTED = "certificate", "certificate.printed"
CERTIFICATE_TIMESTAMP = "certificate.timestamp"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says, in words ready to print."""

    composed: wording.Composed
    officer: str
    prefix: tuple[str, ...]
    certifier: str
    code: str
    dossier: str
    mark: str
    certified_at: datetime
    said: Said


def facts(work: Work, case_id: str) -> Facts | None:
    """What to print; None when the certificate was made already."""
    found, entry, decided = (
        cases.get(work.db, case_id),
        book.by_case(work.db, case_id),
        cases.approval_of(work.db, case_id),
    )
    if found is None or entry is None or decided is None or found.certified_at is None:
        raise NotFound
    if entry.pdf is not None:
        return None
    printed_number = register.dots(entry.year)
    if entry.number is not None:
        printed_number = register.CertificateNumber(entry.number, entry.volume, entry.year).printed()
    at = found.signed_at if decided.authority.get("line_one", sheets.SIGNED) == sheets.SIGNED else found.certified_at
    # decisions of before kept no names: theirs are today's
    called = decided.authority.get("names") or sheets.names(work, found, decided.by)
    certifying = sheets.Certifying(decided.by, decided.authority["title"], at, printed_number, called)
    ref = found.fields["wording"]
    checked = wordings.checked(work.db, found.org, ref["code"], ref["version"])
    return Facts(
        composed=sheets.composed_for(work, found, certifying),
        officer=called["officer"] if found.way == authority.Way.B else "",
        prefix=tuple(decided.authority["prefix"]),
        certifier=called["certifier"],
        code=entry.code or "",
        dossier=found.dossier,
        mark="" if checked else wording.UNCHECKED_MARK,
        certified_at=found.certified_at,
        said=Said(
            number=printed_number,
            certified_at=found.certified_at,
            digest=from_canonical(decided.kept["leaf"].encode())["digest"],
            name=words_vi.mask_name(entry.columns["name"]) + register.and_others(entry.columns),
            title=entry.columns["title"],
            pages=entry.columns["pages"],
        ),
    )


def keep(work: Work, case_id: str, made: Stamped) -> None:
    """Keeps the PDF with the record that says which bytes were made (`certificate.printed`); a stamp without its time
    is asked for it later."""
    entry = book.by_case(work.db, case_id)
    if entry is None:
        raise NotFound
    if entry.pdf is not None:
        return
    _append(work, case_id, entry, made)
    if made.level == BASIC and work.tools.stamp and work.tools.stamp.timed:
        jobs.wake(work.db, CERTIFICATE_TIMESTAMP, case_id, work.at)


def untimed(work: Work, case_id: str) -> bytes | None:
    """The kept PDF whose stamp lacks its time; None when there is none to add."""
    newest = printed.newest(work.db, case_id)
    return pdfs.kept(work, newest.seq) if newest and newest.level == BASIC else None


def keep_time(work: Work, case_id: str, made: Stamped) -> None:
    """Keeps the next version, the same bytes with the time behind them; once."""
    entry, newest = book.by_case(work.db, case_id), printed.newest(work.db, case_id)
    if entry is None:
        raise NotFound
    if newest and newest.level == BASIC:
        _append(work, case_id, entry, made)


def _append(work: Work, case_id: str, entry: book.EntryRow, made: Stamped) -> None:
    found, decided = cases.get(work.db, case_id), cases.approval_of(work.db, case_id)
    if found is None or decided is None:
        raise NotFound
    state = life.next_state(life.State(found.state), PRINTED)
    trial = made.level != NONE and work.tools.stamp is not None and work.tools.stamp.trial
    sha256 = sha256_hex(made.pdf)
    body = {"v": 1, "sha256": sha256, "level": made.level, "code": codes.grouped(entry.code or "")}
    also = Also(base=found.newest, files=((PDF, 0, made.pdf),))
    body |= {"trial": True} if trial else {}
    written = Pen(work, found.org, decided.by).write(PRINTED, ("case", case_id), body, also)
    printed.add(work.db, printed.PrintedRow(sha256, found.org, case_id, written.seq, made.level, trial, work.at))
    cases.save(work.db, case_id, newest=written.hash, state=state)
    book.save(work.db, entry.id, pdf=written.seq)
    desk.tell(work.db, found.officer, case_id)


def keep_stamp_end(work: Work, ends: datetime | None) -> None:
    """Until when the stamp's certificate holds, as it was read today; None when it could not be."""
    if ends is not None:
        system.keep(work.db, system.STAMP_ENDS, ends.isoformat())
