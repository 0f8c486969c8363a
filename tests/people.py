"""The cast: Lan, her leader Minh, Hạnh the clerk, Quang the administrator; Hòa elsewhere; bà Sáu the citizen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from app.demo.data import EXAMPLE, NEIGHBOUR, Told
from app.demo.phone import DemoPhone, Photo
from app.domain import acts
from app.domain.people import Role
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.media.sample import ink, signed_page
from app.reports import changes
from app.services import communes, decisions, papers, sessions, viewing
from app.store import tables
from app.store.ids import uuid7
from app.sync.letters import Verdict
from app.work import Tools, begin, look

SAU = Told(
    6, "ba", "Nguyễn Thị Sáu", "024154000066", "1954", "Tổ 2", "uy_quyen_tro_cap", "Giấy ủy quyền nhận trợ cấp", ""
)  # fmt: skip


@dataclass
class SetClock:
    """A clock that a test moves."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Cast:
    """Two communes with their people."""

    tools: Tools
    clock: SetClock
    org: str
    quang: str
    lan: str
    tuan: str
    hanh: str
    minh: str
    thu: str
    other_org: str
    hoa: str
    keys: dict[str, SoftPasskey] = field(default_factory=dict)
    shots: int = 0

    @classmethod
    def gather(cls, tools: Tools, clock: SetClock) -> "Cast":
        with begin(tools) as work:
            communes.found_installation(work)
            org, people = communes.create(work, EXAMPLE)
            other, (hoa,) = communes.create(work, NEIGHBOUR)
        return cls(tools, clock, org, *people, other, hoa)

    def real(self) -> None:
        """From now on these communes are no invented ones."""
        with begin(self.tools) as work:
            work.db.execute(update(tables.org).values(demo=False))

    def phone(self, person: str | None = None) -> DemoPhone:
        return DemoPhone.enrol(self.tools, self.org, self.quang, person or self.lan)

    def body(self, **changes: Any) -> dict[str, Any]:
        """Nobody signs twice alike."""
        self.shots += 1
        return {**SAU.body(self.clock.at - timedelta(minutes=2), ink(100 + self.shots)), **changes}

    def page(self) -> bytes:
        """Another photo of the paper each time."""
        self.shots += 1
        return signed_page("Giay uy quyen", "Sau", shot=self.shots)

    def submitted(self, phone: DemoPhone, **changes: Any) -> str:
        case_id = phone.submit(self.tools, self.body(**changes), [self.page()])
        runner.run_due(self.tools)
        return case_id

    def passkey(self, person: str) -> SoftPasskey:
        site = self.tools.site
        with begin(self.tools) as work:
            nonce, options = sessions.ask(work, person, "register")
        key = SoftPasskey(site.rp, site.origin, options["user"]["id"])
        with begin(self.tools) as work:
            sessions.add_passkey(work, person, nonce, key.create(options))
        self.keys[person] = key
        return key

    def ask(self, person: str, case_id: str, *, org: str | None = None, free: bool = True) -> decisions.Asked:
        with begin(self.tools) as work:
            shown = viewing.open_sheet(work, self.viewer(person, org), case_id)
            wanted = [decisions.Wanted(case_id, 1, shown.digest, why=acts.seen(shown.flags, "0" * acts.SALT))]
            return decisions.ask(work, decisions.Decider(org or self.org, person), wanted, interest_free=free)

    def viewer(self, person: str, org: str | None = None, *roles: Role) -> viewing.Viewer:
        return viewing.Viewer(org or self.org, person, roles or (Role.LEADER,))

    def decide(self, person: str, nonce: str, answer: dict[str, Any]) -> list[decisions.Decided]:
        with begin(self.tools) as work:
            return decisions.decide(work, decisions.Decider(self.org, person), nonce, answer)

    def approved(self, case_id: str, key: SoftPasskey) -> decisions.Decided:
        asked = self.ask(self.minh, case_id)
        (decided,) = self.decide(self.minh, asked.nonce, key.get(asked.options))
        runner.run_due(self.tools)
        return decided

    def ready(self, case_id: str) -> None:
        with begin(self.tools) as work:
            held = papers.Hand(self.org, self.hanh, case_id)
            papers.receive(work, held)
            papers.seal(work, held, papers.Sealed([signed_page("Xong", "Sau")]))

    def new_id(self) -> str:
        return uuid7(self.clock.at)

    def feed(self, person: str) -> list[dict[str, Any]]:
        with look(self.tools) as work:
            return changes.page(work.db, person, 0).changes

    def delivery(self) -> dict[str, Any]:
        return SAU.delivery(self.clock.at, ink(3))

    def send(
        self, phone: DemoPhone, kind: str, case_id: str, body: dict[str, Any], photos: Sequence[Photo] = ()
    ) -> Verdict:
        letter, parts = phone.letter(self.tools, kind, case_id, body, list(photos))
        for part in parts:
            phone.bring(self.tools, part)
        return phone.post(self.tools, letter)
