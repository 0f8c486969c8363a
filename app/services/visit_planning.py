"""The desk plans visits: gives them to an officer on a day, puts them in order, cancels, lets a stopped one go on."""

from datetime import date

from app.domain import visit, visit_order
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.domain.visit import VisitState
from app.store import desk, hamlets, people, visits
from app.store import points as rows
from app.store.ids import uuid4
from app.work import Also, Pen, Work, entrusting, journal, visit_asking, visit_stopping


def assign(work: Work, org: str, by: str, visit_id: str, to: str, plan: dict[str, str]) -> None:
    """To an officer, on a day, at an hour (`on_date` ISO, `at_time` or empty, `place_kind`, `point`). NotFound,
    VisitOver, VisitUnclear, NotAnOfficer."""
    found = _waiting(work, org, visit_id)
    where = visit.Where(found.purposes or [found.purpose], plan["place_kind"], plan["point"])
    visit.check_plan(found.name, found.hamlet, where, date.fromisoformat(plan["on_date"]))
    # the same officer on another day is planned anew, not given to another
    entrusting.check_taker(work, org, to, "")
    entrusting.give_visit(work, by, found, to, plan)
    visit_stopping.stop_known(work, org, visit_id)


def cancel(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """Nobody goes there. NotFound, VisitOver, Incomplete."""
    found = visits.of_org(work.db, org, visit_id)
    if found is None:
        raise NotFound
    if found.state not in (*visit.WAITING, VisitState.STOPPED):
        raise visit.VisitOver
    if not words.strip():
        raise Incomplete
    said = words.strip()[:300]
    also = Also(base=found.newest)
    written = Pen(work, org, by).write("visit.cancelled", ("visit", visit_id), {"v": 1, "words": said}, also)
    columns = visit_asking.cancelled(found, by, said)
    visits.save(work.db, visit_id, newest=written.hash, **columns)
    visits.out_of_order(work.db, visit_id)
    _tell(work, found)


def resume(work: Work, org: str, by: str, visit_id: str, words: str) -> None:
    """It had stopped for the death of somebody else. NotFound, VisitOver, Incomplete."""
    found = visits.of_org(work.db, org, visit_id)
    if found is None:
        raise NotFound
    if found.state != VisitState.STOPPED:
        raise visit.VisitOver
    if not words.strip():
        raise Incomplete
    noted = int((found.outcome or {})["noted"])
    officer = people.get(work.db, found.officer) if found.officer else None
    left = officer is not None and officer.left_at is not None
    body = {"v": 1, "words": words.strip()[:300], "noted": noted, **({"left": True} if left else {})}
    Pen(work, org, by).write("visit.resumed", ("visit", visit_id), body, Also(base=found.newest))
    # as when it stopped, `newest` stays what its officer saw
    visits.save(work.db, visit_id, **visit_asking.resumed(found, noted, left=left))
    _tell(work, found)


def put_in_order(work: Work, org: str, officer: str, on: date) -> None:
    """An officer's day from each hamlet to the nearest."""
    day = visits.planned_of(work.db, org, officer, on)
    known = [one.hamlet for one in hamlets.of_org(work.db, org)]
    stops = [visit_order.Stop(one.id, one.hamlet, one.at_time) for one in day]
    _keep(work, officer, visit_order.nearest_first(stops, known))


def move(work: Work, org: str, visit_id: str, by: int) -> None:
    """A place up or down in its officer's day. NotFound."""
    found = visits.of_org(work.db, org, visit_id)
    if found is None or found.officer is None or found.state != VisitState.PLANNED:
        raise NotFound
    day = visits.planned_of(work.db, org, found.officer, found.on_date)
    _keep(work, found.officer, visit_order.moved([one.id for one in day], visit_id, by))


def add_point(work: Work, org: str, by: str, name: str, hamlet: str) -> None:
    """An electronic residential point. VisitUnclear without a name or a hamlet."""
    name, hamlet = " ".join(name.split()), " ".join(hamlet.split())
    if not name or not hamlet or max(len(name), len(hamlet)) > 80:
        raise visit.VisitUnclear
    rows.add(work.db, rows.PointRow(uuid4(), org, name, hamlet))
    journal.write(work, org, by, "point.added", label=f"{name}, {hamlet}")


def end_point(work: Work, org: str, by: str, point_id: str) -> None:
    """Nobody is served there any more; what was done there stays. NotFound."""
    ended = rows.end(work.db, org, point_id, work.at)
    if ended is None:
        raise NotFound
    journal.write(work, org, by, "point.ended", label=f"{ended.name}, {ended.hamlet}")


def _waiting(work: Work, org: str, visit_id: str) -> visits.VisitRow:
    found = visits.of_org(work.db, org, visit_id)
    if found is None:
        raise NotFound
    if found.state not in visit.WAITING:
        raise visit.VisitOver
    return found


def _keep(work: Work, officer: str, order: list[str]) -> None:
    visits.place_in_order(work.db, order)
    for one in order:
        desk.tell(work.db, officer, one, what="visit")


def _tell(work: Work, found: visits.VisitRow) -> None:
    if found.officer:
        desk.tell(work.db, found.officer, found.id, what="visit")
