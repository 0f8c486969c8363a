"""How the photos of a commune look, for finding one that was taken for another case."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.store.tables import photo_mark

# a year of a busy commune, at two pages a case; older photos are compared no more
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """One photo: the HMAC of its opened bytes, how it looks ("" where nothing is to be seen)."""

    case_id: str
    exact: str
    look: str


def others(db: Session, org: str, case_id: str) -> list[Mark]:
    """The photos of this commune's other cases, the newest first."""
    where = (photo_mark.c.org == org, photo_mark.c.case_id != case_id)
    columns = (photo_mark.c.case_id, photo_mark.c.exact, photo_mark.c.look)
    # ids begin with the time
    query = select(*columns).where(*where).order_by(photo_mark.c.case_id.desc()).limit(_MOST)
    return [Mark(*row) for row in db.execute(query)]


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of a case at a revision, and the cases that have the same."""

    case_id: str
    place: int
    org: str
    revision: int
    exact: str
    look: str
    alike: Sequence[str]


def put(db: Session, case_id: str, new: Sequence[PhotoRow]) -> None:
    """Instead of the case's photos of before."""
    db.execute(delete(photo_mark).where(photo_mark.c.case_id == case_id))
    if new:
        db.execute(insert(photo_mark), [asdict(one) for one in new])


def alike(db: Session, org: str, case_id: str) -> list[str]:
    """The cases of this commune with a photo of this one, the newest first, as far as they were there before it."""
    query = select(photo_mark.c.alike).where(photo_mark.c.case_id == case_id, photo_mark.c.org == org)
    return sorted({one for found in db.execute(query).scalars() for one in found}, reverse=True)


def flagged(db: Session) -> set[tuple[str, int]]:
    """Case and revision of photos that other cases have too."""
    rows = db.execute(select(photo_mark.c.case_id, photo_mark.c.revision, photo_mark.c.alike))
    return {(row.case_id, row.revision) for row in rows if row.alike}
