"""What phones tell; lost, found, changed; an officer's work goes to another before he leaves."""

import hashlib
from datetime import datetime
from typing import Any

import pytest

from app.demo.phone import DemoPhone
from app.domain.problems import InvitationGone, Problem
from app.evidence.keys import new_key
from app.reports import changes, people
from app.reports import phones as report
from app.services import handing, intake, papers, phones, sessions, staff
from app.services.devices import enrol, invite
from app.store import cases, devices, entrusted, held, records, visits
from app.store import told as told_rows
from app.store.ids import uuid7
from app.store.tables import record
from app.sync.letters import Enrolment, Told
from app.work import begin, look
from tests.people import Cast


def told(made: int, *waiting: tuple[str, str, str], unsent: int | None = None) -> Told:
    """A telling of (id, kind, stream)."""
    at = "2026-11-23T09:00:00.000+07:00"
    lines = [f"{made} {len(waiting) if unsent is None else unsent}"]
    lines += [f"{one} {kind} {stream} VD-7K4Q {at}" for one, kind, stream in waiting]
    names = [
        {"id": one, "kind": kind, "stream": stream, "code": "VD-7K4Q", "made_at": at} for one, kind, stream in waiting
    ]
    whole = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    unsent = len(waiting) if unsent is None else unsent
    return Told.model_validate({"made": made, "unsent": unsent, "waiting": names, "sum": whole})


def tell(cast: Cast, phone: DemoPhone, said: Told, at: datetime | None = None) -> None:
    with begin(cast.tools) as work:
        phones.tell(work, phone.key.kid, said, at or work.at)


def seen(cast: Cast, person: str) -> report.Phone:
    with look(cast.tools) as work:
        return report.of_person(work.db, cast.org, person)[0]


def refused(act: Any) -> str:
    with pytest.raises(Problem) as found:
        act()
    return found.value.code


def one(cast: Cast) -> tuple[str, str, str]:
    return uuid7(cast.clock.at), "case.submitted", uuid7(cast.clock.at)


def test_what_a_phone_names_is_missed_until_it_comes_and_said_to_be_gone_when_it_holds_it_no_more(cast: Cast) -> None:
    phone, first, second = cast.phone(), one(cast), one(cast)
    assert not seen(cast, cast.lan).empty
    tell(cast, phone, told(2, first, second))
    assert [(line.gone, line.code) for line in seen(cast, cast.lan).unsent] == [(False, "VD-7K4Q")] * 2
    cast.clock.forward(minutes=1)
    tell(cast, phone, told(2, second))
    now = seen(cast, cast.lan)
    assert (len(now.unsent), len(now.lost), now.holes, now.empty) == (1, 1, 0, False)
    # it was somewhere after all
    cast.clock.forward(minutes=1)
    tell(cast, phone, told(2, first, second))
    assert (len(seen(cast, cast.lan).unsent), seen(cast, cast.lan).lost) == (2, [])


def test_a_record_that_came_is_missed_no_more_and_its_place_is_no_hole(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    with look(cast.tools) as work:
        (row,) = work.db.execute(record.select().where(record.c.device == phone.key.kid)).all()
    tell(cast, phone, told(1, (row.id, row.kind, row.stream_id)))
    assert seen(cast, cast.lan).empty


def test_a_hole_in_the_chain_is_counted_though_nobody_named_it(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    tell(cast, phone, told(3))
    now = seen(cast, cast.lan)
    assert (now.holes, now.empty) == (2, False)


def test_a_telling_that_comes_late_or_spoiled_says_nothing(cast: Cast) -> None:
    phone, first = cast.phone(), one(cast)
    before = cast.clock.at
    cast.clock.forward(minutes=1)
    tell(cast, phone, told(1, first))
    tell(cast, phone, told(1), before)
    assert len(seen(cast, cast.lan).unsent) == 1
    spoiled = told(1, first).model_dump() | {"made": 2}
    with pytest.raises(ValueError, match="spoiled"):
        Told.model_validate(spoiled)


def test_a_list_that_was_cut_short_loses_nothing(cast: Cast) -> None:
    phone, first, second = cast.phone(), one(cast), one(cast)
    tell(cast, phone, told(2, first, second))
    cast.clock.forward(minutes=1)
    tell(cast, phone, told(2, first, unsent=2))
    assert seen(cast, cast.lan).lost == []


def test_a_lost_phone_is_held_its_officer_signed_out_and_found_it_goes_on(cast: Cast) -> None:
    phone = cast.phone()
    with begin(cast.tools) as work:
        token = sessions.enter_demo(work, cast.lan)
        phones.lose(work, cast.org, cast.quang, phone.key.kid)
    with look(cast.tools) as work:
        assert people.member_of_session(work.db, token, work.at) is None
    sent = cast.send(phone, "case.submitted", cast.new_id(), cast.body())
    assert (sent.verdict, sent.code, seen(cast, cast.lan).state) == ("held", "device_suspended", "lost")
    with begin(cast.tools) as work:
        phones.find(work, cast.org, cast.quang, phone.key.kid)
    assert cast.submitted(phone) and seen(cast, cast.lan).state == "active"


def test_what_was_open_for_the_officer_of_a_lost_phone_lets_no_phone_in(cast: Cast) -> None:
    phone = cast.phone()
    with begin(cast.tools) as work:
        hers, another = (invite(work, cast.org, cast.quang, one) for one in (cast.lan, cast.tuan))
        phones.lose(work, cast.org, cast.quang, phone.key.kid)
    for person, code, goes_on in ((cast.lan, hers, False), (cast.tuan, another, True)):
        asked = Enrolment(invitation=code.rpartition(".")[0], jwk=new_key().jwk, label="máy")
        with begin(cast.tools) as work:
            if goes_on:
                assert enrol(work, person, asked).author == person
            else:
                with pytest.raises(InvitationGone):
                    enrol(work, person, asked)


def test_a_fork_stays_suspended_when_its_phone_is_found(cast: Cast) -> None:
    phone = cast.phone()
    with begin(cast.tools) as work:
        devices.mark(work.db, phone.key.kid, suspended_at=work.at)
        phones.lose(work, cast.org, cast.quang, phone.key.kid)
        phones.find(work, cast.org, cast.quang, phone.key.kid)
    assert seen(cast, cast.lan).state == "suspended"


def test_a_phone_is_changed_without_asking_only_when_it_told_that_all_is_here(cast: Cast) -> None:
    phone, first = cast.phone(), one(cast)

    def check() -> None:
        with look(cast.tools) as work:
            phones.check_empty(work, cast.org, phone.key.kid)

    assert refused(check) == "phone_not_empty"
    tell(cast, phone, told(1, first))
    assert refused(check) == "phone_not_empty"
    cast.submitted(phone)
    cast.clock.forward(minutes=1)
    tell(cast, phone, told(1))
    # what it named before is on neither side now
    assert refused(check) == "phone_not_empty"


def test_a_phone_whose_every_record_came_is_empty(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    tell(cast, phone, told(1))
    with look(cast.tools) as work:
        phones.check_empty(work, cast.org, phone.key.kid)


def test_what_it_only_counted_is_no_longer_missed_once_it_came(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    tell(cast, phone, told(3, unsent=told_rows.MOST + 2))
    assert (seen(cast, cast.lan).more, seen(cast, cast.lan).holes, seen(cast, cast.lan).empty) == (2, 0, False)
    cast.submitted(phone)
    assert (seen(cast, cast.lan).more, seen(cast, cast.lan).empty) == (1, False)
    cast.submitted(phone)
    assert (seen(cast, cast.lan).more, seen(cast, cast.lan).empty) == (0, True)
    with look(cast.tools) as work:
        phones.check_empty(work, cast.org, phone.key.kid)


def plan(cast: Cast, phone: DemoPhone) -> str:
    visit = uuid7(cast.clock.at)
    body = {
        "v": 1, "on_date": "2026-11-24", "at_time": "09:00", "honorific": "ba", "name": "Nguyễn Thị Sáu",
        "hamlet": "Ấp 3", "phone": "", "purpose": "certify", "note": "",
    }  # fmt: skip
    assert cast.send(phone, "visit.planned", visit, body).verdict == "accepted"
    return visit


def give(cast: Cast, to: str, *, only_visits: bool = False) -> None:
    with begin(cast.tools) as work:
        handing.give(work, cast.org, cast.quang, cast.lan, to, only_visits=only_visits)


def leave(cast: Cast) -> None:
    with begin(cast.tools) as work:
        staff.leave(work, staff.Staff(cast.org, cast.quang), cast.lan)


def test_nobody_leaves_with_work_in_hand_and_one_tap_gives_it_all(cast: Cast) -> None:
    phone = cast.phone()
    case, visit = cast.submitted(phone), plan(cast, phone)
    assert refused(lambda: leave(cast)) == "still_entrusted"
    give(cast, cast.tuan, only_visits=True)
    with look(cast.tools) as work:
        moved, kept = visits.of_org(work.db, cast.org, visit), cases.get(work.db, case)
    assert moved and kept and (moved.officer, kept.officer) == (cast.tuan, cast.lan)
    assert refused(lambda: leave(cast)) == "still_entrusted"
    give(cast, cast.tuan)
    with look(cast.tools) as work:
        assert not entrusted.to(work.db, cast.org, cast.lan)
        feed = {row.get("visit") or row["case"]: row for row in changes.page(work.db, cast.tuan, 0).changes}
        gone = {row.get("visit") or row["case"]: row for row in changes.page(work.db, cast.lan, 0).changes}
    assert "fields" in feed[case] and "fields" in feed[visit]
    assert gone[case].get("gone") and gone[visit].get("gone")
    leave(cast)


def test_an_original_that_he_carries_goes_with_its_case(cast: Cast) -> None:
    phone = cast.phone()
    case = cast.submitted(phone)
    give(cast, cast.tuan)
    with look(cast.tools) as work:
        paper = cases.paper(work.db, case)
        assert paper and (paper.holder, paper.person) == ("officer", cast.tuan)


def test_who_carries_the_original_of_a_case_that_went_to_another_does_not_leave_with_it(cast: Cast) -> None:
    phone = cast.phone()
    case = cast.submitted(phone)
    with begin(cast.tools) as work:
        papers.assign(work, papers.Hand(cast.org, cast.hanh, case), cast.tuan, "nghỉ phép")
    assert refused(lambda: leave(cast)) == "still_entrusted"
    # one tap gives what is his; what he only carries goes from hand to hand
    give(cast, cast.tuan)
    with look(cast.tools) as work:
        paper = cases.paper(work.db, case)
        assert paper and (paper.holder, paper.person) == ("officer", cast.lan)
    assert refused(lambda: leave(cast)) == "still_entrusted"
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case))
    leave(cast)


@pytest.mark.parametrize("who", ["lan", "minh", "hoa"])
def test_work_goes_only_to_another_officer_of_the_commune(cast: Cast, who: str) -> None:
    cast.submitted(cast.phone())
    assert refused(lambda: give(cast, getattr(cast, who))) == "not_an_officer"


def test_only_an_administrator_gives_anothers_work(cast: Cast) -> None:
    def act() -> None:
        with begin(cast.tools) as work:
            handing.give(work, cast.org, cast.tuan, cast.lan, cast.tuan)

    assert refused(act) == "not_allowed"


def test_what_a_moved_officer_did_before_comes_held_with_his_name_and_counts_once_a_person_took_it(cast: Cast) -> None:
    phone = cast.phone()
    case = cast.submitted(phone)
    give(cast, cast.tuan)
    leave(cast)
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True, "withdrawn_at": at}
    verdict = cast.send(phone, "case.withdrawn", case, body)
    assert verdict.verdict == "held"
    with look(cast.tools) as work:
        (row,) = held.open_of_case(work.db, cast.org, case)
        kept = records.by_id(work.db, verdict.id)
    assert (row.author, row.code) == (cast.lan, "device_suspended") and kept is not None
    with begin(cast.tools) as work:
        intake.apply_held(work, cast.org, row.seq)
    with look(cast.tools) as work:
        found = cases.get(work.db, case)
    assert found is not None and (found.state, found.officer) == ("withdrawn", cast.tuan)
