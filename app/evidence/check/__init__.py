"""The independent checker of a bundle: what is proven, what is wrong, what could not be checked.

It trusts two things that never lie in the file: the fingerprint of the commune's root key, and the fingerprints of
passkeys on the printed enrolment sheets. No database, no server, no WebAuthn library.
"""

from app.domain.problems import Problem
from app.evidence import bundle
from app.evidence.check import certified, decided, keys, ledgered, pictured, recorded
from app.evidence.check.case import Case, Trust
from app.evidence.check.report import Report

__all__ = ["Report", "Trust", "check"]


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
    report.settle("file", len(held.files))
    known = keys.known(held, trust, report)
    if known is None:
        return report
    case = Case(held, known, trust, report)
    recorded.judge(case)
    ledgered.judge(case)
    decided.judge(case)
    certified.judge(case)
    pictured.judge(case)
    return report
