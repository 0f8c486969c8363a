"""The certificate as paper: its facts, and its PDF kept once it is printed."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import codes, register, wording
from app.domain.problems import NotFound
from app.evidence import sealing
from app.evidence.encoding import sha256_hex
from app.store import cases, desk, people, records
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
        cases.decision_of(work.db, case_id),
    )
    if found is None or entry is None or decided is None or found.certified_at is None:
        raise NotFound
    if entry.pdf is not None:
        return None
    number = register.CertificateNumber(entry.number, entry.volume, entry.year)
    officer, leader = people.get(work.db, found.officer), people.get(work.db, decided.by)
    if officer is None or leader is None:
        raise NotFound
    ref = found.fields["wording"]
    checked = desk.wording_checked(work.db, found.org, ref["code"], ref["version"])
    return Facts(
        composed=sheets.composed_for(work, found, decided.by, number),
        officer=officer.name,
        prefix=tuple(decided.authority["prefix"]),
        certifier=leader.name,
        code=entry.code,
        dossier=found.dossier,
        mark="" if checked else wording.UNCHECKED_MARK,
        certified_at=found.certified_at,
    )


def keep(work: Work, case_id: str, pdf: bytes) -> None:
    """Keeps the PDF with the record that says which bytes were made (`certificate.printed`)."""
    found, entry, decided = (
        cases.get(work.db, case_id),
        book.by_case(work.db, case_id),
        cases.decision_of(work.db, case_id),
    )
    if found is None or entry is None or decided is None:
        raise NotFound
    if entry.pdf is not None:
        return
    body = {"v": 1, "sha256": sha256_hex(pdf), "level": "none", "code": codes.grouped(entry.code)}
    also = Also(base=found.newest, files=((PDF, 0, pdf),))
    written = Pen(work, found.org, decided.by).write("certificate.printed", ("case", case_id), body, also)
    cases.save(work.db, case_id, newest=written.hash)
    book.set_pdf(work.db, case_id, written.seq)
    desk.tell(work.db, found.officer, case_id)


def pdf(work: Work, org: str, case_id: str) -> bytes:
    """The kept PDF of this commune's case."""
    found, entry = cases.of_org(work.db, org, case_id), book.by_case(work.db, case_id)
    if found is None or entry is None or entry.pdf is None:
        raise NotFound
    packet = records.packet(work.db, entry.pdf)
    key = sealing.unwrap(packet.wrapping, packet.id, work.tools.keys["intake"])
    blob = records.blobs_of(work.db, entry.pdf)[0]
    return sealing.unseal(work.tools.blobs.read(blob.sha256), key, sealing.Place(packet.id, blob.role, blob.place))
