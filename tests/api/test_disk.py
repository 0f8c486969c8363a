"""A disk that is full, busy or broken: nothing is half-written, and the phone keeps its own."""

import errno
import hashlib
import os
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.demo.phone import DemoPhone
from app.media.sample import signed_page
from app.store import blobs, durable, records
from app.store.ids import uuid7
from app.work import look
from tests.api.test_calls import allowed, send
from tests.people import Cast


def failing(number: int) -> Callable[..., None]:
    def act(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    return act


def upload(client: FlaskClient, phone: DemoPhone, part: bytes) -> Any:
    path = f"/api/blobs/{hashlib.sha256(part).hexdigest()}"
    client.post(path, headers={**allowed(phone, "POST", path), "Upload-Length": str(len(part))})
    at = client.head(path, headers=allowed(phone, "HEAD", path)).headers["Upload-Offset"]
    return client.patch(
        path, data=part[int(at) :], content_type="application/offset+octet-stream",
        headers={**allowed(phone, "PATCH", path), "Upload-Offset": at},
    )  # fmt: skip


@pytest.mark.parametrize("number", durable.FULL)
def test_a_full_disk_takes_nothing_and_what_is_sent_again_is_whole(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    phone = cast.phone()
    letter, (part,) = phone.letter(
        cast.tools, "case.submitted", uuid7(cast.clock.at), cast.body(), [signed_page("G", "S")]
    )
    address = hashlib.sha256(part).hexdigest()
    with monkeypatch.context() as full:
        full.setattr(durable.os, "fsync", failing(number))
        path = f"/api/blobs/{address}"
        answer = client.post(path, headers={**allowed(phone, "POST", path), "Upload-Length": str(len(part))})
        assert (answer.status_code, answer.json["code"]) == (507, "disk_full")
    with look(cast.tools) as work:
        assert blobs.size(work.db, address) is None
    assert upload(client, phone, part).status_code == 204
    (verdict,) = send(client, phone, "/api/records", {"records": [letter.model_dump()]}).json["verdicts"]
    assert verdict["verdict"] == "accepted"
    assert cast.tools.blobs.read(address) == part


def test_a_disk_that_fills_in_the_last_piece_asks_for_it_again(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, part = cast.phone(), signed_page("G", "S")
    address = hashlib.sha256(part).hexdigest()
    path = f"/api/blobs/{address}"
    client.post(path, headers={**allowed(phone, "POST", path), "Upload-Length": str(len(part))})
    with monkeypatch.context() as full:
        full.setattr(durable.os, "fsync", failing(errno.ENOSPC))
        assert upload(client, phone, part).status_code == 507
    with look(cast.tools) as work:
        assert blobs.size(work.db, address) is None
    assert upload(client, phone, part).status_code == 204
    assert cast.tools.blobs.read(address) == part


@pytest.mark.parametrize(
    ("words", "status", "code"), [("database or disk is full", 507, "disk_full"), ("database is locked", 503, "busy")]
)
def test_a_database_that_cannot_write_says_so_and_keeps_no_half(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, words: str, status: int, code: str
) -> None:
    phone = cast.phone()
    letter, (part,) = phone.letter(
        cast.tools, "case.submitted", uuid7(cast.clock.at), cast.body(), [signed_page("G", "S")]
    )
    phone.bring(cast.tools, part)

    def act(*_: Any, **__: Any) -> None:
        raise OperationalError("INSERT", {}, Exception(words))

    with monkeypatch.context() as ill:
        ill.setattr("app.services.intake.apply", act)
        answer = send(client, phone, "/api/records", {"records": [letter.model_dump()]})
        assert (answer.status_code, answer.json["code"]) == (status, code)
        assert ("Retry-After" in answer.headers) is (status == 503)
    with look(cast.tools) as work:
        assert records.by_hash(work.db, phone.prev) is None
    (verdict,) = send(client, phone, "/api/records", {"records": [letter.model_dump()]}).json["verdicts"]
    assert verdict["verdict"] == "accepted"


def test_a_failed_fsync_ends_the_process(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(durable.os, "fsync", failing(errno.EIO))
    monkeypatch.setattr(durable.os, "_exit", ended.append)
    durable.settle(0)
    assert ended == [74]
