"""Cases of a commune whose ink is the same as that of another."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import addressed
from app.store import ink_marks
from app.store.tables import case

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case with the same ink."""

    case_id: str
    dossier: str
    who: str


def same_ink(db: Session, org_id: str, case_id: str) -> list[Alike]:
    """The newest few earlier cases of this commune with the ink of this one."""
    found = ink_marks.alike(db, org_id, case_id)[:_SHOWN]
    rows = db.execute(
        select(case.c.id, case.c.dossier, case.c.honorific, case.c.name)
        .where(case.c.org == org_id, case.c.id.in_(found))
        .order_by(case.c.id.desc())
    )
    return [Alike(row.id, row.dossier, addressed(row.honorific, row.name)) for row in rows]
