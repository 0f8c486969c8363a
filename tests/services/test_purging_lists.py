"""Lists of what is to be destroyed: two of them at once, a term that changes between, visits told apart."""

from flask import Flask

from app.reports import purging as report
from app.services import purging, retention_terms
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.acting import refused
from tests.services.test_purging import TWO_YEARS
from tests.services.test_purging_visits import SAID, confirm, due, planned, propose


def test_l16_another_basis_than_the_list_names_stops_it(cast: Cast) -> None:
    visit, key = planned(cast, cast.phone(), reason="vang_nha"), cast.passkey(cast.minh)
    cast.clock.forward(days=TWO_YEARS)
    proposal = propose(cast, visit)
    with begin(cast.tools) as work:
        purging.ask(work, cast.org, cast.minh, proposal)
        # it holds from tomorrow
        retention_terms.record(work, cast.org, cast.quang, "visit", 1, "QĐ 99/QĐ-UBND")
    cast.clock.forward(days=1)
    refused("not_due", lambda: confirm(cast, key, proposal))
    confirm(cast, key, again := propose(cast, visit))
    with look(cast.tools) as work:
        (line,) = purging.minutes(work, cast.org, again).lines
    assert (line["years"], line["basis"]) == (1, "QĐ 99/QĐ-UBND")


def test_what_an_open_list_names_is_not_offered_again_and_what_another_one_destroyed_is_shown_so(
    app: Flask, cast: Cast
) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    one, two = planned(cast, phone, reason="vang_nha"), planned(cast, phone, reason="vang_nha")
    cast.clock.forward(days=TWO_YEARS)
    hanh, minh = enter(app, cast, cast.hanh), enter(app, cast, cast.minh)
    first, second = propose(cast, one), propose(cast, one, two)
    page = hanh.get("/huy-du-lieu").text
    assert "Chưa có gì đến hạn" in page and 'type="checkbox"' not in page and "Đã hủy ở đề nghị khác." not in page
    assert minh.get("/huy-du-lieu").text.count("<tn-purge") == 2
    confirm(cast, key, first)
    page = minh.get("/huy-du-lieu").text
    assert page.count("Đã hủy ở đề nghị khác.") == 1 and "<tn-purge" not in page
    refused("not_due", lambda: confirm(cast, key, second))
    with begin(cast.tools) as work:
        purging.drop(work, cast.org, cast.hanh, second)
    assert f'value="{two}"' in hanh.get("/huy-du-lieu").text and due(cast) == [two]


def test_visits_are_told_apart_by_officer_and_purpose_on_the_page_and_in_the_minutes(app: Flask, cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    visit = planned(cast, cast.phone(), reason="vang_nha")
    cast.clock.forward(days=TWO_YEARS)
    hanh = enter(app, cast, cast.hanh)
    with look(cast.tools) as work:
        (line,) = report.due_visits(work.db, cast.org, work.at)
    assert line.officer and line.purposes == ["certify"] and line.there
    told = f"{line.officer}, Chứng thực chữ ký"
    page = hanh.get("/huy-du-lieu").text
    assert told in page and f'href="/luot/{visit}"' in page
    proposal = propose(cast, visit)
    page = hanh.get("/huy-du-lieu").text
    assert told in page and f'href="/luot/{visit}"' in page and not any(word in page for word in SAID)
    confirm(cast, key, proposal)
    with look(cast.tools) as work:
        (said,) = purging.minutes(work, cast.org, proposal).lines
    assert (said["officer"], said["purposes"]) == (line.officer, ["certify"])
    assert hanh.get(f"/huy-du-lieu/{proposal}/bien-ban.pdf").data[:5] == b"%PDF-"
