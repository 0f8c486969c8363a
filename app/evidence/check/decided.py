"""The decisions: whose passkey signed what, over which sheet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from app.domain import acts, codes
from app.domain.kinds import KINDS, Signer
from app.domain.problems import Problem
from app.evidence import decision, purges
from app.evidence.bundle import SHEETS
from app.evidence.check import told
from app.evidence.check.case import Case, Read
from app.evidence.encoding import from_b64u, from_canonical
from app.evidence.problems import BadAssertion
from app.evidence.reverify import Kept, fingerprint, signed

ISSUED = "certificate.issued"
# which record an act writes; an approval writes two with one proof
ACTS: Mapping[str, acts.Act] = {**{kind: act for act, kind in acts.KINDS.items()}, ISSUED: acts.Act.APPROVE}
PURGED = "case.purged"
_TAKES_AWAY = {
    "revoke": "GIẤY CHỨNG THỰC ĐÃ BỊ HỦY BỎ",
    "replace": "GIẤY CHỨNG THỰC ĐÃ BỊ THAY BẰNG GIẤY KHÁC",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def judge(case: Case) -> None:
    """Every record that a passkey stands behind."""
    signs = {name for name, kind in KINDS.items() if kind.signer is Signer.PERSON_PASSKEY} - {PURGED}
    found = [one for one in case.records if one.env.kind in signs]
    if all(one.env.kind == ISSUED for one in found):
        (case.report.wrong if found else case.report.open)("decision", found[0].name if found else "")
    used: set[str | None] = set()
    for one in found:
        try:
            leaf, statement, kept = _proof(case, one)
        except (BadAssertion, KeyError, TypeError, ValueError):
            case.report.wrong("decision", one.name)
            continue
        if one.env.kind != ISSUED and one.env.proof in used:
            # one gesture decides a case once
            case.report.wrong("decision", one.name)
            continue
        case.leaves[one.env.hash] = leaf
        if one.env.kind != ISSUED:
            used.add(one.env.proof)
            case.report.proven("decision", f"{one.env.kind}, {statement['iat']}, {kept.origin}")
            _person(case, fingerprint(kept.public_key))
            _reason(case, one, leaf)
            _shown(case, one, leaf, statement)
            if leaf["act"] in _TAKES_AWAY:
                case.report.facts.append(f"{_TAKES_AWAY[leaf['act']]} lúc {statement['iat']}{_instead(one)}")


def judge_purges(case: Case) -> None:
    """Contents went because one person proposed it and another one confirmed it by passkey (L16)."""
    for one in case.of_kind(PURGED):
        if one.body is None:
            case.report.open("purge", one.name)
            continue
        try:
            said, origin, public_key = purges.proven(one.body, one.env.proof)
            fits = (
                said["by"] == one.env.author
                and said["proposed_by"] == one.body["proposed_by"] != said["by"]
                and said["purge"] == one.body["purge"]
                and one.env.stream_id in said["cases"]
                and said["iss"] == case.known.iss
                and _at_home(origin, said["rp"])
            )
        except (BadAssertion, KeyError, TypeError, ValueError):
            fits = False
        if not fits:
            case.report.wrong("purge", one.name)
            continue
        case.report.proven("purge", f"{said['at']}, {origin}")
        _person(case, fingerprint(public_key))


def _proof(case: Case, one: Read) -> tuple[dict[str, Any], dict[str, Any], Kept]:
    """Leaf, statement and what is kept; BadAssertion when they do not prove this record."""
    kept = Kept(**case.held.decisions[one.env.hash])
    parts = (kept.client_data, kept.authenticator_data, kept.signature)
    if decision.proof_hash(kept.statement.encode(), *(from_b64u(part) for part in parts)) != one.env.proof:
        raise BadAssertion
    leaf, statement = signed(kept)
    made, asked, until = (_at(text) for text in (one.env.made_at, statement["iat"], statement["exp"]))
    fits = (
        leaf["act"] == ACTS[one.env.kind]
        and leaf["case"] == one.env.stream_id
        and statement["by"] == one.env.author
        and asked <= made <= until
        and _at_home(kept.origin, statement["rp"])
        and (leaf["act"] not in acts.JUDGING or leaf["interest"] == "none")
    )
    if not fits:
        raise BadAssertion
    return leaf, statement, kept


def _at_home(origin: str, rp: str) -> bool:
    """The page stood on the host that the passkey belongs to, over TLS (or on the very computer)."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    return (host == rp or host.endswith(f".{rp}")) and (parts.scheme == "https" or host in _LOOPBACK)


def _instead(one: Read) -> str:
    """The code of the paper that stands in the place of this one; its words are held against the leaf elsewhere."""
    facts = ((one.body or {}).get("why") or {}).get("facts")
    by = facts.get(acts.BY) if isinstance(facts, dict) else None
    return f", mã giấy thay thế {codes.grouped(by)}" if isinstance(by, str) else ""


def _person(case: Case, found: str) -> None:
    if not case.trust.passkeys:
        case.report.open("passkey", found)
    elif found in case.trust.passkeys:
        case.report.proven("passkey", found)
    else:
        case.report.wrong("passkey", found)


def _reason(case: Case, one: Read, leaf: Mapping[str, Any]) -> None:
    why = leaf["why"]
    if why is None:
        return
    if one.body is None:
        case.report.open("reason", one.name)
        return
    said = one.body.get("why", {})
    try:
        made = decision.why_hash(said["salt"], said["words"], said["mark"], said["facts"])
        held = {"code": said["code"], "sha256": made} == why
    except (Problem, KeyError, TypeError):
        held = False
    (case.report.proven if held else case.report.wrong)("reason", f"{one.env.kind}, {why.get('code', '')}")


def _shown(case: Case, one: Read, leaf: Mapping[str, Any], statement: Mapping[str, Any]) -> None:
    """A judgement rests on a sheet, a later act on its subject: both are what the signed digest says."""
    if leaf["act"] not in acts.JUDGING:
        _subject(case, one, leaf)
        return
    data = case.held.files.get(f"{SHEETS}{leaf['digest']}.json")
    if data is None:
        gone = one.env.hash in case.purged
        (case.report.open if gone else case.report.wrong)("sheet", one.name)
        return
    try:
        sheet = from_canonical(data)
        sound = decision.sheet_digest(data) == leaf["digest"] and _about(data, leaf)
        sound = sound and sheet["certifying"]["authority"] == statement["authority"]
        rested = _rested(case, one, sheet) if sound else []
    except (Problem, KeyError, TypeError, ValueError):
        rested = []
    if not rested:
        case.report.wrong("sheet", one.env.kind)
        return
    case.report.proven("sheet", one.env.kind)
    _fields(case, one, rested, sheet)


def _subject(case: Case, one: Read, leaf: Mapping[str, Any]) -> None:
    subject = (one.body or {}).get("subject")
    if not isinstance(subject, str):
        case.report.open("sheet", one.name)
        return
    try:
        sound = decision.sheet_digest(subject.encode()) == leaf["digest"] and _about(subject.encode(), leaf)
    except (Problem, KeyError, TypeError, ValueError):
        sound = False
    (case.report.proven if sound else case.report.wrong)("sheet", one.env.kind if sound else one.name)


def _about(data: bytes, leaf: Mapping[str, Any]) -> bool:
    value = from_canonical(data)
    return (value["case"], value["revision"]) == (leaf["case"], leaf["revision"])


def _rested(case: Case, one: Read, sheet: Mapping[str, Any]) -> list[Read]:
    """The records that the sheet names: those of the case up to some moment before the decision, and its pictures are
    theirs. Empty when it is not so."""
    before = [other for other in case.records if other.piece.leaf < one.piece.leaf]
    rested = before[: len(sheet["records"])]
    if sheet["records"] != [other.env.hash for other in rested]:
        return []
    sealed = {blob.sha256 for other in rested for blob in other.env.blobs}
    if any(item["sealed"] not in sealed for item in sheet["evidence"] if item["sealed"]):
        return []
    return rested


def _fields(case: Case, one: Read, rested: list[Read], sheet: Mapping[str, Any]) -> None:
    """What stands on the sheet is what was said: the records are gone through once more."""
    try:
        said = told.fields(rested)
        same = said is not None and said == sheet["fields"]
        unknown = not same and (said is None or told.perhaps(rested, sheet["fields"]))
    except (Problem, LookupError, TypeError, ValueError, AttributeError):
        case.report.wrong("fields", one.name)
        return
    if unknown:
        case.report.open("fields", one.name)
    else:
        (case.report.proven if same else case.report.wrong)("fields", one.env.kind)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
