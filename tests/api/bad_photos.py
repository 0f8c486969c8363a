"""What is no photo, sent as one."""

import io
import struct

from app.media.sample import signed_page
from app.routes.problems import words
from tests.api.conftest import enter
from tests.api.scene import Scene, state
from tests.api.test_calls import HERE


def photo(scene: Scene, data: bytes) -> tuple[str, str]:
    """The clerk's photo of the finished paper."""
    case_id = scene.cast.submitted(scene.phone)
    scene.cast.approved(case_id, scene.cast.passkey(scene.cast.minh))
    desk = enter(scene.app, scene.cast, scene.cast.hanh)
    desk.post(f"/giay-to/{case_id}/receipt", base_url=HERE)
    answer = desk.post(
        f"/giay-to/{case_id}/seal", data={"pages": (io.BytesIO(data), "a.jpg")}, base_url=HERE,
        headers={"Accept": "application/json"},
    )  # fmt: skip
    assert state(scene.cast, case_id) == "approved"
    told = answer.json
    assert told is not None
    assert told["title"] == words(told["code"])
    return str(answer.status_code), told["code"]


def no_jpeg(scene: Scene) -> tuple[str, str]:
    return photo(scene, b"%PDF-1.7 not a photo")


def huge_header(scene: Scene) -> tuple[str, str]:
    data = bytearray(signed_page("G", "S"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", 50_000, 50_000)
    return photo(scene, bytes(data))


def half_a_jpeg(scene: Scene) -> tuple[str, str]:
    page = signed_page("G", "S")
    return photo(scene, page[: len(page) // 2])
