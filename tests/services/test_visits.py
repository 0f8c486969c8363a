"""Visits that an officer adds himself: planned anew, closed, closed by his passkey, held."""

from typing import Any

import pytest

from app.evidence.closing import Ended, challenge
from app.evidence.encoding import b64u
from app.evidence.soft_passkey import SoftPasskey
from app.store import people, visits
from app.work import begin, look
from tests.people import Cast


def planned(**more: Any) -> dict[str, Any]:
    return {
        "v": 1, "on_date": "2026-11-23", "at_time": "09:15", "honorific": "ba", "name": "Nguyễn Thị Sáu",
        "hamlet": "Tổ 2", "phone": "", "purpose": "certify", "note": "", **more,
    }  # fmt: skip


def test_a_visit_is_planned_leads_to_a_case_and_is_closed(cast: Cast) -> None:
    phone, visit_id = cast.phone(), cast.new_id()
    assert cast.send(phone, "visit.planned", visit_id, planned()).verdict == "accepted"
    case_id = cast.submitted(phone, visit=visit_id)
    visit = next(one for one in cast.feed(cast.lan) if "visit" in one)
    assert (visit["fields"]["case"], visit["fields"]["state"]) == (case_id, "planned")
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at}
    assert cast.send(phone, "visit.closed", visit_id, body).verdict == "accepted"
    assert cast.send(phone, "visit.closed", visit_id, body).code == "visit_over"
    with look(cast.tools) as work:
        row = visits.of_org(work.db, cast.org, visit_id)
    assert row is not None and row.state == "done"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "visit_unclear"), ({"hamlet": ""}, "visit_unclear"), ({"purpose": "shop"}, "visit_unclear"),
        ({"at_time": "25:00"}, "bad_body"), ({"on_date": "2026-02-31"}, "bad_body"),
    ],
)  # fmt: skip
def test_a_visit_that_finds_nobody_is_held(cast: Cast, more: dict[str, Any], code: str) -> None:
    assert cast.send(cast.phone(), "visit.planned", cast.new_id(), planned(**more)).code == code


def test_a_visit_is_planned_anew_by_its_officer_as_he_last_saw_it_until_it_is_over(cast: Cast) -> None:
    phone, other, visit_id = cast.phone(), cast.phone(cast.tuan), cast.new_id()
    assert cast.send(phone, "visit.planned", visit_id, planned()).verdict == "accepted"
    assert cast.send(other, "visit.planned", visit_id, planned(hamlet="Tổ 9")).code == "visit_known"
    seen = phone.newest[visit_id]
    assert (
        cast.send(phone, "visit.planned", visit_id, planned(on_date="2026-11-24", hamlet="Tổ 3")).verdict == "accepted"
    )
    with look(cast.tools) as work:
        row = visits.of_org(work.db, cast.org, visit_id)
    assert row is not None
    assert (str(row.on_date), row.hamlet, row.state) == ("2026-11-24", "Tổ 3", "planned")
    # a second phone of hers, or an older page, had not seen that
    phone.newest[visit_id] = seen
    assert cast.send(phone, "visit.planned", visit_id, planned(hamlet="Tổ 4")).code == "visit_known"
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at}
    phone.newest[visit_id] = row.newest
    assert cast.send(phone, "visit.closed", visit_id, body).verdict == "accepted"
    assert cast.send(phone, "visit.planned", visit_id, planned()).code == "visit_over"


def test_another_officer_cannot_close_a_visit(cast: Cast) -> None:
    visit_id = cast.new_id()
    cast.send(cast.phone(), "visit.planned", visit_id, planned())
    at = cast.clock.at.isoformat(timespec="milliseconds")
    body = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at}
    assert cast.send(cast.phone(cast.tuan), "visit.closed", visit_id, body).code == "wrong_case"


def closing(cast: Cast, key: SoftPasskey, visit_id: str, *records: str) -> dict[str, Any]:
    """The officer's finger on the phone, at the door."""
    at = cast.clock.at.isoformat(timespec="milliseconds")
    answer = key.get({"challenge": b64u(challenge(Ended(visit_id, "done", "", at), records))})
    response = answer["response"]
    word = {
        "records": list(records),
        "passkey": key.id,
        "client_data": response["clientDataJSON"],
        "authenticator_data": response["authenticatorData"],
        "signature": response["signature"],
    }
    return {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": at, "closing": word}


def test_a_visit_is_closed_by_its_officers_passkey_or_says_that_it_was_not(cast: Cast) -> None:
    phone, lan, tuan = cast.phone(), cast.passkey(cast.lan), cast.passkey(cast.tuan)
    record = "ab" * 32

    def outcome(key: SoftPasskey, said: str = "", **spoil: Any) -> tuple[str, str]:
        visit_id = cast.new_id()
        cast.clock.forward(seconds=1)
        cast.send(phone, "visit.planned", visit_id, planned())
        body = closing(cast, key, visit_id, record)
        body["closing"] |= spoil
        body["words"] = said
        if said == "another end":
            body |= {"outcome": "not_done", "reason": "vang_nha"}
        verdict = cast.send(phone, "visit.closed", visit_id, body)
        with look(cast.tools) as work:
            row = visits.of_org(work.db, cast.org, visit_id)
        assert row is not None
        return verdict.code, (row.outcome or {}).get("closed_by", "")

    assert outcome(lan) == ("", "passkey")
    # another's key, or one that is not known here, proves nothing about her, and takes nothing away
    assert outcome(tuan) == ("", "device")
    stranger = SoftPasskey(cast.tools.site.rp, cast.tools.site.origin, "x")
    assert outcome(stranger) == ("", "device")
    # hers, over something else: a person looks at it
    assert outcome(lan, records=[]) == ("bad_assertion", "")
    assert outcome(lan, "another end") == ("bad_assertion", "")
    lan.verified = False
    assert outcome(lan) == ("bad_assertion", "")
    lan.verified = True
    with begin(cast.tools) as work:
        people.remove_passkeys(work.db, cast.lan, work.at)
    # what it signed before it was taken away stays signed
    assert outcome(lan) == ("", "passkey")


def test_a_visit_that_waits_is_told_as_a_visit(cast: Cast) -> None:
    phone = cast.phone()
    visit = cast.new_id()
    assert cast.send(phone, "visit.planned", visit, {"v": 1}).verdict == "held"
    (change,) = cast.feed(cast.lan)
    assert (change["visit"], [one["code"] for one in change["held"]]) == (visit, ["bad_body"])
