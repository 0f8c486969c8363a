"""Who finds what: generated from the authorisation matrix; a route that is not in it fails here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import assembly, create_app
from app.config import Config
from app.demo.data import EXAMPLE
from app.demo.phone import DemoPhone
from app.domain.people import Role
from app.evidence.keys import Keyring
from app.reports import register_book
from app.services import communes, registers, viewing
from app.store.db import db
from app.store.ids import uuid4
from app.work import begin, look
from tests import databases
from tests.api.conftest import enter
from tests.api.matrix import (
    ANYONE,
    DOOR,
    ELSEWHERE,
    EVEN_LOCKED,
    FILL,
    GONE,
    IN,
    NAMED,
    NOTHING,
    OTHERS,
    OWN,
    PHONE,
    SCOPES,
    TABLE,
    THING_OF,
    expected,
)
from tests.api.test_calls import allowed
from tests.conftest import MONDAY_MORNING, FreshClient
from tests.people import Cast, SetClock
from tests.services.test_visits import planned

HERE = "https://localhost"
# leaving ends the session that the next call needs; nothing but the person's own session is at stake
WITHOUT_CALLING = {"session.leave", "pwa.static", "pwa.phone"}
ROLES = {
    "stranger": set(), "lan": {Role.JUSTICE_OFFICER}, "tuan": {Role.WELFARE_OFFICER}, "hanh": {Role.CLERK},
    "minh": {Role.LEADER}, "quang": {Role.ADMIN},
}  # fmt: skip


def test_every_route_says_its_audience_and_stands_in_the_table(app: Flask) -> None:
    found = {name: set(view.audience) for name, view in app.view_functions.items() if hasattr(view, "audience")}  # type: ignore[attr-defined]
    assert set(app.view_functions) == set(found), "a route without open_to(...)"
    assert found == TABLE


def test_every_part_of_a_path_is_known_to_the_matrix(app: Flask) -> None:
    parts = {part for rule in app.url_map.iter_rules() for part in rule.arguments}
    assert parts == set(THING_OF) | set(FILL)


@dataclass
class World:
    """The cast with a case and a phone of each officer, and a third commune with its own."""

    app: Flask
    cast: Cast
    things: dict[str, dict[str, dict[str, str]]]

    def thing(self, kind: str, who: str, scope: str) -> str:
        whose = {OWN: "tuan" if who == "tuan" else "lan", OTHERS: "lan" if who == "tuan" else "tuan"}
        return {**self.things[kind], GONE: {"": "nobody-at-all"}}[scope if scope in (ELSEWHERE, GONE) else "here"][
            whose.get(scope, "")
        ]

    def browser(self, who: str) -> FlaskClient:
        return self.app.test_client() if who == "stranger" else enter(self.app, self.cast, getattr(self.cast, who))


FAR = replace(
    EXAMPLE, name="UBND xã Xa", code_prefix="XA",
    people=tuple(replace(one, authority=one.authority and replace(one.authority, id=uuid4()))
                 for one in EXAMPLE.people),
)  # fmt: skip


@dataclass
class Kept:
    """A told world in a folder, to be copied for each test."""

    folder: Path
    keys: Keyring
    cast: Cast
    things: dict[str, dict[str, dict[str, str]]]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Kept:
    folder = tmp_path_factory.mktemp("world") / "office"
    database = databases.copy(empty_database, folder, keep=True)
    clock, config = SetClock(MONDAY_MORNING), Config(folder, demo=True, database=database)
    tools = replace(assembly.tools(config), clock=clock, keys=Keyring.fresh())
    with create_app(config, tools).app_context():
        cast = Cast.gather(tools, clock)
        things = tell(cast)
        db.session.remove()
        db.engine.dispose()
    return Kept(folder, tools.keys, cast, things)


@pytest.fixture
def world(tmp_path: Path, kept: Kept) -> Iterator[World]:
    database = databases.copy(kept.folder, tmp_path / "office")
    clock, config = SetClock(MONDAY_MORNING), Config(tmp_path / "office", demo=True, database=database)
    tools = replace(assembly.tools(config), clock=clock, keys=kept.keys)
    app = create_app(config, tools)
    app.test_client_class = FreshClient
    with app.app_context():
        yield World(app, replace(kept.cast, tools=tools, clock=clock), kept.things)
        db.session.remove()
        db.engine.dispose()


def tell(cast: Cast) -> dict[str, dict[str, dict[str, str]]]:
    lan, tuan = cast.phone(cast.lan), cast.phone(cast.tuan)
    with begin(cast.tools) as work:
        org, far = communes.create(work, FAR)
    away = Cast(cast.tools, cast.clock, org, *far, cast.other_org, cast.hoa)
    phone = away.phone()
    cases = {"lan": certified(cast, lan), "tuan": certified(cast, tuan)}
    visits = {"lan": visited(cast, lan), "tuan": visited(cast, tuan)}
    return {
        "case": {"here": cases, ELSEWHERE: {"": certified(away, phone)}},
        "line": {"here": dict.fromkeys(("lan", "tuan"), counter_line(cast)), ELSEWHERE: {"": counter_line(away)}},
        "person": {"here": {"lan": cast.lan, "tuan": cast.tuan}, ELSEWHERE: {"": away.lan}},
        "visit": {"here": visits, ELSEWHERE: {"": visited(away, phone)}},
        "device": {"here": {"lan": lan.key.kid, "tuan": tuan.key.kid}, ELSEWHERE: {"": phone.key.kid}},
    }  # fmt: skip


def counter_line(cast: Cast) -> str:
    new = registers.Counter("Lê Văn Quầy", "Thẻ căn cước", "024051000012", "Đơn xin việc", 1, cast.minh)
    with begin(cast.tools) as work:
        registers.enter(work, cast.org, cast.hanh, new)
        return register_book.lines(work.db, cast.org, "", "Quầy", 1).lines[0].id


def visited(cast: Cast, phone: DemoPhone) -> str:
    visit_id = cast.new_id()
    assert cast.send(phone, "visit.planned", visit_id, planned()).verdict == "accepted"
    return visit_id


def certified(cast: Cast, phone: DemoPhone) -> str:
    """A case with a certificate, and a hand-over that came before its paper was ready: it waits for a person."""
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.keys.get(cast.minh) or cast.passkey(cast.minh))
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "held"
    return case_id


def picture_of(world: World, case_id: str) -> str:
    with look(world.cast.tools) as work:
        shown = viewing.pictures(work, world.cast.org, case_id)
    return shown[0].sha256 if shown else "0" * 64


def calls(world: World, name: str, target: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Each method and path of the route, speaking of this thing."""
    body = NAMED[name][1](target) if name in NAMED else {}
    out = []
    for rule in world.app.url_map.iter_rules(name):
        path = rule.rule
        for part in rule.arguments:
            value = picture_of(world, target) if part == "sha256" else FILL.get(part, target)
            path = path.replace(f"<{part}>", value).replace(f"<path:{part}>", value)
        methods = (rule.methods or set()) - {"OPTIONS"}
        out += [(method, path, body) for method in sorted(methods - {"HEAD"} or methods)]
    return out


def thing_of(app: Flask, name: str) -> str:
    if name in NAMED:
        return NAMED[name][0]
    parts = {part for rule in app.url_map.iter_rules(name) for part in rule.arguments}
    return next((THING_OF[part] for part in parts if part in THING_OF), "")


def found(answer: Any) -> str:
    location = answer.headers.get("Location", "")
    if answer.status_code == 401 or "/dang-nhap" in location:
        return DOOR
    assert answer.status_code < 500, answer.text
    return NOTHING if answer.status_code == 404 else IN


# an authority and a session of that name do not exist (services/test_entry.py ends real ones), nor does a restore that
# waits (services/test_restored.py), a passkey of each person (services/test_enrolment_sheet.py), an absence of whoever
# is no leader (services/test_absences.py), a version of a wording that nobody proposed (services/test_wordings.py),
# a request about personal data (api/test_data_requests.py), a hamlet in the list (services/test_hamlets.py),
# a point of service (services/test_planning.py), a line of a statement (services/test_parting.py)
PART_MISSING = {
    "staff.end_authority", "session.end", "restored.ask", "people.enrolment_sheet", "absences.show", "absences.record",
    "absences.take_back", "absences.take_back_own", "wordings.propose_shipped", "wordings.confirm",
    "wordings.take_back", "points.end", "document_kinds.end", "hamlets.drop", "data_requests.show",
    "data_requests.answer", "data_requests.export", "payments.part",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(TABLE) - WITHOUT_CALLING))
def test_each_role_finds_what_the_matrix_says_and_nothing_else(world: World, name: str) -> None:
    for who in ROLES:
        walk(world, name, who)


def walk(world: World, name: str, who: str) -> None:
    """One route, one person, each thing: her own, another officer's, another commune's, nobody's."""
    thing, told = thing_of(world.app, name), {}
    for scope in SCOPES if thing else (OWN,):
        browser = world.browser(who)
        target = world.thing(thing, who, scope) if thing else ""
        wanted = expected(TABLE[name], ROLES[who], thing, scope)
        if name in PART_MISSING and wanted == IN:
            continue
        for method, path, body in calls(world, name, target):
            answer = browser.open(path, method=method, base_url=HERE, buffered=True, **body)
            got = found(answer)
            if ANYONE not in TABLE[name]:
                assert got == wanted, (who, method, path, scope, answer.status_code, answer.text[:300])
            told[scope, method] = (answer.status_code, answer.data.replace(target.encode(), b""))
    for scope, method in told:
        if scope == ELSEWHERE:
            assert told[scope, method] == told[GONE, method], "another commune's thing looks like no thing at all"


def test_a_phones_key_opens_no_route_of_a_person(world: World) -> None:
    phone = world.cast.phone()
    for name in sorted(name for name, audience in TABLE.items() if not audience & {ANYONE, PHONE}):
        for method, path, body in calls(world, name, world.thing("case", "lan", OWN)):
            headers = {**body.get("headers", {}), **allowed(phone, method, path)}
            answer = world.app.test_client().open(path, method=method, base_url=HERE, **{**body, "headers": headers})
            assert found(answer) == DOOR, (method, path)


@pytest.mark.parametrize("who", ["hanh", "minh", "quang"])
def test_a_desk_left_alone_is_locked_everywhere(world: World, who: str) -> None:
    browser = world.browser(who)
    world.cast.clock.forward(minutes=16)
    for name in sorted(name for name, audience in TABLE.items() if not audience & {ANYONE, PHONE, EVEN_LOCKED}):
        for method, path, body in calls(world, name, world.thing(thing_of(world.app, name) or "case", who, OWN)):
            if path.startswith("/may"):
                continue
            answer = browser.open(path, method=method, base_url=HERE, buffered=True, **body)
            locked = answer.status_code == 423 or answer.headers.get("Location", "").startswith("/khoa")
            assert locked, (method, path, answer.status_code)


def test_lists_show_nothing_of_another_commune(world: World) -> None:
    hoa = enter(world.app, world.cast, world.cast.hoa)
    for path in ("/cho-ky", "/giay-to/", "/ho-so-xa", "/so-chung-thuc/", "/can-in/", "/can-doi-chieu/", "/da-ky"):
        assert "Sáu" not in hoa.get(path, base_url=HERE).text


def test_the_demo_door_is_shut_outside_the_demo(app: Flask, cast: Cast) -> None:
    app.config["TANNHA"] = type(app.config["TANNHA"])(app.config["TANNHA"].data, demo=False)
    browser = app.test_client()
    answer = browser.post("/dang-nhap/thu", data={"person": cast.minh}, base_url=HERE)
    assert answer.status_code == 404
    assert "Trần Thị Lan" not in browser.get("/dang-nhap").text
