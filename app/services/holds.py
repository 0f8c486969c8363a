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
    _say(work, by, cases.of_org(work.db, org, case_id), words, held=True)


def lift(work: Work, org: str, by: str, case_id: str, words: str) -> None:
    """hold.lifted, with its reason. NotFound, NotPossible when nothing holds it."""
    _say(work, by, cases.of_org(work.db, org, case_id), words, held=False)


def put_on_visit(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """hold.set on a visit. NotFound, NotPossible when it is held already, a Problem for unfit words."""
    _say(work, by, visits.of_org(work.db, org, visit_id), words, held=True)


def lift_off_visit(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """hold.lifted on a visit. NotFound, NotPossible when nothing holds it."""
    _say(work, by, visits.of_org(work.db, org, visit_id), words, held=False)


def _say(work: Work, by: str, found: cases.CaseRow | visits.VisitRow | None, words: str, *, held: bool) -> None:
    if found is None:
        raise NotFound
    typed_line.check(words, most=LONGEST, needed=True)
    if (found.hold is not None) is held:
        raise life.NotPossible
    person = people.get(work.db, by)
    said = {"words": words, "by": by, "by_name": person.name if person else "", "at": stamp(work.at)}
    stream = ("case" if isinstance(found, cases.CaseRow) else "visit", found.id)
    kind, body = "hold.set" if held else "hold.lifted", {"v": 1, "words": words}
    written = Pen(work, found.org, by).write(kind, stream, body, Also(base=found.newest))
    if isinstance(found, cases.CaseRow):
        cases.save(work.db, found.id, hold=said if held else None, newest=written.hash)
    else:
        # `newest` stays: what its officer does with no network still builds on what he saw
        visits.save(work.db, found.id, hold=said if held else None)
