"""The description of the protocol: it names every call, and our answers keep to it whatever a client sends."""

import re

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

from app.sync.openapi import DEVICE, OPERATIONS, PIECE, Operation
from tests.api.test_calls import allowed
from tests.people import Cast

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
