"""Certifying: number, decision, certificate and the line in the book, in one transaction."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain import authority as rules
from app.domain import calendar, codes, eligibility, fees, life, register, signing, words_vi
from app.domain.problems import NotFound
from app.store import cases, desk, jobs, people
from app.store import register as book
from app.work import Also, Pen, Work, books, fee_table
from app.work.pen import stamp

CERTIFICATE_MAKE = "certificate.make"


@dataclass(frozen=True, slots=True)
class Approval:
    """A proven approval of a case under an authority of today; `why` names the warnings that its certifier saw."""

    found: cases.CaseRow
    person: str
    authority: rules.Authority
    kept: dict[str, Any]
    proof: str
    digest: str
    why: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """The number as printed (dots where the clerk writes it) and the short code."""

    printed: str
    code: str


def issue(work: Work, approval: Approval) -> Issued:
    """`case.approved` and `certificate.issued` with the number, as the last statements before the commit."""
    found = approval.found
    code = codes.certificate_code(secrets.token_bytes(8))
    taken = books.take(work, found.org, found.id, code)
    code = (taken.code if taken else "") or code
    number, at = (taken.number, taken.at) if taken else (None, work.at)
    printed = number.printed() if number else register.dots(register.year_of(work.at))
    pen, stream = Pen(work, found.org, approval.person), ("case", found.id)
    body = {"v": 1, "decision": approval.kept, **({"why": approval.why} if approval.why else {})}
    approved = pen.write("case.approved", stream, body, Also(base=found.newest, proof=approval.proof))
    columns = _columns(work, approval, number, calendar.local(at).date())
    issued_body = {"v": 1, "code": code, "digest": approval.digest, "register": columns}
    if at != work.at:
        # a number that came back after a restore keeps its moment, which stands nowhere else
        issued_body["at"] = at.isoformat()
    issued = pen.write("certificate.issued", stream, issued_body, Also(base=approved.hash, proof=approval.proof))
    about = books.About(found.id, found.id, register.Source.HOME, code)
    book.add(work.db, books.line(found.org, about, columns, at, books.current(work, found.org).volume))
    cases.save(
        work.db,
        found.id,
        state=life.next_state(life.State(found.state), "case.approved"),
        newest=issued.hash,
        number=number.number if number else None,
        number_text=printed,
        certified_at=at,
    )
    desk.tell(work.db, found.officer, found.id)
    jobs.wake(work.db, CERTIFICATE_MAKE, found.id, work.at)
    return Issued(printed, code)


def _columns(work: Work, approval: Approval, number: register.CertificateNumber | None, day: date) -> dict[str, Any]:
    """Exactly the columns of the book (NĐ 23/2015 Điều 13) and what the public page must say."""
    found = approval.found
    leader = people.get(work.db, approval.person)
    if leader is None:
        raise NotFound
    (first, *others), document = signing.together(found.fields), found.fields["document"]
    signed = calendar.local(found.signed_at)
    paid = found.fields.get("fee")
    return {
        "number": number.number if number else None,
        "volume": number.volume if number else None,
        "year": day.year,
        "date": day.isoformat(),
        **_named(first),
        "title": document["title"],
        "pages": document["pages"],
        "certifier": f"{leader.name} - {approval.authority.title}",
        "copies": document["copies"],
        "fee": paid["amount"] if paid else fees.in_force(signed.date(), fee_table.of(work, found.org)).amount,
        "note": _note(signed, paid, [first, *others]),
        "signed_at": stamp(signed),
        "place": found.fields["signing"]["place"],
        "hamlet": found.hamlet,
        **({"others": [_named(one) for one in others]} if others else {}),
    }


def _named(one: signing.Signed) -> dict[str, str]:
    paper, number = eligibility.PAPERS[one.person["paper"]], one.person["number"]
    return {"name": one.person["name"], "paper": paper, "paper_number": number}


def _note(signed: datetime, paid: dict[str, Any] | None, signers: list[signing.Signed]) -> str:
    """L6, L9, L15: where, when and how it was signed, and on what ground no fee was taken."""
    note = f"Ngoài trụ sở, {words_vi.time_figures(signed)}, {signed:%d/%m/%Y}"
    for one in signers:
        if one.mode is not signing.Mode.PAPER:
            how = signing.how_words(one.mode, one.finger)
            note += f". {one.person['name']} {how}" if len(signers) > 1 else f". {how[0].upper()}{how[1:]}"
    basis = (paid or {}).get("basis", "")
    return f"{note}. Miễn phí: {basis}" if basis else note
