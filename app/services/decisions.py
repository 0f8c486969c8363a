"""A leader decides: a statement is asked for, signed by passkey, and turned into number, records and certificate."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.domain import authority as rules
from app.domain import calendar, codes, eligibility, life, register, words_vi
from app.domain.problems import DecidesLater, Expired, NotFound, PasskeyNeeded, Replayed, Stale
from app.evidence import decision, passkey
from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical
from app.evidence.problems import BadAssertion
from app.store import cases, desk, jobs, people
from app.store import register as book
from app.work import Also, Pen, Work, sheets
from app.work.pen import stamp

LASTS = timedelta(minutes=5)
APPROVE = "approve"
NO_INTEREST = "none"
CERTIFICATE_MAKE = "certificate.make"
FEE = 10_000


@dataclass(frozen=True, slots=True)
class Decider:
    """The signed-in leader: commune from the session, never from the request."""

    org: str
    person: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One case that the leader wants to decide, as it was shown to him."""

    case_id: str
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the leader's page checks, and signs when it agrees."""

    nonce: str
    statement: str
    leaves: list[str]
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decided case."""

    case_id: str
    number: str
    code: str


def ask(work: Work, decider: Decider, wanted: list[Wanted], *, interest_free: bool) -> Asked:
    """A statement over these cases, good for five minutes; the challenge is made from its bytes."""
    keys = _deciding_keys(work, decider.person)
    held = sheets.authority_of(work, decider.person, _today(work))
    certifier = rules.Certifier(decider.person, interest_free)
    leaves = [_leaf(work, decider, certifier, one) for one in sorted(wanted, key=lambda one: one.case_id)]
    nonce = b64u(secrets.token_bytes(16))
    text = canonical(
        {
            "v": 1,
            "by": decider.person,
            "authority": held.id,
            "rp": work.tools.site.rp,
            "nonce": nonce,
            "iat": stamp(work.at),
            "exp": stamp(work.at + LASTS),
            "root": decision.leaves_root(leaves),
        }
    )
    kept = [asdict(leaf) for leaf in leaves]
    row = desk.StatementRow(nonce, decider.person, decider.org, text.decode(), kept, work.at + LASTS)
    desk.add_statement(work.db, row)
    options = passkey.assertion_options(work.tools.site, decision.challenge(text), [one.id for one in keys])
    return Asked(nonce, text.decode(), [leaf.data().decode() for leaf in leaves], options)


def decide(work: Work, decider: Decider, nonce: str, answer: dict[str, Any]) -> list[Decided]:
    """Verifies the passkey's answer and decides every case of the statement, all or none."""
    row = desk.get_statement(work.db, nonce)
    if row is None or (row.person, row.org) != (decider.person, decider.org):
        raise NotFound
    if row.expires_at <= work.at:
        raise Expired
    if not desk.use_statement(work.db, nonce, work.at):
        raise Replayed
    statement = from_canonical(row.text.encode())
    if calendar.local(datetime.fromisoformat(statement["iat"])).date() != _today(work):
        raise Expired
    leaves = [decision.Leaf(**leaf) for leaf in row.leaves]
    asserted = _assert(work, decider, row.text.encode(), answer)
    held = sheets.authority_of(work, decider.person, _today(work))
    if held.id != statement["authority"]:
        raise rules.AuthorityExpired
    return [_decide_one(work, decider, _Act(row.text, leaves, place, asserted, held)) for place in range(len(leaves))]


@dataclass(frozen=True, slots=True)
class _Act:
    """One leaf of a proven statement."""

    statement: str
    leaves: list[decision.Leaf]
    place: int
    asserted: tuple[passkey.Asserted, str]
    authority: rules.Authority

    @property
    def leaf(self) -> decision.Leaf:
        return self.leaves[self.place]


def _deciding_keys(work: Work, person_id: str) -> list[people.PasskeyRow]:
    """PasskeyNeeded when there is none; DecidesLater while every one is too fresh from a recovery."""
    keys = people.passkeys(work.db, person_id)
    if not keys:
        raise PasskeyNeeded
    ready = [one for one in keys if one.decides_from is None or one.decides_from <= work.at]
    if not ready:
        raise DecidesLater(min(one.decides_from for one in keys if one.decides_from))
    return ready


def _leaf(work: Work, decider: Decider, certifier: rules.Certifier, wanted: Wanted) -> decision.Leaf:
    found = _present(work, decider.org, wanted.case_id, wanted.revision)
    rules.check_certifier(certifier, found.officer, rules.Way(found.way))
    shown = sheets.sheet(work, decider.org, found.id, decider.person)
    if shown.digest != wanted.digest:
        raise Stale
    return decision.Leaf(found.id, found.revision, shown.digest, APPROVE, None, NO_INTEREST)


def _present(work: Work, org: str, case_id: str, revision: int) -> cases.CaseRow:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    life.next_state(life.State(found.state), "case.approved")
    if found.revision != revision:
        raise Stale
    return found


def _assert(work: Work, decider: Decider, statement: bytes, answer: dict[str, Any]) -> tuple[passkey.Asserted, str]:
    claimed = passkey.assertion_id(answer)
    row = next((one for one in _deciding_keys(work, decider.person) if one.id == claimed), None)
    person = people.get(work.db, decider.person)
    if row is None or person is None:
        raise BadAssertion
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    made = passkey.check_assertion(work.tools.site, answer, decision.challenge(statement), known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return made, row.public_key


def _decide_one(work: Work, decider: Decider, act: _Act) -> Decided:
    found = _present(work, decider.org, act.leaf.case, act.leaf.revision)
    if sheets.sheet(work, decider.org, found.id, decider.person).digest != act.leaf.digest:
        raise Stale
    rules.check_certifier(rules.Certifier(decider.person, True), found.officer, rules.Way(found.way))
    kept = _kept(work, act)
    cases.add_decision(work.db, _decision_row(work, decider, act, kept))
    return _issue(work, decider, found, act, kept)


def _kept(work: Work, act: _Act) -> dict[str, Any]:
    made, public_key = act.asserted
    return {
        "statement": act.statement,
        "leaf": act.leaf.data().decode(),
        "index": act.place,
        "size": len(act.leaves),
        "path": decision.leaf_path(act.leaves, act.place),
        "client_data": made.client_data,
        "authenticator_data": made.authenticator_data,
        "signature": made.signature,
        "public_key": public_key,
        "origin": work.tools.site.origin,
    }


def _decision_row(work: Work, decider: Decider, act: _Act, kept: dict[str, Any]) -> cases.DecisionRow:
    frozen = {
        "id": act.authority.id,
        "capacity": act.authority.capacity.value,
        "title": act.authority.title,
        "decision_no": act.authority.decision_no,
        "decision_date": act.authority.decision_date.isoformat(),
        "prefix": list(act.authority.prefix),
    }
    leaf = act.leaf
    return cases.DecisionRow(leaf.case, leaf.revision, leaf.act, decider.person, frozen, kept, work.at)


def _issue(work: Work, decider: Decider, found: cases.CaseRow, act: _Act, kept: dict[str, Any]) -> Decided:
    proof = decision.proof_hash(act.statement.encode(), *(from_b64u(kept[name]) for name in _PROVEN))
    code = codes.certificate_code(secrets.token_bytes(8))
    year = register.year_of(work.at)
    number = register.CertificateNumber(desk.take(work.db, found.org, register.SIGNATURES, year), 1, year)
    # outside the database and durable before the answer, so that a restore never gives a number twice
    work.tools.numbers.note(f"{stamp(work.at)} {found.org} {register.SIGNATURES} {year} {number.number} {found.id}")
    pen, stream = Pen(work, found.org, decider.person), ("case", found.id)
    body = {"v": 1, "decision": kept}
    approved = pen.write("case.approved", stream, body, Also(base=found.newest, proof=proof))
    columns = _columns(work, decider, found, number)
    issued_body = {"v": 1, "code": code, "digest": act.leaf.digest, "register": columns}
    issued = pen.write("certificate.issued", stream, issued_body, Also(base=approved.hash, proof=proof))
    book.add(work.db, _entry(work, found, number, code, columns))
    cases.save(
        work.db,
        found.id,
        state=life.next_state(life.State(found.state), "case.approved"),
        newest=issued.hash,
        number=number.number,
        number_text=number.printed(),
        certified_at=work.at,
    )
    desk.tell(work.db, found.officer, found.id)
    jobs.wake(work.db, CERTIFICATE_MAKE, found.id, work.at)
    return Decided(found.id, number.printed(), code)


_PROVEN = ("client_data", "authenticator_data", "signature")


def _entry(
    work: Work, found: cases.CaseRow, number: register.CertificateNumber, code: str, columns: dict[str, Any]
) -> book.EntryRow:
    return book.EntryRow(
        org=found.org,
        book=register.SIGNATURES,
        year=number.year,
        number=number.number,
        volume=number.volume,
        case_id=found.id,
        code=code,
        on_date=_today(work),
        columns=columns,
    )


def _columns(work: Work, decider: Decider, found: cases.CaseRow, number: register.CertificateNumber) -> dict[str, Any]:
    """Exactly the columns of the book (NĐ 23/2015 Điều 13) and what the public page must say."""
    leader = people.get(work.db, decider.person)
    if leader is None:
        raise NotFound
    held = sheets.authority_of(work, decider.person, _today(work))
    person, signing, document = found.fields["person"], found.fields["signing"], found.fields["document"]
    signed = calendar.local(found.signed_at)
    return {
        "number": number.number,
        "volume": number.volume,
        "year": number.year,
        "date": _today(work).isoformat(),
        "name": person["name"],
        "paper": eligibility.PAPERS[person["paper"]],
        "paper_number": person["number"],
        "title": document["title"],
        "pages": document["pages"],
        "certifier": f"{leader.name} - {held.title}",
        "copies": document["copies"],
        "fee": FEE,
        "note": f"Ngoài trụ sở, {words_vi.time_figures(signed)}, {signed:%d/%m/%Y}",
        "signed_at": stamp(signed),
        "place": signing["place"],
        "hamlet": found.hamlet,
    }


def _today(work: Work) -> date:
    return calendar.local(work.at).date()
