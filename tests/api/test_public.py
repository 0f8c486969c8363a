"""The page that anybody checks a paper on: how it stands, whether a file is ours, and that nothing can be tried out."""

from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain import acts, throttle
from app.domain.codes import ALPHABET
from app.evidence import certificate_code
from app.evidence.encoding import sha256_hex
from app.services import papers, printing
from app.store import register as book
from app.work import begin, look
from tests.people import Cast
from tests.services.acting import act, why

NONE = "0" * 64


@pytest.fixture
def paper(cast: Cast) -> tuple[str, str]:
    """A certified case and the code on its paper."""
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None and entry.code is not None
    return case_id, entry.code


def page(client: FlaskClient, code: str) -> tuple[int, str]:
    answer = client.get(f"/K/{code}")
    return answer.status_code, answer.text


def heading(client: FlaskClient, code: str) -> str:
    text = page(client, code)[1]
    return text.partition("<h1>")[2].partition("</h1>")[0].rpartition("</svg>")[2].strip()


def test_the_page_follows_the_register(client: FlaskClient, cast: Cast, paper: tuple[str, str]) -> None:
    case_id, code = paper
    assert heading(client, code) == "Chưa đóng dấu"
    cast.ready(case_id)
    assert heading(client, code) == "Còn hiệu lực"
    reason = why("revoke", "Không đúng người", decision_no="19/QĐ-UBND", decision_date="2026-11-23")
    act(cast, cast.keys[cast.minh], cast.minh, case_id, acts.Act.REVOKE, reason)
    # L14: from that second
    assert heading(client, code) == "Đã thu hồi"
    assert "19/QĐ-UBND" in page(client, code)[1]


def test_a_replaced_paper_is_said_to_be_so(client: FlaskClient, cast: Cast, paper: tuple[str, str]) -> None:
    case_id, code = paper
    key = cast.keys[cast.minh]
    cast.ready(case_id)
    cast.clock.forward(minutes=3)
    other = cast.submitted(cast.phone())
    cast.approved(other, key)
    with look(cast.tools) as work:
        entry = book.by_case(work.db, other)
    assert entry is not None
    act(cast, key, cast.minh, case_id, acts.Act.REPLACE, why("replace", "Sai năm sinh", by=entry.code or ""))
    assert heading(client, code) == "Đã thay bằng giấy khác"
    text = page(client, code)[1]
    assert "Giấy thay thế: số 02 quyển số 01/2026" in text
    # who reads the page learns nothing of what was wrong
    assert "Sai năm sinh" not in text


def test_a_lost_paper_is_said_to_be_so(client: FlaskClient, cast: Cast, paper: tuple[str, str]) -> None:
    case_id, code = paper
    with begin(cast.tools) as work:
        papers.lose(work, papers.Hand(cast.org, cast.hanh, case_id), "Rách")
    assert heading(client, code) == "Đã báo hỏng hoặc mất"


def test_it_asks_for_nothing_and_says_so(client: FlaskClient, paper: tuple[str, str]) -> None:
    for path in ("/K", f"/K/{paper[1]}", "/K/7K4QM2XD9HTP", "/K/khong-mang"):
        text = client.get(path).text
        assert "không bao giờ hỏi mật khẩu, mã OTP hay tiền" in text
        assert 'type="password"' not in text


def test_the_page_carries_the_keys_that_prove_what_the_code_says(
    client: FlaskClient, cast: Cast, paper: tuple[str, str]
) -> None:
    (listed,) = certificate_code.listed(cast.tools.keys)
    assert f"&#34;{listed['id']}&#34;" in page(client, paper[1])[1]
    assert "d" not in listed["jwk"]  # type: ignore[operator]


def test_a_file_is_known_by_its_hash_alone(client: FlaskClient, cast: Cast, paper: tuple[str, str]) -> None:
    case_id, code = paper
    with look(cast.tools) as work:
        pdf = printing.kept(work, cast.org, case_id)
    answer = client.get(f"/api/papers/{sha256_hex(pdf)}").json
    assert answer == {"known": True, "code": code, "standing": "not_sealed", "trial": True}
    assert client.get(f"/api/papers/{sha256_hex(pdf + b' ')}").json["known"] is False
    assert client.get("/api/papers/none").status_code == 404


def unknown_codes() -> list[str]:
    return ["".join(ALPHABET[(place * 7 + one) % 32] for place in range(12)) for one in range(throttle.FREE_LOOKUPS)]


def test_who_tries_out_codes_must_wait_and_then_learns_nothing_of_known_ones_either(
    client: FlaskClient, cast: Cast, paper: tuple[str, str]
) -> None:
    for code in unknown_codes():
        assert page(client, code)[0] == 404
    for path in (f"/K/{paper[1]}", "/K/7K4QM2XD9HTP", f"/api/papers/{NONE}"):
        assert client.get(path).status_code == 429
    assert client.get(f"/K/{paper[1]}", environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 200
    cast.clock.forward(seconds=throttle.FIRST / timedelta(seconds=1))
    assert page(client, paper[1])[0] == 200


def test_files_that_nobody_knows_count_too(client: FlaskClient) -> None:
    asked = (client.get(f"/api/papers/{one:064x}").status_code for one in count())
    assert [next(asked) for _ in range(throttle.FREE_LOOKUPS + 1)] == [200] * throttle.FREE_LOOKUPS + [429]


def test_codes_that_nobody_knows_look_all_alike(client: FlaskClient) -> None:
    first, second = unknown_codes()[:2]
    told = [
        page(client, code)[1].replace("-".join(code[at : at + 4] for at in (0, 4, 8)), "") for code in (first, second)
    ]
    assert told[0] == told[1]


def test_the_page_without_a_network_knows_no_paper(client: FlaskClient, app: Flask, paper: tuple[str, str]) -> None:
    text = client.get("/K/khong-mang").text
    assert paper[1] not in text
    assert "Không có mạng" in text
    worker = client.get("/K/sw.js")
    assert worker.headers["Cache-Control"] == "no-cache"
    assert "/K/khong-mang" in worker.text
    assert app.extensions["assets"]["entries"]["public"] in worker.text
