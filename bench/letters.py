"""Cases made ready to send: sealed, signed and permitted before the clock runs, so that only the server is measured."""

import hashlib
import io
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PIL import Image

from app import assembly, create_app
from app.config import Config
from app.demo.phone import DemoPhone
from app.evidence.jws import sign
from app.media.sample import ink
from app.services import sessions
from app.store.ids import uuid7
from app.work import Tools, look
from tests.browser.conftest import Office, environment
from tests.people import SAU

PHOTO = 400 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """One case: its calls, with the permission of each."""

    question: bytes
    parts: dict[str, bytes]
    bag: bytes
    allowed: dict[tuple[str, str], dict[str, str]]


def heavy_pages() -> list[bytes]:
    """Three JPEGs of about 400 KB, as a phone's camera leaves them."""
    return [_heavy_page() for _ in range(3)]


def _heavy_page() -> bytes:
    grain = Image.frombytes("L", (300, 400), os.urandom(300 * 400)).resize((1200, 1600), Image.Resampling.BICUBIC)
    for quality in range(95, 20, -3):
        out = io.BytesIO()
        grain.convert("RGB").save(out, "JPEG", quality=quality)
        if len(out.getvalue()) <= PHOTO:
            break
    return out.getvalue()


def prepare(office: Office, phones: int, cases: int, pages: list[bytes]) -> list[list[Ready]]:
    """Some cases for each of some phones of the demo commune's officer."""
    config = Config.from_environment(environment(office.data, office.origin))
    with create_app(config).app_context():
        tools = assembly.tools(config)
        with look(tools) as work:
            members = {one.name: one for _, people in sessions.demo_people(work) for one in people}
        lan, quang = members["Trần Thị Lan"], members["Đỗ Văn Quang"]
        made = [DemoPhone.enrol(tools, lan.org, quang.id, lan.id) for _ in range(phones)]
        return [[_case(tools, phone, pages) for _ in range(cases)] for phone in made]


def _case(tools: Tools, phone: DemoPhone, pages: list[bytes]) -> Ready:
    now = datetime.now(UTC)
    body = SAU.body(now - timedelta(minutes=2), ink())
    body["document"] |= {"pages": len(pages)}
    letter, parts = phone.letter(tools, "case.submitted", uuid7(now), body, pages)
    held = {hashlib.sha256(part).hexdigest(): part for part in parts}
    paths = [f"/api/blobs/{address}" for address in held]
    calls = [("POST", "/api/check"), ("POST", "/api/records")]
    calls += [(method, path) for path in paths for method in ("POST", "PATCH")]
    return Ready(
        json.dumps({"records": ["x"], "blobs": list(held)}).encode(),
        held,
        json.dumps({"records": [letter.model_dump()]}).encode(),
        {call: _allowed(phone, *call) for call in calls},
    )


def _allowed(phone: DemoPhone, method: str, path: str) -> dict[str, str]:
    claims = {"v": 1, "device": phone.key.kid, "jti": "x", "beacon": phone.beacon, "htm": method, "htu": path}
    return {"Authorization": f"TN {sign(claims, 'tn-upload', phone.key.kid, phone.key.private)}"}
