"""The officer's diary: his own, everybody's for clerk and leader, and nobody's name but his."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask

from app.demo.phone import DemoPhone
from app.domain.calendar import ZONE
from app.reports import diary as report
from app.reports import visits
from app.services import hamlets, papers, visit_planning
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.prints import text_of
from tests.services.test_purging import delivered
from tests.services.test_rebuild import differing
from tests.services.test_visits import planned

NAME = "Nguyễn Thị Sáu"


def place(cast: Cast, name: str, at: str) -> None:
    with begin(cast.tools) as work:
        hamlets.put(work, cast.org, cast.quang, name, at)


def office(cast: Cast, at: str) -> None:
    with begin(cast.tools) as work:
        hamlets.put_office(work, cast.org, cast.quang, at)


def diary_of(cast: Cast, officer: str) -> report.Diary:
    with look(cast.tools) as work:
        return report.of_officer(work.db, cast.org, officer, f"{cast.clock.at.astimezone(ZONE):%Y-%m}") or pytest.fail()


def attempt(cast: Cast) -> dict[str, Any]:
    at = cast.clock.at.isoformat(timespec="milliseconds")
    return {"v": 1, "reason": "vang_nha", "text": "", "attempted_at": at, "again_on": None}


def test_a_month_tells_what_was_done_and_how_far_that_was(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    delivered(cast, key, phone)
    # the same person on the same day: one call
    found = diary_of(cast, cast.lan)
    assert (found.sums.calls, found.sums.signed, found.sums.delivered, found.sums.unknown) == (1, 1, 1, 1)
    assert sum(n for _, n in found.kinds) == 1 and found.outcomes == {"delivered": 1}
    place(cast, "Tổ 2", "21.01, 106.0")
    office(cast, "21.0, 106.0")
    found = diary_of(cast, cast.lan)
    assert 2800 < found.sums.metres < 2950 and found.sums.unknown == 0
    # taken out again, nobody can tell
    office(cast, "")
    assert diary_of(cast, cast.lan).sums.unknown == 1
    assert diary_of(cast, cast.tuan).days == []
    with begin(cast.tools) as work:
        assert report.of_officer(work.db, cast.other_org, cast.lan, "2026-11") is None


def test_a_failed_attempt_is_of_who_tried_whoever_has_the_case_now(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))
    assert cast.send(phone, "delivery.attempted", case_id, attempt(cast)).verdict == "accepted"
    with begin(cast.tools) as work:
        papers.assign(work, papers.Hand(cast.org, cast.hanh, case_id), cast.tuan, "nghỉ phép")
    assert diary_of(cast, cast.lan).sums.failed == 1
    assert diary_of(cast, cast.tuan).sums.failed == 0
    (told,) = [one for one in cast.feed(cast.tuan) if one["case"] == case_id and one["fields"]]
    assert told["fields"]["attempted"]["reason"] == "vang_nha" and "by" not in told["fields"]["attempted"]
    assert differing(cast) == ({}, [])


def test_visits_are_told_as_they_ended(cast: Cast) -> None:
    phone, on = cast.phone(), f"{cast.clock.at.astimezone(ZONE):%Y-%m-%d}"
    for name, outcome, reason in (("A", "done", ""), ("B", "not_done", "vang_nha"), ("C", "not_done", "hen_lai")):
        visit_id = cast.new_id()
        cast.send(phone, "visit.planned", visit_id, planned(on_date=on, name=name))
        at = cast.clock.at.isoformat(timespec="milliseconds")
        body = {"v": 1, "outcome": outcome, "reason": reason, "words": "", "closed_at": at}
        assert cast.send(phone, "visit.closed", visit_id, body).verdict == "accepted"
        cast.clock.forward(minutes=1)
    (day,) = diary_of(cast, cast.lan).days
    assert (day.calls, sorted(one.did for one in day.entries)) == (2, ["called_off", "not_seen", "visited"])


def closed(cast: Cast, phone: DemoPhone, on: str, at: datetime, **more: Any) -> None:
    """A visit that was planned for a day and closed at a moment, with no network until now."""
    visit_id, now = cast.new_id(), cast.clock.at
    said = at.isoformat(timespec="milliseconds")
    body = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": said}
    cast.clock.at = min(at, now)
    plan, _ = phone.letter(cast.tools, "visit.planned", visit_id, planned(on_date=on, **more), [])
    end, _ = phone.letter(cast.tools, "visit.closed", visit_id, body, [])
    cast.clock.at = now
    assert [phone.post(cast.tools, one).verdict for one in (plan, end)] == ["accepted", "accepted"]


def test_a_visit_stands_on_the_day_on_which_it_was_closed(cast: Cast) -> None:
    phone = cast.phone()
    cast.clock.at = datetime(2026, 12, 2, 10, 0, tzinfo=ZONE)
    closed(cast, phone, "2026-11-30", datetime(2026, 12, 1, 9, 30, tzinfo=ZONE), name="A", at_time="08:00")
    # planned for a day that came later, closed before; a phone that goes ahead closed nothing after its record came
    closed(cast, phone, "2026-12-09", datetime(2026, 12, 30, 8, 0, tzinfo=ZONE), name="B", at_time="")
    closed(cast, phone, "2026-12-02", datetime(2026, 12, 2, 9, 0, tzinfo=ZONE), name="C", at_time="08:00")
    days = diary_of(cast, cast.lan).days
    assert [(one.day.day, entry.hour) for one in days for entry in one.entries] == [(1, ""), (2, "08:00"), (2, "")]
    with look(cast.tools) as work:
        november = report.of_officer(work.db, cast.org, cast.lan, "2026-11") or pytest.fail()
        assert november.days == []
        assert [(one.place_kind, one.visits) for one in visits.by_place(work.db, cast.org, date(2026, 12, 1))] == [
            ("home", 3)
        ]
        assert [one.visits for one in visits.by_place(work.db, cast.org, date(2026, 12, 2))] == [2]
    assert differing(cast) == ({}, [])


def test_a_clock_that_is_years_behind_closes_nothing_before_its_phone_heard_the_commune(cast: Cast) -> None:
    phone = cast.phone()
    heard = cast.clock.at
    cast.clock.forward(hours=3)
    closed(cast, phone, f"{heard:%Y-%m-%d}", datetime(2019, 12, 1, 9, 0, tzinfo=ZONE), name="A", at_time="")
    (day,) = diary_of(cast, cast.lan).days
    assert day.day == heard.date()
    assert differing(cast) == ({}, [])


def test_a_day_at_a_residential_point_goes_to_the_point(cast: Cast) -> None:
    phone = cast.phone()
    for name, at in (("Tổ 2", "21.05, 106.0"), ("Thôn Đông", "21.01, 106.0")):
        place(cast, name, at)
    office(cast, "21.0, 106.0")
    with begin(cast.tools) as work:
        visit_planning.add_point(work, cast.org, cast.quang, "Nhà văn hóa Đông", "Thôn Đông")
    signing = {"place_kind": "point", "place": "nhà văn hóa đông, phường Ví Dụ"}
    cast.submitted(phone, signing=cast.body()["signing"] | signing)
    # 0.02 degrees there and back, not the 0.1 of the citizen's own hamlet
    assert 2800 < diary_of(cast, cast.lan).sums.metres < 2950
    on = f"{cast.clock.at.astimezone(ZONE):%Y-%m-%d}"
    closed(cast, phone, on, cast.clock.at, name="D", hamlet="Tổ 2", place_kind="point", point="Nhà văn hóa Đông")
    found = diary_of(cast, cast.lan)
    assert 2800 < found.sums.metres < 2950 and found.sums.calls == 2
    closed(cast, phone, on, cast.clock.at, name="E", hamlet="Tổ 2", place_kind="point", point="Điểm lạ")
    assert diary_of(cast, cast.lan).sums.unknown == 1


def test_paper_and_file_do_not_say_that_somebody_was_ill_or_has_died(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))
    for reason in ("di_vien", "da_mat"):
        assert (
            cast.send(phone, "delivery.attempted", case_id, {**attempt(cast), "reason": reason}).verdict == "accepted"
        )
    desk = enter(app, cast, cast.lan)
    pdf = desk.get("/nhat-ky-cong-tac/to").data
    text = text_of(pdf)
    shown = (desk.get("/nhat-ky-cong-tac").text, text, desk.get("/nhat-ky-cong-tac/tep").text)
    for one in shown:
        assert "Đã mất" not in one and "viện" not in one and "Không gặp" in one


def test_what_was_signed_in_the_evening_is_out_of_hours(cast: Cast) -> None:
    cast.clock.at = datetime(2026, 11, 23, 19, 30, tzinfo=ZONE)
    cast.submitted(cast.phone())
    found = diary_of(cast, cast.lan)
    assert (found.sums.out, found.sums.extra, found.sums.out_days) == (1, 0, 1)


@pytest.mark.parametrize("path", ["", "/to", "/tep"])
def test_an_officer_sees_his_own_clerk_and_leader_everybodys(app: Flask, cast: Cast, path: str) -> None:
    cast.submitted(cast.phone())
    address = f"/nhat-ky-cong-tac{path}?nguoi={cast.lan}"
    wanted = {cast.lan: 200, cast.hanh: 200, cast.minh: 200, cast.tuan: 404, cast.hoa: 404}
    for person, status in wanted.items():
        assert enter(app, cast, person).get(address).status_code == status, person


def test_no_page_paper_or_file_names_a_citizen(app: Flask, cast: Cast) -> None:
    delivered(cast, cast.passkey(cast.minh), cast.phone())
    desk = enter(app, cast, cast.lan)
    page = desk.get("/nhat-ky-cong-tac").text
    assert NAME not in page and "Sáu" not in page and "Tổ 2" in page and "chưa đủ dữ liệu" in page
    pdf = desk.get("/nhat-ky-cong-tac/to").data
    text = text_of(pdf)
    assert "NHẬT KÝ CÔNG TÁC" in text and "ước tính" in text and "Sáu" not in text
    sheet = desk.get("/nhat-ky-cong-tac/tep").text
    assert '"Tổ 2"' in sheet and "Sáu" not in sheet
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/nhat-ky-cong-tac/tep?dang=xlsx").data))
    assert book.active is not None and book.active.max_row == 3
    assert desk.get("/nhat-ky-cong-tac/to?thang=2025-01").status_code == 404
    assert "chưa có việc nào" in desk.get("/nhat-ky-cong-tac?thang=2025-01").text
