"""A phone in Python: what the demo tells its story with, and what tests attack the server with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.calendar import ZONE
from app.evidence import envelope, sealing
from app.evidence.encoding import b64u, canonical, sha256_hex
from app.evidence.keys import SigningKey, new_key
from app.services import devices, intake, uploads
from app.store.ids import uuid7
from app.sync.letters import Enrolment, Letter, Verdict
from app.work import Tools, begin
from app.work.pen import stamp

# kinds whose first word is the type of their stream
OWN_STREAMS = ("visit", "guidance")

# a signed page, or what else was photographed: its role, its place, its bytes
Photo = bytes | tuple[str, int, bytes]
PAGE = "signed_page"


@dataclass(slots=True)
class DemoPhone:
    """An enrolled phone with its key and chain."""

    key: SigningKey
    org: str
    person: str
    prev: str
    iss: str
    beacon: str
    n: int = 0
    newest: dict[str, str] = field(default_factory=dict)

    @classmethod
    def enrol(cls, tools: Tools, org: str, admin: str, person: str) -> "DemoPhone":
        """Invited by the administrator, enrolled with a fresh key."""
        key = new_key()
        with begin(tools) as work:
            code = devices.invite(work, org, admin, person)
            asked = Enrolment(invitation=code.rpartition(".")[0], jwk=key.jwk, label="Máy thử")
            enrolled = devices.enrol(work, person, asked)
        return cls(key, org, person, enrolled.enrolled, tools.iss, enrolled.beacon)

    def hear(self, tools: Tools) -> None:
        """Speaks with the commune without bringing anything: the next record carries today's beacon."""
        with begin(tools) as work:
            self.beacon = devices.beacon(work)

    def submit(self, tools: Tools, body: dict[str, Any], pages: Sequence[Photo]) -> str:
        """Records a visit, brings its photos and record; the case id. ValueError when the server did not accept."""
        case_id = uuid7(tools.clock.now())
        letter, blobs = self.letter(tools, "case.submitted", case_id, body, pages)
        for sealed in blobs:
            self.bring(tools, sealed)
        self._accepted(self.post(tools, letter))
        return case_id

    def say(self, tools: Tools, kind: str, case_id: str, body: dict[str, Any]) -> None:
        """A further record of a case without photos. ValueError when the server did not accept."""
        letter, _ = self.letter(tools, kind, case_id, body, [])
        self._accepted(self.post(tools, letter))

    def letter(
        self, tools: Tools, kind: str, case_id: str, body: dict[str, Any], pages: Sequence[Photo]
    ) -> tuple[Letter, list[bytes]]:
        """A sealed and signed record with its sealed photos; the chain goes on."""
        at = tools.clock.now()
        record_id, key = uuid7(at), sealing.new_record_key()
        sealed = sealing.seal(canonical(body), key, sealing.Place(record_id, "body"))
        named = sorted(one if isinstance(one, tuple) else (PAGE, place, one) for place, one in enumerate(pages))
        parts = [sealing.seal(one, key, sealing.Place(record_id, role, place)) for role, place, one in named]
        claims: dict[str, Any] = {
            "iss": self.iss,
            "id": record_id,
            "kind": kind,
            "stream": {"type": stream if (stream := kind.partition(".")[0]) in OWN_STREAMS else "case", "id": case_id},
            "org": self.org,
            "author": self.person,
            "n": self.n + 1,
            "prev": self.prev,
            "made_at": stamp(at.astimezone(ZONE)),
            "beacon": self.beacon,
            "body": sha256_hex(sealed),
            "blobs": [
                envelope.Blob(sha256_hex(part), len(part), role, place).claim()
                for (role, place, _), part in zip(named, parts, strict=True)
            ],
            "key": sealing.key_commitment(record_id, key),
        }
        if case_id in self.newest:
            claims["base"] = self.newest[case_id]
        text = envelope.make(claims, self.key)
        self.n, self.prev = self.n + 1, envelope.record_hash(text)
        self.newest[case_id] = self.prev
        intake_key = tools.keys["intake"]
        wrapping = sealing.wrap(key, record_id, intake_key.jwk, intake_key.kid)
        return Letter(envelope=text, body=b64u(sealed), key=wrapping), parts

    def bring(self, tools: Tools, sealed: bytes) -> None:
        """Uploads one sealed blob."""
        address = sha256_hex(sealed)
        with begin(tools) as work:
            uploads.create(work, address, len(sealed))
        with begin(tools) as work:
            uploads.proceed(work, self.key.kid, address, 0, sealed)

    def post(self, tools: Tools, letter: Letter) -> Verdict:
        """Posts one record, with a fresh beacon afterwards."""
        with begin(tools) as work:
            verdict = intake.receive(work, letter, self.key.kid)
            self.beacon = devices.beacon(work)
        return verdict

    @staticmethod
    def _accepted(verdict: Verdict) -> None:
        if verdict.verdict != "accepted":
            raise ValueError(f"{verdict.verdict} {verdict.code}")
