"""Strange requests, names, births and ink: refused, or held for a person; never a crash."""

from typing import Any

import pytest
from flask import Flask

from app.domain.problems import Problem
from app.media.sample import signed_page
from app.store import people
from app.store.ids import uuid7
from app.work import look
from tests.api.conftest import enter
from tests.api.scene import Scene, scene, state
from tests.api.test_calls import HERE
from tests.people import Cast

__all__ = ["scene"]


def test_a_zero_byte_is_refused_at_the_door_and_nothing_is_kept(app: Flask, cast: Cast) -> None:
    quang = enter(app, cast, cast.quang)
    form = {"name": "Lê\0Thị", "honorific": "ba", "title": "x", "role": "clerk"}
    assert quang.post("/nguoi-va-may/new", data=form, base_url=HERE).status_code == 400
    assert quang.get("/ho-so?q=%00", base_url=HERE).status_code == 400
    asked = quang.post("/decisions", json={"nonce": "a\0", "answer": {}}, base_url=HERE)
    assert asked.status_code in (400, 404)
    with look(cast.tools) as work:
        assert [one.name for one in people.of_org(work.db, cast.org) if "Lê" in one.name and "\0" in one.name] == []


@pytest.mark.parametrize("wanted", ["/\t/evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a", "//evil.example"])
def test_no_sign_in_leads_out_of_the_house(app: Flask, cast: Cast, wanted: str) -> None:
    answer = app.test_client().post("/dang-nhap/thu", data={"person": cast.minh, "next": wanted}, base_url=HERE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_strange_requests_are_refusals_and_no_crashes(app: Flask, cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    browser, stranger = enter(app, cast, cast.minh), app.test_client()
    case_id = cast.submitted(cast.phone())
    wanted = {"case": case_id, "revision": 1, "digest": "0" * 64}
    calls = [
        browser.post("/decisions/statement", json={"cases": [wanted, wanted], "interest_free": True}, base_url=HERE),
        stranger.post("/dang-nhap/khoa", json={"nonce": "\ud800", "answer": {}}, base_url=HERE),
        stranger.post("/dang-nhap/khoa", json={"nonce": "x", "answer": {"id": "\ud800"}}, base_url=HERE),
        enter(app, cast, cast.lan).get("/api/changes?after=x.²", base_url=HERE),
    ]
    assert key.id and all(answer.status_code < 500 for answer in calls)


def test_an_officer_who_names_anothers_case_learns_nothing_of_it(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(cast.lan))
    body = {
        "v": 1,
        "code": "doi_y",
        "text": "",
        "withdrawn_at": "2026-11-23T09:30:00.000+07:00",
        "paper_returned": True,
    }
    assert cast.send(cast.phone(cast.tuan), "case.withdrawn", case_id, body).code == "wrong_case"
    assert "Sáu" not in enter(app, cast, cast.tuan).get("/can-doi-chieu/", base_url=HERE).text
    assert "Sáu" in enter(app, cast, cast.hanh).get("/can-doi-chieu/", base_url=HERE).text


def test_nothing_is_certified_before_it_was_signed(scene: Scene) -> None:
    cast = scene.cast
    ahead = {**cast.body()["signing"], "signed_at": "2027-01-01T09:00:00.000+07:00"}
    case_id = cast.submitted(scene.phone, signing=ahead)
    cast.passkey(cast.minh)
    with pytest.raises(Problem) as refused:
        cast.ask(cast.minh, case_id)
    assert refused.value.code == "signed_later"
    assert state(cast, case_id) == "submitted"


@pytest.mark.parametrize("name", ["\u200b\u200b", "😀 Sáu", "Sáu\U000e0041"])
def test_a_name_that_no_page_can_print_waits_for_a_person(scene: Scene, name: str) -> None:
    person = {**scene.cast.body()["person"], "name": name}
    assert scene.post(scene.letter(scene.cast.body(person=person))) == ("held", "bad_body")


@pytest.mark.parametrize("birth", ["1954-13", "0000", "1954-02-31"])
def test_a_birth_that_no_calendar_has_waits_for_a_person(scene: Scene, birth: str) -> None:
    person = {**scene.cast.body()["person"], "birth": birth}
    assert scene.post(scene.letter(scene.cast.body(person=person))) == ("held", "bad_body")


@pytest.mark.parametrize("strokes", ["abc", [{}], [1], [{"c": 0, "t": "touch", "d": []}]])
def test_ink_without_a_real_stroke_is_no_signature(scene: Scene, strokes: Any) -> None:
    letter, parts = scene.phone.letter(
        scene.cast.tools, "case.submitted", uuid7(scene.cast.clock.at),
        scene.cast.body(ink={**scene.cast.body()["ink"], "s": strokes}), [signed_page("G", "S")],
    )  # fmt: skip
    scene.phone.bring(scene.cast.tools, parts[0])
    assert scene.post(letter) == ("held", "bad_ink")
