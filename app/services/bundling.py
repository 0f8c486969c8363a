"""A case is taken out of the house, whole and provable; who asked for it and why stays in the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain import kinds, typed_line
from app.domain.problems import NotFound, Problem
from app.evidence import bundle, decision, heads, merkle, notices, sealing
from app.evidence.encoding import from_b64u, from_canonical, sha256_hex
from app.evidence.problems import BadSeal
from app.store import bundles, desk, devices, entry, people, records, tree
from app.work import Also, Pen, Work, journal, opening, rest
from app.work.pen import stamp

MADE = "bundle.made"
LONGEST_WHY = 300
_PAPER, _SHEET, _SHOWN = "certificate", "sheet", "shown"
_PROVEN = ("client_data", "authenticator_data", "signature")


@dataclass(frozen=True, slots=True)
class Order:
    """Who (account or full name) wants which case (id or dossier code), why, and whether with the pictures."""

    case: str
    by: str
    why: str
    evidence: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """A stored record with its key and body as far as they are there."""

    row: bundles.StoredRow
    claims: dict[str, Any]
    key: bytes | None
    body: dict[str, Any] | None


def make(work: Work, order: Order) -> bytes:
    """The ZIP, noted first. NotFound for an unknown person or a case of another commune."""
    person = _person(work, order.by)
    typed_line.check(order.why, most=LONGEST_WHY, needed=True)
    case_id = bundles.case_named(work.db, person.org, order.case.strip())
    if case_id is None:
        raise NotFound
    opened = [_open(work, row) for row in bundles.of_stream(work.db, case_id)]
    listed = {"case": case_id, "records": [one.row.hash for one in opened], "evidence": order.evidence}
    said = {"v": 1, "person": person.id, "why": order.why, "named": order.case.strip(), **listed}
    pen = Pen(work, person.org, work.tools.iss)
    written = pen.write(MADE, ("org", person.org), said, Also(base=records.newest_of(work.db, person.org)))
    journal.note(work, person.org, written.seq, person.id, case=order.case.strip(), why=order.why)
    around = [*_phones(work, opened), _open(work, bundles.one(work.db, written.seq))]
    return bundle.write(_bundle(work, order, opened, around))


def _person(work: Work, name: str) -> people.PersonRow:
    held = entry.password_of_account(work.db, name)
    if held is not None and (found := people.get(work.db, held.person)) is not None:
        return found
    named = [one for org in desk.orgs(work.db) for one in people.of_org(work.db, org.id) if name in (one.name, one.id)]
    present = [one for one in named if one.left_at is None]
    if len(present) != 1:
        raise NotFound
    return present[0]


def _bundle(work: Work, order: Order, opened: list[_Opened], around: list[_Opened]) -> bundle.Bundle:
    size, node = tree.size(work.db), tree.node(work.db)
    keys, ledger = work.tools.keys, work.ledger
    case_id = str(opened[0].claims["stream"]["id"])
    kept = _decisions(work, case_id, opened)
    pieces = [
        bundle.Piece(
            envelope=one.row.envelope,
            body=one.row.sealed,
            key=one.key,
            leaf=one.row.seq - 1,
            path=tuple(merkle.path_of(one.row.seq - 1, size, node)),
        )
        for one in sorted([*opened, *around], key=lambda one: one.row.seq)
    ]
    return bundle.Bundle(
        case=case_id,
        made_at=stamp(work.at),
        pieces=pieces,
        decisions=kept,
        root_jwk=keys["root"].jwk,
        key_list=notices.key_list(keys, work.tools.iss, stamp(work.at)),
        head=heads.sign(heads.TreeHead(ledger.iss, ledger.epoch, size, merkle.root_of(size, node)), keys["head"]),
        files=dict(_files(work, order, opened, kept)),
    )


def _open(work: Work, row: bundles.StoredRow) -> _Opened:
    claims = opening.claims(row.envelope)
    said = opening.promised(row.envelope)
    if claims["kind"] in kinds.UNTOLD:
        return _Opened(row, claims, None, None)
    try:
        key = opening.record_key(work, said, row.wrapping or "")
        body = None if row.sealed is None else opening.record_body(said, row.sealed, key)
    except Problem:
        return _Opened(row, claims, None, None)
    return _Opened(row, claims, key, body)


def _phones(work: Work, opened: list[_Opened]) -> list[_Opened]:
    """What the server wrote of each phone that took part: let in, stopped."""
    kids = sorted({one.row.device for one in opened} - {key.kid for key in work.tools.keys["record"].every})
    rows = [found for kid in kids if (found := devices.get(work.db, kid)) is not None]
    return [_open(work, one) for row in rows for one in bundles.of_stream(work.db, row.stream)]


def _decisions(work: Work, case_id: str, opened: list[_Opened]) -> dict[str, dict[str, Any]]:
    """By record: what is kept of its proof, from the record itself or, where that was purged, from what stays."""
    kept = [
        *bundles.proofs(work.db, case_id),
        # an imported decision is no act by passkey, and has no proof
        *(one.body["decision"] for one in opened if one.claims.get("proof") and one.body and "decision" in one.body),
    ]
    by_proof = {_proof(one): one for one in kept}
    return {one.row.hash: by_proof[proof] for one in opened if (proof := one.claims.get("proof")) in by_proof}


def _proof(kept: dict[str, Any]) -> str:
    return decision.proof_hash(kept["statement"].encode(), *(from_b64u(kept[name]) for name in _PROVEN))


def _files(
    work: Work, order: Order, opened: list[_Opened], kept: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, bytes]]:
    """Sheets that somebody signed and what he was shown of them, papers, sealed photos."""
    signed = {from_canonical(one["leaf"].encode())["digest"] for one in kept.values()}
    case_id = str(opened[0].claims["stream"]["id"])
    seen: set[str] = set()
    for row in bundles.sheets(work.db, case_id):
        data = _taken_up(work, row.sealed, row.wrapping, _SHEET) if row.digest in signed else None
        if data is not None:
            seen |= {one["shown"] for one in from_canonical(data)["evidence"] if one["mime"]}
            yield f"{bundle.SHEETS}{row.digest}.json", data
    for one in opened:
        yield from _sealed(work, order, one)
    for picture in bundles.pictures(work.db, case_id) if order.evidence else ():
        plain = _taken_up(work, picture.sealed, picture.wrapping, _SHOWN) if picture.sha256 in seen else None
        if plain is not None:
            yield f"{bundle.SHOWN}{picture.sha256}", plain


def _sealed(work: Work, order: Order, one: _Opened) -> Iterator[tuple[str, bytes]]:
    """The blobs of a record: a certificate as PDF, anything else as it was sealed."""
    for blob in one.claims["blobs"]:
        place = sealing.Place(one.row.id, blob["role"], blob["index"])
        try:
            data = work.tools.blobs.read(blob["sha256"])
            if blob["role"] == _PAPER and one.key is not None:
                paper = sealing.unseal(data, one.key, place)
                yield f"{bundle.PAPERS}{sha256_hex(paper)}.pdf", paper
        except (KeyError, BadSeal):
            continue
        if order.evidence and blob["role"] != _PAPER:
            yield f"{bundle.BLOBS}{blob['sha256']}", data


def _taken_up(work: Work, sealed: bytes, wrapping: str, what: str) -> bytes | None:
    try:
        return rest.take_up(work, sealed, wrapping, what)
    except BadSeal:
        return None
