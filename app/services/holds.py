"""A case must be kept beyond its time (a complaint, a court, an inspection), until somebody says that it need not."""

from app.domain import life, typed_line
from app.domain.problems import NotFound
from app.store import cases, people
from app.work import Also, Pen, Work
from app.work.pen import stamp

LONGEST = 300


def put(work: Work, org: str, by: str, case_id: str, words: str) -> None:
    """hold.set, with its reason. NotFound, NotPossible when it is held already, a Problem for unfit words."""
    found = _case(work, org, case_id)
    typed_line.check(words, most=LONGEST, needed=True)
    if found.hold is not None:
        raise life.NotPossible
    person = people.get(work.db, by)
    hold = {"words": words, "by": by, "by_name": person.name if person else "", "at": stamp(work.at)}
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


def _case(work: Work, org: str, case_id: str) -> cases.CaseRow:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    return found


def _write(work: Work, found: cases.CaseRow, by: str, kind: str, words: str) -> None:
    body = {"v": 1, "words": words}
    written = Pen(work, found.org, by).write(kind, ("case", found.id), body, Also(base=found.newest))
    cases.save(work.db, found.id, newest=written.hash)
