"""What a citizen said of the service, from the screen that he was handed."""

from app.domain import calendar, life, rating
from app.services.intake.arrived import Arrived, own_case
from app.store import cases, desk, figures
from app.sync.bodies import Rated
from app.work import Work


def given(work: Work, arrived: Arrived) -> None:
    """rating.given: the first word on a case counts, a later one changes nothing and waits for nobody: a page that
    shows what waits would show the answer."""
    body = arrived.body_as(Rated)
    found = own_case(work, arrived)
    life.next_state(life.State(found.state), arrived.read.kind)
    rating.check(body.score, body.reasons)
    day = calendar.local(work.at).date()
    figures.rate(work.db, figures.RatingRow(found.id, found.org, day, body.score, list(body.reasons), "door"))
    cases.save(work.db, found.id, newest=arrived.read.hash)
    desk.tell(work.db, found.officer, found.id)
