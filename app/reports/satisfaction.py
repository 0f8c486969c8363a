"""What tells of single people and is therefore told by closed quarters alone: how content they were, why something was
done for them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain import answered, figures, rating
from app.domain.figures import Clock, What
from app.store import figures as rows

_READ = (What.RATED, What.WHY, What.CLOCK)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of closed quarters in a row. Shares in hundredths of a percent; None: cannot be told without telling of few."""

    first: date
    last: date
    rated: int
    content: int | None
    scores: Mapping[int, int | None]
    reasons: Mapping[str, int]
    derived: int | None


def quarters(db: Session, org_id: str, today: date) -> list[Answers]:
    """Every closed quarter with enough answers, newest first."""
    by_day: dict[date, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in rows.sums(db, org_id, date.min, today, _READ):
        by_day[one.day][one.what, one.part] += one.n
    answers = {day: sum(n for (what, _), n in counts.items() if what == What.RATED) for day, counts in by_day.items()}
    spans = answered.closed(answers, today)
    return [_of(span, by_day) for span in reversed(spans)]


@dataclass(frozen=True, slots=True)
class DoneFor:
    """Why officers did something for people, in closed quarters in a row; None: too few to be told."""

    first: date
    last: date
    reasons: list[tuple[str, int | None]]


def done_for(db: Session, org_id: str, today: date) -> DoneFor | None:
    """Of the newest closed quarter with enough; beside the diary a single day would tell of whom it speaks."""
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for one in rows.sums(db, org_id, date.min, today, (What.FOR_WHY,)):
        by_day[one.day][one.part] += one.n
    spans = answered.closed({day: counts.total() for day, counts in by_day.items()}, today)
    if not spans:
        return None
    span, found = spans[-1], Counter[str]()
    for day, counts in by_day.items():
        if span.first <= day <= span.last:
            found += counts
    return DoneFor(span.first, span.last, figures.hidden(found))


def _of(span: answered.Quarters, by_day: Mapping[date, Counter[tuple[str, str]]]) -> Answers:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for day, counts in by_day.items():
        if span.first <= day <= span.last:
            for (what, part), n in counts.items():
                found[what][part] += n
    scores = {score: found[What.RATED][f"{score}"] for score in rating.SCORES}
    rated, done = sum(scores.values()), found[What.CLOCK].total()
    disliked = sum(scores[one] for one in rating.DISLIKED)
    return Answers(
        first=span.first,
        last=span.last,
        rated=rated,
        content=figures.share(sum(scores[one] for one in rating.CONTENT), rated),
        scores=answered.levels(scores),
        reasons={name: n for name, n in found[What.WHY].most_common() if n >= figures.LEAST},
        derived=figures.derived(found[What.CLOCK][Clock.LATE], disliked, done) if answered.tellable(scores) else None,
    )
