"""The two invented communes, made by the product's own services from records signed by freshly made device keys."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.demo import year
from app.demo.data import CASES, DECISIONS, EXAMPLE, HAMLETS, NEIGHBOUR, REQUEST, Told
from app.demo.phone import DemoPhone
from app.demo.story import ADMIN, CLERK, LAN, TUAN, SetClock, Story
from app.domain import fees
from app.domain.calendar import ZONE, local
from app.domain.decision_sheet import guess
from app.jobs import runner
from app.media.sample import ink, signed_page
from app.services import benefits, communes, hamlets, sessions, visit_requests
from app.store import system
from app.work import Tools, begin, look

_STEP = timedelta(minutes=7)


class There(StrEnum):
    """What of a demo a data folder holds; `older`: made by a release that did not note it."""

    NOTHING = ""
    HALF = "half"
    DAYS = "days"
    YEAR = "year"
    OLDER = "older"


_NOTE = "demo"


def there(tools: Tools) -> There:
    """What is there already."""
    with look(tools) as work:
        if not sessions.demo_people(work):
            return There.NOTHING
        return There(system.perhaps(work.db, _NOTE) or There.OLDER)


def make(tools: Tools, *, whole_year: bool = False) -> bool:
    """Makes communes, people and a few cases in every state, on demand after a year of others; False when a demo
    commune is there already. The keys of its phones and of its deputy are in memory only: what breaks off cannot go on,
    and is known by its note."""
    if there(tools) is not There.NOTHING:
        return False
    real_now = tools.clock.now()
    morning = _yesterday_morning(real_now)
    clock = SetClock(year.first(morning) if whole_year else morning)
    told = replace(tools, clock=clock)
    with begin(told) as work:
        system.keep(work.db, _NOTE, There.HALF)
        org, people = communes.create(work, EXAMPLE)
        communes.create(work, NEIGHBOUR)
        for name, place in HAMLETS:
            hamlets.put(work, org, people[ADMIN], name, place)
    story = Story.begin(told, clock, org, people)
    phone = story.phone(LAN)
    if whole_year:
        year.tell(story, phone, morning)
        # the last of the year may have come later than it was to
        clock.at = max(clock.at, morning)
    _tell(story, phone, real_now)
    _still_to_do(story)
    story.end()
    with begin(told) as work:
        system.keep(work.db, _NOTE, There.YEAR if whole_year else There.DAYS)
    return True


def _yesterday_morning(now: datetime) -> datetime:
    return datetime.combine(local(now).date() - timedelta(days=1), datetime.min.time(), ZONE) + timedelta(hours=8)


def _tell(story: Story, phone: DemoPhone, real_now: datetime) -> None:
    """Since yesterday: Lan visits; the deputy decides some; the clerk seals; one is home already."""
    clock = story.clock
    for told in CASES:
        if told.today:
            clock.at = max(clock.at, real_now - timedelta(minutes=told.minutes_ago))
        # she looked in before she left: else her phone had been silent since the last visit, and in the afternoon the
        # leader would be warned of every demo case
        phone.hear(story.tools)
        _one(story, phone, told)
    clock.at = max(clock.at, real_now)


def _still_to_do(story: Story) -> None:
    """Two decisions to be carried home, and a telephone call for a visit."""
    today = local(story.clock.at)
    words = {"day": f"{today:%d/%m/%Y}", "month": f"{today:%m/%Y}"}
    rows = [[cell.format(**words) for cell in row] for row in DECISIONS]
    clerk = story.people[CLERK]
    with begin(story.tools) as work:
        benefits.take_sheet(work, story.org, clerk, benefits.Sheet(rows, guess(rows), story.people[TUAN], {}))
        visit_requests.ask(work, story.org, clerk, REQUEST)
    story.give(next(one.id for one in story.benefits_here() if one.officer_id == story.people[LAN]))


def _one(story: Story, phone: DemoPhone, told: Told) -> None:
    clock = story.clock
    clock.at += _STEP
    body = told.body(clock.at - timedelta(minutes=2), ink(told.seed))
    body["fee"] = {"amount": 10_000, "paid": fees.Paid.CASH, "receipt": f"{told.seed:07d}", "basis": ""}
    case_id = phone.submit(story.tools, body, [signed_page(told.title, told.name)])
    clock.at += _STEP
    runner.run_due(story.tools)
    if told.until in ("decided", "ready", "handed", "delivered"):
        story.receive(case_id)
        story.decide(case_id)
    if told.until in ("ready", "handed", "delivered"):
        clock.at += _STEP
        story.seal(case_id, told)
    if told.until in ("handed", "delivered"):
        story.give(case_id)
    if told.until == "delivered":
        clock.at += _STEP
        story.say(phone, "delivery.completed", case_id, told.delivery(clock.at, ink(told.seed + 5)))
