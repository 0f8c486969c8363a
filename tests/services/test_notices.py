"""People are told that something waits: seldom, not at night, never whose it is; only known services are spoken to."""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select, update

from app.domain import acts, notices
from app.domain.calendar import ZONE
from app.domain.problems import NotFound
from app.evidence import jws, push
from app.evidence.encoding import b64u
from app.evidence.keys import SigningKey, new_key
from app.evidence.problems import BadEncoding
from app.jobs import runner
from app.notify import web_push
from app.services import devices, papers, phones, pushing, staff
from app.store import cases, tables
from app.store import notices as rows
from app.work import begin, look, telling
from tests.people import SAU, Cast
from tests.services.acting import act, why
from tests.services.test_planning import ask, assign, requested

SERVICE = "https://fcm.googleapis.com/fcm/send/"


@dataclass
class Service:
    """A push service, and the browsers that it leads to: what comes is opened with the browser's own key."""

    status: int = 201
    keys: dict[str, tuple[Any, bytes]] = field(default_factory=dict)
    got: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def browser(self, name: str) -> push.Browser:
        key, secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        self.keys[SERVICE + name] = (key, secret)
        return push.Browser(SERVICE + name, b64u(point), b64u(secret))

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        key, secret = self.keys[endpoint]
        opened = http_ece.decrypt(body, private_key=key, auth_secret=secret, version="aes128gcm")
        self.raw.append(opened)
        self.got.append((endpoint, dict(headers), json.loads(opened)))
        return self.status

    @property
    def titles(self) -> list[str]:
        return [one["notification"]["title"] for _, _, one in self.got]


@pytest.fixture
def service(cast: Cast) -> Service:
    found = Service()
    cast.tools = replace(cast.tools, post=found, push_key=new_key())
    return found


def listens(cast: Cast, service: Service, person: str, name: str = "", device: str = "") -> push.Browser:
    browser = service.browser(name or person)
    with begin(cast.tools) as work:
        pushing.subscribe(work, person, browser, "Android Chrome", device)
    return browser


def test_a_leader_is_told_that_a_case_waits_and_nothing_of_whose(cast: Cast, service: Service) -> None:
    listens(cast, service, cast.minh)
    cast.submitted(cast.phone())
    ((_, headers, message),) = service.got
    assert message["web_push"] == 8030
    assert message["notification"]["title"] == "Có hồ sơ chờ ký" and message["notification"]["navigate"] == "/"
    assert headers["TTL"] == "43200" and headers["Content-Encoding"] == "aes128gcm"
    text = service.raw[0].decode()
    for canary in (SAU.name, SAU.number, SAU.hamlet, "Lan", "Sáu"):
        assert canary not in text
    own: SigningKey | None = cast.tools.push_key
    assert own is not None
    token = headers["Authorization"].removeprefix("vapid t=").partition(",")[0]
    claims = jws.verify(token, "JWT", own.kid, own.private.public_key())
    assert claims["aud"] == "https://fcm.googleapis.com"
    assert headers["Authorization"].endswith(f"k={push.public(own)}")


def test_at_most_one_message_in_ten_minutes_and_none_at_night(cast: Cast, service: Service) -> None:
    listens(cast, service, cast.minh)
    phone = cast.phone()
    for _ in range(3):
        cast.submitted(phone)
        cast.clock.forward(minutes=1)
    assert len(service.got) == 1
    cast.clock.forward(minutes=10)
    runner.run_due(cast.tools)
    assert len(service.got) == 2
    runner.run_due(cast.tools)
    assert len(service.got) == 2
    cast.clock.at = datetime(2026, 11, 23, 21, 30, tzinfo=ZONE)
    cast.submitted(phone)
    cast.clock.at = datetime(2026, 11, 24, 5, 59, tzinfo=ZONE)
    runner.run_due(cast.tools)
    assert len(service.got) == 2
    cast.clock.at = datetime(2026, 11, 24, 6, 0, tzinfo=ZONE)
    runner.run_due(cast.tools)
    assert len(service.got) == 3


@pytest.mark.parametrize(
    ("last", "now", "at"),
    [
        (None, "10:00", "23 10:00"), ("09:55", "10:00", "23 10:05"), ("09:00", "10:00", "23 10:00"),
        ("20:55", "20:59", "24 06:00"), (None, "21:00", "24 06:00"), (None, "03:00", "23 06:00"),
        (None, "05:59", "23 06:00"), (None, "06:00", "23 06:00"), (None, "20:59", "23 20:59"),
    ],
)  # fmt: skip
def test_when_a_message_may_go(last: str | None, now: str, at: str) -> None:
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-23T{text}:00+07:00")

    found = notices.when(moment(last) if last else None, moment(now))
    assert f"{found.astimezone(ZONE):%d %H:%M}" == at


def test_an_officer_is_told_of_what_came_back_what_is_ready_and_what_is_given(cast: Cast, service: Service) -> None:
    listens(cast, service, cast.lan)
    phone, key = cast.phone(), cast.passkey(cast.minh)
    back, done = cast.submitted(phone), cast.submitted(phone)
    act(cast, key, cast.minh, back, acts.Act.RETURN, why("khac", "Mờ"))
    runner.run_due(cast.tools)
    cast.approved(done, key)
    cast.ready(done)
    cast.clock.forward(minutes=11)
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, done))
    runner.run_due(cast.tools)
    ask(cast)
    cast.clock.forward(minutes=11)
    assign(cast, requested(cast)[0].id, cast.lan)
    runner.run_due(cast.tools)
    assert service.titles == ["Có hồ sơ cần bổ sung", "Có giấy tờ cần trả lại", "Có lượt đến nhà mới"]


def test_two_hours_before_the_deadline_leaders_are_told_once(cast: Cast, service: Service) -> None:
    case_id = cast.submitted(cast.phone())
    listens(cast, service, cast.minh)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None
    cast.clock.at = found.due_at - timedelta(hours=2, minutes=1)
    runner.remind(cast.tools)
    runner.run_due(cast.tools)
    assert service.titles == []
    cast.clock.forward(minutes=2)
    for _ in range(2):
        runner.remind(cast.tools)
        runner.run_due(cast.tools)
        cast.clock.forward(minutes=11)
    assert service.titles == ["Có hồ sơ sắp quá hạn ký"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(cast: Cast, service: Service, status: int) -> None:
    listens(cast, service, cast.minh)
    service.status = status
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        assert rows.of_person(work.db, cast.minh) == []


def test_a_stopped_phone_a_person_who_left_and_who_turned_it_off_are_told_nothing(cast: Cast, service: Service) -> None:
    phone = cast.phone(cast.tuan)
    listens(cast, service, cast.tuan, "phone", phone.key.kid)
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
        assert rows.of_person(work.db, cast.tuan) == []
    other = listens(cast, service, cast.tuan, "other")
    with begin(cast.tools) as work:
        pushing.unsubscribe(work, cast.lan, other.endpoint)
        assert len(rows.of_person(work.db, cast.tuan)) == 1
        pushing.unsubscribe(work, cast.tuan, other.endpoint)
        assert rows.of_person(work.db, cast.tuan) == []
    listens(cast, service, cast.tuan, "third")
    with begin(cast.tools) as work:
        staff.leave(work, staff.Staff(cast.org, cast.quang), cast.tuan)
        assert rows.of_person(work.db, cast.tuan) == []


def test_a_phone_that_is_not_his_is_told_nothing(cast: Cast, service: Service) -> None:
    phone, other = cast.phone(), cast.phone(cast.tuan)

    def tell() -> int:
        cast.clock.forward(minutes=11)
        with begin(cast.tools) as work:
            telling.tell(work, cast.lan, notices.RETURNED, "x")
        runner.run_due(cast.tools)
        return len(service.got)

    for device in (other.key.kid, "unknown"):
        with pytest.raises(NotFound):
            listens(cast, service, cast.lan, "x", device)
    listens(cast, service, cast.lan, "x", phone.key.kid)
    assert tell() == 1
    # reported lost it is in other hands; found it goes on
    for change, got in ((phones.lose, 1), (phones.find, 2)):
        with begin(cast.tools) as work:
            change(work, cast.org, cast.quang, phone.key.kid)
        assert tell() == got
    # as it was kept before phones were asked for: a row that names another's phone, or one that was stopped
    with begin(cast.tools) as work:
        work.db.execute(update(tables.push_subscription).values(device=other.key.kid))
    assert tell() == 2
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
        work.db.execute(update(tables.push_subscription).values(device=phone.key.kid))
    assert tell() == 2
    with pytest.raises(NotFound):
        listens(cast, service, cast.lan, "x", phone.key.kid)


def test_only_so_many_browsers_of_a_person_and_a_browser_is_one_persons(cast: Cast, service: Service) -> None:
    for number in range(notices.MOST_PHONES + 2):
        cast.clock.forward(seconds=1)
        listens(cast, service, cast.minh, f"n{number}")
    listens(cast, service, cast.lan, "n6")
    with look(cast.tools) as work:
        kept = {one.endpoint.removeprefix(SERVICE) for one in rows.of_person(work.db, cast.minh)}
    assert kept == {"n2", "n3", "n4", "n5"}


def test_a_service_that_is_away_stops_no_worker_and_is_not_pressed(cast: Cast, service: Service) -> None:
    class Away:
        asked = 0

        def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
            self.asked += 1
            raise web_push.NotReached("away")

    away = Away()
    cast.tools = replace(cast.tools, post=away)
    listens(cast, service, cast.minh)
    cast.submitted(cast.phone())
    runner.run_due(cast.tools)
    assert away.asked == 1
    with look(cast.tools) as work:
        states = set(work.db.execute(select(tables.job.c.state).where(tables.job.c.kind == pushing.JOB)).scalars())
    assert states == {"done"}


HOSTILE = (
    "http://fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "https://127.0.0.1/x", "https://[::1]/x",
    "https://2130706433/x", "https://169.254.169.254/latest/meta-data", "https://fcm.googleapis.com@evil.example/x",
    "https://evil.example/fcm.googleapis.com", "https://fcm.googleapis.com.evil.example/x",
    "https://xfcm.googleapis.com/x", "https://localhost/x", "https://push.services.mozilla.com.evil.example/x",
    "https://user:pw@web.push.apple.com/x", "ftp://web.push.apple.com/x", "https://web.push.apple.com:0443x/x",
    "//fcm.googleapis.com/x", "https:///x", "", "https://fcm.googleapis.com/x y", "https://fcm.googleapis.com/ж",
    "https://fcm.googleapis.com\\@evil.example/x", "https://notify.windows.com.evil.example/", "javascript:alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_no_other_address_is_kept(cast: Cast, service: Service, endpoint: str) -> None:
    browser = replace(service.browser("x"), endpoint=endpoint)
    with begin(cast.tools) as work, pytest.raises(notices.BadEndpoint):
        pushing.subscribe(work, cast.minh, browser, "")


@pytest.mark.parametrize("spoil", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "+/="}, {"auth": ""}])
def test_a_subscription_with_no_keys_is_none(cast: Cast, service: Service, spoil: dict[str, str]) -> None:
    with begin(cast.tools) as work, pytest.raises(BadEncoding):
        pushing.subscribe(work, cast.minh, replace(service.browser("x"), **spoil), "")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:10.0.0.1",
     "100.64.0.1", "224.0.0.1", "fc00::1", "not an address"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_dialled(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    dialled: list[Any] = []
    told = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("142.250.1.1", 443)), (0, 0, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    monkeypatch.setattr(socket, "create_connection", lambda *where, **__: dialled.append(where))
    with pytest.raises(web_push.NotReached):
        web_push.WebPost().post(SERVICE + "x", {}, b"x")
    assert dialled == []


def test_the_address_that_was_judged_is_the_one_that_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[Any] = []

    def dial(where: Any, *_: Any, **__: Any) -> socket.socket:
        dialled.append(where)
        raise ConnectionRefusedError

    answers = iter([[(0, 0, 6, "", ("142.250.1.1", 443))]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: next(answers))
    monkeypatch.setattr(socket, "create_connection", dial)
    with pytest.raises(web_push.NotReached):
        web_push.WebPost().post(SERVICE + "x", {}, b"x")
    assert dialled == [("142.250.1.1", 443)]
