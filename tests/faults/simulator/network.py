"""The way between phone and server: loses, doubles, delays, cuts at any byte, flips bits, and sometimes is a portal."""

from dataclasses import dataclass, field
from random import Random

from tests.faults.simulator.office import Crash, Office
from tests.faults.simulator.wire import Answer, Offline, Request, flipped

FATES = ("lost", "answer lost", "twice", "late", "cut", "flipped", "portal")
PORTAL = Answer(200, {"Content-Type": "text/html"}, b"<!doctype html><title>Wi-Fi</title>")


@dataclass
class Network:
    """`bad` is the share of requests to which something happens; `deadly` that of those in which the server dies."""

    office: Office
    rng: Random
    bad: float = 0.3
    deadly: float = 0.1
    late: list[Request] = field(default_factory=list)
    posts: int = 0

    def send(self, request: Request, cookie: str = "") -> Answer:
        """The answer, or Offline."""
        self.posts += request.method != "GET"
        fate = self.rng.choice(FATES) if self.rng.random() < self.bad else ""
        if fate == "lost":
            raise Offline
        if fate == "late":
            self.late.append(request)
            raise Offline
        if fate == "portal":
            return PORTAL
        if fate == "cut":
            self._deliver(request, cookie, whole=False)
            raise Offline
        if fate == "flipped":
            self._deliver(flipped(request, self.rng), cookie)
            raise Offline
        if fate == "twice":
            self._deliver(request, cookie)
        answer = self._deliver(request, cookie)
        if fate == "answer lost" or answer is None:
            raise Offline
        return answer

    def deliver_late(self) -> None:
        """Something that was on its way for long arrives now."""
        if self.late:
            self._deliver(self.late.pop(self.rng.randrange(len(self.late))), "")

    def _deliver(self, request: Request, cookie: str, *, whole: bool = True) -> Answer | None:
        body = request.body if whole else request.body[: self.rng.randrange(len(request.body) + 1)]
        cut = Request(request.method, request.path, request.headers, body)
        try:
            with self.office.dying(self.rng, self.deadly):
                return self.office.call(cut, cookie, len(request.body))
        except Crash:
            return None
