"""The list of hamlets, as the administrator keeps it."""

from app.domain import hamlets, typed_line
from app.domain.problems import NotFound
from app.store import hamlets as rows
from app.work import Work, journal


def put(work: Work, org: str, by: str, name: str, place: str) -> None:
    """A hamlet, new or with another place. PlaceUnclear, NotPrintable."""
    name = " ".join(name.split())
    typed_line.check(name, needed=True)
    point = hamlets.point(place)
    known = rows.of_org(work.db, org)
    if len(name) > 80 or not hamlets.key(name) or (len(known) >= hamlets.MOST and not _known(known, name)):
        raise hamlets.PlaceUnclear
    rows.put(work.db, org, rows.HamletRow(name, point.lat if point else None, point.lon if point else None))
    journal.write(work, org, by, "hamlet.changed", "", name=name, gone=False)


def drop(work: Work, org: str, by: str, name: str) -> None:
    """Out of the list. NotFound."""
    if not _known(rows.of_org(work.db, org), name):
        raise NotFound
    rows.drop(work.db, org, name)
    journal.write(work, org, by, "hamlet.changed", "", name=name, gone=True)


def put_office(work: Work, org: str, by: str, place: str) -> None:
    """Where the office stands; nothing takes it out again. PlaceUnclear."""
    was, now = rows.office(work.db, org), hamlets.point(place)
    if was == now:
        return
    rows.put_office(work.db, org, now)
    journal.write(work, org, by, "org.changed", changed=[("office_place", _shown(was), _shown(now))])


def _shown(place: hamlets.Point | None) -> str:
    return f"{place.lat:.5f}, {place.lon:.5f}" if place else ""


def _known(known: list[rows.HamletRow], name: str) -> bool:
    return hamlets.key(name) in {hamlets.key(one.name) for one in known}
