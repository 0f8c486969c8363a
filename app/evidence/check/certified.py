"""The certificate: its line in the book agrees with what was decided, and the PDF is the one that was printed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain import codes
from app.domain.problems import Problem
from app.evidence.bundle import PAPERS, SHEETS
from app.evidence.check.case import Case, Read
from app.evidence.encoding import from_canonical, sha256_hex

_SAME = {
    "name": ("person", "name"),
    "paper_number": ("person", "number"),
    "title": ("document", "title"),
    "pages": ("document", "pages"),
    "copies": ("document", "copies"),
    "place": ("signing", "place"),
}


def judge(case: Case) -> None:
    """Number, then paper: a number stands on an approval that is proven, each approval under one number."""
    issued = case.of_kind("certificate.issued")
    proven = {one.env.hash: one.env.proof for one in case.of_kind("case.approved") if one.env.hash in case.leaves}
    for one in issued:
        if one.env.base not in proven or proven[one.env.base] != one.env.proof:
            case.report.wrong("number", one.name)
    for one in case.of_kind("case.approved"):
        following = [other for other in issued if other.env.base == one.env.hash]
        if len(following) != 1 or not _issued(case, one, following[0]):
            case.report.wrong("number", one.name)
    case.report.settle("number", len(issued))
    _papers(case, {_code(one) for one in issued if one.env.base in proven})


def _issued(case: Case, approved: Read, issued: Read) -> bool:
    leaf, body = case.leaves.get(approved.env.hash), issued.body
    if leaf is None or body is None or leaf != case.leaves.get(issued.env.hash):
        return False
    try:
        line = body["register"]
        if body["digest"] != leaf["digest"] or not _dated(case, issued, line):
            return False
        data = case.held.files.get(f"{SHEETS}{leaf['digest']}.json")
        sheet = from_canonical(data) if data else None
        if sheet is not None and not _agrees(line, sheet):
            return False
        number = "chưa có số" if line["number"] is None else f"số {line['number']}, quyển {line['volume']}"
        dossier = f", hồ sơ {sheet['dossier']}" if sheet else ""
        case.report.facts.append(f"{line['title']} của {line['name']}{dossier}")
        case.report.facts.append(f"Chứng thực {number}, ngày {line['date']}, người ký {line['certifier']}")
    except (Problem, KeyError, TypeError, ValueError):
        return False
    return True


def _dated(case: Case, issued: Read, line: Mapping[str, Any]) -> bool:
    """The day of the number is the day of the decision; an earlier one comes back only after a restore."""
    day = datetime.fromisoformat(issued.env.made_at).date().isoformat()
    if line["date"] < day:
        case.report.open("number", f"{line['date']} < {day}")
    return bool(line["date"] <= day and line["year"] == int(line["date"][:4]))


def _agrees(line: Mapping[str, Any], sheet: Mapping[str, Any]) -> bool:
    fields, certifying = sheet["fields"], sheet["certifying"]
    if any(line[name] != fields[part][field] for name, (part, field) in _SAME.items()):
        return False
    if [one["paper_number"] for one in line.get("others", ())] != [
        one["person"]["number"] for one in fields.get("others", ())
    ]:
        return False
    same_hour = datetime.fromisoformat(line["signed_at"]) == datetime.fromisoformat(fields["signing"]["signed_at"])
    return bool(same_hour and line["certifier"] == f"{certifying['certifier']} - {certifying['title']}")


def _code(issued: Read) -> str:
    return codes.grouped(str((issued.body or {}).get("code", "")))


def _papers(case: Case, codes: set[str]) -> None:
    """Each `certificate.printed` names the bytes that it printed, under the code of the number that was given; a file
    that no record names is no paper of it."""
    named: set[str] = set()
    for one in case.of_kind("certificate.printed"):
        if one.body is None:
            case.report.open("paper", one.name)
            continue
        wanted = str(one.body.get("sha256", ""))
        path = f"{PAPERS}{wanted}.pdf"
        named.add(path)
        data = case.held.files.get(path)
        if data is None or sha256_hex(data) != wanted or one.body.get("code") not in codes:
            case.report.wrong("paper", one.name)
    for path in case.held.files:
        if path.startswith(PAPERS) and path not in named:
            case.report.wrong("paper", path)
    case.report.settle("paper", len(named))
