"""The way between phone and server: loses, doubles, delays, cuts at any byte, flips bits."""

import io
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from flask.testing import FlaskClient

from app.demo.phone import DemoPhone
from app.evidence.jws import sign
from tests.faults.simulator.office import Crash, Office


class Offline(Exception):
    """No answer came; whether the request arrived is not known."""


@dataclass(frozen=True)
class Request:
    """One request as bytes on the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Any
    data: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.data)


@dataclass
class Network:
    """`bad` is the share of requests to which something happens; `deadly` that of those in which the server dies."""

    office: Office
    rng: Random
    bad: float = 0.3
    deadly: float = 0.1
    late: list[Request] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def send(self, request: Request, client: FlaskClient | None = None) -> Answer:
        """The answer, or Offline."""
        fate = self.rng.choice(("lost", "answer lost", "twice", "late", "cut", "flipped")) if self._unlucky() else ""
        self.done.append(fate)
        if fate == "lost":
            raise Offline
        if fate == "late":
            self.late.append(request)
            raise Offline
        if fate == "cut":
            self._deliver(request, client, whole=False)
            raise Offline
        if fate == "flipped":
            self._deliver(flipped(request, self.rng), client)
            raise Offline
        if fate == "twice":
            self._deliver(request, client)
        answer = self._deliver(request, client)
        if fate == "answer lost" or answer is None:
            raise Offline
        return answer

    def deliver_late(self) -> None:
        """Something that was on its way for long arrives now."""
        if self.late:
            self._deliver(self.late.pop(self.rng.randrange(len(self.late))), None)

    def _unlucky(self) -> bool:
        return self.rng.random() < self.bad

    def _deliver(self, request: Request, client: FlaskClient | None, *, whole: bool = True) -> Answer | None:
        body = request.body if whole else request.body[: self.rng.randrange(len(request.body) + 1)]
        opened = client or self.office.app.test_client()
        try:
            with self.office.dying(self.rng, self.deadly):
                answer = opened.open(
                    request.path, method=request.method, headers=request.headers, base_url="https://localhost",
                    input_stream=io.BytesIO(body), content_length=len(request.body), buffered=True,
                )  # fmt: skip
        except Crash:
            return None
        return Answer(answer.status_code, answer.headers, answer.data)


def flipped(request: Request, rng: Random) -> Request:
    """One bit of the body, or of the permission, is another."""
    if request.body:
        data = bytearray(request.body)
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        return Request(request.method, request.path, request.headers, bytes(data))
    headers = {**request.headers, "Authorization": request.headers.get("Authorization", "")[:-2] + "AA"}
    return Request(request.method, request.path, headers, b"")


def permitted(phone: DemoPhone, method: str, path: str, more: dict[str, str] | None = None) -> dict[str, str]:
    """The headers of a call that the phone's key allows."""
    claims = {"v": 1, "device": phone.key.kid, "jti": "x", "beacon": phone.beacon, "htm": method, "htu": path}
    return {"Authorization": f"TN {sign(claims, 'tn-upload', phone.key.kid, phone.key.private)}", **(more or {})}
