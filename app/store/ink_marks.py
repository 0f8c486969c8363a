"""How the inks of a commune look, for finding one that was copied."""

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.store.tables import ink_mark

Mark = tuple[int, ...]
# a year of a busy commune; older inks are compared no more
_MOST = 5_000


def others(db: Session, org: str, case_id: str) -> list[tuple[str, Mark]]:
    """The marks of this commune's other cases, the newest first."""
    where = (ink_mark.c.org == org, ink_mark.c.case_id != case_id)
    # ids begin with the time
    query = select(ink_mark.c.case_id, ink_mark.c.mark).where(*where).order_by(ink_mark.c.case_id.desc()).limit(_MOST)
    return [(row.case_id, tuple(array("h", row.mark))) for row in db.execute(query)]


@dataclass(frozen=True, slots=True)
class InkRow:
    """How one ink of a case looks at a revision, and the cases that have the same."""

    case_id: str
    place: int
    org: str
    revision: int
    mark: Mark
    alike: Sequence[str]


def put(db: Session, case_id: str, new: Sequence[InkRow]) -> None:
    """Instead of the case's marks of before."""
    db.execute(delete(ink_mark).where(ink_mark.c.case_id == case_id))
    for one in new:
        db.execute(insert(ink_mark).values({**asdict(one), "mark": array("h", one.mark).tobytes()}))


def alike(db: Session, org: str, case_id: str) -> list[str]:
    """The cases of this commune with an ink of this one, the newest first, as far as they were there before it."""
    query = select(ink_mark.c.alike).where(ink_mark.c.case_id == case_id, ink_mark.c.org == org)
    return sorted({one for found in db.execute(query).scalars() for one in found}, reverse=True)


def flagged(db: Session) -> set[tuple[str, int]]:
    """Case and revision of inks that other cases have too."""
    rows = db.execute(select(ink_mark.c.case_id, ink_mark.c.revision, ink_mark.c.alike))
    return {(row.case_id, row.revision) for row in rows if row.alike}
