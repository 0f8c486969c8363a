"""Destroying at the desk: the list, the second person, the command, the minutes."""

import pytest
from flask import Flask

from app.domain import retention
from app.domain.problems import Problem
from app.reports import purging as report
from app.services import purging
from app.work import look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_purging import TWO_YEARS, confirm, delivered, due, purged


def test_the_minutes_say_what_went_and_until_when_backups_hold_the_keys(cast: Cast) -> None:
    purged(cast)
    with look(cast.tools) as work:
        (done,) = report.proposals(work.db, cast.org)
        said = purging.minutes(work, cast.org, done.id)
        with pytest.raises(Problem):
            purging.minutes(work, cast.other_org, done.id)
    assert (said.proposed_by, said.confirmed_by, len(said.lines)) == ("Vũ Thị Hạnh", "Hoàng Đức Minh", 1)
    assert said.lines[0]["dossier"] == "TN-2026-000001"
    assert (said.backups_until - said.confirmed_at.date()).days == retention.BACKUP_DAYS
    # no citizen is named on it
    assert "Sáu" not in str(said)


def test_the_command_lists_what_is_due_and_destroys_nothing(app: Flask, cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    case_id = delivered(cast, key, cast.phone())
    cast.clock.forward(days=TWO_YEARS)
    run = app.test_cli_runner().invoke
    assert run(args=["purge"]).exit_code != 0
    done = run(args=["purge", "--dry-run"])
    assert (done.exit_code, "TN-2026-000001" in done.output) == (0, True)
    assert due(cast) == [case_id]


def test_the_page_shows_the_list_to_the_second_person_and_the_minutes_afterwards(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.clock.forward(days=TWO_YEARS)
    hanh = enter(app, cast, cast.hanh)
    assert "TN-2026-000001" in hanh.get("/huy-du-lieu").text
    assert hanh.post("/huy-du-lieu", data={"case": case_id}).status_code == 302
    minh = enter(app, cast, cast.minh)
    assert f'cases="{case_id}"' in minh.get("/huy-du-lieu").text
    assert "<tn-purge" not in hanh.get("/huy-du-lieu").text
    with look(cast.tools) as work:
        (one,) = report.proposals(work.db, cast.org)
    confirm(cast, cast.minh, key, one.id)
    page = hanh.get("/huy-du-lieu").text
    assert "Biên bản tiêu hủy" in page and "<tn-purge" not in page
    pdf = hanh.get(f"/huy-du-lieu/{one.id}/bien-ban.pdf")
    assert (pdf.status_code, pdf.data[:5]) == (200, b"%PDF-")
