"""What desks see of backups and of numbers that a restore misses."""

from datetime import UTC, datetime

from flask import Flask

from app.evidence.keys import new_key
from app.jobs import backup as job
from app.jobs import runner
from app.services import backing, devices
from app.store import register as book
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"


def test_administrator_and_clerk_see_a_red_line_until_a_backup_is_young(app: Flask, cast: Cast) -> None:
    places = ((cast.quang, "/nguoi-va-may/"), (cast.hanh, "/giay-to/"), (cast.minh, "/cho-ky/"))
    seen = {person: enter(app, cast, person) for person, _ in places}

    def lines() -> list[bool]:
        pages = [seen[person].get(path, base_url=HERE, follow_redirects=True) for person, path in places]
        return ["data-backup" in page.text for page in pages]

    assert lines() == [True, True, False]
    with begin(cast.tools) as work:
        backing.note(work, backing.Ended(work.at, problem="backup_disk_full"))
    page = seen[cast.hanh].get("/so-chung-thuc/", base_url=HERE).text
    assert "Ổ đĩa sao lưu đã đầy." in page and "Chưa có bản sao lưu nào." in page
    assert job.make(cast.tools) is not None
    assert lines() == [False, False, False]
    cast.clock.forward(hours=2)
    assert "Bản sao lưu gần nhất lúc 09:30 ngày 23/11/2026." in enter(app, cast, cast.quang).get(
        "/bat-dau", base_url=HERE
    ).text.replace("\n", " ")


def test_the_book_lists_the_numbers_that_a_restore_misses(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    at = datetime(2026, 11, 22, 20, tzinfo=UTC)
    rows = [
        book.PendingRow(cast.org, "SCT/CK,DC", 2026, number, about, "ABCDEFGHJKMN", at)
        for number, about in ((3, case_id), (4, cast.new_id()))
    ]
    with begin(cast.tools) as work:
        book.add_pending(work.db, rows)
        book.raise_counter(work.db, cast.org, "SCT/CK,DC", 2026, 4)
    clerk = enter(app, cast, cast.hanh)
    page = clerk.get("/so-chung-thuc/", base_url=HERE).text
    assert "Còn 2 số đã cấp chưa nhập lại" in page
    assert f'<b>Số 03</b>, ngày 23/11/2026: <a href="/ho-so-xa/{case_id}">Nguyễn Thị Sáu</a>' in page
    assert "<b>Số 04</b>, ngày 23/11/2026: hồ sơ chưa về" in page
    form = {
        "name": "Mạc Văn Quầy", "paper": "the_can_cuoc", "paper_number": "024051000012", "title": "Đơn", "copies": "1",
        "certifier": cast.minh,
    }  # fmt: skip
    refused = clerk.post("/so-chung-thuc/tai-quay", data=form, base_url=HERE)
    assert form["name"] in refused.text
    assert refused.status_code == 409 and "Sổ đang khôi phục sau sự cố" in refused.text
    typed = {"number": "4", "day": "2026-11-23", "hour": "03:00", "reason": "Khôi phục sau sự cố"}
    assert clerk.post("/so-chung-thuc/tai-quay", data={**form, **typed}, base_url=HERE).status_code == 302
    assert "Còn 1 số đã cấp chưa nhập lại" in clerk.get("/so-chung-thuc/", base_url=HERE).text
    assert "03 (23/11/2026)" in clerk.get("/so-chung-thuc/tai-quay", base_url=HERE).text


def test_a_phone_that_is_let_in_is_backed_up_at_once(app: Flask, cast: Cast) -> None:
    lan = enter(app, cast, cast.lan)
    with begin(cast.tools) as work:
        code = devices.invite(work, cast.org, cast.quang, cast.lan)
    asked = {"invitation": code.rpartition(".")[0], "jwk": new_key().jwk, "label": "Máy của Lan"}
    assert lan.post("/api/devices", json=asked, base_url=HERE).status_code == 201
    assert runner.run_due(cast.tools) == 1
    with look(cast.tools) as work:
        assert work.ledger.durable == 2, "the invitation and the enrolment"
