"""What one officer has in hand goes to another: cases, originals, letters, also of one who left."""

from app.domain import acts
from app.reports import cases as reports
from app.reports import people
from app.services import handing, papers
from app.store import devices, entrusted
from app.store import people as people_store
from app.work import begin, look
from app.work.pen import stamp
from tests.people import Cast
from tests.services.test_acts import act, refused, why
from tests.services.test_handing_over import held_by, letter_printed, ready
from tests.services.test_paper_and_book import do, hand

REFUSAL = (acts.Act.REFUSE, why("not_lucid", ""))


def entrusted_to(cast: Cast, person: str) -> list[str]:
    with look(cast.tools) as work:
        held = [one.id for one in entrusted.to(work.db, cast.org, person).cases]
        lines = {one: reports.one(work.db, cast.org, one) for one in held}
    # what is entrusted to somebody is what may be given to another
    assert all(line is not None and line.unfinished for line in lines.values())
    return held


def test_papers_of_an_officer_who_left_go_to_another_who_brings_them_home(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    with begin(cast.tools) as work:
        # he left in a release that did not ask yet what he had in hand
        people_store.leave(work.db, cast.lan, work.at)
    refused("officer_left", lambda: do(cast, papers.give, hand(cast, case_id)))
    for nobody in (cast.lan, cast.hanh, cast.hoa, "none"):
        refused("not_an_officer", lambda to=nobody: do(cast, papers.assign, hand(cast, case_id), to, "nghỉ việc"))
    refused("words_missing", lambda: do(cast, papers.assign, hand(cast, case_id), cast.tuan, "  "))
    do(cast, papers.assign, hand(cast, case_id), cast.tuan, "nghỉ việc")
    do(cast, papers.give, hand(cast, case_id))
    (change,) = cast.feed(cast.tuan)
    assert (change["case"], change["fields"]["holder"]) == (case_id, "officer")
    assert [one for one in cast.feed(cast.lan) if one["case"] == case_id] == [{"case": case_id, "gone": True}]
    assert cast.send(cast.phone(cast.tuan), "delivery.completed", case_id, cast.delivery()).verdict == "accepted"


def test_a_refused_case_of_an_officer_who_left_goes_to_another_until_paper_and_letter_are_home(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    do(cast, papers.receive, hand(cast, case_id))
    act(cast, key, cast.minh, case_id, *REFUSAL)
    letter_printed(cast, case_id)
    with begin(cast.tools) as work:
        people_store.leave(work.db, cast.lan, work.at)
    refused("officer_left", lambda: do(cast, papers.give, hand(cast, case_id)))
    assert entrusted_to(cast, cast.lan) == [case_id]
    do(cast, handing.give, cast.org, cast.quang, cast.lan, cast.tuan)
    assert (entrusted_to(cast, cast.lan), entrusted_to(cast, cast.tuan)) == ([], [case_id])
    do(cast, papers.give, hand(cast, case_id))
    assert cast.send(cast.phone(cast.tuan), "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    assert (entrusted_to(cast, cast.tuan), held_by(cast, case_id)) == ([], ("person", None))


def test_what_ended_stays_entrusted_while_its_original_or_its_letter_is_not_at_home(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    withdrawn = cast.submitted(phone)
    do(cast, papers.receive, hand(cast, withdrawn))
    body = {"v": 1, "code": "doi_y", "text": "", "withdrawn_at": stamp(cast.clock.at), "paper_returned": False}
    assert cast.send(phone, "case.withdrawn", withdrawn, body).verdict == "accepted"
    assert entrusted_to(cast, cast.lan) == [withdrawn]
    do(cast, papers.give_back, hand(cast, withdrawn))
    assert entrusted_to(cast, cast.lan) == []
    unreturned = cast.submitted(phone)
    do(cast, papers.receive, hand(cast, unreturned))
    act(cast, key, cast.minh, unreturned, *REFUSAL)
    do(cast, papers.lose, hand(cast, unreturned), "Tủ bị dột")
    # its original is no more, but its person has not been told why
    assert entrusted_to(cast, cast.lan) == [unreturned]
    with look(cast.tools) as work:
        assert [one.id for one in reports.piles(work.db, cast.org).letters] == [unreturned]
    letter_printed(cast, unreturned)
    assert cast.send(phone, "delivery.completed", unreturned, cast.delivery()).verdict == "accepted"
    assert entrusted_to(cast, cast.lan) == []


def test_l18_a_case_changes_its_officer_and_its_paper_stays_until_it_is_handed_over(cast: Cast) -> None:
    case_id = ready(cast, cast.phone())
    do(cast, papers.assign, hand(cast, case_id), cast.tuan, "Lan nghỉ phép")
    assert held_by(cast, case_id) == ("officer", cast.lan)
    (change,) = cast.feed(cast.tuan)
    assert (change["fields"]["holder"], change["fields"]["held_by"]) == ("colleague", "Trần Thị Lan")
    with look(cast.tools) as work:
        line = reports.one(work.db, cast.org, case_id)
    assert line is not None and (line.held_by, line.with_another) == ("Trần Thị Lan", True)
    do(cast, papers.give, hand(cast, case_id))
    assert held_by(cast, case_id) == ("officer", cast.tuan)
    (change,) = cast.feed(cast.tuan)
    assert (change["fields"]["holder"], change["fields"]["held_by"]) == ("officer", "")
    # handed over once: a second tap finds nothing to hand
    refused("paper_elsewhere", lambda: do(cast, papers.give, hand(cast, case_id)))


def test_officers_without_a_phone_stand_last_among_those_who_may_take_a_case(cast: Cast) -> None:
    phone = cast.phone(cast.tuan)
    with look(cast.tools) as work:
        listed = people.field_officers(work.db, cast.org)
    assert [(one.id, one.phone) for one in listed][:2] == [(cast.tuan, True), (cast.lan, False)]
    with begin(cast.tools) as work:
        devices.suspend_of_person(work.db, cast.tuan, cast.clock.at)
    with look(cast.tools) as work:
        assert not any(one.phone for one in people.field_officers(work.db, cast.org)), phone
