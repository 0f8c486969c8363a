"""The certificate as paper: its facts, and its PDF kept once it is printed."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import authority, codes, register, wording
from app.domain.problems import NotFound
from app.evidence.encoding import sha256_hex
from app.store import cases, desk
from app.store import register as book
from app.work import Also, Pen, Work, sheets

PDF = "certificate"


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
    printed = register.dots(entry.year)
    if entry.number is not None:
        printed = register.CertificateNumber(entry.number, entry.volume, entry.year).printed()
    at = found.signed_at if decided.authority.get("line_one", sheets.SIGNED) == sheets.SIGNED else found.certified_at
    # decisions of before kept no names: theirs are today's
    called = decided.authority.get("names") or sheets.names(work, found, decided.by)
    certifying = sheets.Certifying(decided.by, decided.authority["title"], at, printed, called)
    ref = found.fields["wording"]
    checked = desk.wording_checked(work.db, found.org, ref["code"], ref["version"])
    return Facts(
        composed=sheets.composed_for(work, found, certifying),
        officer=called["officer"] if found.way == authority.Way.B else "",
        prefix=tuple(decided.authority["prefix"]),
        certifier=called["certifier"],
        code=entry.code or "",
        dossier=found.dossier,
        mark="" if checked else wording.UNCHECKED_MARK,
        certified_at=found.certified_at,
    )


def keep(work: Work, case_id: str, pdf: bytes) -> None:
    """Keeps the PDF with the record that says which bytes were made (`certificate.printed`)."""
    found, entry, decided = (
        cases.get(work.db, case_id),
        book.by_case(work.db, case_id),
        cases.approval_of(work.db, case_id),
    )
    if found is None or entry is None or decided is None:
        raise NotFound
    if entry.pdf is not None:
        return
    body = {"v": 1, "sha256": sha256_hex(pdf), "level": "none", "code": codes.grouped(entry.code or "")}
    also = Also(base=found.newest, files=((PDF, 0, pdf),))
    written = Pen(work, found.org, decided.by).write("certificate.printed", ("case", case_id), body, also)
    cases.save(work.db, case_id, newest=written.hash)
    book.save(work.db, entry.id, pdf=written.seq)
    desk.tell(work.db, found.officer, case_id)
