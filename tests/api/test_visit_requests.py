"""The public form and its guidance: no log-in, no script, nothing shown of anybody else."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.throttle import FREE_REQUESTS
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"
FORM = {
    "honorific": "ba", "name": "Nguyễn Thị Sáu", "phone": "0912 345 678", "hamlet": "Tổ 2", "why": "gia_yeu",
    "needs": ["certify", "deliver"], "when": "buổi sáng", "words": "ngõ cạnh nhà văn hóa",
}  # fmt: skip


def post(client: FlaskClient, path: str = "/dang-ky/vd", **changes: Any) -> Any:
    return client.post(path, data={**FORM, **changes}, base_url=HERE)


def test_two_communes_are_chosen_and_each_has_its_address(client: FlaskClient, cast: Cast) -> None:
    page = client.get("/dang-ky", base_url=HERE).text
    assert all(f"/dang-ky/{code}" in page for code in ("vd", "lc")) or page.count("/dang-ky/") == 2
    guide = client.get("/huong-dan/vd", base_url=HERE).text
    assert all(word in guide for word in ("Già yếu", "10.000", "0204 000 0000", "/dang-ky/vd", "OTP"))
    assert client.get("/huong-dan/khong-co", base_url=HERE).status_code == 404


def test_a_request_answers_with_a_code_and_reaches_the_desk(app: Flask, client: FlaskClient, cast: Cast) -> None:
    answer = post(client)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    found = re.search(r"[0-9A-Z]{3}-[0-9A-Z]{3}", answer.text)
    assert found is not None
    # nothing of the person is on the page that answers
    assert "Sáu" not in answer.text and "0912" not in answer.text
    desk = enter(app, cast, cast.hanh).get("/luot", base_url=HERE).text
    assert found.group() in desk and "Nguyễn Thị Sáu" in desk and 'href="tel:0912345678"' in desk
    assert "Sáu" not in enter(app, cast, cast.hoa).get("/luot", base_url=HERE).text
    assert "Sáu" not in client.get("/dang-ky/vd", base_url=HERE).text


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"needs": ["recheck"]}, {"phone": "không có"}, {"name": "Sáu \U0001f642"}]
)
def test_what_lacks_comes_back_with_what_was_typed(client: FlaskClient, cast: Cast, changes: dict[str, Any]) -> None:
    answer = post(client, **changes)
    assert answer.status_code == 400
    assert 'value="Tổ 2"' in answer.text and "banner--error" in answer.text


def test_one_network_asks_thirty_times_and_then_waits(client: FlaskClient, cast: Cast) -> None:
    answers = [post(client).status_code for _ in range(FREE_REQUESTS + 1)]
    assert answers == [200] * 30 + [429]


def test_staff_who_click_twice_make_one_request(app: Flask, cast: Cast) -> None:
    desk = enter(app, cast, cast.hanh)
    page = desk.get("/luot", base_url=HERE).text
    found = re.search(r'name="once" value="([0-9a-f-]{36})"', page)
    assert found is not None
    for _ in range(2):
        assert desk.post("/luot", data={**FORM, "once": found.group(1)}, base_url=HERE).status_code == 302
    assert len(set(re.findall(r"/luot/([0-9a-f-]{36})", desk.get("/luot", base_url=HERE).text))) == 1
    # the next form is another one, and what lacked something keeps its name
    assert f'name="once" value="{found.group(1)}"' not in desk.get("/luot", base_url=HERE).text
    lacking = desk.post("/luot", data={**FORM, "name": "", "once": found.group(1)}, base_url=HERE).text
    assert f'name="once" value="{found.group(1)}"' in lacking


def test_the_desk_plans_what_was_asked_and_says_what_is_unclear(app: Flask, client: FlaskClient, cast: Cast) -> None:
    post(client)
    desk = enter(app, cast, cast.hanh)
    (visit,) = set(re.findall(r"/luot/([0-9a-f-]{36})", desk.get("/luot", base_url=HERE).text))
    wrong = desk.post(f"/luot/{visit}/assignment", data={"officer": cast.lan, "on": "mai"}, base_url=HERE)
    assert wrong.status_code == 400 and "Nguyễn Thị Sáu" in wrong.text
    plan = {"officer": cast.lan, "on": "24/11/2026", "hour": "9h15", "place": "home"}
    assert desk.post(f"/luot/{visit}/assignment", data=plan, base_url=HERE).status_code == 302
    page = desk.get("/luot?ngay=2026-11-24", base_url=HERE).text
    assert "Trần Thị Lan" in page and "09:15" in page
    leader = enter(app, cast, cast.minh)
    seen = leader.get(f"/luot/{visit}", base_url=HERE).text
    assert "Nguyễn Thị Sáu" in seen and "assignment" not in seen
    given = desk.post("/luot", data={**FORM, "name": "Trần Văn Tám"}, base_url=HERE)
    assert given.status_code == 302 and "Trần Văn Tám" in desk.get("/luot", base_url=HERE).text
    assert desk.post("/luot", data={**FORM, "phone": ""}, base_url=HERE).status_code == 400


def test_the_administrator_lists_points_of_service(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    assert admin.post("/diem-phuc-vu", data={"name": "Nhà văn hóa", "hamlet": "Tổ 2"}, base_url=HERE).status_code == 302
    page = admin.get("/diem-phuc-vu", base_url=HERE).text
    (point,) = re.findall(r"/diem-phuc-vu/([0-9a-f-]{36})/end", page)
    assert enter(app, cast, cast.lan).get("/api/me", base_url=HERE).json["org"]["points"] == ["Nhà văn hóa"]
    assert admin.post(f"/diem-phuc-vu/{point}/end", base_url=HERE).status_code == 302
