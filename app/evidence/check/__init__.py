"""The independent checker of a bundle: what is proven, what is wrong, what could not be checked.

It trusts two things that never lie in the file: the fingerprint of the commune's root key, and the fingerprints of
passkeys on the printed enrolment sheets. No database, no server, no WebAuthn library.
"""

from collections.abc import Callable

from app.domain.problems import Problem
from app.evidence import bundle
from app.evidence.check import certified, decided, filed, keys, ledgered, pictured, recorded
from app.evidence.check.case import Case, Trust
from app.evidence.check.report import Report

__all__ = ["Report", "Trust", "check"]

# in this order: each may rest on what those before it found; the word under which a judge speaks that fails itself
_JUDGES: tuple[tuple[str, Callable[[Case], None]], ...] = (
    ("envelope", recorded.judge),
    ("ledger", ledgered.judge),
    ("decision", decided.judge),
    ("purge", decided.judge_purges),
    ("number", certified.judge),
    ("photo", pictured.judge),
    ("file", filed.judge),
)


def check(data: bytes, trust: Trust) -> Report:
    """Judges the bytes of a bundle."""
    report = Report()
    try:
        held = bundle.read(data)
    except Problem:
        report.wrong("file")
        return report
    for name in held.spoiled:
        report.wrong("file", name)
    known = keys.known(held, trust, report)
    if known is None:
        return report
    case = Case(held, known, trust, report)
    for what, judge in _JUDGES:
        try:
            judge(case)
        except Exception:  # noqa: BLE001  whoever wrote the file chose its shapes; a strange one is no evidence
            report.wrong(what)
    return report
