"""The calls of a phone and the answers of the shield, through the real stack."""

import base64
import gzip
import hashlib
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.demo.phone import DemoPhone
from app.evidence import heads, merkle
from app.evidence.jws import sign
from app.media.sample import signed_page
from app.routes.filters import due
from app.store import records
from app.store.ids import uuid7
from app.work import look
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"


def allowed(phone: DemoPhone, method: str, path: str) -> dict[str, str]:
    claims = {"v": 1, "device": phone.key.kid, "jti": "x", "beacon": phone.beacon, "htm": method, "htu": path}
    return {"Authorization": f"TN {sign(claims, 'tn-upload', phone.key.kid, phone.key.private)}"}


def send(client: FlaskClient, phone: DemoPhone, path: str, value: Any) -> Any:
    return client.post(path, json=value, headers=allowed(phone, "POST", path))


def test_a_phone_checks_uploads_and_posts_without_any_session(client: FlaskClient, cast: Cast) -> None:
    phone = cast.phone()
    letter, (part,) = phone.letter(
        cast.tools, "case.submitted", uuid7(cast.clock.at), cast.body(), [signed_page("G", "S")]
    )
    address = hashlib.sha256(part).hexdigest()
    asked = send(client, phone, "/api/check", {"records": ["x"], "blobs": [address]}).json
    assert asked == {"known": [], "missing": [address], "device": "active", "version": 1}
    path = f"/api/blobs/{address}"
    made = client.post(path, headers={**allowed(phone, "POST", path), "Upload-Length": str(len(part))})
    assert (made.status_code, made.headers["Upload-Offset"]) == (201, "0")
    half = len(part) // 2
    for offset, data in ((0, part[:half]), (half, part[half:])):
        answer = client.patch(
            path, data=data, content_type="application/offset+octet-stream",
            headers={**allowed(phone, "PATCH", path), "Upload-Offset": str(offset)},
        )  # fmt: skip
        assert answer.status_code == 204
    assert client.head(path, headers=allowed(phone, "HEAD", path)).headers["Upload-Offset"] == str(len(part))
    (verdict,) = send(client, phone, "/api/records", {"records": [letter.model_dump()]}).json["verdicts"]
    assert verdict["verdict"] == "accepted"
    assert send(client, phone, "/api/check", {"records": [verdict["id"]], "blobs": []}).json["known"] == [verdict["id"]]


def test_a_permission_for_one_call_opens_no_other(client: FlaskClient, cast: Cast) -> None:
    phone = cast.phone()
    headers = allowed(phone, "POST", "/api/check")
    assert client.post("/api/records", json={"records": []}, headers=headers).status_code == 401
    assert client.get("/api/changes", headers=headers).status_code == 401


@pytest.mark.parametrize("value", [None, [], {"records": 1}, {"records": [{}]}, {"records": [], "more": 1}])
def test_a_bag_of_another_shape_is_refused_whole(client: FlaskClient, cast: Cast, value: Any) -> None:
    answer = send(client, cast.phone(), "/api/records", value)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_body")


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 200_000, b'{"a":' * 5_000, b"\xff\xfe", b"null"])
def test_bytes_that_are_no_json_are_a_plain_refusal(client: FlaskClient, cast: Cast, data: bytes) -> None:
    phone = cast.phone()
    headers = allowed(phone, "POST", "/api/records")
    answer = client.post("/api/records", data=data, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_body")  # type: ignore[index]


def test_one_bad_letter_does_not_spoil_the_bag(client: FlaskClient, cast: Cast) -> None:
    phone = cast.phone()
    body = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "other", "text": "x"}}
    good, _ = phone.letter(cast.tools, "case.declined", uuid7(cast.clock.at), body, [])
    bad = {"envelope": "a.b.c", "body": "!", "key": ""}
    verdicts = send(client, phone, "/api/records", {"records": [bad, good.model_dump()]}).json["verdicts"]
    assert [one["verdict"] for one in verdicts] == ["refused", "accepted"]


def test_the_feed_gives_an_officer_her_own_cases_and_nobody_elses(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    lan, tuan = enter(app, cast, cast.lan), enter(app, cast, cast.tuan)
    page = lan.get("/api/changes", base_url=HERE).json
    assert page is not None
    (change,) = page["changes"]
    assert (change["case"], change["fields"]["state"], page["more"]) == (case_id, "submitted", False)
    assert "ink" not in json.dumps(page)
    assert lan.get(f"/api/changes?after={page['cursor']}", base_url=HERE).json["changes"] == []  # type: ignore[index]
    assert len(lan.get("/api/changes?after=otherepoch.99", base_url=HERE).json["changes"]) == 1  # type: ignore[index]
    assert tuan.get("/api/changes", base_url=HERE).json["changes"] == []  # type: ignore[index]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_write_from_another_site_is_refused(client: FlaskClient, cast: Cast, headers: dict[str, str]) -> None:
    answer = client.post("/dang-nhap/thu", data={"person": cast.minh}, headers=headers, base_url=HERE)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/dang-nhap", "/may", "/sw.js", "/K", "/api/beacon", "/nowhere"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_cookie_is_bound_to_the_host_and_strict(app: Flask, cast: Cast) -> None:
    answer = app.test_client().post("/dang-nhap/thu", data={"person": cast.minh}, base_url=HERE)
    cookie = answer.headers["Set-Cookie"]
    for part in ("__Host-tannha=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_a_page_of_a_person_is_never_stored(app: Flask, cast: Cast) -> None:
    answer = enter(app, cast, cast.minh).get("/cho-ky", base_url=HERE)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_shell_is_the_same_for_everyone_and_names_nobody(app: Flask, cast: Cast) -> None:
    stranger = app.test_client().get("/may", base_url=HERE).data
    assert enter(app, cast, cast.lan).get("/may/ho-so", base_url=HERE).data == stranger
    assert "Trần Thị Lan".encode() not in stranger


def test_sw_lists_the_shell_by_the_hash_of_its_bytes(client: FlaskClient) -> None:
    shell = hashlib.sha256(client.get("/may").data).hexdigest()
    assert f'"/may": "{shell}"' in client.get("/sw.js").text


def test_the_sign_in_page_leads_only_to_pages_of_our_own(app: Flask, cast: Cast) -> None:
    for wanted in ("https://evil.example", "//evil.example", "/\\evil.example"):
        path = f"/dang-nhap/thu?next={wanted}"
        answer = app.test_client().post(path, data={"person": cast.minh}, base_url=HERE)
        assert answer.headers["Location"] == "/"


def test_the_public_page_says_what_the_paper_must_say_and_hides_the_person(client: FlaskClient, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    code = cast.approved(case_id, cast.passkey(cast.minh)).code
    assert "Chưa đóng dấu" in client.get(f"/K/{code}").text
    cast.ready(case_id)
    page = client.get(f"/K/{code}").text
    for words in (
        "Còn hiệu lực",
        "01 quyển số 01/2026",
        "N*** T** S**",
        "Hoàng Đức Minh - Chủ tịch",
        "09:28 ngày 23/11/2026",
        "Giấy ủy quyền nhận trợ cấp",
    ):
        assert words in page
    for secret in ("Nguyễn Thị Sáu", "024154000066"):
        assert secret not in page
    # nothing in the page is run but the one file that proves the code
    (script,) = re.findall(r"<script[^>]*>[^<]*", page)
    assert re.fullmatch(r'<script type="module" src="/static/dist/boot-public-\w+\.js">', script)
    typed = client.get(f"/K?ma={code[:4].lower()}-{code[4:8]}-{code[8:]}")
    assert typed.headers["Location"] == f"/K/{code}"
    assert client.get("/K/7K4QM2XD9HTP").status_code == 404
    assert len(client.get(f"/K/{code}").data) < 30_000


def test_built_files_come_packed_to_whoever_unpacks_them(client: FlaskClient, app: Flask) -> None:
    script = app.extensions["assets"]["entries"]["desk"]
    with client.get(script) as plain, client.get(script, headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in packed.headers["Vary"]
    assert plain.headers["Content-Type"] == packed.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("VD-GEXW", 200, "Đây là mã hồ sơ, không phải mã trên giấy chứng thực."),
        ("abc", 200, "Mã này không đúng dạng."),
    ],
)
def test_a_code_of_another_kind_is_called_by_its_name(client: FlaskClient, typed: str, status: int, said: str) -> None:
    answer = client.get("/K", query_string={"ma": typed})
    assert (answer.status_code, said in answer.text, typed in answer.text) == (status, True, True)


def test_what_is_late_says_so_in_words(app: Flask, cast: Cast) -> None:
    now = cast.clock.at
    with app.test_request_context():
        said = [due(now + timedelta(hours=hours), now) for hours in (1, -1, 48, -48)]
    assert said == ["Hạn 10:30", "Quá hạn 08:30", "Hạn 25/11", "Quá hạn 21/11"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("x" * 4_001, "Có mục dài quá."), ("a\u202eb", "Có ký tự không nhìn thấy"), ("a\x07b", "Có ký tự không nhìn")],
)
def test_a_form_with_too_much_or_with_what_cannot_be_seen_is_refused(
    app: Flask, cast: Cast, text: str, said: str
) -> None:
    answer = enter(app, cast, cast.quang).post("/ngay-nghi", data={"day": "28/11/2026", "note": text}, base_url=HERE)
    assert answer.status_code == 400
    assert said in answer.text


def test_a_form_in_another_normal_form_is_the_same_text(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    admin.post("/ngay-nghi", data={"day": "28/11/2026", "note": "ha\u0300m bu\u0300"}, base_url=HERE)
    assert "hàm bù" in admin.get("/ngay-nghi?nam=2026", base_url=HERE).text


def test_anybody_may_ask_whether_the_ledger_only_grew(client: FlaskClient, cast: Cast) -> None:
    key = cast.tools.keys["head"].private.public_key()
    cast.submitted(cast.phone())
    old = heads.read(client.get("/api/ledger/head", base_url=HERE).json["head"], key)
    case = cast.submitted(cast.phone())
    answer = client.get(f"/api/ledger/consistency?from={old.size}", base_url=HERE).json
    new = heads.read(answer["head"], key)
    proof = [base64.b64decode(step) for step in answer["proof"]]
    assert new.size > old.size
    assert merkle.is_consistent((old.size, old.root), (new.size, new.root), proof)
    with look(cast.tools) as work:
        newest = records.newest_of(work.db, case)
    found = client.get(f"/api/ledger/proof?record={newest}", base_url=HERE).json
    path = [base64.b64decode(step) for step in found["proof"]]
    with look(cast.tools) as work:
        (leaf,) = [one for one in records.leaves(work.db) if one.seq == found["leaf"] + 1]
    hashed = merkle.leaf_hash(leaf.envelope.encode())
    assert merkle.root_from_path(found["leaf"], new.size, hashed, path) == new.root
    assert heads.read(found["head"], key) == new


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("consistency", 400), ("consistency?from=-1", 400), ("consistency?from=1e3", 400), ("consistency?from=٣", 400),
        ("consistency?from=" + "9" * 13, 400), ("consistency?from=0", 404), ("consistency?from=999999", 404),
        ("proof", 400), ("proof?record=ab", 400), ("proof?record=" + "é" * 64, 400), ("proof?record=" + "0" * 64, 404),
        ("proof?record=" + "0" * 63 + "%00", 400),
    ],
)  # fmt: skip
def test_what_the_ledger_cannot_answer_is_refused(client: FlaskClient, cast: Cast, asked: str, status: int) -> None:
    cast.submitted(cast.phone())
    assert client.get(f"/api/ledger/{asked}", base_url=HERE).status_code == status
