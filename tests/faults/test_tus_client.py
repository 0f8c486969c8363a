"""What is said of uploads is tus 1.0: the public JavaScript client, unchanged, brings, resumes and is refused."""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from app import assembly, create_app
from app.config import Config
from app.demo.phone import DemoPhone
from app.evidence.encoding import b64u
from app.services import sessions
from app.work import Tools, look
from tests.browser.conftest import ROOT, Office, office

__all__ = ["office"]
PIECE, PIECES = 20_000, 4


class Client:
    """A phone of the demo commune's officer whose uploads the public client makes."""

    def __init__(self, tools: Tools, office: Office) -> None:
        with look(tools) as work:
            members = {one.name: one for _, people in sessions.demo_people(work) for one in people}
        lan, quang = members["Trần Thị Lan"], members["Đỗ Văn Quang"]
        self.tools, self.office = tools, office
        self.phone = DemoPhone.enrol(tools, lan.org, quang.id, lan.id)

    def bring(self, address: str, data: bytes, *, stop: int = 0, url: str = "") -> dict[str, Any]:
        key = self.phone.key
        secret = key.private.private_numbers().private_value.to_bytes(32, "big")
        asked = {
            "origin": self.office.origin, "kid": key.kid, "jwk": {**key.jwk, "d": b64u(secret)}, "address": address,
            "data": b64u(data), "chunk": PIECE, "stop": stop, "url": url,
        }  # fmt: skip
        done = subprocess.run(
            ["node", "tests/js/tus-client.js"],  # noqa: S607
            cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def held(self, address: str) -> bytes | None:
        return self.tools.blobs.read(address) if address in self.tools.blobs.addresses() else None


@pytest.fixture
def client(office: Office) -> Iterator[Client]:
    config = Config(office.data, origin=office.origin, demo=True)
    with create_app(config).app_context():
        yield Client(assembly.tools(config), office)


def photo() -> tuple[str, bytes]:
    data = os.urandom(PIECE * PIECES - 7)
    return hashlib.sha256(data).hexdigest(), data


def pieces(found: dict[str, Any]) -> list[list[Any]]:
    return [call for call in found["calls"] if call[0] == "PATCH"]


def test_a_blob_is_brought_whole(client: Client) -> None:
    address, data = photo()
    found = client.bring(address, data)
    assert (found["whole"], found["url"]) == (True, f"{client.office.origin}/api/blobs/{address}")
    assert found["calls"][0] == ["POST", 201, 0]
    assert pieces(found) == [["PATCH", 204, min(len(data), PIECE * (at + 1))] for at in range(PIECES)]
    assert client.held(address) == data


def test_after_a_break_it_goes_on_where_the_server_is(client: Client) -> None:
    address, data = photo()
    broken = client.bring(address, data, stop=2 * PIECE)
    assert not broken["whole"]
    there = broken["calls"][-1][2]
    found = client.bring(address, data, url=broken["url"])
    assert found["calls"][0] == ["HEAD", 200, there]
    assert [call[2] for call in pieces(found)] == [*range(there + PIECE, len(data), PIECE), len(data)]
    assert client.held(address) == data


def test_a_client_that_remembers_nothing_is_told_where_to_go_on(client: Client) -> None:
    address, data = photo()
    client.bring(address, data, stop=2 * PIECE)
    found = client.bring(address, data)
    assert found["whole"]
    assert [call[1] for call in pieces(found)].count(409) == 1, "its first piece was not at the server's offset"
    assert client.held(address) == data


def test_bytes_that_are_not_what_they_are_called_are_refused_and_begin_anew(client: Client) -> None:
    address, data = photo()
    found = client.bring(address, data[:-1] + bytes([data[-1] ^ 1]))
    assert (found["whole"], found["status"]) == (False, 460)
    assert client.held(address) is None
    again = client.bring(address, data)
    assert again["whole"]
    assert pieces(again)[0] == ["PATCH", 204, PIECE]
    assert client.held(address) == data
