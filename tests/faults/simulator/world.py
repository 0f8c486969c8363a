"""A world from one seed: what people and phones do, in an order that the seed alone decides."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from app.domain.problems import Problem
from app.media.sample import ink
from app.services import decisions, papers, viewing
from app.store.ids import uuid7
from app.work import Tools, begin
from app.work.pen import stamp
from tests.faults.simulator import truth
from tests.faults.simulator.network import Network
from tests.faults.simulator.office import Crash, Office
from tests.faults.simulator.phone import Packet, SimPhone
from tests.people import SAU

STEPS = 24
DRAWN = ink()


class Wrong(AssertionError):
    """An invariant does not hold; the message names the seed."""


@dataclass
class Shifted:
    """A phone's own clock."""

    office: Office
    skew: timedelta

    def now(self) -> datetime:
        """Wrong by the skew."""
        return self.office.clock.at + self.skew


@dataclass
class World:
    """Two officers, a leader and a clerk of one commune, and a stranger of another."""

    office: Office
    seed: int
    page: bytes
    rng: Random = field(init=False)
    network: Network = field(init=False)
    phones: list[SimPhone] = field(init=False)
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)  # noqa: S311  a seed must give the same world
        self.network = Network(self.office, self.rng, self.rng.choice((0.02, 0.1, 0.3)), self.rng.choice((0.02, 0.1)))
        demos = self.office.reset()
        self.phones = [SimPhone(demo, self.network, self.rng) for demo in demos]
        for phone, browser in zip(self.phones, self.office.browsers, strict=True):
            phone.browser = browser
            phone.skew = self.rng.choice((0, 0, 0, 3600, -86_400 * 400, 86_400 * 400))

    def live(self) -> str:
        """Every step of this world, and its end; the hash of its trace. Wrong when something does not hold."""
        for _ in range(STEPS):
            act = self.rng.choices(ACTS, WEIGHTS)[0]
            self.trace.append(f"{act.__name__}:{act(self)}")
            self.office.clock.forward(seconds=self.rng.choice((1, 20, 300, 700)))
            truth.hold(self)
        self._end()
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    def _end(self) -> None:
        """The network heals; everything drains; nothing is lost, doubled or stuck."""
        self.network.bad = self.network.deadly = 0.0
        while self.network.late:
            self.network.deliver_late()
        for phone in self.phones:
            for _ in range(6):
                waits = [one for one in phone.outbox if one.state in ("waiting", "parked")]
                if not waits:
                    break
                for packet in waits:
                    packet.state = "waiting"
                self.office.clock.forward(minutes=1)
                phone.drain(deadly=0.0)
        truth.end(self)
        self.trace.append(
            "|".join(",".join(f"{one.kind}={one.state}" for one in phone.outbox) for phone in self.phones)
        )

    def phone(self) -> SimPhone:
        """Any of the phones that are still alive."""
        return self.rng.choice([one for one in self.phones if not one.evicted] or self.phones)

    def tools_of(self, phone: SimPhone) -> Tools:
        """The tools with this phone's clock."""
        return replace(self.office.tools, clock=Shifted(self.office, timedelta(seconds=phone.skew)))


def submit(world: World) -> str:
    """An old woman signs; the phone keeps it."""
    phone = world.phone()
    at = world.office.clock.at + timedelta(seconds=phone.skew)
    pages = [world.page] * world.rng.choice((1, 1, 2))
    body = SAU.body(at - timedelta(minutes=2), DRAWN)
    body["document"]["pages"] = len(pages)
    packet = phone.capture(world.tools_of(phone), "case.submitted", uuid7(at), body, pages)
    return "kept" if packet else "not kept"


def decline(world: World) -> str:
    """Refused at the door."""
    phone = world.phone()
    body = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}
    case = uuid7(world.office.clock.at)
    return "kept" if phone.capture(world.tools_of(phone), "case.declined", case, body, []) else "not kept"


def go_on(world: World) -> str:
    """An officer does with one of her cases what its state, as she knows it, asks for."""
    phone = world.phone()
    known = sorted((fields["received_at"], case, fields) for case, fields in phone.known.items())
    if not known:
        return "nothing"
    _, case, fields = world.rng.choice(known)
    at = stamp(world.office.clock.at)
    body: dict[str, Any]
    match fields["state"]:
        case "ready":
            kind, body = "delivery.completed", SAU.delivery(world.office.clock.at, DRAWN)
        case "returned" | "submitted" if world.rng.random() < 0.6:
            kind = "case.amended"
            body = {"v": 1, "patch": [{"path": "phone", "was": fields["phone"], "now": "0911111111"}], "struck": [],
                    "words": ""}  # fmt: skip
        case "approved":
            return "nothing"
        case _:
            kind = "case.withdrawn"
            body = {"v": 1, "code": "doi_y", "text": "", "withdrawn_at": at, "paper_returned": True}
    kept = phone.capture(world.tools_of(phone), kind, case, body, [])
    return f"{kind} {'kept' if kept else 'not kept'}"


def drain(world: World) -> str:
    """A round of the courier over a bad network, with a phone that may die."""
    phone = world.phone()
    phone.drain(deadly=0.05)
    return ",".join(one.state for one in phone.outbox)


def arrive_late(world: World) -> str:
    """Something that was long on its way arrives."""
    world.network.deliver_late()
    return str(len(world.network.late))


def wait(world: World) -> str:
    """Permissions run out."""
    world.office.clock.forward(minutes=world.rng.choice((11, 60, 600)))
    return ""


def work(world: World) -> str:
    """The worker makes what is due; it may die in it."""
    return _dying(world, lambda: truth.run_jobs(world.office.tools))


def approve(world: World) -> str:
    """The leader certifies the oldest case that waits."""
    return _dying(world, lambda: truth.run_jobs(world.office.tools)) + " " + _dying(world, lambda: _decide(world))


def move_paper(world: World) -> str:
    """The clerk receives, seals or hands over whatever is next."""
    return _dying(world, lambda: _paper(world))


def forget(world: World) -> str:
    """The system evicts a phone's storage: what it had not sent is gone with it, and no more is promised of it."""
    alive = [one for one in world.phones if not one.evicted]
    if len(alive) < 2:
        return "kept"
    phone = world.rng.choice(alive)
    phone.evicted = True
    phone.outbox = [one for one in phone.outbox if one.state in ("accepted", "held")]
    return "evicted"


def roll_back(world: World) -> str:
    """A phone's store goes back to an older chain head: its next record forks the chain."""
    phone = world.phone()
    if phone.demo.n == 0:
        return "nothing"
    head = phone.snapshot()
    submit_on(world, phone)
    phone.demo.n, phone.demo.prev = head.n, head.prev
    submit_on(world, phone)
    return "forked"


def submit_on(world: World, phone: SimPhone) -> Packet | None:
    """A refusal on this very phone: the smallest record."""
    body = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}
    return phone.capture(world.tools_of(phone), "case.declined", uuid7(world.office.clock.at), body, [])


ACTS = (submit, decline, go_on, drain, arrive_late, wait, work, approve, move_paper, forget, roll_back)
WEIGHTS = (4, 1, 5, 8, 1, 0.5, 2, 5, 5, 0.15, 0.3)


ROUND = (("approved", "officer", "receive"), ("approved", "clerk", "seal"), ("ready", "clerk", "give"))


def _dying(world: World, act: Any) -> str:
    try:
        with world.office.dying(world.rng, 0.15):
            return str(act())
    except Crash:
        return "died"
    except Problem as problem:
        return problem.code


def _decide(world: World) -> str:
    cast = world.office.cast
    case_id = truth.oldest(world, "submitted")
    if not case_id:
        return "nothing"
    with begin(cast.tools) as unit:
        shown = viewing.open_sheet(unit, cast.viewer(cast.minh), case_id)
        row = truth.case(unit.db, case_id)
        wanted = [decisions.Wanted(case_id, row.revision, shown.digest)]
        asked = decisions.ask(unit, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)
    cast.decide(cast.minh, asked.nonce, world.office.passkey.get(asked.options))
    return "approved"


def _paper(world: World) -> str:
    cast, tools = world.office.cast, world.office.tools
    for state, holder, verb in ROUND:
        case_id = truth.oldest(world, state, holder)
        if not case_id:
            continue
        hand = papers.Hand(cast.org, cast.hanh, case_id)
        with begin(tools) as unit:
            if verb == "seal":
                papers.seal(unit, hand, papers.Sealed([world.page]))
            else:
                getattr(papers, verb)(unit, hand)
        return verb
    return "nothing"
