"""A record comes in: stored whole whatever it says, applied when the life of the case allows, once."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from app.demo.phone import DemoPhone
from app.evidence import envelope, jws, sealing
from app.evidence.encoding import b64u, canonical, sha256_hex
from app.evidence.keys import new_key
from app.media.sample import signed_page
from app.services import audit, devices, intake
from app.store import cases, records
from app.store.ids import uuid7
from app.store.tables import record_body
from app.sync.letters import Letter
from app.work import begin, look
from tests.conftest import MONDAY_MORNING
from tests.people import SAU, Cast


def state(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
        return found.state if found else "none"


def test_a_submission_becomes_a_case_with_its_deadline_and_holder(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    with look(cast.tools) as work:
        found, paper = cases.get(work.db, case_id), cases.paper(work.db, case_id)
    assert found is not None and paper is not None
    assert (found.state, found.name, found.dossier, found.flags) == ("submitted", SAU.name, "TN-2026-000001", [])
    assert found.due_at.isoformat() == "2026-11-23T10:00:00+00:00"
    assert (paper.holder, paper.person) == ("officer", cast.lan)


def test_the_same_letter_twice_is_once_with_the_same_receipt(cast: Cast) -> None:
    phone = cast.phone()
    letter, _ = phone.letter(cast.tools, "case.declined", uuid7(cast.clock.at), declined(), [])
    first, second = phone.post(cast.tools, letter), phone.post(cast.tools, letter)
    assert (first.verdict, second.verdict, second.was) == ("accepted", "duplicate", "accepted")
    assert (first.seq, first.receipt) == (second.seq, second.receipt)


def test_a_key_that_the_way_spoiled_comes_with_the_same_letter_once_more(cast: Cast) -> None:
    phone = cast.phone()
    letter, _ = phone.letter(cast.tools, "case.declined", uuid7(cast.clock.at), declined(), [])
    spoiled = phone.post(cast.tools, letter.model_copy(update={"key": letter.key[:-3] + "AAA"}))
    assert (spoiled.verdict, spoiled.code) == ("held", "bad_seal")
    with look(cast.tools) as work:
        assert intake.opened_body(work, cast.org, spoiled.seq or 0) == {}
    again = phone.post(cast.tools, letter)
    assert (again.verdict, again.was, again.receipt) == ("duplicate", "held", spoiled.receipt)
    # a worse wrapping changes nothing any more
    phone.post(cast.tools, letter.model_copy(update={"key": letter.key[:-3] + "AAA"}))
    with look(cast.tools) as work:
        assert intake.opened_body(work, cast.org, spoiled.seq or 0) == declined()


def declined() -> dict[str, object]:
    return {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}


def test_a_record_without_its_photos_waits_for_them(cast: Cast) -> None:
    phone = cast.phone()
    letter, (part,) = phone.letter(
        cast.tools, "case.submitted", uuid7(cast.clock.at), cast.body(), [signed_page("G", "S")]
    )
    asked = phone.post(cast.tools, letter)
    assert (asked.verdict, asked.missing) == ("incomplete", [sha256_hex(part)])
    phone.bring(cast.tools, part)
    assert phone.post(cast.tools, letter).verdict == "accepted"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": {**SAU.body(MONDAY_MORNING, {})["person"], "valid_until": "2020-01-01"}}, "paper_expired"),
        ({"conditions": []}, "condition_not_met"),
        ({"extra": 1}, "bad_body"),
        ({"v": 2}, "bad_body"),
    ],
    ids=["expired", "conditions", "unknown field", "unknown version"],
)
def test_what_the_law_or_the_shape_refuses_is_kept_and_held(cast: Cast, changes: dict[str, object], code: str) -> None:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    verdict = cast.send(phone, "case.submitted", case_id, cast.body(**changes))
    assert (verdict.verdict, verdict.code) == ("held", code)
    assert verdict.receipt
    assert state(cast, case_id) == "none"


def test_a_second_hand_over_is_held_and_nothing_is_lost(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    again = cast.send(phone, "delivery.completed", case_id, cast.delivery())
    assert (again.verdict, again.code) == ("held", "already_delivered")
    assert state(cast, case_id) == "delivered"


def test_a_revoked_phone_may_still_bring_what_it_has_and_it_is_held(cast: Cast) -> None:
    phone = cast.phone()
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
    verdict = cast.send(phone, "case.declined", uuid7(cast.clock.at), declined())
    assert (verdict.verdict, verdict.code) == ("held", "device_revoked")


def test_a_fork_is_kept_and_suspends_the_phone(cast: Cast) -> None:
    phone = cast.phone()
    copy = replace(phone, newest={})
    assert cast.send(phone, "case.declined", uuid7(cast.clock.at), declined()).verdict == "accepted"
    forked = cast.send(copy, "case.declined", uuid7(cast.clock.at), declined())
    later = cast.send(phone, "case.declined", uuid7(cast.clock.at), declined())
    assert [forked.code, later.code] == ["fork", "device_suspended"]


def test_another_communes_case_cannot_be_touched(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    other = cast.phone(cast.tuan)
    verdict = cast.send(other, "delivery.completed", case_id, cast.delivery())
    assert (verdict.verdict, verdict.code) == ("held", "wrong_case")


def forged(cast: Cast, phone: DemoPhone, letter: Letter, how: str) -> Letter:
    head, _, signature = letter.envelope.rpartition(".")
    if how == "signature":
        return letter.model_copy(update={"envelope": f"{head}.{signature[:-4]}AAAA"})
    if how == "body":
        return letter.model_copy(update={"body": b64u(b"\x01" + bytes(60))})
    if how == "stranger":
        claims = jws.verify(letter.envelope, "tn-record", phone.key.kid, phone.key.private.public_key())
        stranger = new_key()
        return letter.model_copy(
            update={"envelope": envelope.make({k: v for k, v in claims.items() if k not in ("v", "device")}, stranger)}
        )
    return letter.model_copy(update={"envelope": letter.envelope.replace(".", "", 1)})


@pytest.mark.parametrize("how", ["signature", "body", "stranger", "shape"])
def test_bytes_that_cannot_be_a_record_are_refused_and_leave_no_trace(cast: Cast, how: str) -> None:
    phone = cast.phone()
    letter, _ = phone.letter(cast.tools, "case.declined", uuid7(cast.clock.at), declined(), [])
    with look(cast.tools) as work:
        before = records.next_seq(work.db)
    assert phone.post(cast.tools, forged(cast, phone, letter, how)).verdict == "refused"
    with look(cast.tools) as work:
        assert records.next_seq(work.db) == before


def test_a_phone_cannot_write_what_only_the_desk_may(cast: Cast) -> None:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    verdict = cast.send(phone, "case.approved", case_id, {"v": 1})
    assert (verdict.verdict, verdict.code) == ("refused", "not_a_phone_kind")


def test_a_record_sealed_for_somebody_else_is_kept_and_held(cast: Cast) -> None:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    letter, _ = phone.letter(cast.tools, "case.declined", case_id, declined(), [])
    stranger = new_key()
    wrapping = sealing.wrap(bytes(32), letter.envelope[:10], stranger.jwk, stranger.kid)
    verdict = phone.post(cast.tools, letter.model_copy(update={"key": wrapping}))
    assert (verdict.verdict, verdict.code) == ("held", "bad_seal")


def test_a_late_arrival_is_flagged_and_not_refused(cast: Cast) -> None:
    phone = cast.phone()
    body, case_id = cast.body(), uuid7(cast.clock.at)
    letter, (part,) = phone.letter(cast.tools, "case.submitted", case_id, body, [signed_page("G", "S")])
    phone.bring(cast.tools, part)
    cast.clock.forward(hours=30)
    assert phone.post(cast.tools, letter).verdict == "accepted"
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and found.flags == ["window_over_24h"]


@pytest.mark.parametrize(("hours", "flags"), [(23, ["window_over_24h"]), (25, ["window_over_24h", "late_arrival"])])
def test_a_case_that_a_phone_kept_back_while_it_sent_others_is_flagged(
    cast: Cast, hours: int, flags: list[str]
) -> None:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    letter, (part,) = phone.letter(cast.tools, "case.submitted", case_id, cast.body(), [cast.page()])
    phone.bring(cast.tools, part)
    cast.clock.forward(hours=2)
    cast.submitted(phone)
    cast.clock.forward(hours=hours)
    assert phone.post(cast.tools, letter).verdict == "accepted"
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and found.flags == flags


@pytest.mark.parametrize(("pause", "flags"), [(1, ["drawn_fast"]), (8, [])])
def test_ink_that_nobody_draws_so_fast_is_flagged(cast: Cast, pause: int, flags: list[str]) -> None:
    drawn = cast.body()["ink"]
    for stroke in drawn["s"]:
        stroke["d"][2::3] = [pause for _ in stroke["d"][2::3]]
        stroke["d"][2] = 300 if stroke is drawn["s"][2] else 0
    case_id = cast.submitted(cast.phone(), ink=drawn)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and found.flags == flags


def test_the_ledger_of_all_this_verifies_and_a_changed_row_is_seen(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    cast.send(phone, "delivery.completed", case_id, cast.delivery())
    with look(cast.tools) as work:
        assert audit.verify(work).problems == []
    with begin(cast.tools) as work:
        work.db.execute(update(record_body).where(record_body.c.seq == 2).values(sealed=b"\0"))
    with look(cast.tools) as work:
        assert audit.verify(work).problems == ["seq 2: body changed"]


def test_records_refuse_to_be_changed_or_removed(cast: Cast) -> None:
    cast.submitted(cast.phone())
    for statement in ("UPDATE record SET org = ''", "DELETE FROM record", "DELETE FROM record_verdict"):
        with pytest.raises(Exception, match="records are never changed"), begin(cast.tools) as work:
            work.db.connection().exec_driver_sql(statement)


def test_the_body_that_is_stored_is_the_sealed_one(cast: Cast) -> None:
    cast.submitted(cast.phone())
    name = SAU.name.encode()
    with look(cast.tools) as work:
        for leaf in records.leaves(work.db):
            assert name not in leaf.envelope.encode()
            assert leaf.body is not None and name not in leaf.body
    assert name in canonical(cast.body())
