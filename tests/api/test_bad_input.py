"""Bad input as one table: each its clear answer, nothing lost by it, and the right thing goes through after it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from app.evidence.encoding import canonical
from app.evidence.keys import new_key
from app.jobs import runner
from app.services import devices
from app.store import cases
from app.store.ids import uuid7
from app.store.tables import record
from app.work import Work, begin, look
from tests.api.bad_photos import half_a_jpeg, huge_header, no_jpeg
from tests.api.conftest import enter
from tests.api.scene import Scene, scene, state
from tests.api.test_calls import HERE, allowed, send
from tests.people import SAU

__all__ = ["scene"]

DECLINED = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}


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
