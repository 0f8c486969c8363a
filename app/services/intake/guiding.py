"""Guidance of people with online services is noted and counted; nobody is named."""

from app.domain import guided
from app.domain.calendar import local
from app.services.intake.arrived import Arrived
from app.store import figures, guidance
from app.sync.guidance import Guided
from app.work import Work


def given(work: Work, arrived: Arrived) -> None:
    """guidance.given: the first word on its stream counts, a later one changes nothing."""
    body = arrived.body_as(Guided)
    services = [guided.Service(one.service, guided.Mode(one.mode), one.reason) for one in body.services]
    guided.check(services, body.topics, body.people, guided.Place(body.place_kind, body.hamlet, body.point))
    row = guidance.GuidanceRow(
        id=arrived.read.stream_id,
        seq=arrived.seq,
        org=arrived.read.org,
        officer=arrived.read.author,
        given_at=body.given_at,
        place_kind=body.place_kind,
        hamlet=body.hamlet.strip(),
        people=body.people,
        services=[{"service": one.code, "mode": one.mode.value, "reason": one.reason} for one in services],
        topics=list(body.topics),
    )
    if guidance.add(work.db, row):
        day = local(body.given_at).date()
        figures.count(work.db, row.org, guided.parts(day, services, body.topics, body.people))
