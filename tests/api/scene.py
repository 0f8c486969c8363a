"""An officer with a phone, and what he sends."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.demo.phone import DemoPhone
from app.evidence.jws import sign, verify
from app.store import cases
from app.store.ids import uuid7
from app.sync.letters import Letter
from app.work import look
from tests.api.test_calls import send
from tests.people import Cast


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


def state(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    return found.state if found else "none"
