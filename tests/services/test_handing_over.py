"""Papers on their last way: what cannot be is not believed, what was a mistake is put right, nothing is stranded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain import acts
from app.domain.problems import Problem
from app.jobs import JOBS, runner
from app.reports import cases as reports
from app.services import certificates, papers, printing, registers, staff
from app.services.intake import apply_held
from app.store import cases, jobs, records, visits
from app.store.tables import job
from app.work import begin, look
from app.work.pen import stamp
from tests.people import Cast
from tests.services.test_acts import act, refused, why
from tests.services.test_paper_and_book import counter, do, hand


def found(cast: Cast, case_id: str) -> cases.CaseRow:
    with look(cast.tools) as work:
        row = cases.get(work.db, case_id)
    assert row is not None
    return row


def held_by(cast: Cast, case_id: str) -> tuple[str, str | None]:
    with look(cast.tools) as work:
        paper = cases.paper(work.db, case_id)
    assert paper is not None
    return paper.holder, paper.person


def ready(cast: Cast, phone: Any) -> str:
    case_id = cast.submitted(phone)
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    do(cast, papers.give, hand(cast, case_id))
    return case_id


@pytest.mark.parametrize("said", ["2099-01-01T09:00:00.000+07:00", "2001-01-01T09:00:00.000+07:00"])
def test_an_hour_that_cannot_be_counts_as_the_nearest_that_can(cast: Cast, said: str) -> None:
    phone = cast.phone()
    case_id = ready(cast, phone)
    made = cast.clock.at
    cast.clock.forward(minutes=30)
    assert (
        cast.send(phone, "delivery.completed", case_id, {**cast.delivery(), "delivered_at": said}).verdict == "accepted"
    )
    at = found(cast, case_id).delivered_at
    assert at is not None
    assert made <= at <= cast.clock.at


def test_a_clock_that_runs_ahead_opens_no_second_day_for_a_correction(cast: Cast) -> None:
    phone = cast.phone()
    case_id = ready(cast, phone)
    said = "2099-01-01T09:00:00.000+07:00"
    cast.send(phone, "delivery.completed", case_id, {**cast.delivery(), "delivered_at": said})
    cast.clock.forward(days=2)
    body = {"v": 1, "reason": "chua_giao", "text": "", "corrected_at": said}
    verdict = cast.send(phone, "delivery.corrected", case_id, body)
    assert (verdict.verdict, verdict.code) == ("held", "too_late_to_correct")


def test_a_written_refusal_is_handed_over_once_after_it_was_printed_and_put_right_the_same_day(cast: Cast) -> None:
    phone = cast.phone()
    case_id, key = cast.submitted(phone), cast.passkey(cast.minh)
    act(cast, key, cast.minh, case_id, *_refusal())
    early = cast.send(phone, "delivery.completed", case_id, cast.delivery())
    assert (early.verdict, early.code) == ("held", "refusal_not_printed")
    letter_printed(cast, case_id)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    again = cast.send(phone, "delivery.completed", case_id, cast.delivery())
    assert (again.verdict, again.code) == ("held", "already_delivered")
    body = {"v": 1, "reason": "chua_giao", "text": "", "corrected_at": stamp(cast.clock.at)}
    assert cast.send(phone, "delivery.corrected", case_id, body).verdict == "accepted"
    assert (found(cast, case_id).state, found(cast, case_id).delivered_at) == ("refused", None)
    twice = cast.send(phone, "delivery.corrected", case_id, body)
    assert (twice.verdict, twice.code) == ("held", "not_possible")


def letter_printed(cast: Cast, case_id: str) -> None:
    with begin(cast.tools) as work:
        printing.note(work, cast.org, cast.hanh, [(printing.gather(work, cast.org, [case_id], "")[0], b"pdf")], "")


def test_a_number_that_contradicts_the_card_is_seen_in_the_leaders_list(cast: Cast) -> None:
    phone = cast.phone()
    plain = cast.submitted(phone)
    doubtful = cast.submitted(phone, person={**cast.body()["person"], "warnings": ["id_sex"]})
    with look(cast.tools) as work:
        flags = {one.id: one.flags for one in reports.waiting(work.db, cast.org, cast.minh, leads=True)}
    assert "identity_doubt" in flags[doubtful] and "identity_doubt" not in flags[plain]


def test_what_was_delivered_is_not_received_by_a_page_left_open(cast: Cast) -> None:
    phone = cast.phone()
    case_id = ready(cast, phone)
    cast.send(phone, "delivery.completed", case_id, cast.delivery())
    refused("not_possible", lambda: do(cast, papers.receive, hand(cast, case_id)))


def test_a_number_is_not_taken_for_what_no_paper_can_show(cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    person = {**cast.body()["person"], "name": "Nguyễn Thị 李"}
    case_id = cast.submitted(cast.phone(), person=person)
    with pytest.raises(Problem) as caught:
        cast.ask(cast.minh, case_id)
    assert (caught.value.code, getattr(caught.value, "letters", "")) == ("not_printable", "李")
    refused(
        "not_printable", lambda: act(cast, key, cast.minh, case_id, _refusal()[0], why("other", "chưa tỉnh táo 😔"))
    )
    assert found(cast, case_id).state == "submitted"


def test_a_rename_after_the_decision_changes_no_paper(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    monkeypatch.setitem(JOBS, "certificate.make", lambda _tools, _subject: None)
    cast.approved(case_id, key)
    with begin(cast.tools) as work:
        for person in (cast.minh, cast.lan):
            staff.rename(work, staff.Staff(cast.org, cast.quang), person, "Trần Khác Hẳn", ("ong", "Khác"))
    with look(cast.tools) as work:
        facts = certificates.facts(work, case_id)
    assert facts is not None
    assert (facts.certifier, facts.officer) == ("Hoàng Đức Minh", "Trần Thị Lan")
    assert "Trần Khác Hẳn" not in " ".join(one.text for one in facts.composed.paragraphs)


def test_a_job_that_fails_all_day_is_done_when_the_server_is_well_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    well: Callable[..., None] = JOBS["certificate.make"]

    def ill(_tools: Any, _subject: str) -> None:
        raise OSError(28, "no room")

    monkeypatch.setitem(JOBS, "certificate.make", ill)
    cast.approved(case_id, key)
    for _ in range(30):
        cast.clock.forward(hours=1)
        runner.run_due(cast.tools)
    with look(cast.tools) as work:
        tries = work.db.execute(
            select(job.c.attempts).where(job.c.subject == case_id, job.c.kind == "certificate.make")
        )
        assert tries.scalar_one() > jobs.TRIES
    monkeypatch.setitem(JOBS, "certificate.make", well)
    cast.clock.forward(hours=1)
    runner.run_due(cast.tools)
    with look(cast.tools) as work:
        assert printing.kept(work, cast.org, case_id).startswith(b"%PDF")


def test_an_authority_ends_within_its_own_days(cast: Cast) -> None:
    by = staff.Staff(cast.org, cast.quang)
    with look(cast.tools) as work:
        (held,) = [one for one in staff.people.authorities(work.db, cast.minh) if one.valid_to is None]
    today = cast.clock.at.date()
    before = held.valid_from - timedelta(days=1)
    refused("bad_dates", lambda: do(cast, staff.end_authority, by, cast.minh, held.id, before))
    do(cast, staff.end_authority, by, cast.minh, held.id, today)
    later = today + timedelta(days=9)
    refused("bad_dates", lambda: do(cast, staff.end_authority, by, cast.minh, held.id, later))


def test_two_phones_that_put_one_visit_off_are_reconciled_by_taking_one(cast: Cast) -> None:
    first, second = cast.phone(), cast.phone()
    visit = cast.new_id()
    plan = {
        "v": 1, "on_date": "2026-11-24", "at_time": "", "honorific": "ba", "name": "Sáu", "hamlet": "Tổ 2",
        "phone": "", "purpose": "certify", "note": "",
    }  # fmt: skip
    assert cast.send(first, "visit.planned", visit, plan).verdict == "accepted"
    late = cast.send(second, "visit.planned", visit, {**plan, "on_date": "2026-11-30"})
    assert (late.verdict, late.code) == ("held", "visit_known")
    with begin(cast.tools) as work:
        apply_held(work, cast.org, int(late.seq or 0))
        row = visits.of_org(work.db, cast.org, visit)
    assert row is not None
    assert row.on_date.isoformat() == "2026-11-30"
    odd = cast.send(first, "visit.planned", cast.new_id(), {**plan, "on_date": "0001-01-01"})
    assert (odd.verdict, odd.code) == ("held", "visit_unclear")


def test_a_counter_form_sent_twice_takes_one_number(cast: Cast) -> None:
    once = "3f2b6c1e-9a53-4c0e-8a53-111111111111"
    first = do(cast, registers.enter, cast.org, cast.hanh, counter(cast, once=once))
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast, once=once)) == first
    assert do(cast, registers.enter, cast.org, cast.hanh, counter(cast)) != first


def test_a_body_that_is_no_object_waits_and_its_page_still_opens(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    verdict = cast.send(phone, "rating.given", case_id, ["x"])  # type: ignore[arg-type]
    assert (verdict.verdict, verdict.code) == ("held", "bad_body")
    with look(cast.tools) as work:
        assert records.by_id(work.db, verdict.id) is not None


def _refusal() -> tuple[Any, Any]:
    return acts.Act.REFUSE, why("not_lucid", "")
