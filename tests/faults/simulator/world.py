"""A world from one seed: what people and phones do, in an order that the seed alone decides."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy.exc import OperationalError

from app.demo.phone import DemoPhone
from app.domain.problems import Problem
from app.work import Tools
from tests.faults.simulator import ending, truth
from tests.faults.simulator.acts import ACTS
from tests.faults.simulator.network import Network
from tests.faults.simulator.office import Crash, Office
from tests.faults.simulator.packets import Draft, Packet
from tests.faults.simulator.phone import SimPhone

STEPS = 24
PATIENCE = 4
STRESS = (0.2, 1, 1, 1, 4)
SKEWS = (0, 0, 0, 3600, -86_400 * 400, 86_400 * 400)
DAY = timedelta(days=1)


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
    """Officers with two to four phones, a leader and a clerk of one commune, and a stranger of another."""

    office: Office
    seed: int
    page: bytes
    script: Any = None
    rng: Random = field(init=False)
    network: Network = field(init=False)
    phones: list[Any] = field(init=False)
    trace: list[str] = field(default_factory=list)
    # every number that the book ever said, and for which case
    given: dict[int, str] = field(default_factory=dict)
    # cases and visits in the order in which this world made them: their ids are another each time
    order: dict[str, int] = field(default_factory=dict)
    restores: int = 0
    shots: int = 0

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)  # noqa: S311  a seed must give the same world
        self.network = Network(self.office, self.rng, self.rng.choice((0.02, 0.1, 0.3)), self.rng.choice((0.02, 0.1)))
        demos = self.office.reset()[: self.rng.choice((2, 2, 3, 4))]
        self.phones = [self.make(demo, self.rng.choice(SKEWS)) for demo in demos]
        for phone in self.phones:
            phone.cookie = self.office.sign_in(phone.person)
        self.epoch = self.office.epoch()

    def make(self, demo: DemoPhone, skew: float) -> Any:
        """A phone that was just enrolled."""
        return (self.script.phone if self.script else SimPhone)(demo, self.network, self.rng, skew)

    def live(self) -> str:
        """Every step of this world, and its end; the hash of everything that happened."""
        # some things never happen in a world and others all the time: faults that need company find it
        chosen, weights = list(ACTS), [weight * self.rng.choice(STRESS) for weight in ACTS.values()]
        for _ in range(STEPS):
            for _ in range(PATIENCE):
                act = self.rng.choices(chosen, weights)[0]
                self.trace.append(f"{act.__name__}:{(said := act(self))}")
                if said != "nothing":
                    break
            self.office.clock.forward(seconds=self.rng.choice((1, 20, 300, 700)))
            truth.hold(self)
        ending.settle(self)
        truth.end(self)
        if self.seed % 4 == 0:
            # it costs as much as all the rest of the end
            truth.remade(self)
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    def alive(self) -> list[Any]:
        """The phones that are still in a hand."""
        return [one for one in self.phones if not one.gone]

    def phone(self) -> Any:
        """Any of them."""
        return self.rng.choice(self.alive())

    def packets(self) -> list[Packet]:
        """What every phone made."""
        return [packet for phone in self.phones for packet in phone.outbox]

    def photo(self) -> bytes:
        """No two photos are the same."""
        self.shots += 1
        return self.page + f"{self.shots:06}".encode()

    def tools_of(self, phone: Any) -> Tools:
        """The tools with this phone's clock."""
        return replace(self.office.tools, clock=Shifted(self.office, timedelta(seconds=phone.skew)))

    def finish(self, phone: Any, draft: Draft) -> str:
        """The officer presses the last button."""
        # two records never have one millisecond: their ids must sort the same way each time
        self.office.clock.forward(seconds=0.001)
        packet = phone.capture(self.tools_of(phone), draft)
        self.order.setdefault(draft.stream, len(self.order))
        return f"{draft.kind} {'kept' if packet else 'not kept'}"

    def dying(self, act: Callable[[], object], share: float = 0.15) -> str:
        """What the act says; the server may die in it, or its disk be full, or the rules refuse it."""
        try:
            with self.office.dying(self.rng, share):
                return str(act())
        except Crash:
            return "died"
        except Problem as problem:
            return problem.code
        except (OperationalError, OSError):
            return "disk full"

    def must(self, holds: object, words: str) -> None:
        """An invariant."""
        if not holds:
            raise AssertionError(f"seed {self.seed}: {words}\n" + "\n".join(self.trace[-12:]))
