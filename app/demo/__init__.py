"""The two invented communes, made by the product's own services from records signed by freshly made device keys."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.demo.data import CASES, EXAMPLE, HAMLETS, NEIGHBOUR, Told
from app.demo.phone import DemoPhone
from app.domain import acts
from app.domain.calendar import ZONE, local
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.media.sample import ink, signed_page
from app.services import communes, decisions, hamlets, papers, sessions, viewing
from app.work import Tools, begin, look

_ADMIN, _LAN, _CLERK, _DEPUTY = 0, 1, 3, 5
_STEP = timedelta(minutes=7)


class _SetClock:
    """A clock that the story moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The story's moment."""
        return self.at


def make(tools: Tools) -> bool:
    """Makes communes, people and a few cases in every state; False when a demo commune is there already."""
    with look(tools) as work:
        if sessions.demo_people(work):
            return False
    real_now = tools.clock.now()
    clock = _SetClock(_yesterday_morning(real_now))
    told = replace(tools, clock=clock)
    with begin(told) as work:
        org, people = communes.create(work, EXAMPLE)
        communes.create(work, NEIGHBOUR)
        for name, place in HAMLETS:
            hamlets.put(work, org, people[_ADMIN], name, place)
    _Story(told, clock, org, people).tell(real_now)
    return True


def _yesterday_morning(now: datetime) -> datetime:
    return datetime.combine(local(now).date() - timedelta(days=1), datetime.min.time(), ZONE) + timedelta(hours=8)


class _Story:
    """What happened in the invented commune before today."""

    def __init__(self, tools: Tools, clock: _SetClock, org: str, people: list[str]) -> None:
        self._tools, self._clock, self._org, self._people = tools, clock, org, people

    def tell(self, real_now: datetime) -> None:
        """Lan visits; the deputy decides some; the clerk seals; one is home already."""
        phone = DemoPhone.enrol(self._tools, self._org, self._people[0], self._people[_LAN])
        key = self._passkey(self._people[_DEPUTY])
        for told in CASES:
            if told.today:
                self._clock.at = max(self._clock.at, real_now - timedelta(minutes=told.minutes_ago))
                # she looked in before she left: else her phone had been silent since yesterday's last visit, and in
                # the afternoon the leader would be warned of every demo case
                phone.hear(self._tools)
            self._one(phone, key, told)
        self._clock.at = real_now
        with begin(self._tools) as work:
            # the invented passkey lived in memory only: nobody may be asked for it later
            sessions.remove_passkey(work, key.id)

    def _one(self, phone: DemoPhone, key: SoftPasskey, told: Told) -> None:
        self._clock.at += _STEP
        body = told.body(self._clock.at - timedelta(minutes=2), ink(told.seed))
        case_id = phone.submit(self._tools, body, [signed_page(told.title, told.name)])
        self._clock.at += _STEP
        runner.run_due(self._tools)
        if told.until in ("decided", "ready", "handed", "delivered"):
            self._receive(case_id)
            self._decide(key, case_id)
        if told.until in ("ready", "handed", "delivered"):
            self._seal(case_id, told, hand=told.until != "ready")
        if told.until == "delivered":
            self._clock.at += _STEP
            phone.deliver(self._tools, case_id, told.delivery(self._clock.at, ink(told.seed + 5)))

    def _receive(self, case_id: str) -> None:
        with begin(self._tools) as work:
            papers.receive(work, papers.Hand(self._org, self._people[_CLERK], case_id))

    def _decide(self, key: SoftPasskey, case_id: str) -> None:
        decider = decisions.Decider(self._org, self._people[_DEPUTY])
        with begin(self._tools) as work:
            shown = viewing.open_sheet(work, viewing.Viewer(self._org, decider.person, decider.roles), case_id)
            wanted = [decisions.Wanted(case_id, 1, shown.digest, why=acts.seen(shown.flags, "0" * acts.SALT))]
            asked = decisions.ask(work, decider, wanted, interest_free=True)
        with begin(self._tools) as work:
            decisions.decide(work, decider, asked.nonce, key.get(asked.options))
        runner.run_due(self._tools)

    def _seal(self, case_id: str, told: Told, *, hand: bool) -> None:
        self._clock.at += _STEP
        with begin(self._tools) as work:
            held = papers.Hand(self._org, self._people[_CLERK], case_id)
            papers.seal(work, held, papers.Sealed([signed_page(told.title, told.name, 18)]))
            if hand:
                papers.give(work, held)

    def _passkey(self, person: str) -> SoftPasskey:
        site = self._tools.site
        with begin(self._tools) as work:
            nonce, options = sessions.ask(work, person, "register")
        made = SoftPasskey(site.rp, site.origin, _handle(options))
        with begin(self._tools) as work:
            sessions.add_passkey(work, person, nonce, made.create(options))
        return made


def _handle(options: dict[str, Any]) -> str:
    return str(options["user"]["id"])
