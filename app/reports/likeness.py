"""Cases of a commune whose ink, photos or witness are those of another, and those signed far from where they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import addressed
from app.store import ink_marks, neighbour_marks, photo_marks
from app.store.tables import case

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case with the same."""

    case_id: str
    dossier: str
    who: str
    officer: str
    signed_at: datetime


def same_ink(db: Session, org_id: str, case_id: str) -> list[Alike]:
    """The newest few earlier cases of this commune with the ink of this one."""
    return _told(db, org_id, ink_marks.alike(db, org_id, case_id))


def same_photo(db: Session, org_id: str, case_id: str) -> list[Alike]:
    """The newest few earlier cases of this commune with a photo of this one."""
    return _told(db, org_id, photo_marks.alike(db, org_id, case_id))


def same_witness(db: Session, org_id: str, case_id: str) -> list[Alike]:
    """The newest few earlier cases of this commune with a witness of this one, where he was in many."""
    return _told(db, org_id, neighbour_marks.alike(db, org_id, case_id))


def metres_away(db: Session, org_id: str, case_id: str) -> int | None:
    """How far from the stated hamlet a case was signed, where that is far."""
    return neighbour_marks.metres(db, org_id, case_id)


def _told(db: Session, org_id: str, found: Sequence[str]) -> list[Alike]:
    columns = (case.c.id, case.c.dossier, case.c.honorific, case.c.name, case.c.officer, case.c.signed_at)
    where = (case.c.org == org_id, case.c.id.in_(found[:_SHOWN]))
    return [
        Alike(row.id, row.dossier, addressed(row.honorific, row.name), row.officer, row.signed_at)
        for row in db.execute(select(*columns).where(*where).order_by(case.c.id.desc()))
    ]
