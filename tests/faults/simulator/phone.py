"""A phone of the simulated world: what it saved stays, what it held in its hands is gone when it dies."""

import json
from base64 import b64decode
from dataclasses import dataclass, field
from random import Random
from typing import Any

from app.demo.phone import DemoPhone
from app.evidence import envelope, heads, merkle
from app.evidence.encoding import b64u, from_b64u, sha256_hex
from app.evidence.jws import sign
from app.sync.letters import Letter
from app.work import Tools
from tests.faults.simulator.network import Network
from tests.faults.simulator.packets import KEPT, Draft, Packet
from tests.faults.simulator.wire import Answer, Offline, Request, other

MOST_TRIES = 5
LATER = (429, 502, 503, 504, 507)
FAULT = 500
PATIENT = ("offline", "later")
JSON = {"Content-Type": "application/json"}


class PhoneDied(Exception):
    """Killed in the middle of something."""


class Refused(Exception):
    """The server's word; `code` as in its answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass
class SimPhone:
    """An officer's phone in Python: its key and chain, its outbox, what the feed told it."""

    demo: DemoPhone
    network: Network
    rng: Random
    skew: float = 0.0
    outbox: list[Packet] = field(default_factory=list)
    letters: dict[str, Letter] = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str = ""
    cookie: str = ""
    gone: str = ""
    forked: bool = False
    ledger: heads.TreeHead | None = None
    alarm: str = ""
    told: tuple[str, dict[str, Any]] = field(default=("", {}))

    @property
    def person(self) -> str:
        """Whose phone it is."""
        return self.demo.person

    def capture(self, tools: Tools, draft: Draft) -> Packet | None:
        """Seals and keeps a record in one transaction; None when the storage was full or the phone died first."""
        demo = self.demo
        before = (demo.n, demo.prev, dict(demo.newest))
        if draft.stream in self.known:
            demo.newest.setdefault(draft.stream, self.known[draft.stream].get("newest", ""))
        letter, parts = demo.letter(tools, draft.kind, draft.stream, draft.body, list(draft.pages))
        if self.rng.random() < 0.05:
            demo.n, demo.prev, demo.newest = before
            return None
        record_id = str(json.loads(from_b64u(letter.envelope.split(".")[1]))["id"])
        held = {sha256_hex(part): part for part in parts}
        packet = Packet(record_id, envelope.record_hash(letter.envelope), draft.kind, draft.stream, demo.n, held)
        self.outbox.append(packet)
        self.letters[packet.id] = letter
        return packet

    def drain(self, *, deadly: float) -> None:
        """One round of the courier; it ends when the network does or the phone dies."""
        try:
            self.demo.beacon = self._send("GET", "/api/beacon", b"").json["beacon"]
            alive = json.loads(from_b64u(self.demo.beacon.split(".")[1]))
            for packet in self.outbox:
                if packet.state in KEPT and packet.epoch != alive["epoch"]:
                    packet.state, packet.tries = "waiting", 0
            self._send_all(deadly, alive["epoch"])
            self._receive()
            if not self._watch(alive["epoch"]):
                return
            for packet in self.outbox:
                if packet.state in KEPT and packet.epoch == alive["epoch"] and alive["durable"] >= packet.seq:
                    packet.was, packet.state, packet.parts = packet.state, "purged", {}
        except (Offline, PhoneDied, Refused):
            return

    def _send_all(self, deadly: float, epoch: str) -> None:
        due = [one for one in self.outbox if one.state == "waiting"]
        missing = self._ask(due, epoch)
        stuck: set[str] = set()
        for packet in in_order(due, missing):
            if self.rng.random() < deadly:
                raise PhoneDied
            if packet.case not in stuck:
                self._send_one(packet, missing, epoch)
            if packet.state == "waiting":
                stuck.add(packet.case)

    def _ask(self, due: list[Packet], epoch: str) -> set[str]:
        told = self._telling()
        forgotten = any(one.state == "parked" and one.reason == "unknown_device" for one in self.outbox)
        if not due and (forgotten or (epoch, told) == self.told):
            return set()
        asked = {"records": [one.id for one in due], "blobs": [sha for one in due for sha in one.parts], "told": told}
        try:
            missing = set(self._call("POST", "/api/check", json.dumps(asked).encode(), JSON).json["missing"])
        except Refused as refused:
            if not due:
                # a server that is not well has heard nothing; one that says no is not asked again
                if refused.status < FAULT and refused.status not in LATER:
                    self.told = (epoch, told)
                return set()
            for packet in due:
                _failed(packet, "unknown_device" if refused.status == 401 else refused.code)
            raise
        self.told = (epoch, told)
        return missing

    def _telling(self) -> dict[str, Any]:
        held = [one for one in self.outbox if one.state in ("waiting", "parked")]
        made_at = "2026-01-01T00:00:00.000Z"
        names = [{"id": one.id, "kind": one.kind, "stream": one.case, "made_at": made_at} for one in held]
        lines = [f"{one.id} {one.kind} {one.case}  {made_at}" for one in held]
        whole = sha256_hex("\n".join([f"{self.demo.n} {len(held)}", *lines]).encode())
        return {"made": self.demo.n, "unsent": len(held), "waiting": names, "sum": whole}

    def _send_one(self, packet: Packet, missing: set[str], epoch: str) -> None:
        try:
            for address, part in packet.parts.items():
                if address in missing:
                    self._upload(address, part)
            data = json.dumps({"records": [self.letters[packet.id].model_dump()]}).encode()
            (verdict,) = self._call("POST", "/api/records", data, JSON).json["verdicts"]
        except Refused as refused:
            return _failed(packet, refused.code)
        outcome = verdict["was"] if verdict["verdict"] == "duplicate" else verdict["verdict"]
        if outcome in KEPT:
            packet.state, packet.reason, packet.tries = outcome, verdict.get("code") or "", 0
            packet.receipt, packet.seq, packet.epoch = verdict["receipt"], verdict["seq"], epoch
        elif outcome == "refused":
            packet.state, packet.reason = "parked", verdict["code"]
        else:
            _failed(packet, outcome)
        return None

    def _upload(self, address: str, data: bytes) -> None:
        path = f"/api/blobs/{address}"
        answer = self._call("POST", path, b"", {"Upload-Length": str(len(data))})
        for _ in range(30):
            offset = int(answer.headers.get("Upload-Offset", -1))
            if offset < 0:
                raise Offline
            if offset >= len(data):
                return
            if answer.status == 460 and sha256_hex(data) != address:
                raise Refused(460, "damaged")
            piece = data[offset : offset + self.rng.choice((200, 4000, len(data)))]
            headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            answer = self._call("PATCH", path, piece, headers)
        raise Offline

    def _receive(self) -> None:
        more = True
        while more:
            answer = self.network.send(Request("GET", f"/api/changes?after={self.cursor}", {}), self.cookie)
            if answer.status != 200:
                return
            page = answer.json
            for change in page["changes"]:
                self._learn(change)
            self.cursor, more = page["cursor"], page["more"]

    def _watch(self, epoch: str) -> bool:
        """Whether the ledger goes on from the one that this phone saw last, or somebody confirmed a restore."""
        before = self.ledger
        path = f"/api/ledger/consistency?from={before.size}" if before else "/api/ledger/head"
        answer = self._send("GET", path, b"")
        if answer.status not in (200, 404):
            return not self.alarm
        known = answer.status == 200
        told = answer.json if known else self._send("GET", "/api/ledger/head", b"").json
        now = heads.read(told["head"], self.network.office.tools.keys["head"].private.public_key())
        if now.epoch != epoch:
            return not self.alarm
        proof = [b64decode(step) for step in told.get("proof", [])]
        self.alarm = ""
        if before and not (known and merkle.is_consistent((before.size, before.root), (now.size, now.root), proof)):
            self.alarm = "rewritten" if now.epoch == before.epoch else self._restored(before, now)
        if not self.alarm:
            self.ledger = now
        return not self.alarm

    def _restored(self, before: heads.TreeHead, now: heads.TreeHead) -> str:
        answer = self._send("GET", f"/api/ledger/restores?org={self.demo.org}", b"")
        rows = {one["epoch"]: one for one in answer.json["restores"]} if answer.status == 200 else {}
        epoch = now.epoch
        while epoch in rows and epoch != before.epoch:
            if any(json.loads(one["statement"])["size"] < before.size for one in rows[epoch]["notices"]):
                return ""
            epoch = rows[epoch]["from_epoch"]
        return "unsigned"

    def _learn(self, change: dict[str, Any]) -> None:
        name = change.get("case", "")
        if change.get("gone"):
            self.known.pop(name, None)
        elif name and "fields" in change:
            self.known[name] = change["fields"]
            self.demo.newest[name] = change["fields"]["newest"]

    def _call(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        """By the phone's key; Refused for anything but a good answer or one that says where an upload goes on."""
        claims = {
            "v": 1,
            "device": self.demo.key.kid,
            "jti": "x",
            "beacon": self.demo.beacon,
            "htm": method,
            "htu": path,
        }
        allowed = sign(claims, "tn-upload", self.demo.key.kid, self.demo.key.private)
        answer = self._send(method, path, body, {"Authorization": f"TN {allowed}", **more})
        if answer.status in LATER:
            raise Refused(answer.status, "later")
        if answer.status >= 400 and answer.status not in (409, 460):
            raise Refused(answer.status, "busy")
        return answer

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        return self.network.send(Request(method, path, headers or {}, body))

    def roll_back(self) -> None:
        """The store goes back to the head before its last record: the next one forks the chain."""
        last = self.letters[self.outbox[-1].id]
        claims = json.loads(from_b64u(last.envelope.split(".")[1]))
        self.demo.n, self.demo.prev, self.forked = claims["n"] - 1, claims["prev"], True

    def rot(self, packet: Packet, what: str) -> None:
        """One bit of what lies on the phone's disk is another."""
        packet.spoiled, letter = what, self.letters[packet.id]
        at = self.rng.randrange(60)
        if what == "photo":
            address = next(iter(packet.parts))
            data = bytearray(packet.parts[address])
            data[at] ^= 1
            packet.parts[address] = bytes(data)
        elif what == "body":
            data = bytearray(from_b64u(letter.body))
            data[at] ^= 1
            self.letters[packet.id] = letter.model_copy(update={"body": b64u(bytes(data))})
        else:
            text = getattr(letter, what)
            self.letters[packet.id] = letter.model_copy(update={what: other(text, len(text) - 20)})

    def evict(self) -> None:
        """The system clears the store: what had not been sent is gone with it, and no more is promised of it."""
        self.gone = "evicted"
        self.outbox = [one for one in self.outbox if one.state != "waiting" and one.state != "parked"]

    def retry(self) -> None:
        """The officer presses "Gửi lại": what was parked waits again."""
        for packet in self.outbox:
            if packet.state == "parked":
                packet.state, packet.tries = "waiting", 0

    def letter_again(self, packet: Packet) -> dict[str, Any]:
        """The very same letter once more, over a good network."""
        self.demo.beacon = self._send("GET", "/api/beacon", b"").json["beacon"]
        data = json.dumps({"records": [self.letters[packet.id].model_dump()]}).encode()
        found: dict[str, Any] = self._call("POST", "/api/records", data, JSON).json["verdicts"][0]
        return found


def in_order(due: list[Packet], missing: set[str]) -> list[Packet]:
    """What has no photo to bring goes first, but never before an earlier record of its own case."""
    heavy: set[str] = set()
    first, second = [], []
    for packet in due:
        if missing & set(packet.parts):
            heavy.add(packet.case)
        (second if packet.case in heavy else first).append(packet)
    return first + second


def _failed(packet: Packet, reason: str) -> None:
    packet.tries, packet.reason = packet.tries + 1, reason
    if packet.tries >= MOST_TRIES and reason not in PATIENT:
        packet.state = "parked"
