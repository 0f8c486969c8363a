"""Ratings, and the sums over days."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.figures import Part, What, part
from app.store.tables import case_tally, change, rating, tally


@dataclass(frozen=True, slots=True)
class RatingRow:
    """What was said of one case; `how` door or code."""

    case_id: str
    org: str
    day: date
    score: int
    reasons: Sequence[str]
    how: str


def rate(db: Session, new: RatingRow) -> bool:
    """Keeps the first word on a case; False for a later one, which changes nothing."""
    if rated(db, new.case_id):
        return False
    db.execute(insert(rating).values(**asdict(new)))
    return True


def rated(db: Session, case_id: str) -> bool:
    """Whether somebody said something of this case."""
    return db.execute(select(rating.c.case_id).where(rating.c.case_id == case_id)).scalar() is not None


def rating_of(db: Session, case_id: str) -> RatingRow | None:
    """For counting only: no page shows a single answer."""
    row = db.execute(select(rating).where(rating.c.case_id == case_id)).mappings().one_or_none()
    return RatingRow(**row) if row else None


def newest_change(db: Session) -> int:
    """The number of the newest change of any case or visit."""
    return int(db.execute(select(func.coalesce(func.max(change.c.id), 0))).scalar_one())


def changed(db: Session, after: int, most: int) -> list[tuple[int, str]]:
    """Cases that changed after a number, in order; a few at a time."""
    where = (change.c.id > after, change.c.what == "case")
    query = select(change.c.id, change.c.case_id).where(*where).order_by(change.c.id).limit(most)
    return [(row.id, row.case_id) for row in db.execute(query)]


def recount(db: Session, org: str, case_id: str, parts: Sequence[Part]) -> None:
    """These are what the case adds from now on; what it added before is taken back."""
    kept = db.execute(select(case_tally.c.parts).where(case_tally.c.case_id == case_id)).scalar()
    if kept == [one.kept() for one in parts]:
        return
    for one in kept or ():
        _add(db, org, part(one), -1)
    for new in parts:
        _add(db, org, new, 1)
    db.execute(delete(case_tally).where(case_tally.c.case_id == case_id))
    db.execute(insert(case_tally).values(case_id=case_id, org=org, parts=[one.kept() for one in parts]))


def count(db: Session, org: str, parts: Iterable[Part]) -> None:
    """Adds what is of no case, and never taken back."""
    for one in parts:
        _add(db, org, one, 1)


def _add(db: Session, org: str, one: Part, sign: int) -> None:
    key = {"org": org, "day": one.day, "what": one.what.value, "part": one.part[:200]}
    where = [tally.c[name] == value for name, value in key.items()]
    n = tally.c.n + sign * one.n
    if db.execute(update(tally).where(*where).values(n=n).returning(tally.c.n)).scalar() is None:
        db.execute(insert(tally).values(**key, n=sign * one.n))


@dataclass(frozen=True, slots=True)
class Sum:
    """How often a part of something was counted on a day."""

    day: date
    what: str
    part: str
    n: int


def sums(db: Session, org: str, first: date, last: date, what: Iterable[What] = What) -> Iterable[Sum]:
    """What was counted between two days, both included."""
    named = tally.c.what.in_([one.value for one in what])
    where = (tally.c.org == org, tally.c.day >= first, tally.c.day <= last, tally.c.n != 0, named)
    rows = db.execute(select(tally.c.day, tally.c.what, tally.c.part, tally.c.n).where(*where).order_by(tally.c.day))
    return [Sum(*row) for row in rows]


def first_day(db: Session, org: str) -> date | None:
    """The first day of which anything was counted."""
    return db.execute(select(func.min(tally.c.day)).where(tally.c.org == org)).scalar()
