"""Extras come only with the citizen's own yes to each; a voice is one that a page can play."""

from hashlib import sha256
from typing import Any

import pytest

from app.demo.phone import Photo
from app.domain import extras
from app.domain.typed_line import Incomplete
from app.jobs import runner
from app.media import voice
from app.media.sample import signed_page
from app.services import communes
from app.store import cases, desk
from app.store.ids import uuid7
from app.work import begin, look
from tests.people import Cast

WEBM = b"\x1aE\xdf\xa3" + b"\0" * 200
PLACE = {"lat": 21_276_000, "lon": 106_194_000, "within": 12}


def said(**given: bool) -> list[dict[str, Any]]:
    return [{"what": what, "given": yes} for what, yes in given.items()]


def sent(cast: Cast, body: dict[str, Any], beside: list[Photo]) -> tuple[str, str]:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    letter, blobs = phone.letter(
        cast.tools, "case.submitted", case_id, body, [signed_page("Giay uy quyen", "Sau"), *beside]
    )
    for sealed in blobs:
        phone.bring(cast.tools, sealed)
    verdict = phone.post(cast.tools, letter)
    runner.run_due(cast.tools)
    return case_id, str(verdict.code or verdict.verdict)


def test_what_was_agreed_to_is_shown_to_the_leader_and_nothing_else_is_there(cast: Cast) -> None:
    body = cast.body(consents=said(moment=True, voice=True, position=True), position=PLACE, notice=1)
    beside: list[Photo] = [("moment", 0, signed_page("Luc ky", "Sau")), ("voice", 0, WEBM)]
    case_id, answer = sent(cast, body, beside)
    assert answer == "accepted"
    with look(cast.tools) as work:
        shown = {one.role: one.mime for one in cases.shown_of(work.db, case_id, 1)}
        found = cases.get(work.db, case_id)
    assert shown == {"ink": "image/png", "moment": "image/jpeg", "signed_page": "image/jpeg", "voice": "audio/webm"}
    assert found is not None and found.fields["position"] == PLACE and "evidence_unreadable" not in found.flags


@pytest.mark.parametrize(
    ("changes", "beside"),
    [
        ({}, [("moment", 0, WEBM)]),
        ({"consents": said(moment=False)}, [("moment", 0, WEBM)]),
        ({"consents": said(moment=True)}, [("voice", 0, WEBM)]),
        ({"position": PLACE}, []),
        ({"consents": said(position=False), "position": PLACE}, []),
    ],
)
def test_what_comes_without_its_own_consent_waits_for_a_person(
    cast: Cast, changes: dict[str, Any], beside: list[Photo]
) -> None:
    _, answer = sent(cast, cast.body(**changes), beside)
    assert answer == "consent_missing"


def test_a_refused_extra_costs_the_citizen_nothing(cast: Cast) -> None:
    _, answer = sent(cast, cast.body(consents=said(moment=False, voice=False)), [])
    assert answer == "accepted"


def test_a_file_that_is_no_recording_is_said_to_be_unreadable(cast: Cast) -> None:
    case_id, answer = sent(cast, cast.body(consents=said(voice=True)), [("voice", 0, b"MZ" + b"\0" * 100)])
    assert answer == "accepted"
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and "evidence_unreadable" in found.flags


@pytest.mark.parametrize(
    ("data", "kind"), [(WEBM, "audio/webm"), (b"OggS" + b"\0" * 9, "audio/ogg"), (b"\0\0\0\x18ftypM4A ", "audio/mp4")]
)
def test_a_recording_is_known_by_its_own_first_bytes(data: bytes, kind: str) -> None:
    assert voice.kind(data) == kind
    for bad in (b"", b"RIFF", WEBM + b"\0" * voice.MOST_BYTES):
        with pytest.raises(voice.NotAVoice):
            voice.kind(bad)


def test_a_commune_asks_for_nothing_unless_it_turned_it_on(cast: Cast) -> None:
    with begin(cast.tools) as work:
        assert desk.get_org(work.db, cast.org).extras == ""
        communes.set_extras(work, cast.org, cast.quang, ["position", "moment"])
        assert desk.get_org(work.db, cast.org).extras == "moment,position"
        with pytest.raises(Incomplete):
            communes.set_extras(work, cast.org, cast.quang, ["face"])


def test_another_notice_has_another_version() -> None:
    # what "read, version 1" means must not change behind a case that says so
    assert (extras.NOTICE_VERSION, sha256("\n".join(extras.NOTICE).encode()).hexdigest()[:16]) == (
        1,
        "998b0f530cc81b5d",
    )


def test_the_notice_says_what_is_kept_and_that_extras_may_be_refused() -> None:
    text = " ".join(extras.NOTICE)
    for words in ("{org}", "23/2015/NĐ-CP", "lưu vĩnh viễn", "2 năm", "khiếu nại", "không đồng ý thì vẫn được phục vụ"):
        assert words in text
