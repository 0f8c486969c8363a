"""What a phone could not send comes in by a file: sealed as ever, once, and only into its own commune."""

import hashlib
from typing import Any

import pytest
from flask import Flask

from app.demo.phone import DemoPhone
from app.media.sample import signed_page
from app.store import cases
from app.store.ids import uuid7
from app.work import look
from tests.api.conftest import enter
from tests.api.test_entry import post
from tests.people import Cast


def packed(cast: Cast, phone: DemoPhone) -> tuple[str, Any, bytes]:
    case_id = uuid7(cast.clock.at)
    letter, (part,) = phone.letter(cast.tools, "case.submitted", case_id, cast.body(), [signed_page("G", "S")])
    return case_id, letter, part


def bring(client: Any, phone: DemoPhone, part: bytes) -> Any:
    return post(client, f"/cuu-ho/may/{phone.key.kid}/anh/{hashlib.sha256(part).hexdigest()}", data=part)


def test_a_file_brings_a_case_in_and_twice_is_once(app: Flask, cast: Cast) -> None:
    phone, clerk = cast.phone(), enter(app, cast, cast.hanh)
    case_id, letter, part = packed(cast, phone)
    path = f"/cuu-ho/may/{phone.key.kid}/ban-ghi"
    assert post(clerk, path, json=letter.model_dump()).json["verdict"] == "incomplete"
    assert bring(clerk, phone, part).json == {"kept": True}
    assert bring(clerk, phone, part).json == {"kept": True}
    first = post(clerk, path, json=letter.model_dump()).json
    assert first["verdict"] == "accepted"
    again = post(clerk, path, json=letter.model_dump()).json
    assert (again["verdict"], again["seq"], again["receipt"]) == ("duplicate", first["seq"], first["receipt"])
    with look(cast.tools) as work:
        found = cases.of_org(work.db, cast.org, case_id)
    assert found is not None and found.officer == cast.lan
    # the phone itself, back in coverage, learns that all is there
    assert phone.post(cast.tools, letter).verdict == "duplicate"


def test_a_revoked_phones_file_is_kept_and_waits_for_a_person(app: Flask, cast: Cast) -> None:
    phone, clerk = cast.phone(), enter(app, cast, cast.hanh)
    _, letter, part = packed(cast, phone)
    post(enter(app, cast, cast.quang), f"/nguoi-va-may/{phone.key.kid}/revocation")
    bring(clerk, phone, part)
    verdict = post(clerk, f"/cuu-ho/may/{phone.key.kid}/ban-ghi", json=letter.model_dump()).json
    assert (verdict["verdict"], verdict["code"]) == ("held", "device_revoked")


def test_a_file_of_another_communes_phone_changes_nothing(app: Flask, cast: Cast) -> None:
    phone, clerk = cast.phone(), enter(app, cast, cast.hanh)
    other = cast.phone(cast.tuan)
    _, letter, part = packed(cast, phone)
    assert post(clerk, f"/cuu-ho/may/nobody/anh/{hashlib.sha256(part).hexdigest()}", data=part).status_code == 404
    # a record under another phone's name is no record of that phone
    verdict = post(clerk, f"/cuu-ho/may/{other.key.kid}/ban-ghi", json=letter.model_dump()).json
    assert (verdict["verdict"], verdict["code"]) == ("refused", "unknown_device")


@pytest.mark.parametrize(
    ("data", "code", "status"),
    [(b"", "wrong_bytes", 409), (b"other bytes", "wrong_bytes", 409), (b"x" * 6_300_000, "too_large", 413)],
)
def test_bytes_that_are_not_the_photo_named_are_refused(
    app: Flask, cast: Cast, data: bytes, code: str, status: int
) -> None:
    phone, clerk = cast.phone(), enter(app, cast, cast.hanh)
    answer = post(
        clerk, f"/cuu-ho/may/{phone.key.kid}/anh/{'0' * 64}", data=data, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json["code"]) == (status, code)
