"""The description of the protocol: it names every call, and our answers keep to it whatever a client sends."""

import re
from dataclasses import fields

import pytest
import schemathesis
from flask import Flask, g
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.services.devices import Enrolled
from app.sync import answers
from app.sync.openapi import DEVICE, OPERATIONS, PIECE, Operation
from tests.api.conftest import enter
from tests.api.test_calls import allowed, send
from tests.people import Cast
from tests.services.test_intake import declined

schemathesis.serializer.alias(PIECE, "application/octet-stream")
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.parametrize("call", OPERATIONS, ids=lambda call: f"{call.method} {call.path}")
@pytest.mark.parametrize("allows", [True, False], ids=["a phone", "a stranger"])
def test_whatever_is_sent_the_answer_is_one_that_was_described(
    app: Flask, cast: Cast, call: Operation, *, allows: bool
) -> None:
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    operation, phone = described[call.path][call.method], cast.phone()

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def well_formed(case: Case) -> None:
        send(case)

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ill_formed(case: Case) -> None:
        send(case)

    def send(case: Case) -> None:
        g.pop("_login_user", None)
        headers = {"Origin": cast.tools.site.origin}
        if allows and call.who == DEVICE:
            headers |= allowed(phone, case.method.upper(), case.formatted_path)
        case.call_and_validate(headers=headers, checks=CHECKS)

    well_formed()
    if call.asks or call.parameters:
        ill_formed()


def test_good_answers_have_the_described_shape(app: Flask, cast: Cast) -> None:
    lan, phone = enter(app, cast, cast.lan), cast.phone()
    cast.submitted(phone)
    me = answers.MeAnswer.model_validate(lan.get("/api/me", base_url="https://localhost").json)
    assert me.person is not None
    assert me.person.name == "Trần Thị Lan"
    found = answers.ChangesAnswer.model_validate(lan.get("/api/changes?after=", base_url="https://localhost").json)
    assert len(found.changes) == 1
    letter, _ = phone.letter(cast.tools, "case.declined", cast.new_id(), declined(), [])
    said = send(app.test_client(), phone, "/api/records", {"records": [letter.model_dump()]}).json
    assert [one.verdict for one in answers.VerdictsAnswer.model_validate(said).verdicts] == ["accepted"]
    # an invitation serves once, so the fuzzer never gets a phone in: the two shapes are held against each other
    assert {one.name for one in fields(Enrolled)} | {"iss"} == set(answers.EnrolledAnswer.model_fields)


def test_every_call_is_described_and_nothing_else(app: Flask) -> None:
    routes = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.rule.startswith("/api/")
        and method != "OPTIONS"
        and not (method == "HEAD" and "GET" in (rule.methods or ()))
    }
    assert routes - {("get", "/api/openapi.json")} == {(one.method, one.path) for one in OPERATIONS}
