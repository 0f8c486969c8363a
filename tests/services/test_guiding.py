"""Guidance of people: noted once, counted, in the diary of who gave it; nobody is named."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain import acts, guided
from app.domain.figures import What
from app.services import devices, hamlets
from app.store import held, tables
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.acting import act, why
from tests.services.test_ratings import counted
from tests.services.test_rebuild import differing


def listed(cast: Cast) -> None:
    """The commune lists its hamlets."""
    with begin(cast.tools) as work:
        for name in ("Tổ 2", "Thôn Đông"):
            hamlets.put(work, cast.org, cast.quang, name, "")


def guidance(cast: Cast, **changes: Any) -> dict[str, Any]:
    own = {"service": "dich_vu_cong", "mode": "self"}
    done = {"service": "dinh_danh", "mode": "done_for", "reason": "gia_yeu"}
    return {
        "v": 1,
        "given_at": cast.clock.at.isoformat(timespec="milliseconds"),
        "place_kind": "home",
        "hamlet": "Tổ 2",
        "people": 2,
        "services": [own, done],
        "topics": ["vneid", "lua_dao"],
        **changes,
    }


def test_it_is_noted_once_counted_and_made_anew(cast: Cast) -> None:
    listed(cast)
    phone, entry = cast.phone(), cast.new_id()
    assert cast.send(phone, "guidance.given", entry, guidance(cast)).verdict == "accepted"
    # a second word on the same entry changes nothing
    assert cast.send(phone, "guidance.given", entry, guidance(cast, people=9)).verdict == "accepted"
    found = counted(cast)
    assert (found[What.PEOPLE, ""], found[What.GUIDED, "self"], found[What.GUIDED, "done_for"]) == (2, 1, 1)
    assert (found[What.SERVICE, "dinh_danh"], found[What.FOR_WHY, "gia_yeu"], found[What.TOPIC, "lua_dao"]) == (1, 1, 1)
    assert differing(cast) == ({}, [])
    with look(cast.tools) as work:
        assert len(work.db.execute(select(tables.guidance)).all()) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"services": [], "topics": []}, "guidance_unclear"),
        ({"services": [{"service": "dinh_danh", "mode": "done_for"}]}, "guidance_unclear"),
        ({"topics": ["la"]}, "guidance_unclear"),
        # what is typed freely could tell a home
        ({"hamlet": "Ngõ Hai, nhà cổng xanh"}, "guidance_unclear"),
        ({"place_kind": "point", "point": "Nhà bà Sáu"}, "guidance_unclear"),
        ({"people": 0}, "bad_body"),
        ({"services": [{"service": "dinh_danh", "mode": "watched"}]}, "bad_body"),
    ],
)
def test_what_is_unclear_waits_and_counts_nothing(cast: Cast, changes: dict[str, Any], code: str) -> None:
    listed(cast)
    verdict = cast.send(cast.phone(), "guidance.given", cast.new_id(), guidance(cast, **changes))
    assert (verdict.verdict, verdict.code) == ("held", code)
    assert (What.PEOPLE, "") not in counted(cast)
    assert differing(cast) == ({}, [])


def test_what_waited_is_counted_when_a_person_takes_it(cast: Cast) -> None:
    listed(cast)
    phone, key, entry = cast.phone(), cast.passkey(cast.minh), cast.new_id()
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
    assert cast.send(phone, "guidance.given", entry, guidance(cast)).code == "device_revoked"
    assert not [one for one in cast.feed(cast.lan) if one.get("fields")]
    with look(cast.tools) as work:
        (waits,) = held.open_of_case(work.db, cast.org, entry)
    act(cast, key, cast.minh, entry, acts.Act.RECONCILE, why("reconcile", "Lấy", take=f"{waits.seq}"))
    assert counted(cast)[What.PEOPLE, ""] == 2
    assert differing(cast) == ({}, [])


def test_it_stands_in_the_diary_of_who_gave_it_without_its_reason(app: Flask, cast: Cast) -> None:
    listed(cast)
    assert cast.send(cast.phone(), "guidance.given", cast.new_id(), guidance(cast)).verdict == "accepted"
    page = enter(app, cast, cast.lan).get("/nhat-ky-cong-tac").text
    assert "Kích hoạt, sử dụng VNeID (làm giúp)" in page and "Nhận biết lừa đảo qua điện thoại" in page
    assert "Già yếu" not in page
    assert "Kích hoạt" not in enter(app, cast, cast.tuan).get("/nhat-ky-cong-tac").text
    others = enter(app, cast, cast.hanh).get(f"/nhat-ky-cong-tac?nguoi={cast.lan}").text
    assert "Kích hoạt, sử dụng VNeID (làm giúp)" in others


def test_the_figures_hide_what_few_were_guided_through(app: Flask, cast: Cast) -> None:
    listed(cast)
    phone = cast.phone()
    own = [{"service": "cu_tru", "mode": "self"}]
    for place in range(6):
        more = {"services": own} if place else {}
        assert cast.send(phone, "guidance.given", cast.new_id(), guidance(cast, **more)).verdict == "accepted"
    page = enter(app, cast, cast.minh).get("/thong-ke").text
    assert "12 lượt người được hướng dẫn" in page and "Đăng ký cư trú" in page
    # one service was done for somebody: neither its number nor a share that tells it
    assert "không nêu" in page and "Người dân tự làm" in page and "số việc" not in page
    table = enter(app, cast, cast.minh).get("/thong-ke/tep").text
    assert "Cán bộ làm giúp,không nêu" in table.replace('"', "").replace(";", ",")


@pytest.mark.parametrize(("days", "shown"), [(-400, "2026-11-23"), (400, "2026-11-23"), (0, "2026-11-23")])
def test_a_wrong_clock_moves_nothing_into_another_year(cast: Cast, days: int, shown: str) -> None:
    at = (cast.clock.at + timedelta(days=days)).isoformat(timespec="milliseconds")
    said = guidance(cast, given_at=at, hamlet="")
    assert cast.send(cast.phone(), "guidance.given", cast.new_id(), said).verdict == "accepted"
    with look(cast.tools) as work:
        kept = work.db.execute(select(tables.guidance.c.given_at)).scalar_one()
    assert f"{kept:%Y-%m-%d}" == shown
    assert differing(cast) == ({}, [])


def test_why_something_was_done_for_people_is_told_by_closed_quarters(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    for _ in range(6):
        assert cast.send(phone, "guidance.given", cast.new_id(), guidance(cast, hamlet="")).verdict == "accepted"
    assert "Làm giúp vì" not in enter(app, cast, cast.minh).get("/thong-ke").text
    cast.clock.at = datetime(2027, 1, 4, 9, 0, tzinfo=cast.clock.at.tzinfo)
    page = enter(app, cast, cast.minh).get("/thong-ke").text
    assert "Làm giúp vì, Quý 4/2026" in page and guided.REASONS["gia_yeu"] in page
    table = enter(app, cast, cast.minh).get("/thong-ke/tep").text
    told = [line for line in table.splitlines() if "Làm giúp vì" in line]
    assert len(told) == 1 and "Quý 4/2026" in told[0]
    # what comes late changes nothing that was told: two looks do not subtract to one person
    late = guidance(cast, hamlet="", given_at="2026-12-30T10:00:00.000+07:00")
    assert cast.send(phone, "guidance.given", cast.new_id(), late).verdict == "accepted"
    again = enter(app, cast, cast.minh).get("/thong-ke/tep").text
    assert [line for line in again.splitlines() if "Làm giúp vì" in line] == told
