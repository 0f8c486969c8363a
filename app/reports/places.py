"""The hamlets of a commune, and those that are written but not listed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.hamlets import Point, key
from app.store import hamlets as rows
from app.store import points as point_rows
from app.store.tables import case, visit

_OFFERED = 12


def hamlets(db: Session, org_id: str) -> list[rows.HamletRow]:
    """As they are listed."""
    return rows.of_org(db, org_id)


def office(db: Session, org_id: str) -> Point | None:
    """Where the office stands; None where nobody recorded it."""
    return rows.office(db, org_id)


def unlisted(db: Session, org_id: str) -> list[str]:
    """Hamlets of visits and cases that nobody listed yet, a few."""
    known = {key(one.name) for one in rows.of_org(db, org_id)}
    written = (
        select(visit.c.hamlet).where(visit.c.org == org_id).union(select(case.c.hamlet).where(case.c.org == org_id))
    )
    found = {key(name): name for name in db.execute(written).scalars() if name.strip()}
    return sorted(name for word, name in found.items() if word not in known)[:_OFFERED]


def points(db: Session, org_id: str) -> list[point_rows.PointRow]:
    """The electronic residential points in use."""
    return point_rows.of_org(db, org_id)
