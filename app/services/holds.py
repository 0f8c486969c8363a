"""A case or a visit must be kept beyond its time (a complaint, a court, an inspection), until somebody says that it
need not."""

from app.domain import life, typed_line
from app.domain.problems import NotFound
from app.store import cases, people, visits
from app.work import Also, Pen, Work
from app.work.pen import stamp

LONGEST = 300


def put(work: Work, org: str, by: str, case_id: str, words: str) -> None:
    """hold.set, with its reason. NotFound, NotPossible when it is held already, a Problem for unfit words."""
    found = _case(work, org, case_id)
    typed_line.check(words, most=LONGEST, needed=True)
    if found.hold is not None:
        raise life.NotPossible
    hold = _said(work, by, words)
    _write(work, found, by, "hold.set", words)
    cases.save(work.db, case_id, hold=hold)


def lift(work: Work, org: str, by: str, case_id: str, words: str) -> None:
    """hold.lifted, with its reason. NotFound, NotPossible when nothing holds it."""
    found = _case(work, org, case_id)
    typed_line.check(words, most=LONGEST, needed=True)
    if found.hold is None:
        raise life.NotPossible
    _write(work, found, by, "hold.lifted", words)
    cases.save(work.db, case_id, hold=None)


def put_on_visit(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """hold.set on a visit. NotFound, NotPossible when it is held already, a Problem for unfit words."""
    found = _visit(work, org, visit_id)
    typed_line.check(words, most=LONGEST, needed=True)
    if found.hold is not None:
        raise life.NotPossible
    _write_on_visit(work, found, by, "hold.set", words)
    visits.save(work.db, visit_id, hold=_said(work, by, words))


def lift_off_visit(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """hold.lifted on a visit. NotFound, NotPossible when nothing holds it."""
    found = _visit(work, org, visit_id)
    typed_line.check(words, most=LONGEST, needed=True)
    if found.hold is None:
        raise life.NotPossible
    _write_on_visit(work, found, by, "hold.lifted", words)
    visits.save(work.db, visit_id, hold=None)


def _said(work: Work, by: str, words: str) -> dict[str, str]:
    person = people.get(work.db, by)
    return {"words": words, "by": by, "by_name": person.name if person else "", "at": stamp(work.at)}


def _visit(work: Work, org: str, visit_id: str) -> visits.VisitRow:
    found = visits.of_org(work.db, org, visit_id)
    if found is None:
        raise NotFound
    return found


def _write_on_visit(work: Work, found: visits.VisitRow, by: str, kind: str, words: str) -> None:
    """`newest` stays: what its officer does with no network still builds on what he saw."""
    body = {"v": 1, "words": words}
    Pen(work, found.org, by).write(kind, ("visit", found.id), body, Also(base=found.newest))


def _case(work: Work, org: str, case_id: str) -> cases.CaseRow:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    return found


def _write(work: Work, found: cases.CaseRow, by: str, kind: str, words: str) -> None:
    body = {"v": 1, "words": words}
    written = Pen(work, found.org, by).write(kind, ("case", found.id), body, Also(base=found.newest))
    cases.save(work.db, found.id, newest=written.hash)
