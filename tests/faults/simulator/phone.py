"""A phone of the simulated world: what it saved stays, what it held in its hands is gone when it dies."""

import json
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from app.demo.phone import DemoPhone
from app.evidence import envelope
from app.evidence.encoding import from_b64u, sha256_hex
from app.sync.letters import Letter
from app.work import Tools
from tests.faults.simulator.network import Answer, Network, Offline, Request, permitted

MOST_TRIES = 5


class PhoneDied(Exception):
    """Killed in the middle of something."""


@dataclass
class Packet:
    """A sealed record that waits, and what became of it."""

    letter: Letter
    parts: dict[str, bytes]
    kind: str
    case: str
    state: str = "waiting"
    tries: int = 0
    receipt: str = ""
    last: str = ""

    @property
    def hash(self) -> str:
        """The record's identity."""
        return envelope.record_hash(self.letter.envelope)

    @property
    def id(self) -> str:
        """The record id, as the envelope says it."""
        return str(json.loads(from_b64u(self.letter.envelope.split(".")[1]))["id"])


@dataclass
class SimPhone:
    """An officer's phone: its key and chain, its outbox, what the feed told it."""

    demo: DemoPhone
    network: Network
    rng: Random
    skew: float = 0.0
    outbox: list[Packet] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str = ""
    evicted: bool = False
    browser: Any = None

    def capture(self, tools: Tools, kind: str, case: str, body: dict[str, Any], pages: list[bytes]) -> Packet | None:
        """Seals and keeps a record in one transaction; None when the storage was full or the phone died first."""
        before = (self.demo.n, self.demo.prev, dict(self.demo.newest))
        letter, parts = self.demo.letter(tools, kind, case, body, pages)
        if self.rng.random() < 0.05:
            self.demo.n, self.demo.prev, self.demo.newest = before
            return None
        packet = Packet(letter, {sha256_hex(part): part for part in parts}, kind, case)
        self.outbox.append(packet)
        return packet

    def drain(self, *, deadly: float) -> None:
        """One round of the courier; it ends when the network does or the phone dies."""
        try:
            self.demo.beacon = self._send("GET", "/api/beacon", b"").json["beacon"]
            self._send_all(deadly)
            self._receive()
        except (Offline, PhoneDied):
            return

    def _send_all(self, deadly: float) -> None:
        due = [one for one in self.outbox if one.state == "waiting"]
        if not due:
            return
        asked = {"records": [one.id for one in due], "blobs": sorted({sha for one in due for sha in one.parts})}
        answer = self._permitted("POST", "/api/check", json.dumps(asked).encode(), {"Content-Type": "application/json"})
        if answer.status != 200:
            raise Offline
        missing = set(answer.json["missing"])
        for packet in sorted(due, key=lambda one: bool(missing & set(one.parts))):
            if self.rng.random() < deadly:
                raise PhoneDied
            self._send_one(packet, missing)

    def _send_one(self, packet: Packet, missing: set[str]) -> None:
        for address in sorted(missing & set(packet.parts)):
            self._upload(address, packet.parts[address])
        data = json.dumps({"records": [packet.letter.model_dump()]}).encode()
        answer = self._permitted("POST", "/api/records", data, {"Content-Type": "application/json"})
        if answer.status != 200:
            self._failed(packet)
            return
        (verdict,) = answer.json["verdicts"]
        outcome = verdict["was"] if verdict["verdict"] == "duplicate" else verdict["verdict"]
        if outcome in ("accepted", "held"):
            packet.state, packet.receipt = outcome, verdict["receipt"]
        else:
            packet.last = f"{verdict}"
            self._failed(packet)

    def _failed(self, packet: Packet) -> None:
        packet.tries += 1
        if packet.tries >= MOST_TRIES:
            packet.state = "parked"

    def _upload(self, address: str, data: bytes) -> None:
        path = f"/api/blobs/{address}"
        answer = self._permitted("POST", path, b"", {"Upload-Length": str(len(data))})
        for _ in range(20):
            if answer.status not in (200, 201, 204, 409, 460):
                raise Offline
            offset = int(answer.headers["Upload-Offset"])
            if offset >= len(data):
                return
            piece = data[offset : offset + self.rng.choice((1, 200, 4000, len(data)))]
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            answer = self._permitted("PATCH", path, piece, headers)
        raise Offline

    def _receive(self) -> None:
        answer = self.network.send(Request("GET", f"/api/changes?after={self.cursor}", {}), self.browser)
        if answer.status != 200:
            return
        page = answer.json
        for change in page["changes"]:
            if "fields" in change and "case" in change:
                self.known[change["case"]] = change["fields"]
                self.demo.newest[change["case"]] = change["fields"].get("newest", "")
        self.cursor = page["cursor"]

    def _permitted(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        return self._send(method, path, body, permitted(self.demo, method, path, more))

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        return self.network.send(Request(method, path, headers or {}, body))

    def snapshot(self) -> DemoPhone:
        """The store's chain as it is now, to be rolled back to by a bad backup of the phone."""
        return replace(self.demo, newest=dict(self.demo.newest))

    def letter_again(self, packet: Packet) -> dict[str, Any]:
        """The very same letter once more, over a good network."""
        self.demo.beacon = self._send("GET", "/api/beacon", b"").json["beacon"]
        data = json.dumps({"records": [packet.letter.model_dump()]}).encode()
        answer = self._permitted("POST", "/api/records", data, {"Content-Type": "application/json"})
        found: dict[str, Any] = answer.json["verdicts"][0]
        return found
