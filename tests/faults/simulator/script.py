"""Phones whose store and courier are the product's own JavaScript: one node process a worker, spoken to over pipes."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from app.demo.phone import DemoPhone
from app.domain.calendar import ZONE
from app.evidence.encoding import b64u, from_b64u
from app.services import restored
from app.sync.letters import Letter
from app.work import Tools, look
from app.work.pen import stamp
from tests.faults.simulator.network import Network
from tests.faults.simulator.office import Office
from tests.faults.simulator.packets import KEPT, Draft, Packet
from tests.faults.simulator.phone import SimPhone
from tests.faults.simulator.wire import Offline, Request

ROOT = Path(__file__).parents[3]
WORKER = ROOT / "tests" / "js" / "simulator" / "worker.js"
# what a fetch would not show to a script, and what Flask says of the body's length
MOST_CALLS = 400
KEPT_HEADERS = ("Content-Type", "Upload-Offset", "Upload-Length", "TN-Beacon", "Retry-After")


def signers(office: Office) -> list[dict[str, Any]]:
    """Whose word about a restore counts, as the commune tells a phone that it lets in."""
    with look(office.tools) as unit:
        return restored.signers(unit, office.cast.org)


class Script:
    """The node process; it lives as long as its worker."""

    def __init__(self, keys: Any, iss: str) -> None:
        self.keys, self.iss, self.count = keys, iss, 0
        # where no Node is on the machine, set-up took one from PyPI
        node = shutil.which("node") or str(Path(sys.executable).with_name("node"))
        self.node = subprocess.Popen(  # noqa: S603
            [node, str(WORKER)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def phone(self, demo: DemoPhone, network: Network, rng: Random, skew: float) -> "ScriptPhone":
        """A phone as it is after its enrolment; its store may be one that the first release made."""
        self.count += 1
        made = ScriptPhone(demo, network, rng, skew, script=self, place=self.count)
        old = rng.random() < 0.3
        # the first release was told of fewer keys
        uses = ("intake", "beacon") if old else ("intake", "record", "beacon", "head")
        listed = [{"use": use, "kid": self.keys[use].kid, "jwk": self.keys[use].jwk} for use in uses]
        facts = {"kid": demo.key.kid, "jwk": demo.key.jwk, "iss": self.iss, "org": demo.org, "author": demo.person}
        facts |= {"keys": listed, "intake": listed[0], "root": self.keys["root"].kid}
        facts |= {"commune": {"signers": signers(network.office)}}
        secret = demo.key.private.private_numbers().private_value.to_bytes(32, "big")
        made.ask(
            do="enrol", facts=facts, jwk={**demo.key.jwk, "d": b64u(secret)}, head={"n": demo.n, "prev": demo.prev},
            beacon=demo.beacon, old=old,
        )  # fmt: skip
        return made

    def reset(self) -> None:
        """No phones."""
        self.count = 0
        self.say({"do": "reset"})
        self.hear()

    def say(self, value: dict[str, Any]) -> None:
        """One line to node."""
        assert self.node.stdin
        self.node.stdin.write(json.dumps(value) + "\n")
        self.node.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """One line from node."""
        assert self.node.stdout
        line = self.node.stdout.readline()
        if not line:
            raise RuntimeError("the node process ended")
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """The worker is done."""
        self.node.kill()
        self.node.wait()


@dataclass
class ScriptPhone:
    """The same hands on a phone as in Python; what is on its disk is told after every act."""

    demo: DemoPhone
    network: Network
    rng: Random
    skew: float
    script: Script
    place: int
    outbox: list[Packet] = field(default_factory=list)
    letters: dict[str, Letter] = field(default_factory=dict)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookie: str = ""
    gone: str = ""
    forked: bool = False
    alarm: str = ""
    deadly: float = 0.0

    @property
    def person(self) -> str:
        """Whose phone it is."""
        return self.demo.person

    def ask(self, **what: Any) -> dict[str, Any]:
        """Says what is done, carries every request of it to the world, and learns what lies on the disk then."""
        at = self.network.office.clock.at.timestamp() + self.skew
        self.script.say({"phone": self.place, "now": int(at * 1000), **what})
        calls = 0
        while "fetch" in (line := self.script.hear()):
            calls += 1
            if calls > MOST_CALLS:
                raise AssertionError(f"the phone is stuck in {what['do']}: {line['fetch']['path']}")
            self.script.say(self._fetched(line["fetch"]))
        done: dict[str, Any] = line["done"]
        if done.get("error") not in (None, "QuotaExceededError"):
            raise AssertionError(f"the phone's script broke in {what['do']}: {done['error']}\n{done.get('stack')}")
        self._learn(done)
        return done

    def _fetched(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self.deadly and self.rng.random() < self.deadly:
            return {"die": True}
        headers = {name.title(): value for name, value in asked["headers"].items()}
        try:
            answer = self.network.send(
                Request(asked["method"], asked["path"], headers, from_b64u(asked["body"])), self.cookie
            )
        except Offline:
            return {"offline": True}
        kept = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        return {"status": answer.status, "headers": kept, "body": b64u(answer.data)}

    def _learn(self, done: dict[str, Any]) -> None:
        self.alarm = done["alarm"]
        there = {one["id"]: one for one in done["packets"]}
        for packet in self.outbox:
            row = there.get(packet.id)
            if row:
                packet.state, packet.tries, packet.reason = row["state"], row["tries"], row.get("reason") or ""
                packet.receipt, packet.epoch = row.get("receipt") or "", row.get("epoch") or ""
                packet.was = packet.state if packet.state in KEPT else packet.was
            elif packet.state != "purged":
                if packet.id not in done["receipts"]:
                    raise AssertionError(f"a {packet.kind} is lost on the phone")
                # sent and purged within one act: of its end the phone keeps the receipt alone
                receipt = done["receipts"][packet.id]
                packet.was = packet.state if packet.state in KEPT and packet.receipt == receipt else ""
                packet.state, packet.receipt = "purged", receipt
        if "cases" in done:
            self.known = {one["id"]: one for one in done["cases"] if one.get("state")}

    def capture(self, tools: Tools, draft: Draft) -> Packet | None:
        """The wizard to its end; the storage may be full, or the phone die, at any write of it."""
        faults: dict[str, int] = {}
        if self.rng.random() < 0.25:
            faults[self.rng.choice(("quota", "deaths"))] = self.rng.randrange(5)
        base = self.known.get(draft.stream, {}).get("newest")
        done = self.ask(
            do="finish", kind=draft.kind, stream=draft.stream, body=draft.body, base=base, code="VD-7K4Q",
            store="visits" if draft.kind.startswith("visit.") else "cases",
            pages=[b64u(page) for page in draft.pages], at=stamp(tools.clock.now().astimezone(ZONE)), **faults,
        )  # fmt: skip
        if done.get("value"):
            return self._keep(draft.kind, draft.stream, done["value"])
        # it is opened again: what was begun goes on, and what was finished is there once
        return self._found(done, draft) or self._resume(draft)

    def _found(self, done: dict[str, Any], draft: Draft) -> Packet | None:
        """The record was kept, and the phone died before it could say so."""
        mine = {packet.id for packet in self.outbox}
        new = [one["id"] for one in done["packets"] if one["id"] not in mine]
        if not new:
            return None
        letter = self.ask(do="read", id=new[0])["value"]
        return self._keep(draft.kind, draft.stream, letter)

    def _resume(self, draft: Draft) -> Packet | None:
        found = self.ask(do="resume", pages=len(draft.pages))["value"]
        return self._keep(found["kind"], found["stream"], found["made"]) if found else None

    def _keep(self, kind: str, stream: str, made: dict[str, Any]) -> Packet:
        letter = Letter(**made["letter"])
        claims = json.loads(from_b64u(letter.envelope.split(".")[1]))
        parts = {one["sha256"]: b"" for one in made["blobs"]}
        packet = Packet(made["id"], made["hash"], kind, stream, claims["n"], parts)
        self.outbox.append(packet)
        self.letters[packet.id] = letter
        return packet

    def drain(self, *, deadly: float) -> None:
        """One round of the courier; the phone may die at any request, or at any write."""
        self.deadly = deadly
        faults = {"deaths": self.rng.randrange(12)} if deadly and self.rng.random() < 0.25 else {}
        self.ask(do="drain", lists=True, **faults)
        self.deadly = 0.0

    def rot(self, packet: Packet, what: str) -> None:
        """One bit of what lies on the phone's disk is another."""
        packet.spoiled = what
        self.ask(do="rot", id=packet.id, what=what, at=self.rng.randrange(60))

    def evict(self) -> None:
        """The system clears the store: what had not been sent is gone with it."""
        self.gone = "evicted"
        self.outbox = [one for one in self.outbox if one.state not in ("waiting", "parked")]

    def retry(self) -> None:
        """The officer presses "Gửi lại"."""
        self.ask(do="retry")

    def letter_again(self, packet: Packet) -> dict[str, Any]:
        """The very same letter once more, over a good network, by a phone in Python."""
        other = SimPhone(self.demo, self.network, self.rng, letters=self.letters)
        return other.letter_again(packet)
