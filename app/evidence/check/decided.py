"""The decisions: whose passkey signed what, over which sheet."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from app.domain.problems import Problem
from app.evidence import decision
from app.evidence.bundle import SHEETS
from app.evidence.check.case import Case, Read
from app.evidence.encoding import from_b64u, from_canonical
from app.evidence.problems import BadAssertion
from app.evidence.reverify import Kept, fingerprint, signed

# which record an act writes; an approval writes two with one proof
ACTS = {
    "case.approved": "approve",
    "certificate.issued": "approve",
    "case.returned": "return",
    "case.refused": "refuse",
    "certificate.annotated": "annotate",
    "certificate.revoked": "revoke",
    "case.reconciled": "reconcile",
}
JUDGING = ("approve", "return", "refuse")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def judge(case: Case) -> None:
    """Every record that a passkey stands behind."""
    found = [one for one in case.records if one.env.kind in ACTS]
    if not found:
        case.report.open("decision")
    for one in found:
        try:
            leaf, statement, kept = _proof(case, one)
        except (BadAssertion, KeyError, TypeError, ValueError):
            case.report.wrong("decision", one.name)
            continue
        case.leaves[one.env.hash] = leaf
        if one.env.kind != "certificate.issued":
            case.report.proven("decision", f"{one.env.kind}, {statement['iat']}, {kept.origin}")
            _person(case, kept)
            _reason(case, one, leaf)
            _shown(case, one, leaf, statement)
            if leaf["act"] == "revoke":
                case.report.facts.append(f"GIẤY CHỨNG THỰC ĐÃ BỊ HỦY BỎ lúc {statement['iat']}")


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
        and (leaf["act"] not in JUDGING or leaf["interest"] == "none")
    )
    if not fits:
        raise BadAssertion
    return leaf, statement, kept


def _at_home(origin: str, rp: str) -> bool:
    """The page stood on the host that the passkey belongs to, over TLS (or on the very computer)."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    return (host == rp or host.endswith(f".{rp}")) and (parts.scheme == "https" or host in _LOOPBACK)


def _person(case: Case, kept: Kept) -> None:
    found = fingerprint(kept.public_key)
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
    if leaf["act"] not in JUDGING:
        subject = (one.body or {}).get("subject")
        if not isinstance(subject, str):
            case.report.open("sheet", one.name)
        elif decision.sheet_digest(subject.encode()) != leaf["digest"] or not _about(subject.encode(), leaf):
            case.report.wrong("sheet", one.name)
        else:
            case.report.proven("sheet", one.env.kind)
        return
    data = case.held.files.get(f"{SHEETS}{leaf['digest']}.json")
    if data is None:
        gone = one.env.hash in case.purged
        (case.report.open if gone else case.report.wrong)("sheet", one.name)
        return
    try:
        sheet = from_canonical(data)
        sound = decision.sheet_digest(data) == leaf["digest"] and _about(data, leaf)
        sound = sound and sheet["certifying"]["authority"] == statement["authority"] and _rests(case, one, sheet)
    except (Problem, KeyError, TypeError, ValueError):
        sound = False
    (case.report.proven if sound else case.report.wrong)("sheet", one.env.kind)


def _about(data: bytes, leaf: Mapping[str, Any]) -> bool:
    value = from_canonical(data)
    return (value["case"], value["revision"]) == (leaf["case"], leaf["revision"])


def _rests(case: Case, one: Read, sheet: Mapping[str, Any]) -> bool:
    """The sheet names the records of the case up to some moment before the decision, and shows what they say."""
    before = [other for other in case.records if other.piece.leaf < one.piece.leaf]
    names = [other.env.hash for other in before]
    rested = before[: len(sheet["records"])]
    if sheet["records"] != names[: len(sheet["records"])] or not rested:
        return False
    sealed = {blob.sha256 for other in rested for blob in other.env.blobs}
    if any(item["sealed"] not in sealed for item in sheet["evidence"] if item["sealed"]):
        return False
    return _fields(rested) in (None, sheet["fields"])


def _fields(rested: list[Read]) -> dict[str, Any] | None:
    """What the citizen and the officer said, as amended; None when a part of it was destroyed, or was held and may
    have been taken by a person in another order."""
    told = [other for other in rested if other.env.kind in ("case.submitted", "case.amended")]
    if any(other.body is None for other in told) or any(other.env.kind == "case.reconciled" for other in rested):
        return None
    first = next((other.body for other in told if other.env.kind == "case.submitted"), None)
    if first is None:
        return None
    fields = deepcopy(first)
    for other in told:
        for change in (other.body or {}).get("patch", []):
            _patch(fields, change)
    return fields


def _patch(fields: dict[str, Any], change: Mapping[str, Any]) -> None:
    """An amendment that does not fit what stands was held, and changed nothing."""
    *above, name = change["path"].split(".")
    holder = fields
    for part in above:
        holder = holder[part]
    if holder.get(name) == change["was"]:
        holder[name] = change["now"]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
