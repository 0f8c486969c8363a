"""The files: only what a record or a decision names lies in a bundle."""

from app.evidence.bundle import BLOBS, PAPERS, SHEETS, SHOWN
from app.evidence.check.case import Case

# each of these is asked of by name where its contents are judged
_JUDGED = (PAPERS, SHOWN, BLOBS)


def judge(case: Case) -> None:
    """Nobody signs the manifest: a file that it alone names was laid in by anybody."""
    sheets = {f"{SHEETS}{leaf['digest']}.json" for leaf in case.leaves.values()}
    for name in case.held.files:
        if name not in sheets and not name.startswith(_JUDGED):
            case.report.wrong("file", name)
    case.report.settle("file", len(case.held.files))
