"""A desk that rests, phones that do not, sessions that end."""

import re

from flask import Flask

from tests.api.conftest import enter
from tests.api.test_entry import GOOD, HERE, JSON, digits, invite, make_password, post
from tests.people import Cast


def test_a_desk_session_that_rested_is_locked_until_its_person_confirms(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    cast.clock.forward(minutes=14)
    assert minh.get("/cho-ky", base_url=HERE).status_code == 200
    cast.clock.forward(minutes=15)
    page = minh.get("/cho-ky?x=1", base_url=HERE)
    assert (page.status_code, page.headers["Location"]) == (302, "/khoa?next=/cho-ky?x%3D1")
    for path in ("/decisions", "/toi/khoa/hoi", "/khoa/con-day"):
        answer = post(minh, path, json={}, headers=JSON)
        assert (answer.status_code, answer.json["code"], answer.mimetype) == (423, "locked", "application/problem+json")
    assert minh.get("/ho-so/x/anh/" + "0" * 64, base_url=HERE, headers=JSON).status_code == 423
    assert post(minh, "/toi/phien/khac").status_code == 423
    assert minh.get("/khoa", base_url=HERE).status_code == 200
    state = minh.get("/khoa/trang-thai", base_url=HERE, headers=JSON).json
    assert state == {"left": 0, "person": cast.minh}
    assert minh.get("/cho-ky", base_url=HERE).status_code == 302
    assert post(minh, "/khoa/thu", headers=JSON).json["person"] == cast.minh
    assert minh.get("/cho-ky", base_url=HERE).status_code == 200
    assert minh.get("/khoa?next=/toi", base_url=HERE).headers["Location"] == "/toi"


def test_asking_for_the_state_is_no_sign_of_life_and_working_is(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    for _ in range(3):
        cast.clock.forward(minutes=6)
        left = minh.get("/khoa/trang-thai", base_url=HERE, headers=JSON).json["left"]  # type: ignore[index]
    assert left == 0
    post(minh, "/khoa/thu", headers=JSON)
    for _ in range(5):
        cast.clock.forward(minutes=10)
        assert post(minh, "/khoa/con-day", headers=JSON).status_code == 200


def test_activity_is_noted_at_most_once_a_minute(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    begun = cast.clock.at
    for seconds, noted in ((59, 0), (1, 60), (30, 60)):
        cast.clock.forward(seconds=seconds)
        minh.get("/toi", base_url=HERE)
        left = minh.get("/khoa/trang-thai", base_url=HERE, headers=JSON).json["left"]  # type: ignore[index]
        assert left == 900 - (cast.clock.at - begun).total_seconds() + noted


def test_a_phone_and_its_officer_are_never_locked(app: Flask, cast: Cast) -> None:
    lan = enter(app, cast, cast.lan)
    cast.clock.forward(hours=11)
    for path in ("/api/changes", "/may", "/toi"):
        assert lan.get(path, base_url=HERE).status_code == 200
    assert "tn-lock" not in lan.get("/toi", base_url=HERE).text
    cast.clock.forward(hours=1)
    assert lan.get("/api/changes", base_url=HERE, headers=JSON).status_code == 401


def test_whoever_enters_ends_the_session_that_the_browser_carried(app: Flask, cast: Cast) -> None:
    browser = enter(app, cast, cast.minh)
    cookie = browser.get_cookie("__Host-tannha", domain="localhost")
    assert cookie
    thief = app.test_client()
    thief.set_cookie("__Host-tannha", cookie.value, domain="localhost", secure=True)
    assert thief.get("/cho-ky", base_url=HERE).status_code == 200
    post(browser, "/dang-nhap/thu", data={"person": cast.hanh})
    thief.set_cookie("__Host-tannha", cookie.value, domain="localhost", secure=True)
    assert "/dang-nhap" in thief.get("/cho-ky", base_url=HERE).headers["Location"]
    assert browser.get("/giay-to/", base_url=HERE).status_code == 200


def test_a_script_that_ends_a_session_is_told_so(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    answer = post(minh, "/dang-xuat", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json) == (200, {})
    assert minh.get("/api/me", base_url=HERE).json == {"person": None}


def test_a_locked_session_may_leave(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    cast.clock.forward(minutes=16)
    assert post(minh, "/dang-xuat").status_code == 302
    assert "/dang-nhap" in minh.get("/khoa", base_url=HERE).headers["Location"]


def test_a_clerk_with_a_password_unlocks_with_password_and_a_new_code(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    post(admin, f"/nguoi-va-may/{cast.lan}/roles", data={"role": ["clerk"]})
    browser, secret = make_password(app, cast, invite(admin, cast.lan))
    used = digits(cast, secret)
    cast.clock.forward(minutes=15)
    assert browser.get("/giay-to/", base_url=HERE).status_code == 302
    assert post(browser, "/khoa/thu", headers=JSON).status_code == 404
    wrong = [{"password": "wrong", "code": digits(cast, secret)}, {"password": GOOD, "code": used}, {}, []]
    assert [post(browser, "/khoa/mat-khau", json=one, headers=JSON).status_code for one in wrong] == [
        403,
        403,
        400,
        400,
    ]
    right = {"password": GOOD, "code": digits(cast, secret)}
    assert post(browser, "/khoa/mat-khau", json=right, headers=JSON).status_code == 200
    assert browser.get("/giay-to/", base_url=HERE).status_code == 200


def test_a_person_sees_and_ends_his_sessions(app: Flask, cast: Cast) -> None:
    first, second = enter(app, cast, cast.minh), enter(app, cast, cast.minh)
    short = re.findall(r'name="session" value="(\w+)"', second.get("/toi", base_url=HERE).text)
    assert len(short) == 1
    post(second, "/toi/phien", data={"session": short[0]})
    assert "/dang-nhap" in first.get("/cho-ky", base_url=HERE).headers["Location"]
    third = enter(app, cast, cast.minh)
    post(third, "/toi/phien/khac")
    assert "/dang-nhap" in second.get("/cho-ky", base_url=HERE).headers["Location"]
    assert third.get("/cho-ky", base_url=HERE).status_code == 200
