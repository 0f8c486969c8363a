"""A person asks for what is kept of him: registered, on time or late, answered once, given out whole and alone."""

import io
import json
import zipfile
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.reports import journal
from app.store import tables
from app.work import look
from tests.api.conftest import enter
from tests.people import SAU, Cast
from tests.services.test_signing_modes import body, other, photos

HERE = "https://localhost"
PAGE = "/yeu-cau-du-lieu"
FULL = {"name": "Nguyễn Thị Sáu", "about": SAU.number, "right": "see", "how": "counter", "received_on": "23/11/2026"}


def ask(desk: FlaskClient, **changed: str) -> str:
    answer = desk.post(PAGE, data={**FULL, **changed}, base_url=HERE)
    assert answer.status_code == 302, answer.text[-400:]
    return answer.headers["Location"]


def copy(desk: FlaskClient, request: str) -> tuple[str, dict[str, Any]]:
    answer = desk.post(f"{request}/tai", base_url=HERE)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["du-lieu.html", "du-lieu.json"]
        return archive.read("du-lieu.html").decode(), json.loads(archive.read("du-lieu.json"))


def test_a_request_is_registered_late_after_two_working_days_and_answered_once(app: Flask, cast: Cast) -> None:
    desk, admin = enter(app, cast, cast.hanh), enter(app, cast, cast.quang)
    assert desk.post(PAGE, data={**FULL, "received_on": "24/11/2026"}, base_url=HERE).status_code == 400
    assert desk.post(PAGE, data={**FULL, "received_on": "x"}, base_url=HERE).status_code == 400
    request = ask(admin, words="Xin bản sao")
    page = desk.get(PAGE, base_url=HERE).text
    assert "024*****0066" in page and SAU.number not in page and "Quá hạn" not in page
    cast.clock.forward(days=3)
    last_day = enter(app, cast, cast.hanh).get(PAGE, base_url=HERE).text
    cast.clock.forward(days=1)
    desk = enter(app, cast, cast.hanh)
    assert "Quá hạn" not in last_day and "Quá hạn" in desk.get(PAGE, base_url=HERE).text
    assert "Quá hạn trả lời" in desk.get(request, base_url=HERE).text
    said = {"outcome": "refused", "words": "Không xóa dòng trong sổ", "basis": ""}
    assert desk.post(f"{request}/tra-loi", data=said, base_url=HERE).status_code == 400
    said["basis"] = "khoản 1 Điều 14 Nghị định 23/2015/NĐ-CP"
    assert desk.post(f"{request}/tra-loi", data=said, base_url=HERE).status_code == 302
    assert desk.post(f"{request}/tra-loi", data=said, base_url=HERE).status_code == 409
    page = desk.get(request, base_url=HERE).text
    for part in (said["words"], said["basis"], "Vũ Thị Hạnh", "trễ hạn", "Xin bản sao"):
        assert part in page, part
    assert "Ghi trả lời" not in page
    with look(cast.tools) as work:
        lines = [one for one in journal.done(work.db, cast.org, 1).lines if one.kind.startswith("data_request.")]
    assert [one.kind for one in lines] == ["data_request.answered", "data_request.received"]
    assert all("Sáu" not in str(one.facts) and SAU.number not in str(one.facts) for one in lines)
    done = enter(app, cast, cast.quang).get("/nhat-ky/quan-tri", base_url=HERE).text
    assert "01/2026-DLCN" in done and "Trả lời yêu cầu về dữ liệu cá nhân" in done


def test_the_copy_holds_the_persons_own_cases_lines_and_openings_and_nothing_of_another(app: Flask, cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, key)
    stranger = {**cast.body()["person"], "name": "Lê Văn Khác", "number": "024154000099"}
    cast.submitted(cast.phone(cast.tuan), person=stranger)
    desk = enter(app, cast, cast.hanh)
    desk.get(f"/ho-so-xa/{case_id}", base_url=HERE)
    html, value = copy(desk, ask(desk))
    assert [one["id"] for one in value["cases"]] == [case_id]
    assert value["cases"][0]["fields"]["person"]["number"] == SAU.number
    assert [(one["name"], one["paper_number"]) for one in value["lines"]] == [(SAU.name, SAU.number)]
    assert {("Vũ Thị Hạnh", "case"), ("Hoàng Đức Minh", "sheet")} <= {
        (one["who"], one["what"]) for one in value["openings"]
    }
    assert SAU.name in html and SAU.number in html and "Hồ sơ: 1" in html and "<script" not in html
    both = html + json.dumps(value, ensure_ascii=False)
    assert "Khác" not in both and "024154000099" not in both
    with look(cast.tools) as work:
        newest = journal.done(work.db, cast.org, 1).lines[0]
        noted = work.db.execute(select(tables.opening.c.case_id).where(tables.opening.c.what == "export")).scalars()
        assert case_id in set(noted)
    assert (newest.kind, newest.who) == ("data_request.exported", "Vũ Thị Hạnh")
    assert newest.facts["number"] == "01/2026-DLCN"
    assert newest.facts["cases"] == 1


def test_of_several_who_signed_each_finds_himself_alone(app: Flask, cast: Cast) -> None:
    together = other(cast)
    cast.phone().submit(cast.tools, body(cast, "W4", others=[together]), photos())
    with look(cast.tools) as work:
        dossier = work.db.execute(select(tables.case.c.dossier)).scalar_one()
    desk, number, name = enter(app, cast, cast.hanh), together["person"]["number"], together["person"]["name"]
    assert desk.post(PAGE, data={**FULL, "about": dossier}, base_url=HERE).status_code == 409
    first, second = copy(desk, ask(desk)), copy(desk, ask(desk, about=number))
    assert number not in str(first) and name not in str(first) and SAU.number in str(first)
    assert SAU.number not in str(second) and SAU.name not in str(second) and name in str(second)
    assert first[1]["cases"][0]["others_signed"] == second[1]["cases"][0]["others_signed"] == 1


def test_a_case_code_finds_its_person_and_no_other_commune_finds_anything(app: Flask, cast: Cast) -> None:
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        dossier = work.db.execute(select(tables.case.c.dossier)).scalar_one()
    desk, far = enter(app, cast, cast.hanh), enter(app, cast, cast.hoa)
    request = ask(desk, about=dossier.lower())
    assert len(copy(desk, request)[1]["cases"]) == 1
    assert far.post(PAGE, data={**FULL, "about": dossier}, base_url=HERE).status_code == 400
    assert copy(far, ask(far))[1]["cases"] == []
    for answer in (far.get(request, base_url=HERE), far.post(f"{request}/tai", base_url=HERE)):
        assert answer.status_code == 404
    assert far.post(f"{request}/tra-loi", data={"outcome": "done", "words": "x"}, base_url=HERE).status_code == 404
    assert far.get(PAGE, base_url=HERE).text.count("024*****0066") == 1
    admin = enter(app, cast, cast.quang)
    assert "Tải bản sao" not in admin.get(request, base_url=HERE).text
    assert admin.post(f"{request}/tai", base_url=HERE).status_code == 404
