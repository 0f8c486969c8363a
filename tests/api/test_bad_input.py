"""Bad input as one table: each its clear answer, nothing lost by it, and the right thing goes through after it."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.demo.phone import DemoPhone
from app.domain.problems import Problem
from app.evidence.encoding import canonical
from app.evidence.jws import sign, verify
from app.evidence.keys import new_key
from app.jobs import runner
from app.media.sample import signed_page
from app.routes.problems import words
from app.services import devices
from app.store import cases, people
from app.store.ids import uuid7
from app.store.tables import record
from app.sync.letters import Letter
from app.work import Work, begin, look
from tests.api.conftest import enter
from tests.api.test_calls import HERE, allowed, send
from tests.people import SAU, Cast

DECLINED = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}


def test_a_zero_byte_is_refused_at_the_door_and_nothing_is_kept(app: Flask, cast: Cast) -> None:
    quang = enter(app, cast, cast.quang)
    form = {"name": "Lê\0Thị", "honorific": "ba", "title": "x", "role": "clerk"}
    assert quang.post("/nguoi-va-may/new", data=form, base_url=HERE).status_code == 400
    assert quang.get("/ho-so?q=%00", base_url=HERE).status_code == 400
    asked = quang.post("/decisions", json={"nonce": "a\0", "answer": {}}, base_url=HERE)
    assert asked.status_code in (400, 404)
    with look(cast.tools) as work:
        assert [one.name for one in people.of_org(work.db, cast.org) if "Lê" in one.name and "\0" in one.name] == []


@dataclass
class Scene:
    """Lan's phone in front of the real stack."""

    app: Flask
    cast: Cast
    client: FlaskClient
    phone: DemoPhone

    def post(self, letter: Letter, phone: DemoPhone | None = None) -> tuple[str, str]:
        """Verdict and code of one letter."""
        sender = phone or self.phone
        answer = send(self.client, sender, "/api/records", {"records": [letter.model_dump()]})
        if answer.status_code != 200:
            return str(answer.status_code), answer.json["code"]
        (verdict,) = answer.json["verdicts"]
        return verdict["verdict"], verdict.get("code", "")

    def letter(self, body: dict[str, Any], kind: str = "case.submitted", case_id: str = "") -> Letter:
        letter, parts = self.phone.letter(self.cast.tools, kind, case_id or uuid7(self.cast.clock.at), body, [])
        assert not parts
        return letter

    def again(self, letter: Letter, typ: str = "tn-record", **claims: Any) -> Letter:
        """The same record signed anew with other claims or another type."""
        key = self.phone.key
        told = verify(letter.envelope, "tn-record", key.kid, key.private.public_key())
        return letter.model_copy(update={"envelope": sign({**told, **claims}, typ, key.kid, key.private)})


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return Scene(app, cast, app.test_client(), cast.phone())


def expired_card(scene: Scene) -> tuple[str, str]:
    person = {**SAU.body(scene.cast.clock.at, {})["person"], "valid_until": "2020-01-01"}
    return scene.post(scene.letter(scene.cast.body(person=person)))


def not_eligible(scene: Scene) -> tuple[str, str]:
    answers = [{**one, "answer": one["code"] != "lucid"} for one in scene.cast.body()["conditions"]]
    return scene.post(scene.letter(scene.cast.body(conditions=answers)))


def forbidden_document(scene: Scene) -> tuple[str, str]:
    document = {"kind": "hop_dong", "title": "Hợp đồng mua bán", "pages": 1, "copies": 1}
    return scene.post(scene.letter(scene.cast.body(document=document)))


def empty_ink(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body(ink={**scene.cast.body()["ink"], "s": []})))


def empty_ink_at_the_hand_over(scene: Scene) -> tuple[str, str]:
    case_id = scene.cast.submitted(scene.phone)
    scene.cast.approved(case_id, scene.cast.passkey(scene.cast.minh))
    scene.cast.ready(case_id)
    body = scene.cast.delivery()
    letter = scene.letter({**body, "ink": {**body["ink"], "s": []}}, "delivery.completed", case_id)
    said = scene.post(letter)
    assert state(scene.cast, case_id) == "ready"
    return said


def unknown_field(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body(extra=1)))


def unknown_letter_field(scene: Scene) -> tuple[str, str]:
    value = {**scene.letter(DECLINED, "case.declined").model_dump(), "more": 1}
    answer = send(scene.client, scene.phone, "/api/records", {"records": [value]})
    return str(answer.status_code), answer.json["code"]


def wrong_device(scene: Scene) -> tuple[str, str]:
    letter = scene.letter(DECLINED, "case.declined")
    return scene.post(scene.again(letter, device=scene.cast.phone(scene.cast.tuan).key.kid))


def unknown_device(scene: Scene) -> tuple[str, str]:
    stranger = replace(scene.phone, key=new_key())
    letter, _ = stranger.letter(scene.cast.tools, "case.declined", uuid7(scene.cast.clock.at), DECLINED, [])
    return scene.post(letter, stranger)


def wrong_commune(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.again(scene.letter(DECLINED, "case.declined"), org=scene.cast.other_org))


def other_author(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.again(scene.letter(DECLINED, "case.declined"), author=scene.cast.tuan))


def type_confusion(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.again(scene.letter(DECLINED, "case.declined"), typ="tn-upload"))


def upload_as_record_permission(scene: Scene) -> tuple[str, str]:
    letter = scene.letter(DECLINED, "case.declined")
    headers = {"Authorization": f"TN {letter.envelope}"}
    answer = scene.client.post("/api/records", json={"records": [letter.model_dump()]}, headers=headers)
    return str(answer.status_code), answer.json["code"]  # type: ignore[index]


def no_photo(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body()))


def a_contradicted_condition(scene: Scene) -> tuple[str, str]:
    answers = [{"code": "lucid", "answer": False}, *scene.cast.body()["conditions"]]
    return scene.post(scene.letter(scene.cast.body(conditions=answers)))


def unseen_letters(scene: Scene) -> tuple[str, str]:
    person = {**scene.cast.body()["person"], "name": "Sáu\u202e\u0000"}
    return scene.post(scene.letter(scene.cast.body(person=person)))


def a_name_of_blanks(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body(person={**scene.cast.body()["person"], "name": "  "})))


def a_day_that_no_calendar_has(scene: Scene) -> tuple[str, str]:
    person = {**scene.cast.body()["person"], "valid_until": "2026-99-99"}
    return scene.post(scene.letter(scene.cast.body(person=person)))


def an_hour_at_the_end_of_time(scene: Scene) -> tuple[str, str]:
    signing = {**scene.cast.body()["signing"], "signed_at": "9999-12-31T23:59:59.000-14:00"}
    return scene.post(scene.letter(scene.cast.body(signing=signing)))


def a_number_as_text(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body(document={**scene.cast.body()["document"], "pages": "1"})))


def an_unknown_wording(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.letter(scene.cast.body(wording={"code": "W2", "version": 99})))


def before_any_fee(scene: Scene) -> tuple[str, str]:
    signing = {**scene.cast.body()["signing"], "signed_at": "2001-05-05T09:00:00.000+07:00"}
    return scene.post(scene.letter(scene.cast.body(signing=signing)))


def a_case_on_a_visit(scene: Scene) -> tuple[str, str]:
    letter = scene.letter(DECLINED, "case.declined")
    return scene.post(scene.again(letter, stream={"type": "visit", "id": uuid7(scene.cast.clock.at)}))


def sealed_in_the_thirteenth_month(scene: Scene) -> tuple[str, str]:
    return scene.post(scene.again(scene.letter(DECLINED, "case.declined"), made_at="2026-13-45T09:00:00.000+07:00"))


def another_communes_visit(scene: Scene) -> tuple[str, str]:
    body = {"v": 1, "on_date": "2026-11-23", "at_time": "", "honorific": "ba", "name": "Sáu", "hamlet": "Tổ 2",
            "phone": "", "purpose": "certify", "note": ""}  # fmt: skip
    visit = uuid7(scene.cast.clock.at)
    other = scene.cast.phone(scene.cast.tuan)
    assert scene.cast.send(other, "visit.planned", visit, body).verdict == "accepted"
    return scene.post(scene.letter(body, "visit.planned", visit))


def half_a_body(scene: Scene) -> tuple[str, str]:
    data = canonical({"records": [scene.letter(DECLINED, "case.declined").model_dump()]})
    headers = allowed(scene.phone, "POST", "/api/records")
    answer = scene.client.post(
        "/api/records", data=data[: len(data) // 2], content_type="application/json", headers=headers
    )
    return str(answer.status_code), answer.json["code"]  # type: ignore[index]


def half_a_seal(scene: Scene) -> tuple[str, str]:
    letter = scene.letter(DECLINED, "case.declined")
    return scene.post(letter.model_copy(update={"body": letter.body[: len(letter.body) // 2]}))


def revoked_device(scene: Scene) -> tuple[str, str]:
    letter = scene.letter(DECLINED, "case.declined")
    with begin(scene.cast.tools) as work:
        devices.revoke(work, scene.cast.org, scene.cast.quang, scene.phone.key.kid)
    return scene.post(letter)


def photo(scene: Scene, data: bytes) -> tuple[str, str]:
    """The clerk's photo of the finished paper."""
    case_id = scene.cast.submitted(scene.phone)
    scene.cast.approved(case_id, scene.cast.passkey(scene.cast.minh))
    desk = enter(scene.app, scene.cast, scene.cast.hanh)
    desk.post(f"/giay-to/{case_id}/receipt", base_url=HERE)
    answer = desk.post(
        f"/giay-to/{case_id}/seal", data={"pages": (io.BytesIO(data), "a.jpg")}, base_url=HERE,
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert state(scene.cast, case_id) == "approved"
    told = answer.json
    assert told is not None
    assert told["title"] == words(told["code"])
    return str(answer.status_code), told["code"]


def no_jpeg(scene: Scene) -> tuple[str, str]:
    return photo(scene, b"%PDF-1.7 not a photo")


def huge_header(scene: Scene) -> tuple[str, str]:
    data = bytearray(signed_page("G", "S"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", 50_000, 50_000)
    return photo(scene, bytes(data))


def half_a_jpeg(scene: Scene) -> tuple[str, str]:
    page = signed_page("G", "S")
    return photo(scene, page[: len(page) // 2])


def changed_case(scene: Scene) -> tuple[str, str]:
    cast, case_id = scene.cast, scene.cast.submitted(scene.phone)
    key = cast.passkey(cast.minh)
    browser = enter(scene.app, cast, cast.minh)
    asked = cast.ask(cast.minh, case_id)
    body = {
        "v": 1,
        "patch": [{"path": "phone", "was": "0900000006", "now": "0911111111"}],
        "struck": [],
        "words": "Số mới",
    }
    assert cast.send(scene.phone, "case.amended", case_id, body).verdict == "accepted"
    answer = browser.post(
        "/decisions", json={"nonce": asked.nonce, "answer": key.get(asked.options)}, base_url=HERE,
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert state(cast, case_id) == "submitted"
    return str(answer.status_code), answer.json["code"]  # type: ignore[index]


def state(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    return found.state if found else "none"


TABLE: dict[Callable[[Scene], tuple[str, str]], tuple[str, str]] = {
    expired_card: ("held", "paper_expired"),
    not_eligible: ("held", "condition_not_met"),
    forbidden_document: ("held", "forbidden_document"),
    empty_ink: ("held", "ink_empty"),
    empty_ink_at_the_hand_over: ("held", "ink_empty"),
    unknown_field: ("held", "bad_body"),
    unknown_letter_field: ("400", "bad_body"),
    wrong_device: ("refused", "bad_envelope"),
    unknown_device: ("401", "bad_upload"),
    wrong_commune: ("refused", "wrong_commune"),
    other_author: ("refused", "wrong_commune"),
    type_confusion: ("refused", "bad_signature"),
    upload_as_record_permission: ("401", "bad_upload"),
    no_photo: ("held", "photos_missing"),
    a_contradicted_condition: ("held", "condition_not_met"),
    unseen_letters: ("held", "bad_body"),
    a_name_of_blanks: ("held", "bad_body"),
    a_day_that_no_calendar_has: ("held", "bad_body"),
    an_hour_at_the_end_of_time: ("held", "bad_body"),
    a_number_as_text: ("held", "bad_body"),
    an_unknown_wording: ("held", "no_wording"),
    before_any_fee: ("held", "no_fee"),
    a_case_on_a_visit: ("refused", "wrong_stream"),
    sealed_in_the_thirteenth_month: ("refused", "bad_envelope"),
    another_communes_visit: ("held", "visit_known"),
    half_a_body: ("400", "bad_body"),
    half_a_seal: ("refused", "bad_encoding"),
    revoked_device: ("held", "device_revoked"),
    no_jpeg: ("409", "not_a_photo"),
    huge_header: ("409", "not_a_photo"),
    half_a_jpeg: ("409", "not_a_photo"),
    changed_case: ("409", "stale"),
}


def of_cases(work: Work) -> int:
    """How many records of cases and visits are kept."""
    query = select(func.count()).select_from(record).where(record.c.stream_type.in_(("case", "visit")))
    return int(work.db.execute(query).scalar_one())


@pytest.mark.parametrize("bad", TABLE, ids=lambda one: one.__name__)
def test_bad_input_has_its_answer_and_takes_nothing_with_it(scene: Scene, bad: Callable[[Scene], Any]) -> None:
    earlier = scene.cast.submitted(scene.phone)
    with look(scene.cast.tools) as work:
        before = of_cases(work)
    verdict, code = bad(scene)
    assert (verdict, code) == TABLE[bad]
    with look(scene.cast.tools) as work:
        kept = of_cases(work) - before
    if verdict == "held":
        assert kept >= 1, "what a citizen may have signed is kept"
    if verdict in ("refused", "401", "400"):
        assert kept == 0
    assert state(scene.cast, earlier) == "submitted"
    if bad is not revoked_device:
        phone = scene.cast.phone()
        letter, _ = phone.letter(scene.cast.tools, "case.declined", uuid7(scene.cast.clock.at), DECLINED, [])
        assert scene.post(letter, phone)[0] == "accepted"


def test_a_page_of_the_citizen_that_is_no_photo_is_kept_and_shown_as_such(scene: Scene) -> None:
    case_id = scene.phone.submit(scene.cast.tools, scene.cast.body(), [b"this is no photo"])
    runner.run_due(scene.cast.tools)
    assert state(scene.cast, case_id) == "submitted"
    with begin(scene.cast.tools) as work:
        shown = cases.shown_of(work.db, case_id, 1)
    assert [row.mime for row in shown if row.role == "signed_page"] == [""]


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
