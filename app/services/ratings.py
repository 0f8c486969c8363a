"""What a citizen says of the service by the code on his slip; once for a case."""

from app.domain import calendar, rating
from app.domain.problems import NotFound
from app.store import cases, desk, figures, tickets
from app.work import Also, Pen, Work


def by_code(work: Work, code: str, score: int, reasons: list[str]) -> None:
    """Keeps the answer as a record in the commune's own name. NotFound, RatingUnclear, AlreadyRated."""
    rating.check(score, reasons)
    case_id = tickets.case_of(work.db, code)
    found = cases.get(work.db, case_id) if case_id else None
    if found is None:
        raise NotFound
    if figures.rated(work.db, found.id):
        raise rating.AlreadyRated
    body = {"v": 1, "score": score, "reasons": sorted(reasons)}
    written = Pen(work, found.org, work.tools.iss).write(
        "rating.received", ("case", found.id), body, Also(base=found.newest)
    )
    day = calendar.local(work.at).date()
    figures.rate(work.db, figures.RatingRow(found.id, found.org, day, score, sorted(reasons), "code"))
    cases.save(work.db, found.id, newest=written.hash)
    desk.tell(work.db, found.officer, found.id)
