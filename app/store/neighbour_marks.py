"""Who stood by as a witness, and whether a phone was far from the stated hamlet: for comparing within one commune."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain import witnesses
from app.store.tables import place_mark, witness_mark


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A witness of a case at a revision: the HMAC of who, and the cases that had the same."""

    case_id: str
    place: int
    org: str
    revision: int
    exact: str
    alike: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """How far the phone was from the stated hamlet, in metres, and whether that is far."""

    case_id: str
    org: str
    revision: int
    metres: int
    far: bool


def put(db: Session, case_id: str, seen: Sequence[WitnessRow], place: PlaceRow | None) -> None:
    """Instead of what was kept of this case before."""
    for table in (witness_mark, place_mark):
        db.execute(delete(table).where(table.c.case_id == case_id))
    if seen:
        db.execute(insert(witness_mark), [asdict(one) for one in seen])
    if place:
        db.execute(insert(place_mark).values(**asdict(place)))


def cases_with(db: Session, org: str, exact: str, but: str) -> list[str]:
    """The other cases of this commune with this witness, the newest first."""
    where = (witness_mark.c.org == org, witness_mark.c.exact == exact, witness_mark.c.case_id != but)
    # ids begin with the time
    query = select(witness_mark.c.case_id).distinct().where(*where).order_by(witness_mark.c.case_id.desc())
    return list(db.execute(query).scalars())


def alike(db: Session, org: str, case_id: str) -> list[str]:
    """The other cases of each witness who was in many, the newest first, as far as they were there before this one."""
    query = select(witness_mark.c.alike).where(witness_mark.c.case_id == case_id, witness_mark.c.org == org)
    many = [found for found in db.execute(query).scalars() if witnesses.in_many(len(found))]
    return sorted({one for found in many for one in found}, reverse=True)


def metres(db: Session, org: str, case_id: str) -> int | None:
    """How far off, where that is far."""
    where = (place_mark.c.case_id == case_id, place_mark.c.org == org, place_mark.c.far)
    return db.execute(select(place_mark.c.metres).where(*where)).scalar()


def in_many(db: Session) -> set[tuple[str, int]]:
    """Case and revision of those with a witness who was in many."""
    rows = db.execute(select(witness_mark.c.case_id, witness_mark.c.revision, witness_mark.c.alike))
    return {(row.case_id, row.revision) for row in rows if witnesses.in_many(len(row.alike))}


def far(db: Session) -> set[tuple[str, int]]:
    """Case and revision of those that were signed far from the stated hamlet."""
    rows = db.execute(select(place_mark.c.case_id, place_mark.c.revision).where(place_mark.c.far))
    return {(row.case_id, row.revision) for row in rows}
