"""A year before the days of the demo: what the book, the charts and the figures are judged by. Nobody in it is real.

Chance is seeded, so that every year told is the same but for its dates."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from app.demo.data import HAMLETS, Told
from app.demo.phone import DemoPhone
from app.demo.story import CLERK, LAN, TUAN, Story
from app.domain import acts, benefits, delivery, guided
from app.domain.calendar import ZONE
from app.domain.decision_sheet import guess
from app.domain.eligibility import DOCUMENT_KINDS
from app.jobs import runner
from app.media.sample import ink, signed_page
from app.services import benefits as sheets
from app.services import figures
from app.store import cases
from app.store.ids import uuid7
from app.work import begin, look
from app.work.pen import stamp

DAYS = 364
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Ngô", "Đặng", "Bùi", "Đỗ", "Lý", "Cao")
_GIVEN = ("Thóc", "Ngô", "Khoai", "Sắn", "Đậu", "Mía", "Lạc", "Vừng", "Bưởi", "Mận", "Hồng", "Nhãn", "Sen", "Súng")
_KINDS = [(one.code, one.title) for one in DOCUMENT_KINDS if one.allowed]
_HEAD = ("Số QĐ", "Ngày QĐ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Khoản", "Hệ số", "Mức", "Hưởng từ", "Cán bộ")
_GROUPS = (("5c", 100), ("5a", 150), ("6", 200), ("6", 150))
# the numbers of identity papers begin here; those of the demo's own cases lie below
_SERIAL = 5000


def first(until: datetime) -> datetime:
    """When the year begins that ends then."""
    return until - timedelta(days=DAYS)


def tell(story: Story, phone: DemoPhone, until: datetime) -> None:
    """Visits, decisions, hand-overs and answers of a year, each at its time of day, all over by `until`."""
    _Year(story, phone, story.phone(TUAN), until).run()


@dataclass(slots=True)
class _Year:
    story: Story
    lan: DemoPhone
    tuan: DemoPhone
    until: datetime
    chance: Random = field(default_factory=lambda: Random(2026))  # noqa: S311  the same year each time
    # apart, so that what else happens does not depend on it
    talk: Random = field(default_factory=lambda: Random(766))  # noqa: S311
    serial: Callable[[], int] = field(default_factory=lambda: count(_SERIAL).__next__)
    due: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    order: Callable[[], int] = field(default_factory=lambda: count().__next__)

    def run(self) -> None:
        """Lays out the year and lives through it."""
        begins = self.story.clock.at.date() + timedelta(days=1)
        days = (self.until - self.story.clock.at).days
        for day in (begins + timedelta(days=n) for n in range(days - 3)):
            self._lay_out(day)
        while self.due:
            at, _, event = heapq.heappop(self.due)
            # what would come after the year comes at its end, one after the other
            self.story.clock.at = max(self.story.clock.at + timedelta(seconds=20), min(at, self.until))
            event()
        while self._counted():
            pass

    def _counted(self) -> int:
        with begin(self.story.tools) as work:
            return figures.bring_on(work)

    def _at(self, at: datetime, event: Callable[[], None]) -> None:
        heapq.heappush(self.due, (at, self.order(), event))

    def _after(self, days: int, hour: float, event: Callable[[], None]) -> None:
        """So many working days from now, at about this hour."""
        day = self.story.clock.at.astimezone(ZONE).date()
        while days:
            day += timedelta(days=1)
            days -= day.weekday() < 5
        self._at(_moment(day, hour) + timedelta(minutes=self.chance.randrange(40)), event)

    def _lay_out(self, day: date) -> None:
        weekend = day.weekday() >= 5
        homes = self.chance.choices((0, 1, 2, 3), (94, 6, 0, 0) if weekend else (35, 35, 20, 10))[0]
        for number in range(homes):
            late = self.chance.random() < 0.05
            hour = 17.4 if late else (8.3, 10.0, 14.2)[number]
            told = self._somebody()
            self._at(_moment(day, hour) + timedelta(minutes=self.chance.randrange(40)), partial(self._visit, told))
        if day.day == 18:
            self._at(_moment(day, 15), partial(self._sheet, day))

    def _somebody(self) -> Told:
        serial, man = self.serial(), self.chance.random() < 0.4
        born = self.chance.randrange(1931, 1962)
        kind, title = self.chance.choice(_KINDS)
        honorific = "cu" if born < 1942 else "ong" if man else "ba"
        name = f"{self.chance.choice(_FAMILY)} {'Văn' if man else 'Thị'} {self.chance.choice(_GIVEN)}"
        number = f"024{0 if man else 1}{born % 100:02d}{serial:06d}"
        hamlet = self.chance.choices([one for one, _ in HAMLETS], range(len(HAMLETS), 0, -1))[0]
        return Told(serial, honorific, name, number, f"{born}", hamlet, kind, title, "")

    def _visit(self, told: Told) -> None:
        at = self.story.clock.at
        self.lan.hear(self.story.tools)
        body = told.body(at - timedelta(minutes=3), ink(told.seed))
        body["code"] = f"VD-{told.seed}"
        if self.chance.random() < 0.08:
            body["signing"] |= {"place_kind": "point", "place": "Khu dân cư điện tử, phường Ví Dụ, tỉnh Bắc Ninh"}
        paid = self.chance.choices(("cash", "transfer"), (55, 45))[0]
        body["fee"] = {"amount": 10_000, "paid": paid, "receipt": "", "basis": ""}
        case_id = self.lan.submit(self.story.tools, body, [signed_page(told.title, told.name, shot=told.seed)])
        runner.run_due(self.story.tools)
        if self.talk.random() < 0.4:
            self._guide(told.hamlet)
        overdue = self.chance.random() < 0.06
        self._after(4 if overdue else int(at.astimezone(ZONE).hour >= 14), 15.5, partial(self._decide, case_id, told))

    def _guide(self, hamlet: str) -> None:
        """At the same door somebody is shown how to do something himself, or it is done for him."""
        services = []
        for code in self.talk.sample(sorted(guided.SERVICES), self.talk.choice((0, 1, 1, 2))):
            own = self.talk.random() < 0.7
            reason = {} if own else {"reason": self.talk.choice(sorted(guided.REASONS))}
            services.append({"service": code, "mode": "self" if own else "done_for", **reason})
        body = {
            "v": 1,
            "given_at": stamp(self.story.clock.at.astimezone(ZONE)),
            "place_kind": "home",
            "hamlet": hamlet,
            "people": self.talk.choice((1, 1, 2, 3)),
            "services": services,
            "topics": self.talk.sample(sorted(guided.TOPICS), 2),
        }
        self.story.say(self.lan, "guidance.given", uuid7(self.story.clock.at), body)

    def _decide(self, case_id: str, told: Told) -> None:
        self.story.receive(case_id)
        if self.chance.random() < 0.02:
            reason = acts.Why("signed_before", "", "0" * acts.SALT)
            self.story.decide(case_id, acts.Act.REFUSE, reason)
            return
        self.story.decide(case_id)
        self.story.clock.at += timedelta(minutes=4)
        self.story.seal(case_id, told)
        self.story.give(case_id)
        self._after(
            self.chance.choices((1, 2, 3, 5), (50, 30, 15, 5))[0], 9, partial(self._bring, self.lan, case_id, told)
        )

    def _bring(self, phone: DemoPhone, case_id: str, told: Told, tries: int = 0) -> None:
        at = self.story.clock.at
        if not tries and self.chance.random() < 0.1 and at < self.until - timedelta(days=9):
            self._missed(phone, case_id, told)
            return
        body = told.delivery(at - timedelta(minutes=2), ink(told.seed + 100_000))
        if self._is_benefit(case_id):
            body |= {"mode": "paper", "reading": "read_out", "explained": sorted(delivery.EXPLAINED)}
        self.story.say(phone, "delivery.completed", case_id, body)
        if self.chance.random() < 0.45:
            score = self.chance.choices((5, 4, 3, 2, 1), (58, 27, 9, 4, 2))[0]
            reasons = [self.chance.choice(("thoi_gian", "giay_to", "giai_thich"))] if score < 5 else ["thai_do"]
            self.story.say(phone, "rating.given", case_id, {"v": 1, "score": score, "reasons": reasons})

    def _missed(self, phone: DemoPhone, case_id: str, told: Told) -> None:
        at = self.story.clock.at.astimezone(ZONE)
        body = {
            "v": 1,
            "reason": self.chance.choices(("vang_nha", "di_vien", "sai_dia_chi"), (70, 20, 10))[0],
            "text": "",
            "attempted_at": at.isoformat(timespec="milliseconds"),
            "again_on": (at.date() + timedelta(days=4)).isoformat(),
        }
        self.story.say(phone, "delivery.attempted", case_id, body)
        self._after(self.chance.randrange(2, 4), 10, partial(self._bring, phone, case_id, told, 1))

    def _is_benefit(self, case_id: str) -> bool:
        return self._case(case_id).task == benefits.BENEFIT

    def _case(self, case_id: str) -> cases.CaseRow:
        with look(self.story.tools) as work:
            found = cases.get(work.db, case_id)
        if found is None:
            raise LookupError(case_id)
        return found

    def _sheet(self, day: date) -> None:
        """The month's decisions on allowances come as one sheet; the clerk gives them to the officers."""
        told = [self._somebody() for _ in range(self.chance.randrange(4, 9))]
        rows = [self._row(day, number, one) for number, one in enumerate(told)]
        whole = [list(_HEAD), *rows]
        people = self.story.people
        with begin(self.story.tools) as work:
            taken = sheets.Sheet(whole, guess(whole), people[TUAN], {})
            sheets.take_sheet(work, self.story.org, people[CLERK], taken)
        by_number = {one.number: one for one in told}
        for case_id in [one.id for one in self.story.benefits_here()]:
            self.story.give(case_id)
            held = self._case(case_id)
            phone = self.lan if held.officer == people[LAN] else self.tuan
            one = by_number[held.fields["person"]["number"]]
            self._after(self.chance.randrange(1, 9), 9, partial(self._bring, phone, case_id, one))

    def _row(self, day: date, number: int, one: Told) -> list[str]:
        group, coefficient = self.chance.choice(_GROUPS)
        amount = f"{5_000 * coefficient:,}".replace(",", ".")
        officer = "Trần Thị Lan" if number % 4 == 0 else ""
        month = f"{day:%m/%Y}"
        return [
            f"{day.month * 20 + number}/QĐ-UBND", f"{day:%d/%m/%Y}", one.name, one.birth, one.number, one.hamlet, group,
            f"{coefficient / 100:g}".replace(".", ","), amount, month, officer,
        ]  # fmt: skip


def _moment(day: date, hour: float) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=hour)
