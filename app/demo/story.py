"""What the people of an invented commune do, in the order of a clock that the story moves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.demo.data import Told
from app.demo.phone import DemoPhone
from app.domain import acts, benefits
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.media.sample import signed_page
from app.reports import carrying
from app.services import decisions, papers, sessions, viewing
from app.work import Tools, begin, look

ADMIN, LAN, TUAN, CLERK, DEPUTY = 0, 1, 2, 3, 5


class SetClock:
    """A clock that the story moves, forward only: records that went back in time would be warned of."""

    __slots__ = ("_at",)

    def __init__(self, at: datetime) -> None:
        self._at = at

    @property
    def at(self) -> datetime:
        """The story's moment."""
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        """ValueError for an earlier one."""
        if at < self._at:
            raise ValueError(f"{at} is before {self._at}")
        self._at = at

    def now(self) -> datetime:
        """The story's moment."""
        return self.at


@dataclass(slots=True)
class Story:
    """An invented commune, its people in the order of the data, and the deputy's key while the story is told."""

    tools: Tools
    clock: SetClock
    org: str
    people: list[str]
    key: SoftPasskey

    @classmethod
    def begin(cls, tools: Tools, clock: SetClock, org: str, people: list[str]) -> "Story":
        """The deputy makes a key that lives in memory only."""
        with begin(tools) as work:
            nonce, options = sessions.ask(work, people[DEPUTY], "register")
        made = SoftPasskey(tools.site.rp, tools.site.origin, str(options["user"]["id"]))
        with begin(tools) as work:
            sessions.add_passkey(work, people[DEPUTY], nonce, made.create(options))
        return cls(tools, clock, org, people, made)

    def end(self) -> None:
        """Nobody may be asked for the invented key later."""
        with begin(self.tools) as work:
            sessions.remove_passkey(work, self.key.id)

    def phone(self, person: int) -> DemoPhone:
        """An enrolled phone of one of the people."""
        return DemoPhone.enrol(self.tools, self.org, self.people[ADMIN], self.people[person])

    def receive(self, case_id: str) -> None:
        """The clerk takes the original."""
        with begin(self.tools) as work:
            papers.receive(work, self._hand(case_id))

    def decide(self, case_id: str, act: acts.Act = acts.Act.APPROVE, why: acts.Why | None = None) -> None:
        """The deputy decides by passkey; the certificate is made."""
        decider = decisions.Decider(self.org, self.people[DEPUTY])
        with begin(self.tools) as work:
            shown = viewing.open_sheet(work, viewing.Viewer(self.org, decider.person, decider.roles), case_id)
            reason = why or acts.seen(shown.flags, "0" * acts.SALT)
            wanted = [decisions.Wanted(case_id, 1, shown.digest, act, reason)]
            asked = decisions.ask(work, decider, wanted, interest_free=True)
        with begin(self.tools) as work:
            decisions.decide(work, decider, asked.nonce, self.key.get(asked.options))
        runner.run_due(self.tools)

    def seal(self, case_id: str, told: Told) -> None:
        """The clerk has the printed paper signed and stamped."""
        with begin(self.tools) as work:
            papers.seal(work, self._hand(case_id), papers.Sealed([signed_page(told.title, told.name, 18)]))

    def give(self, case_id: str) -> None:
        """The paper goes to its officer."""
        with begin(self.tools) as work:
            papers.give(work, self._hand(case_id))

    def say(self, phone: DemoPhone, kind: str, case_id: str, body: dict[str, Any]) -> None:
        """A further record of a case. ValueError when the server did not accept."""
        phone.say(self.tools, kind, case_id, body)

    def benefits_here(self) -> list[carrying.Line]:
        """Decisions whose paper waits at the commune."""
        with look(self.tools) as work:
            lines = carrying.carried(work.db, self.org, carrying.Asked(where=carrying.HERE)).lines
        return [one for one in lines if one.task == benefits.BENEFIT]

    def _hand(self, case_id: str) -> papers.Hand:
        return papers.Hand(self.org, self.people[CLERK], case_id)
