"""The records: signatures, contents, and that none is missing between them."""

from collections.abc import Mapping
from typing import Any

from app.domain.kinds import KINDS, UNTOLD, Signer
from app.domain.problems import Problem
from app.evidence import envelope, jws, sealing
from app.evidence.bundle import Piece
from app.evidence.check.case import Case, Jwk, Read
from app.evidence.encoding import from_canonical, sha256_hex
from app.evidence.keys import public_key, thumbprint
from app.evidence.problems import BadEnvelope, BadSignature

LISTED = "bundle.made"
ENROLLED = "device.enrolled"


def judge(case: Case) -> None:
    """Reads every record, and says what does not hold."""
    server = case.known.keys.get("record", {})
    by_server = [found for piece in case.held.pieces if (found := _read(case, piece, server, by_server=True))]
    # said by the server in records of its own: what was destroyed, and which phones were let in
    case.purged = {
        name for one in by_server if one.env.kind == "case.purged" for name in (one.body or {}).get("records", [])
    }
    enrolled = {one.body["device"]: one for one in by_server if one.body and one.env.kind == ENROLLED and _enrols(one)}
    phones: dict[str, Jwk] = {kid: one.body["jwk"] for kid, one in enrolled.items() if one.body}
    by_phone = [found for piece in case.held.pieces if (found := _read(case, piece, phones, by_server=False))]
    case.all = sorted((*by_server, *by_phone), key=lambda one: one.piece.leaf)
    case.records = [one for one in case.all if one.env.stream_type == "case"]
    read = {one.piece.envelope for one in case.all}
    for piece in case.held.pieces:
        if piece.envelope not in read:
            case.report.wrong("envelope", sha256_hex(piece.envelope.encode())[:12])
    case.report.settle("envelope", len(case.all))
    _contents(case)
    _phones(case, enrolled)
    _order(case)
    _whole(case)


def _read(case: Case, piece: Piece, keys: Mapping[str, Jwk], *, by_server: bool) -> Read | None:
    """The record, when one of these keys signed it and may sign this kind."""
    try:
        kid = jws.peek_kid(piece.envelope, envelope.TYP)
        if kid not in keys:
            return None
        env = envelope.read(piece.envelope, public_key(keys[kid]), kid)
    except (BadSignature, BadEnvelope):
        return None
    if env.iss != case.known.iss or (KINDS[env.kind].signer is Signer.DEVICE) == by_server:
        return None
    return Read(piece, env, _opened(piece, env), by_server)


def _opened(piece: Piece, env: envelope.Envelope) -> dict[str, Any] | None:
    if piece.body is None or piece.key is None or sha256_hex(piece.body) != env.body:
        return None
    if sealing.key_commitment(env.id, piece.key) != env.key:
        return None
    try:
        body = from_canonical(sealing.unseal(piece.body, piece.key, sealing.Place(env.id, "body")))
    except Problem:
        return None
    return body if isinstance(body, dict) else None


def _enrols(one: Read) -> bool:
    body = one.body or {}
    try:
        return bool(thumbprint(body["jwk"]) == body["device"])
    except (Problem, KeyError, TypeError):
        return False


def _contents(case: Case) -> None:
    opened = 0
    for one in case.all:
        if one.body is not None or one.env.kind in UNTOLD:
            opened += 1
        elif one.env.hash in case.purged and (one.piece.body is None or one.piece.key is None):
            case.report.open("body", one.name)
        else:
            case.report.wrong("body", one.name)
    case.report.settle("body", opened)


def _phones(case: Case, enrolled: Mapping[str, Read]) -> None:
    """A phone signs for the officer and commune that it was bound to, and its chain begins at its enrolment."""
    chains: dict[str, dict[int, Read]] = {}
    for one in (one for one in case.all if not one.by_server):
        bound = enrolled[one.env.kid].env
        if (bound.org, bound.author) != (one.env.org, one.env.author):
            case.report.wrong("device", one.name)
        chain = chains.setdefault(one.env.kid, {})
        before = chain.get(one.env.n - 1)
        if one.env.n == 1 and one.env.prev != bound.hash:
            case.report.wrong("order", one.name)
        if before is not None and one.env.prev != before.env.hash:
            case.report.wrong("order", one.name)
        chain[one.env.n] = one
        _beacon(case, one)
    case.report.settle("device", len(chains))
    case.report.settle("beacon", sum(len(chain) for chain in chains.values()))


def _beacon(case: Case, one: Read) -> None:
    keys = case.known.keys.get("beacon", {})
    try:
        text = one.env.beacon or ""
        kid = jws.peek_kid(text, "tn-beacon")
        claims = jws.verify(text, "tn-beacon", kid, public_key(keys[kid]))
        if claims["iss"] != case.known.iss:
            raise BadSignature
    except (Problem, KeyError):
        case.report.wrong("beacon", one.name)


def _order(case: Case) -> None:
    """Each record rests on an earlier one of its case. A phone may rest on what it never could send: that is left open,
    the server never does."""
    before: set[str] = set()
    for one in case.records:
        if one.env.base is not None and one.env.base not in before:
            (case.report.wrong if one.by_server else case.report.open)("order", one.name)
        if one.env.stream_id != case.held.case:
            case.report.wrong("order", one.name)
        before.add(one.env.hash)
    case.report.settle("order", len(case.records))


def _whole(case: Case) -> None:
    """The server signed, when the bundle was made, which records the case has: nothing was left out at the end."""
    lists = [one for one in case.all if one.env.kind == LISTED]
    body = lists[0].body if len(lists) == 1 else None
    found = [one.env.hash for one in case.records]
    if body is None or body.get("case") != case.held.case or body.get("records") != found:
        case.report.wrong("whole")
        return
    case.report.proven("whole", str(len(found)))
    case.report.facts.append(f"Xuất lúc {lists[0].env.made_at}, lý do: {body.get('why', '')}")
