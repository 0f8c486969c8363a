"""backup.make: one archive with its blobs, opened and checked before the phones may forget anything."""

import logging

from app.services import backing
from app.work import Safe, Tools, begin, look

log = logging.getLogger("tannha.backup")


def run(tools: Tools, _subject: str) -> None:
    """One backup; what went wrong is noted, and the next interval tries again."""
    make(tools)


def make(tools: Tools) -> backing.Ended | None:
    """How it ended; None when no folder is set up or another backup is at work (a lease may run out meanwhile)."""
    if tools.safe is None:
        return None
    at = tools.clock.now()
    try:
        with tools.safe.alone() as alone:
            if not alone:
                return None
            ended = _checked(tools, tools.safe)
            tools.safe.thin(at)
    except Exception as error:  # noqa: BLE001  whatever went wrong is shown to people, and nothing counts as kept
        log.warning("backup failed: %s", type(error).__name__)
        ended = backing.Ended(at, problem=backing.problem_of(error))
    with begin(tools) as work:
        backing.note(work, ended)
    return ended


def _checked(tools: Tools, safe: Safe) -> backing.Ended:
    with safe.draft() as draft:
        with look(tools) as work:
            at = work.at
            taken = backing.write(work, draft.file, safe)
        draft.settle()
        backing.copy_blobs(tools.blobs, safe, taken)
        backing.check(draft.file, safe, tools.keys, taken)
        kept = safe.keep(draft, at, taken.snapshot.seq)
    return backing.Ended(at, kept.name, kept.seq, kept.bytes)
