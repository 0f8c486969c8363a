"""L8: an administrator adds a kind of document, or says when one ends; the law's closed kinds stay closed."""

import re
from dataclasses import replace
from datetime import date

from app.domain import calendar, eligibility, typed_line
from app.domain.eligibility import DocumentKind
from app.domain.problems import NotFound, Problem
from app.domain.typed_line import Incomplete
from app.store import document_kinds
from app.work import Work, journal

_OWN = re.compile(r"rieng_([0-9]{1,3})")
MOST = 100


class TooEarly(Problem):
    """A kind begins and ends today or later: what is over is not changed."""

    code = "kind_too_early"


def add(work: Work, org: str, by: str, title: str, why: str, first: date) -> str:
    """A kind of the commune's own with its legal basis, from a day on; its code. Incomplete, NotPrintable,
    ForbiddenDocument for a transaction, TooEarly for a day that is over."""
    title, why = " ".join(title.split()), " ".join(why.split())
    typed_line.check(title, why, needed=True)
    numbers = [int(found[1]) for one in document_kinds.known(work.db, org) if (found := _OWN.fullmatch(one.code))]
    if len(numbers) >= MOST:
        raise Incomplete
    if first < calendar.local(work.at).date():
        raise TooEarly
    kind = DocumentKind(f"rieng_{max([0, *numbers]) + 1}", title, allowed=True, why=why, effective_from=first)
    eligibility.check_kind(kind)
    _put(work, org, by, kind)
    return kind.code


def end(work: Work, org: str, by: str, code: str, last: date | None) -> None:
    """The last day of a kind; None takes an end back. NotFound, TooEarly for a day that is over."""
    kind = next((one for one in document_kinds.known(work.db, org) if one.code == code and one.allowed), None)
    if kind is None:
        raise NotFound
    # what was taken under a kind is never judged anew
    if last is not None and last < calendar.local(work.at).date():
        raise TooEarly
    _put(work, org, by, replace(kind, effective_to=last))


def _put(work: Work, org: str, by: str, kind: DocumentKind) -> None:
    document_kinds.put(work.db, org, kind)
    days = {"from": f"{kind.effective_from}", "to": f"{kind.effective_to or ''}"}
    journal.write(work, org, by, "document_kind.changed", title=kind.title, why=kind.why, **days)
