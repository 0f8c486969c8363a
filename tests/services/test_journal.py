"""What is done to a commune, its people and its phones is a record, and stands in the journal."""

from datetime import date

import pytest

from app.domain.authority import Authority, Capacity
from app.domain.calendar import Day
from app.domain.people import Role
from app.domain.problems import Problem
from app.reports import journal
from app.services import audit, calendar_days, communes, devices, printing, registers, staff
from app.work import begin, look
from tests.people import Cast
from tests.services.entering import accepted, added, code_of, invited, quang

HELD = Authority(
    "", Capacity.ASSIGNED, "Công chức", "12/QĐ", date(2026, 1, 2), date(2026, 1, 3), None, ("TUQ. CHỦ TỊCH",)
)


def told(cast: Cast, org: str = "") -> list[tuple[str, str, str]]:
    """Kind, who, whom; newest first."""
    with look(cast.tools) as work:
        return [(one.kind, one.who, one.whom) for one in journal.done(work.db, org or cast.org, 1).lines]


def test_every_act_of_an_administrator_says_who_whom_and_what(cast: Cast) -> None:
    by = quang(cast)
    mai = added(cast, "Cao Thị Mai", Role.CLERK)
    accepted(cast, invited(cast, mai))
    with begin(cast.tools) as work:
        staff.rename(work, by, mai, "Cao Thị Mây", ("ba", "Văn thư"))
        staff.change_roles(work, by, mai, [Role.JUSTICE_OFFICER])
        staff.record_authority(work, by, mai, HELD)
        devices.invite(work, cast.org, cast.quang, mai)
        communes.set_way(work, cast.org, cast.quang, "A")
        calendar_days.put(work, cast.org, cast.quang, date(2026, 11, 28), Day(True, True, "làm bù"))
        calendar_days.confirm(work, cast.org, cast.quang, 2026)
        staff.leave(work, by, mai)
    name, who = "Cao Thị Mây", "Đỗ Văn Quang"
    assert told(cast) == [
        ("staff.left", who, name),
        ("calendar.checked", who, ""),
        ("calendar.changed", who, ""),
        ("org.changed", who, ""),
        ("device.invited", who, name),
        ("staff.authority_recorded", who, name),
        ("staff.roles_changed", who, name),
        ("staff.renamed", who, name),
        ("staff.entered", name, name),
        ("staff.invited", who, name),
        ("staff.added", who, name),
    ]
    with look(cast.tools) as work:
        facts = {one.kind: one.facts for one in journal.done(work.db, cast.org, 1).lines}
        assert audit.verify(work).problems == []
    assert facts["staff.roles_changed"] == {"was": ["clerk"], "now": ["justice_officer"]}
    assert facts["org.changed"] == {"changed": [["way", "B", "A"]]}
    assert facts["staff.entered"] == {"purpose": "first", "means": "passkey"}
    assert told(cast, cast.other_org) == []


def test_what_was_refused_or_changed_nothing_is_not_told(cast: Cast) -> None:
    with begin(cast.tools) as work:
        communes.set_way(work, cast.org, cast.quang, "B")
    with pytest.raises(Problem), begin(cast.tools) as work:
        staff.change_roles(work, quang(cast), cast.hanh, [])
    assert told(cast) == []


def test_a_phone_that_came_and_was_stopped_stands_there(cast: Cast) -> None:
    device = cast.phone().key.kid
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, device)
    lan, who = "Trần Thị Lan", "Đỗ Văn Quang"
    assert told(cast) == [("device.revoked", who, lan), ("device.enrolled", lan, lan), ("device.invited", who, lan)]


def test_the_command_line_speaks_for_the_installation(cast: Cast) -> None:
    with begin(cast.tools) as work:
        staff.first_link(work, cast.org, cast.quang)
    assert told(cast) == [("staff.invited", "", "Đỗ Văn Quang")]


def test_a_printer_is_tested_only_after_its_page_was_made(cast: Cast) -> None:
    def tested() -> None:
        with begin(cast.tools) as work:
            printing.tested(work, cast.org, cast.hanh)

    assert code_of(tested) == "not_tested"
    with begin(cast.tools) as work:
        printing.test_page_made(work, cast.org)
    tested()
    assert told(cast)[0][:2] == ("printer.tested", "Vũ Thị Hạnh")


def test_an_opened_book_is_told(cast: Cast) -> None:
    cast.clock.forward(days=60)
    with begin(cast.tools) as work:
        registers.open_book(work, cast.org, cast.hanh, registers.Opening(registers.register.BookMode.OWN, 1, 7))
    assert told(cast)[0][0] == "book.opened"
