"""Who may enter which route: one table; a route that is not in it fails here."""

import pytest
from flask import Flask

from app.domain.people import Role
from tests.api.conftest import enter
from tests.people import Cast

ANYONE, SIGNED_IN, PHONE, EVEN_LOCKED = "anyone", "signed_in", "phone", "even_locked"
LEADER, CLERK, ADMIN = Role.LEADER, Role.CLERK, Role.ADMIN
OFFICERS = {Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER}
JUSTICE = Role.JUSTICE_OFFICER
CERTIFIERS = {LEADER, JUSTICE}
DECIDERS = {LEADER, CLERK, *OFFICERS}
TABLE: dict[str, set[str]] = {
    "home.show": {ANYONE}, "home.alive": {ANYONE}, "home.ready": {ANYONE},
    "session.show": {ANYONE}, "session.enter_demo": {ANYONE}, "session.ask": {ANYONE}, "session.enter": {ANYONE},
    "session.leave": {SIGNED_IN, EVEN_LOCKED}, "session.end": {SIGNED_IN}, "session.end_others": {SIGNED_IN},
    "session.me": {SIGNED_IN}, "session.ask_passkey": {SIGNED_IN},
    "session.add_passkey": {SIGNED_IN}, "session.invite_myself": {*OFFICERS},
    "pwa.home": {ANYONE}, "pwa.phone": {ANYONE}, "pwa.worker": {ANYONE}, "pwa.web_manifest": {ANYONE},
    "pwa.static": {ANYONE},
    "sync.beacon": {ANYONE}, "sync.me": {ANYONE}, "sync.enrol": {*OFFICERS}, "sync.check": {PHONE},
    "sync.records": {PHONE}, "sync.changes": {SIGNED_IN},
    "blobs.create": {PHONE}, "blobs.show": {PHONE}, "blobs.proceed": {PHONE},
    "decisions.index": CERTIFIERS, "decisions.signed": CERTIFIERS, "decisions.show": CERTIFIERS,
    "decisions.sheet": CERTIFIERS, "decisions.subject": DECIDERS, "decisions.picture": DECIDERS,
    "decisions.ask": DECIDERS, "decisions.create": DECIDERS,
    "papers.index": {CLERK}, "papers.scan": {CLERK}, "papers.show": {CLERK}, "papers.receive": {CLERK},
    "papers.seal": {CLERK}, "papers.all_at_once": {CLERK}, "papers.hand": {CLERK}, "papers.lose": {CLERK},
    "papers.correct": {CLERK}, "papers.certificate": {CLERK, LEADER},
    "printing.index": {CLERK}, "printing.create": {CLERK}, "printing.test": {CLERK, ADMIN},
    "printing.tested": {CLERK, ADMIN},
    "registers.index": {CLERK, LEADER}, "registers.opening": {CLERK, ADMIN}, "registers.open_book": {CLERK, ADMIN},
    "registers.counter": {CLERK}, "registers.enter": {CLERK},
    "cases.index": {CLERK, LEADER}, "cases.show": {CLERK, LEADER}, "cases.log": {ADMIN},
    "reconciling.index": DECIDERS, "reconciling.show": DECIDERS,
    "settings.show": {ADMIN}, "settings.save": {ADMIN},
    "passwords.show": {ANYONE}, "passwords.enter": {ANYONE},
    "invited.show": {ANYONE}, "invited.ask": {ANYONE}, "invited.accept": {ANYONE}, "invited.password_form": {ANYONE},
    "invited.keep_password": {ANYONE}, "invited.code_form": {ANYONE}, "invited.confirm": {ANYONE},
    "lock.show": {SIGNED_IN, EVEN_LOCKED}, "lock.state": {SIGNED_IN, EVEN_LOCKED}, "lock.stay": {SIGNED_IN},
    "lock.ask": {SIGNED_IN, EVEN_LOCKED}, "lock.unlock": {SIGNED_IN, EVEN_LOCKED},
    "lock.unlock_by_password": {SIGNED_IN, EVEN_LOCKED}, "lock.unlock_demo": {SIGNED_IN, EVEN_LOCKED},
    "staff.form": {ADMIN}, "staff.add": {ADMIN}, "staff.show": {ADMIN}, "staff.invite": {ADMIN},
    "staff.change_roles": {ADMIN}, "staff.record_authority": {ADMIN}, "staff.end_authority": {ADMIN},
    "staff.propose_recovery": {ADMIN}, "staff.confirm_recovery": {ADMIN}, "staff.leave": {ADMIN},
    "setup.index": {ADMIN}, "calendar_days.index": {ADMIN, CLERK}, "calendar_days.put": {ADMIN},
    "calendar_days.drop": {ADMIN}, "calendar_days.confirm": {ADMIN},
    "people.index": {ADMIN, CLERK}, "people.invite": {ADMIN}, "people.revoke": {ADMIN},
    "public.ask": {ANYONE}, "public.show": {ANYONE},
}  # fmt: skip
FILL = {"case_id": "none", "sha256": "0" * 64, "device_id": "none", "address": "0" * 64, "path": "x", "code": "7K4Q",
        "person_id": "none", "authority_id": "none"}  # fmt: skip


def test_every_route_says_its_audience_and_stands_in_the_table(app: Flask) -> None:
    found = {name: set(view.audience) for name, view in app.view_functions.items() if hasattr(view, "audience")}  # type: ignore[attr-defined]
    assert set(app.view_functions) == set(found), "a route without open_to(...)"
    assert found == TABLE


def calls(app: Flask, name: str) -> list[tuple[str, str]]:
    out = []
    for rule in app.url_map.iter_rules(name):
        path = rule.rule
        for part, value in FILL.items():
            path = path.replace(f"<{part}>", value).replace(f"<path:{part}>", value)
        out += [(method, path) for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})]
    return out or [("HEAD", "/api/blobs/" + "0" * 64)]


@pytest.mark.parametrize("name", sorted(name for name, audience in TABLE.items() if ANYONE not in audience))
def test_a_stranger_is_sent_to_the_door_or_refused(app: Flask, cast: Cast, name: str) -> None:
    for method, path in calls(app, name):
        answer = app.test_client().open(path, method=method, base_url="https://localhost")
        assert answer.status_code in (302, 401), (method, path)
        if answer.status_code == 302:
            assert "/dang-nhap" in answer.headers["Location"]


@pytest.mark.parametrize("who", ["quang", "lan", "hanh", "minh", "hoa"])
def test_whoever_is_not_in_the_audience_finds_nothing(app: Flask, cast: Cast, who: str) -> None:
    browser = enter(app, cast, getattr(cast, who))
    roles = {
        "quang": {Role.ADMIN}, "lan": {Role.JUSTICE_OFFICER}, "hanh": {Role.CLERK}, "minh": {Role.LEADER},
        "hoa": {Role.LEADER, Role.CLERK},
    }[who]  # fmt: skip
    for name, audience in TABLE.items():
        if audience & {ANYONE, SIGNED_IN, PHONE} or audience & roles:
            continue
        for method, path in calls(app, name):
            assert browser.open(path, method=method, base_url="https://localhost").status_code == 404, (name, method)


def test_another_communes_case_looks_like_no_case_at_all(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    hoa = enter(app, cast, cast.hoa)
    own = enter(app, cast, cast.hanh)
    for path in (f"/giay-to/{case_id}", f"/giay-to/{case_id}/loi-chung.pdf"):
        assert own.get(path, base_url="https://localhost").status_code == 200
    paths = ("/giay-to/{}", "/giay-to/{}/loi-chung.pdf", "/ho-so/{}", "/ho-so/{}/to-trinh", "/ho-so/{}/anh/" + "0" * 64)
    for path in paths:
        found = hoa.get(path.format(case_id), base_url="https://localhost")
        nothing = hoa.get(path.format("0" * 36), base_url="https://localhost")
        assert (found.status_code, found.data) == (nothing.status_code, nothing.data)
        assert found.status_code == 404
    for act in ("receipt", "seal", "handing"):
        assert hoa.post(f"/giay-to/{case_id}/{act}", base_url="https://localhost").status_code in (404, 409)
    lists = (
        hoa.get("/cho-ky", base_url="https://localhost").text + hoa.get("/giay-to/", base_url="https://localhost").text
    )
    assert "Sáu" not in lists


def test_the_demo_door_is_shut_outside_the_demo(app: Flask, cast: Cast) -> None:
    app.config["TANNHA"] = type(app.config["TANNHA"])(app.config["TANNHA"].data, demo=False)
    browser = app.test_client()
    answer = browser.post("/dang-nhap/thu", data={"person": cast.minh}, base_url="https://localhost")
    assert answer.status_code == 404
    assert "Trần Thị Lan" not in browser.get("/dang-nhap").text
