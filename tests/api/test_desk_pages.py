"""What pages of the desk offer: nothing that would be refused, and no page that changes something by being opened."""

from flask import Flask

from app.domain.kinds import KINDS, Retention
from app.routes.journal_words import ACTS
from app.services import staff
from app.work import begin
from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"


def test_the_phone_of_a_person_who_left_is_stopped_for_good_not_changed(app: Flask, cast: Cast) -> None:
    device = cast.phone().key.kid
    desk = enter(app, cast, cast.quang)
    path = f"/nguoi-va-may/{cast.lan}"
    assert f"/{device}/replacement" in desk.get(path, base_url=HERE).get_data(as_text=True)
    with begin(cast.tools) as work:
        staff.leave(work, staff.Staff(cast.org, cast.quang), cast.lan)
    left = desk.get(path, base_url=HERE).get_data(as_text=True)
    assert f"/{device}/replacement" not in left and f"/{device}/revocation" in left


def test_the_printers_page_notes_that_it_was_opened_and_so_is_no_link(app: Flask, cast: Cast) -> None:
    desk = enter(app, cast, cast.hanh)
    assert desk.get("/can-in/trang-thu.pdf", base_url=HERE).status_code == 405
    assert desk.post("/can-in/trang-thu", base_url=HERE).status_code != 302
    assert desk.post("/can-in/trang-thu.pdf", base_url=HERE).data.startswith(b"%PDF")
    assert desk.post("/can-in/trang-thu", base_url=HERE).status_code == 302


def test_every_act_that_the_journal_may_hold_has_words() -> None:
    kept = {name for name, kind in KINDS.items() if kind.retention is Retention.SYSTEM}
    assert kept - set(ACTS) == {"ledger.restored"}
