"""The ledger: one signed head, and the path of every record to it."""

from app.domain.problems import Problem
from app.evidence import heads, merkle
from app.evidence.check.case import Case
from app.evidence.keys import public_key


def judge(case: Case) -> None:
    """Says of head and records whether they belong together."""
    head = _head(case)
    if head is None:
        case.report.wrong("head")
        return
    case.report.proven("head", f"{head.origin}, {head.size}")
    for one in case.all:
        leaf = merkle.leaf_hash(one.piece.envelope.encode())
        if merkle.root_from_path(one.piece.leaf, head.size, leaf, one.piece.path) != head.root:
            case.report.wrong("ledger", one.name)
    case.report.settle("ledger", len(case.all))


def _head(case: Case) -> heads.TreeHead | None:
    for jwk in case.known.keys.get("head", {}).values():
        try:
            found = heads.read(case.held.head, public_key(jwk))
        except Problem:
            continue
        return found if found.iss == case.known.iss else None
    return None
