"""Once for a case, by the officer's phone or by the code; nobody reads a single answer; the sums follow."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.demo.phone import DemoPhone
from app.domain import life, rating
from app.domain.calendar import ZONE
from app.domain.figures import What
from app.domain.problems import NotFound
from app.jobs import runner
from app.services import figures, ratings, ticketing
from app.store import cases, held, tables, tickets
from app.store import figures as rows
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_bundles import check, made, trust
from tests.services.test_purging import TWO_YEARS, confirm, delivered, propose
from tests.services.test_rebuild import differing


def counted(cast: Cast) -> dict[tuple[str, str], int]:
    while True:
        with begin(cast.tools) as work:
            if figures.bring_on(work) == 0:
                break
    with look(cast.tools) as work:
        first = cast.clock.at.date() - timedelta(days=40)
        found = rows.sums(work.db, cast.org, first, first + timedelta(days=80))
        return {(one.what, one.part): one.n for one in found}


def test_the_first_word_on_a_case_counts_and_stands_on_no_page(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    said = {"v": 1, "score": 2, "reasons": ["thoi_gian"]}
    assert cast.send(phone, "rating.given", case_id, said).verdict == "accepted"
    assert cast.send(phone, "rating.given", case_id, {**said, "score": 5}).verdict == "accepted"
    found = counted(cast)
    assert (found[What.RATED, "2"], found[What.WHY, "thoi_gian"]) == (1, 1) and (What.RATED, "5") not in found
    for person, path in ((cast.hanh, f"/ho-so-xa/{case_id}"), (cast.minh, f"/ho-so/{case_id}")):
        page = enter(app, cast, person).get(path).text
        assert rating.SCORES[2] not in page and rating.REASONS["thoi_gian"] not in page
    (feed,) = [one for one in cast.feed(cast.lan) if one["case"] == case_id]
    assert "score" not in str(feed) and "thoi_gian" not in str(feed)
    assert differing(cast) == ({}, [])


@pytest.mark.parametrize(
    "said", [{"score": 0}, {"score": 6}, {"score": 3, "reasons": ["x"]}, {"reasons": ["phi", "phi"]}]
)
def test_what_is_no_answer_waits_for_a_person(cast: Cast, said: dict[str, object]) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    assert cast.send(phone, "rating.given", case_id, {"v": 1, "score": 3, "reasons": [], **said}).verdict == "held"
    with look(cast.tools) as work:
        assert not rows.rated(work.db, case_id)


def coded(cast: Cast, case_id: str) -> str:
    with begin(cast.tools) as work:
        (one, *_) = ticketing.print_sheets(work, cast.org, cast.hanh, cast.lan, 1)
        tickets.bind(work.db, cast.org, one.code, case_id, work.at)
    return one.code


def test_by_the_code_of_the_slip_once_for_a_case(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id, other = delivered(cast, key, phone), cast.submitted(phone)
    code, of_other = coded(cast, case_id), coded(cast, other)
    with begin(cast.tools) as work:
        ratings.by_code(work, code, 5, [])
    with begin(cast.tools) as work, pytest.raises(rating.AlreadyRated):
        ratings.by_code(work, code, 1, [])
    with begin(cast.tools) as work, pytest.raises(rating.RatingUnclear):
        ratings.by_code(work, of_other, 9, [])
    with begin(cast.tools) as work, pytest.raises(NotFound):
        ratings.by_code(work, "0" * 12, 5, [])
    assert cast.send(phone, "rating.given", case_id, {"v": 1, "score": 1, "reasons": []}).verdict == "accepted"
    assert counted(cast)[What.RATED, "5"] == 1
    # nothing of it moved the case, nothing waits
    with look(cast.tools) as work:
        assert (cases.get(work.db, case_id) or pytest.fail()).state == life.State.DELIVERED
        assert held.open_of_case(work.db, cast.org, case_id) == []


def test_the_public_page_asks_for_code_and_digits_again(app: Flask, cast: Cast) -> None:
    case_id = delivered(cast, cast.passkey(cast.minh), cast.phone())
    code, browser = coded(cast, case_id), app.test_client()
    form = {"ma": code, "so": "0066", "diem": "4", "ly_do": "thai_do"}
    page = browser.post("/T", data=form, base_url="https://localhost").text
    assert "Ông/bà thấy xã phục vụ thế nào?" in page
    assert browser.post("/danh-gia", data={**form, "so": "0000"}, base_url="https://localhost").status_code == 404
    assert browser.post("/danh-gia", data={**form, "diem": "7"}, base_url="https://localhost").status_code == 400
    assert "Xin cảm ơn" in browser.post("/danh-gia", data=form, base_url="https://localhost").text
    assert browser.post("/danh-gia", data=form, base_url="https://localhost").status_code == 409
    assert "đã được đánh giá" in browser.post("/T", data=form, base_url="https://localhost").text


def test_a_bundle_of_the_case_does_not_tell_what_was_said(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.send(phone, "rating.given", case_id, {"v": 1, "score": 1, "reasons": ["thai_do"]})
    data = made(cast, case_id)
    report = check(data, trust(cast))
    assert [one.line for one in report.findings if one.state == "wrong"] == []
    assert report.sound


def test_sums_follow_a_case_through_its_days_and_are_taken_back(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    before = counted(cast)
    assert before[What.SERVED, "Tổ 2"] == 1 and (What.CLOCK, "early") not in before
    cast.approved(case_id, key)
    runner.count_on(cast.tools)
    after = counted(cast)
    assert sum(n for (what, _), n in after.items() if what == What.CLOCK) == 1 and after[What.SERVED, "Tổ 2"] == 1
    # brought on twice counts once
    with begin(cast.tools) as work:
        rows.recount(work.db, cast.org, case_id, [])
    assert counted(cast).get((What.SERVED, "Tổ 2")) is None
    with look(cast.tools) as work:
        assert not figures.behind(work)


def test_the_answer_goes_with_its_case_and_only_the_sum_stays(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.send(phone, "rating.given", case_id, {"v": 1, "score": 1, "reasons": ["thai_do"]})
    day = cast.clock.at.date()
    assert counted(cast)[What.RATED, "1"] == 1
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, cast.minh, key, propose(cast, cast.hanh, case_id))
    with begin(cast.tools) as work:
        figures.bring_on(work)
        assert not work.db.execute(select(tables.case_tally).where(tables.case_tally.c.case_id == case_id)).all()
        kept = {(one.what, one.part): one.n for one in rows.sums(work.db, cast.org, day, day)}
    assert kept[What.RATED, "1"] == 1


def rated(cast: Cast, phone: DemoPhone, case_id: str, score: int) -> None:
    assert cast.send(phone, "rating.given", case_id, {"v": 1, "score": score, "reasons": []}).verdict == "accepted"
    counted(cast)


def test_answers_stand_on_the_page_once_their_quarter_is_closed_and_enough(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    ids = [delivered(cast, key, phone) for _ in range(10)]
    for place, case_id in enumerate(ids[:5]):
        rated(cast, phone, case_id, 5 - place if place < 4 else 4)
    page = enter(app, cast, cast.hanh).get("/thong-ke").text
    assert "60,0 %" not in page and "Chưa có quý nào đủ đánh giá" in page and "02/01/2027" in page
    cast.clock.at = datetime(2027, 1, 1, 23, 0, tzinfo=ZONE)
    assert "60,0 %" not in enter(app, cast, cast.hanh).get("/thong-ke").text
    cast.clock.forward(hours=2)
    desk = enter(app, cast, cast.hanh)
    page = desk.get("/thong-ke").text
    assert "60,0 %" in page and "Quý 4/2026, trên 5 lượt đánh giá" in page
    # one of five was discontent: the derived figure would say so, as it stands beside the late and the done
    assert "80,0 %" not in page
    sheet = desk.get("/thong-ke/tep").text
    assert '"Theo thôn","Tổ 2",10' in sheet and '"Đánh giá, Quý 4/2026","Không hài lòng","không nêu"' in sheet
    other = enter(app, cast, cast.hoa).get("/thong-ke").text
    assert "60,0 %" not in other and "Tổ 2" not in other


def test_no_choice_of_period_and_no_later_look_tells_one_answer(app: Flask, cast: Cast) -> None:
    """Whoever looks every day and chooses whatever can be chosen subtracts nothing: the page of answers stays as it is
    until the next quarter with five answers is closed."""
    phone, key = cast.phone(), cast.passkey(cast.minh)
    ids = [delivered(cast, key, phone) for _ in range(12)]
    for case_id in ids[:6]:
        rated(cast, phone, case_id, 5)
    cast.clock.at = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    seen = []
    for case_id in [None, *ids[6:10]]:
        if case_id is not None:
            rated(cast, phone, case_id, 1)
        desk = enter(app, cast, cast.hanh)
        shown = {told(desk.get(f"/thong-ke/tep?thang={month}").text) for month in ("", "2026-11", "2027-01")}
        assert len(shown) == 1
        seen.append(shown)
        cast.clock.forward(days=1)
    assert all(one == seen[0] for one in seen)
    # four answers of a quarter are told with the one that follows
    cast.clock.at = datetime(2027, 4, 2, 9, 0, tzinfo=ZONE)
    assert told(enter(app, cast, cast.hanh).get("/thong-ke/tep").text) in seen[0]
    rated(cast, phone, ids[10], 1)
    cast.clock.at = datetime(2027, 7, 2, 9, 0, tzinfo=ZONE)
    after = enter(app, cast, cast.hanh).get("/thong-ke/tep").text
    assert '"Đánh giá, Quý 1/2027 – 2/2027","Rất không hài lòng",5' in after


def told(sheet: str) -> tuple[str, ...]:
    return tuple(line for line in sheet.splitlines() if line.startswith('"Đánh giá'))
