"""Thông báo: a browser says that it wants to be told, and the page lists what it would have been told."""

import os
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from app.evidence.encoding import b64u
from app.store import notices as rows
from app.work import look
from tests.api.conftest import enter
from tests.people import SAU, Cast

HERE = "https://localhost"
ENDPOINT = "https://web.push.apple.com/QGb"


def subscription(**changes: Any) -> dict[str, Any]:
    point = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    keys = {"p256dh": b64u(point), "auth": b64u(os.urandom(16))}
    return {"endpoint": ENDPOINT, "expirationTime": None, "keys": keys, "device": "", **changes}


def test_a_browser_is_told_until_its_person_turns_it_off(app: Flask, cast: Cast) -> None:
    minh = enter(app, cast, cast.minh)
    assert len(minh.get("/thong-bao/khoa", base_url=HERE).json["key"]) == 87
    assert minh.post("/thong-bao/may", json=subscription(), base_url=HERE).status_code == 201
    with look(cast.tools) as work:
        (kept,) = rows.of_person(work.db, cast.minh)
    assert kept.endpoint == ENDPOINT
    assert minh.post("/thong-bao/may/bo", json={"endpoint": ENDPOINT}, base_url=HERE).status_code == 200
    with look(cast.tools) as work:
        assert rows.of_person(work.db, cast.minh) == []


def test_who_signs_in_next_in_a_browser_ends_what_was_told_there(app: Flask, cast: Cast) -> None:
    browser = enter(app, cast, cast.minh)
    assert browser.post("/thong-bao/may", json=subscription(), base_url=HERE).status_code == 201
    assert "data-here" in browser.get("/thong-bao", base_url=HERE).text
    # the same person again, and somebody elsewhere, change nothing
    for own, person in ((browser, cast.minh), (app.test_client(), cast.hanh)):
        own.post("/dang-nhap/thu", data={"person": person}, base_url=HERE)
        with look(cast.tools) as work:
            assert len(rows.of_person(work.db, cast.minh)) == 1
    browser.post("/dang-xuat", base_url=HERE)
    browser.post("/dang-nhap/thu", data={"person": cast.hanh}, base_url=HERE)
    assert "data-here" not in browser.get("/thong-bao", base_url=HERE).text
    with look(cast.tools) as work:
        assert rows.of_person(work.db, cast.minh) == [] == rows.of_person(work.db, cast.hanh)


@pytest.mark.parametrize("whose", ["tuan", "nobody"])
def test_a_phone_of_somebody_else_is_not_taken(app: Flask, cast: Cast, whose: str) -> None:
    device = cast.phone(cast.tuan).key.kid if whose == "tuan" else "nobody"
    minh = enter(app, cast, cast.minh)
    assert minh.post("/thong-bao/may", json=subscription(device=device), base_url=HERE).status_code == 404
    with look(cast.tools) as work:
        assert rows.of_person(work.db, cast.minh) == []


@pytest.mark.parametrize(
    "body",
    [None, {}, subscription(endpoint="https://intranet.example/x"), subscription(endpoint="x" * 1001),
     subscription(keys={"p256dh": "x", "auth": "y"}), subscription(keys=[])],
)  # fmt: skip
def test_what_is_no_subscription_is_refused(app: Flask, cast: Cast, body: Any) -> None:
    answer = enter(app, cast, cast.minh).post("/thong-bao/may", json=body, base_url=HERE)
    assert answer.status_code == 400
    with look(cast.tools) as work:
        assert rows.of_person(work.db, cast.minh) == []


def test_the_page_lists_what_waits_without_a_name(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    page = enter(app, cast, cast.minh).get("/thong-bao", base_url=HERE).text
    assert "Có hồ sơ chờ ký" in page and f"/ho-so/{case_id}" in page and 'data-badge="1"' in page
    assert SAU.name not in page
    assert "Chưa có thông báo nào" in enter(app, cast, cast.hanh).get("/thong-bao", base_url=HERE).text


def test_a_message_to_copy_holds_no_name(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    page = enter(app, cast, cast.hanh).get(f"/ho-so-xa/{case_id}", base_url=HERE).text
    text = page.partition('id="message"')[2].partition("</textarea>")[0]
    assert "đang chờ ký" in text and "0204 000 0000" in text
    assert all(word not in text for word in (SAU.name, "Sáu", SAU.number, SAU.hamlet, SAU.title))
