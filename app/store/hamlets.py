"""The hamlets of a commune."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.hamlets import Hamlet, Point, key
from app.store.tables import hamlet, office_place


@dataclass(frozen=True, slots=True)
class HamletRow:
    """A hamlet; degrees north and east, where they were recorded."""

    name: str
    lat: float | None
    lon: float | None

    @property
    def at(self) -> str:
        """`21.1861,106.0763`; empty where nobody recorded it."""
        return f"{self.lat:.5f},{self.lon:.5f}" if self.lat is not None and self.lon is not None else ""

    @property
    def hamlet(self) -> Hamlet:
        """As the rules know it."""
        place = Point(self.lat, self.lon) if self.lat is not None and self.lon is not None else None
        return Hamlet(self.name, place)


def of_org(db: Session, org: str) -> list[HamletRow]:
    """By name."""
    query = select(hamlet.c.name, hamlet.c.lat, hamlet.c.lon).where(hamlet.c.org == org).order_by(hamlet.c.name_key)
    return [HamletRow(*row) for row in db.execute(query)]


def put(db: Session, org: str, row: HamletRow) -> None:
    """This hamlet as it stands from now on."""
    drop(db, org, row.name)
    values = {"org": org, "name_key": key(row.name), "name": row.name, "lat": row.lat, "lon": row.lon}
    db.execute(insert(hamlet).values(**values))


def drop(db: Session, org: str, name: str) -> None:
    """No longer in the list; what was written with its name stays."""
    db.execute(delete(hamlet).where(hamlet.c.org == org, hamlet.c.name_key == key(name)))


def office(db: Session, org: str) -> Point | None:
    """Where the office stands; None where nobody recorded it."""
    row = db.execute(select(office_place.c.lat, office_place.c.lon).where(office_place.c.org == org)).one_or_none()
    return Point(*row) if row else None


def put_office(db: Session, org: str, place: Point | None) -> None:
    """It stands there from now on, or is not known."""
    db.execute(delete(office_place).where(office_place.c.org == org))
    if place is not None:
        db.execute(insert(office_place).values(org=org, lat=place.lat, lon=place.lon))
