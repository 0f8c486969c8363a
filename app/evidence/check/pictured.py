"""The pictures: sealed as the phone sent them, and as the certifier saw them."""

from app.domain.problems import Problem
from app.evidence import sealing
from app.evidence.bundle import BLOBS, SHEETS, SHOWN
from app.evidence.check.case import Case, Read
from app.evidence.encoding import from_canonical, sha256_hex
from app.evidence.envelope import Blob

# the certificate's own bytes lie in the bundle as PDF
_PAPER = "certificate"


def judge(case: Case) -> None:
    """Both kinds, as far as they lie in the file."""
    _blobs(case)
    _shown(case)


def _blobs(case: Case) -> None:
    wanted = [(one, blob) for one in case.records for blob in one.env.blobs if blob.role != _PAPER]
    left = [blob for one, blob in wanted if not _sound(case, one, blob)]
    known = {f"{BLOBS}{blob.sha256}" for one in case.records for blob in one.env.blobs}
    for path in case.held.files:
        if path.startswith(BLOBS) and path not in known:
            case.report.wrong("photo", path)
    if left:
        case.report.open("photo", str(len(left)))
    case.report.settle("photo", len(wanted))


def _sound(case: Case, one: Read, blob: Blob) -> bool:
    """False when it is not there (or cannot be opened any more); what is there and does not hold is said."""
    data = case.held.files.get(f"{BLOBS}{blob.sha256}")
    if data is None:
        return False
    if (sha256_hex(data), len(data)) != (blob.sha256, blob.bytes):
        case.report.wrong("photo", f"{one.name}, {blob.role} {blob.index}")
        return True
    if one.body is None or one.piece.key is None:
        return False
    try:
        sealing.unseal(data, one.piece.key, sealing.Place(one.env.id, blob.role, blob.index))
    except Problem:
        case.report.wrong("photo", f"{one.name}, {blob.role} {blob.index}")
    return True


def _shown(case: Case) -> None:
    """Only sheets that a passkey signed say which pictures were shown."""
    digests = {leaf["digest"] for leaf in case.leaves.values()}
    sheets = [case.held.files.get(f"{SHEETS}{digest}.json") for digest in digests]
    wanted: set[str] = set()
    for data in sheets:
        try:
            items = from_canonical(data)["evidence"] if data else []
            wanted |= {item["shown"] for item in items if item["mime"]}
        except (Problem, KeyError, TypeError):
            case.report.wrong("sheet")
    for path, data in case.held.files.items():
        if path.startswith(SHOWN) and (
            sha256_hex(data) != path.removeprefix(SHOWN) or path[len(SHOWN) :] not in wanted
        ):
            case.report.wrong("shown", path)
    missing = [name for name in wanted if f"{SHOWN}{name}" not in case.held.files]
    if missing:
        case.report.open("shown", str(len(missing)))
    case.report.settle("shown", len(wanted))
