"""Captures outside office hours are marked on the case and counted for the month."""

from datetime import datetime

from flask import Flask

from app.domain.calendar import ZONE
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"


def test_a_case_out_of_hours_is_marked_and_counted_and_a_session_makes_it_announced(app: Flask, cast: Cast) -> None:
    admin = enter(app, cast, cast.quang)
    session = {"weekday": "5", "begins": "7:30", "ends": "11:30", "kind": "extra", "start": "24/11/2026"}
    assert admin.post("/gio-lam-viec", data={**session, "start": "23/11/2026"}, base_url=HERE).status_code == 400
    for hour in ("x", "", "24:00", "11:60", "11:30+07:00", "11:30:10", "1130", "T11:30", "١١:٣٠"):
        assert admin.post("/gio-lam-viec", data={**session, "ends": hour}, base_url=HERE).status_code == 400
    assert admin.post("/gio-lam-viec", data=session, base_url=HERE).status_code == 302
    phone = cast.phone()
    by_day = cast.submitted(phone)
    cast.clock.at = datetime(2026, 11, 25, 19, 30, tzinfo=ZONE)
    by_night = cast.submitted(phone)
    cast.clock.at = datetime(2026, 11, 28, 9, 0, tzinfo=ZONE)
    on_saturday = cast.submitted(phone)
    desk = enter(app, cast, cast.hanh)
    pages = [
        desk.get(f"/ho-so-xa/{one}", base_url=HERE).get_data(as_text=True) for one in (by_day, by_night, on_saturday)
    ]
    assert ["Ngoài giờ làm việc" in one for one in pages] == [False, True, False]
    assert ["Phiên ngoài giờ" in one for one in pages] == [False, False, True]
    page = desk.get("/gio-lam-viec?thang=2026-11", base_url=HERE).get_data(as_text=True)
    assert page.count('<td class="n">1</td>') == 6
    assert "Chưa ghi giờ của xã" in page and "07:30-11:30" in page
    assert "Tháng này chưa có hồ sơ nào" in desk.get("/gio-lam-viec?thang=2026-10", base_url=HERE).get_data(
        as_text=True
    )
