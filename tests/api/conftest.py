"""People and phones at the real WSGI stack."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.people import Cast


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def enter(app: Flask, cast: Cast, person: str) -> FlaskClient:
    """A browser in which this person is signed in."""
    browser = app.test_client()
    answer = browser.post("/dang-nhap/thu", data={"person": person}, base_url="https://localhost")
    assert answer.status_code == 302
    return browser
