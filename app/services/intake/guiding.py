"""Guidance of people with online services is noted and counted; nobody is named."""

from app.domain import guided, hamlets
from app.domain.calendar import local
from app.domain.words_vi import fold
from app.services.intake import moments
from app.services.intake.arrived import Arrived
from app.store import figures, guidance, points
from app.store import hamlets as places
from app.sync.guidance import Guided
from app.work import Work


def given(work: Work, arrived: Arrived) -> None:
    """guidance.given: the first word on its stream counts, a later one changes nothing."""
    body = arrived.body_as(Guided)
    services = [guided.Service(one.service, guided.Mode(one.mode), one.reason) for one in body.services]
    guided.check(services, body.topics, body.people, guided.Place(body.place_kind, body.hamlet, body.point))
    # what was accepted once stays so when the tables are made anew, whatever is listed by then
    if not arrived.taken and work.upto is None:
        _check_listed(work, arrived.read.org, body)
    # a person who takes what had waited takes it without its place, which may be somebody's home
    hamlet = "" if arrived.taken else body.hamlet.strip()
    at = moments.within(work, arrived.read, body.given_at)
    row = guidance.GuidanceRow(
        id=arrived.read.stream_id,
        seq=arrived.seq,
        org=arrived.read.org,
        officer=arrived.read.author,
        given_at=at,
        place_kind=body.place_kind,
        hamlet=hamlet,
        people=body.people,
        services=[{"service": one.code, "mode": one.mode.value, "reason": one.reason} for one in services],
        topics=list(body.topics),
    )
    if guidance.add(work.db, row):
        days = (local(at).date(), local(work.at).date())
        figures.count(work.db, row.org, guided.parts(days, services, body.topics, body.people))


def _check_listed(work: Work, org: str, body: Guided) -> None:
    """GuidanceUnclear for a place that the commune does not list: what is typed freely could tell a home."""
    known = [one.hamlet for one in places.of_org(work.db, org)]
    if body.hamlet.strip() and hamlets.named(known, body.hamlet) is None:
        raise guided.GuidanceUnclear
    if body.point.strip() and fold(body.point) not in points.hamlets_of(work.db, org):
        raise guided.GuidanceUnclear
