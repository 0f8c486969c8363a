"""The doors of people through the real stack: invitations, passwords, waits, the lock, roles."""

import hashlib
import re
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.evidence import one_time
from app.evidence.soft_passkey import SoftPasskey
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"
GOOD = "con trâu ăn cỏ bờ đê"
JSON = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}


def post(browser: FlaskClient, path: str, **options: Any) -> Any:
    return browser.post(path, base_url=HERE, **options)


def link(page: str) -> str:
    found = re.search(r"http://localhost:8000(/moi/[\w-]+)", page)
    assert found
    return found.group(1)


def invite(admin: FlaskClient, person: str) -> str:
    return link(post(admin, f"/nguoi-va-may/{person}/invitations").text)


def make_password(app: Flask, cast: Cast, path: str) -> tuple[FlaskClient, str]:
    """A browser in which the invited person is in, and the one-time secret."""
    browser = app.test_client()
    made = post(browser, f"{path}/mat-khau", data={"password": GOOD, "again": GOOD})
    assert made.headers["Location"] == f"{path}/ma"
    page = browser.get(f"{path}/ma", base_url=HERE).text
    secret = "".join(re.findall(r"<b>((?:[A-Z2-7]{4} )+)</b>", page)[0].split())
    assert "lan.tran" in page and "<svg" in page
    assert post(browser, f"{path}/ma", data={"code": digits(cast, secret)}).status_code == 302
    return browser, secret


def digits(cast: Cast, secret: str) -> str:
    return pyotp.TOTP(secret).generate_otp(int(cast.clock.at.timestamp()) // one_time.STEP)


def test_an_administrator_adds_and_invites_and_the_person_enters_by_passkey(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    data = {"honorific": "ba", "name": "Cao Thị Mai", "title": "Văn thư", "role": ["clerk"]}
    shown = post(admin, "/nguoi-va-may/them", data=data).headers["Location"]
    assert "Đã thêm Cao Thị Mai." in admin.get(shown, base_url=HERE).text
    page = shown.partition("?")[0]
    path = link(post(admin, f"{page}/invitations").text)
    browser = app.test_client()
    shown = browser.get(path, base_url=HERE)
    assert "Cao Thị Mai" in shown.text and "UBND phường Ví Dụ" in shown.text and "dùng mật khẩu" in shown.text
    asked = post(browser, f"{path}/khoa/hoi").json
    key = SoftPasskey("localhost", "http://localhost:8000", asked["options"]["user"]["id"])
    given = {"nonce": asked["nonce"], "answer": key.create(asked["options"])}
    assert post(browser, f"{path}/khoa", json=given).status_code == 201
    assert browser.get("/giay-to/", base_url=HERE).status_code == 200
    assert app.test_client().get(path, base_url=HERE).status_code == 410


def test_a_form_that_is_refused_keeps_what_was_typed(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    answer = post(admin, "/nguoi-va-may/them", data={"honorific": "ba", "name": "Cao Thị Mai", "title": "Văn thư"})
    assert answer.status_code == 400
    assert "Cao Thị Mai" in answer.text and "Chọn ít nhất một việc" in answer.text


def test_the_clerk_reads_and_changes_nothing(app: Flask, cast: Cast) -> None:
    page = enter(app, cast, cast.hanh).get("/nguoi-va-may/", base_url=HERE).text
    assert "Trần Thị Lan" in page and "Chỉ xem" in page
    assert "<form" not in page.partition("<table")[2].partition("</table>")[0]


def test_an_officer_makes_a_password_and_enters_with_it(app: Flask, cast: Cast) -> None:
    path = invite(enter(app, cast, cast.quang), cast.lan)
    for text, words in (("ngắn", "ít nhất 15"), ("Trần Thị Lan Trần Lan", "dễ đoán")):
        answer = post(app.test_client(), f"{path}/mat-khau", data={"password": text, "again": text})
        assert (answer.status_code, words in answer.text) == (400, True)
    differs = post(app.test_client(), f"{path}/mat-khau", data={"password": GOOD, "again": GOOD + "x"})
    assert "chưa giống nhau" in differs.text
    _, secret = make_password(app, cast, path)
    cast.clock.forward(seconds=30)
    browser = app.test_client()
    data = {"account": " Lan.Tran ", "password": GOOD, "code": digits(cast, secret)}
    assert post(browser, "/dang-nhap/mat-khau?next=/toi", data=data).headers["Location"] == "/toi"
    assert "Bằng mật khẩu" in browser.get("/toi", base_url=HERE).text


def test_every_wrong_sign_in_looks_the_same_and_then_waits(app: Flask, cast: Cast) -> None:
    make_password(app, cast, invite(enter(app, cast, cast.quang), cast.lan))
    cast.clock.forward(hours=2)
    pages = []
    for account, text in (("lan.tran", "wrong"), ("nobody.x", "wrong"), ("lan.tran", GOOD)):
        data = {"account": account, "password": text, "code": "1"}
        answer = post(app.test_client(), "/dang-nhap/mat-khau", data=data)
        pages.append((answer.status_code, answer.text.replace(f'value="{account}"', "")))
    assert pages[0] == pages[1] == pages[2]
    for _ in range(2):
        post(app.test_client(), "/dang-nhap/mat-khau", data={"account": "nobody.x"})
    waits = post(app.test_client(), "/dang-nhap/mat-khau", data={"account": "other"})
    assert waits.status_code == 429
    assert "Thử lại từ 11:30 ngày 23/11/2026" in waits.text
    assert "Retry-After" in waits.headers
    cast.clock.forward(minutes=20)
    assert post(app.test_client(), "/dang-nhap/mat-khau", data={"account": "other"}).status_code == 403


def test_guessed_invitations_wait_and_nobody_else_behind_that_address_does(app: Flask, cast: Cast) -> None:
    path = invite(enter(app, cast, cast.quang), cast.lan)
    stranger = app.test_client()
    assert [stranger.get(f"/moi/guess{n}", base_url=HERE).status_code for n in range(6)] == [410] * 5 + [429]
    assert stranger.get(path, base_url=HERE).status_code == 200
    made = post(stranger, f"{path}/mat-khau", data={"password": GOOD, "again": GOOD})
    assert made.status_code == 302
    assert post(stranger, f"{path}/ma", data={"code": "12345"}).status_code == 403
    cast.clock.forward(seconds=30)
    assert stranger.get("/moi/guess", base_url=HERE).status_code == 410


def test_one_time_codes_wait_too(app: Flask, cast: Cast) -> None:
    path = invite(enter(app, cast, cast.quang), cast.lan)
    post(app.test_client(), f"{path}/mat-khau", data={"password": GOOD, "again": GOOD})
    tried = [post(app.test_client(), f"{path}/ma", data={"code": "12345"}).status_code for _ in range(6)]
    assert tried == [403] * 5 + [429]


def test_an_address_behind_our_proxy_is_believed_and_another_is_not(app: Flask, cast: Cast) -> None:
    def guess(address: str) -> int:
        headers = {"X-Forwarded-For": address}
        return app.test_client().get("/moi/guess", base_url=HERE, headers=headers).status_code

    assert [guess(f"203.0.113.{n}") for n in range(6)] == [410] * 5 + [429]
    app.config["TANNHA"] = replace(app.config["TANNHA"], proxies=1)
    assert [guess(f"203.0.113.{n}") for n in range(6)] == [410] * 6
    assert [guess(f"198.51.100.{n}, 203.0.113.9") for n in range(6)] == [410] * 5 + [429]


def test_a_leaders_recovery_goes_through_two_pages(app: Flask, cast: Cast) -> None:
    cast.passkey(cast.minh)
    quang = enter(app, cast, cast.quang)
    refused = post(quang, f"/nguoi-va-may/{cast.minh}/invitations")
    assert (refused.status_code, "hai quản trị viên" in refused.text) == (409, True)
    post(quang, f"/nguoi-va-may/{cast.hanh}/roles", data={"role": ["clerk", "admin"]})
    assert post(quang, f"/nguoi-va-may/{cast.minh}/recovery").status_code == 302
    assert post(quang, f"/nguoi-va-may/{cast.minh}/recovery/confirmation").status_code == 409
    hanh = enter(app, cast, cast.hanh)
    assert "Xác nhận, tạo lời mời mới" in hanh.get(f"/nguoi-va-may/{cast.minh}", base_url=HERE).text
    path = link(post(hanh, f"/nguoi-va-may/{cast.minh}/recovery/confirmation").text)
    assert app.test_client().get(path, base_url=HERE).status_code == 200


def test_an_authority_is_recorded_from_its_form(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    path = f"/nguoi-va-may/{cast.minh}/authorities"
    data = {
        "capacity": "uy_quyen", "held_title": "Trưởng phòng", "decision_no": "77/QĐ-UBND",
        "decision_date": "2026-11-01", "valid_from": "2026-11-02", "valid_to": "",
        "prefix": "TUQ. CHỦ TỊCH\r\nTRƯỞNG PHÒNG\r\n",
    }  # fmt: skip
    for change in ({"valid_from": "x"}, {"capacity": "king"}, {"prefix": " "}, {"valid_to": "2020-01-01"}):
        answer = post(admin, path, data={**data, **change})
        assert (answer.status_code, "77/QĐ-UBND" in answer.text) == (400, True)
    assert post(admin, path, data=data).status_code == 302
    page = admin.get(f"/nguoi-va-may/{cast.minh}", base_url=HERE).text
    assert "TUQ. CHỦ TỊCH / TRƯỞNG PHÒNG" in page


@pytest.mark.parametrize("wanted", ["/nguoi-va-may/{}", "/nguoi-va-may/{}/invitations", "/nguoi-va-may/{}/leaving"])
def test_another_communes_person_looks_like_nobody(app: Flask, cast: Cast, wanted: str) -> None:
    admin = enter(app, cast, cast.quang)
    method = "GET" if wanted.endswith("{}") else "POST"
    found = [admin.open(wanted.format(one), method=method, base_url=HERE) for one in (cast.hoa, "none")]
    assert [one.status_code for one in found] == [404, 404]
    assert found[0].data == found[1].data


def test_an_administrator_begins_at_what_is_missing(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    assert admin.get("/", base_url=HERE).headers["Location"] == "/bat-dau"
    page = admin.get("/bat-dau", base_url=HERE).text
    assert page.count("setup-item--missing") == 8
    assert page.count("Chưa có bản sao lưu nào") == 2
    post(admin, "/ngay-nghi/confirmation", data={"year": "2026"})
    assert admin.get("/bat-dau", base_url=HERE).text.count("setup-item--missing") == 7
    days = admin.get("/ngay-nghi", base_url=HERE).text
    assert "Đỗ Văn Quang" in days and "10/01/2026" in days
    post(admin, "/ngay-nghi", data={"day": "2026-11-28", "note": "làm bù", "accepting": "1"})
    assert "28/11/2026" in admin.get("/ngay-nghi?nam=2026", base_url=HERE).text
    assert post(admin, "/ngay-nghi", data={"day": "soon", "note": "x"}).status_code == 400


def test_the_sign_in_page_says_that_one_tap_is_the_demo_alone(app: Flask, cast: Cast) -> None:
    assert "Bản thử trên máy này" in app.test_client().get("/dang-nhap", base_url=HERE).text
    app.config["TANNHA"] = replace(app.config["TANNHA"], demo=False)
    page = app.test_client().get("/dang-nhap", base_url=HERE).text
    assert "Bản thử" not in page and "Vào bằng mật khẩu" in page


def test_the_command_line_sets_a_commune_up(app: Flask) -> None:
    given = {
        "unit": "xã Mẫu", "province": "tỉnh Bắc Ninh", "name": "UBND xã Mẫu", "address": "Thôn Giữa",
        "phone": "0204 000 0009", "way": "A", "book": "separate", "prefix": "ma", "admin": "Đỗ Thị Xuân",
        "honorific": "bà", "title": "Quản trị viên",
    }  # fmt: skip
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    made = app.test_cli_runner().invoke(args=["commune", "create", *options])
    assert made.exit_code == 0
    assert "Đỗ Thị Xuân" in app.test_client().get(link(made.output), base_url=HERE).text
    again = app.test_cli_runner().invoke(args=["commune", "create", *options])
    assert (again.exit_code, "prefix_taken" in again.stderr) == (2, True)
    typed = {**given, "name": "", "way": "C\na", "book": "2", "prefix": "m9\nmb"}
    lines = "\n".join(typed.values())
    no = app.test_cli_runner().invoke(args=["commune", "create"], input=f"{lines}\nk\n")
    assert (no.exit_code, "Chưa lập gì cả" in no.stderr) == (1, True)
    asked = app.test_cli_runner().invoke(args=["commune", "create"], input=f"{lines}\nhả\nc\n")
    assert asked.exit_code == 0
    assert "Xin nhập lại: gõ A hoặc B" in asked.stderr and "Mã bắt đầu bằng MB" in asked.output
    bad = app.test_cli_runner().invoke(args=["commune", "create", *options, "--phone", "12"])
    assert (bad.exit_code, "--phone: 8 đến 14 chữ số" in bad.stderr) == (2, True)
    assert hashlib.sha256(link(asked.output).encode()) != hashlib.sha256(link(made.output).encode())


def test_while_a_citizen_holds_the_phone_its_browser_sees_no_page_of_the_officer(app: Flask, cast: Cast) -> None:
    browser = enter(app, cast, cast.lan)
    assert browser.get("/toi", base_url=HERE).status_code == 200
    browser.set_cookie("tn-handed", "1")
    for path in ("/toi", "/can-doi-chieu/"):
        answer = browser.get(path, base_url=HERE)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/may"), path
    # sending and the sign-in for a forgotten PIN go on
    assert browser.get("/api/me", base_url=HERE).json["person"]["id"] == cast.lan
    assert post(browser, "/dang-xuat").status_code == 302
    assert browser.get("/dang-nhap", base_url=HERE).status_code == 200
