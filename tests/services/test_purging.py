"""What is due is destroyed by two people; what must be kept is not; the rest of the house still holds together."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.domain import acts, retention
from app.domain.problems import Problem
from app.evidence import decision, purges
from app.evidence.check.report import State
from app.evidence.encoding import b64u, from_b64u, from_canonical
from app.evidence.problems import BadAssertion
from app.evidence.soft_passkey import SoftPasskey
from app.reports import changes, journal, public
from app.reports import purging as report
from app.services import audit, holds, papers, purging
from app.store import cases, records, tables
from app.store import register as book
from app.work import begin, look, opening
from tests.people import Cast
from tests.services.acting import act, refused, why
from tests.services.test_bundles import check, made, trust
from tests.services.test_rebuild import PLAN, differing

TWO_YEARS = 2 * 365 + 2


@pytest.mark.parametrize(
    ("ended", "years", "due"),
    [
        ("2026-11-23", 2, "2028-11-24"), ("2026-12-31", 2, "2029-01-01"), ("2028-02-29", 2, "2030-03-01"),
        ("2026-02-28", 2, "2028-02-29"),
    ],
)  # fmt: skip
def test_l16_content_is_due_the_day_after_its_years(ended: str, years: int, due: str) -> None:
    at = datetime.fromisoformat(f"{ended}T02:00:00").replace(tzinfo=UTC)
    assert retention.due_on(at, years) == date.fromisoformat(due)


def delivered(cast: Cast, key: SoftPasskey, phone: Any) -> str:
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        papers.give(work, papers.Hand(cast.org, cast.hanh, case_id))
    assert cast.send(phone, "delivery.completed", case_id, cast.delivery()).verdict == "accepted"
    return case_id


def due(cast: Cast) -> list[str]:
    with look(cast.tools) as work:
        return [one.case_id for one in report.due(work.db, cast.org, work.at)]


def propose(cast: Cast, by: str, *ids: str) -> str:
    with begin(cast.tools) as work:
        return purging.propose(work, cast.org, by, purging.Named(ids))


def confirm(cast: Cast, person: str, key: SoftPasskey, proposal: str) -> None:
    with begin(cast.tools) as work:
        asked = purging.ask(work, cast.org, person, proposal)
    with begin(cast.tools) as work:
        gone = purging.confirm(work, cast.org, person, asked.nonce, key.get(asked.options))
    for address in gone:
        cast.tools.blobs.drop(address)


def purged(cast: Cast) -> tuple[str, str, SoftPasskey]:
    """A delivered case of two years ago, destroyed; one that lives on."""
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.clock.forward(days=TWO_YEARS)
    other = cast.submitted(cast.phone())
    confirm(cast, cast.minh, key, propose(cast, cast.hanh, case_id))
    return case_id, other, key


def test_what_ended_two_years_ago_is_due_and_nothing_else(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    ended = delivered(cast, key, phone)
    open_still, kept_here = cast.submitted(phone), cast.submitted(phone)
    with begin(cast.tools) as work:
        papers.receive(work, papers.Hand(cast.org, cast.hanh, kept_here))
    act(cast, key, cast.minh, kept_here, acts.Act.REFUSE, why("not_lucid", ""))
    cast.clock.forward(days=TWO_YEARS - 3)
    assert due(cast) == []
    cast.clock.forward(days=3)
    assert due(cast) == [ended]
    for wrong in (open_still, kept_here, "unknown"):
        refused("not_due", lambda wrong=wrong: propose(cast, cast.hanh, ended, wrong))
    refused("not_due", lambda: propose(cast, cast.hanh))


def test_contents_keys_and_files_go_and_the_book_stays(app: Flask, cast: Cast) -> None:
    case_id, other, _ = purged(cast)
    with look(cast.tools) as work:
        assert cases.get(work.db, case_id) is None and cases.get(work.db, other) is not None
        entry = book.by_case(work.db, case_id)
        assert entry is not None and (entry.number, entry.pdf) == (1, None)
        kinds = set(
            work.db.execute(
                select(tables.record.c.kind)
                .join(tables.record_body, tables.record_body.c.seq == tables.record.c.seq)
                .where(tables.record.c.stream_id == case_id)
            ).scalars()
        )
        assert kinds == {"certificate.issued", "case.purged"}
        for table in (tables.case_paper, tables.shown, tables.sheet, tables.ink_mark, tables.photo_mark,
                      tables.printed_pdf, tables.witness_mark, tables.place_mark):  # fmt: skip
            assert not work.db.execute(select(table).where(table.c.case_id == case_id)).all(), table.name
        assert audit.verify(work).problems == []
        kept = audit.scrub(work.tools.blobs, audit.promised(work))
        assert (kept.lost, kept.rotten, kept.strays) == ((), (), ())
        told = changes.page(work.db, cast.lan, 0).changes
        assert [one["case"] for one in told if one.get("gone")] == [case_id]
        page = public.certificate(work.db, entry.code or "")
    assert page is not None and page.standing == public.IN_FORCE
    assert differing(cast) == ({}, [])
    assert app.test_cli_runner().invoke(args=["ledger", "rebuild", "--check"]).exit_code == 0


def test_its_file_of_evidence_still_proves_the_decision(cast: Cast) -> None:
    case_id, _, _ = purged(cast)
    checked = check(made(cast, case_id), trust(cast))
    assert [one.line for one in checked.of(State.WRONG)] == []
    assert {one.what for one in checked.of(State.PROVEN)} >= {
        "decision", "passkey", "purge", "number", "ledger", "whole",
    }  # fmt: skip


def body_of(cast: Cast, case_id: str) -> tuple[dict[str, Any], str | None]:
    with look(cast.tools) as work:
        where = (tables.record.c.stream_id == case_id, tables.record.c.kind == "case.purged")
        packet = records.packet(work.db, work.db.execute(select(tables.record.c.seq).where(*where)).scalar_one())
        said = opening.promised(packet.envelope)
        body = opening.record_body(said, packet.body, opening.record_key(work, said, packet.wrapping))
    claims = from_canonical(from_b64u(packet.envelope.split(".")[1]))
    return body, claims["proof"]


def test_the_passkeys_word_over_a_destroying_is_proven_without_a_database(cast: Cast) -> None:
    case_id, _, _ = purged(cast)
    body, proof = body_of(cast, case_id)
    told, origin, _ = purges.proven(body, proof)
    assert (told["by"], told["proposed_by"], told["cases"], origin) == (
        cast.minh, cast.hanh, [case_id], cast.tools.site.origin,
    )  # fmt: skip
    held = body["proof"]
    other = SoftPasskey(cast.tools.site.rp, cast.tools.site.origin, "b3RoZXI")
    other.create({"challenge": "AAAA"})
    again = other.get({"challenge": b64u(purges.challenge(held["statement"].encode()))})["response"]
    forged = {**held, "client_data": again["clientDataJSON"], "authenticator_data": again["authenticatorData"],
              "signature": again["signature"]}  # fmt: skip
    changed = {**held, "statement": held["statement"].replace(cast.hanh, cast.quang)}
    for wrong in (forged, changed, {**held, "signature": "AAAA"}, {}, {**held, "public_key": "oA"}):
        parts = [from_b64u(wrong.get(name, "")) for name in ("client_data", "authenticator_data", "signature")]
        fitting = decision.proof_hash(wrong.get("statement", "").encode(), *parts)
        with pytest.raises(BadAssertion):
            purges.proven({**body, "proof": wrong}, fitting)
    with pytest.raises(BadAssertion):
        purges.proven(body, "ab" * 32)


def test_a_lost_paper_stays_lost_on_its_public_page(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    code = cast.approved(case_id, key).code
    with begin(cast.tools) as work:
        papers.lose(work, papers.Hand(cast.org, cast.hanh, case_id), "Rách")
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, cast.minh, key, propose(cast, cast.hanh, case_id))
    with look(cast.tools) as work:
        page = public.certificate(work.db, code)
    assert page is not None and page.standing == public.LOST
    assert differing(cast) == ({}, [])


def test_its_visit_goes_with_it(cast: Cast) -> None:
    phone, key, visit = cast.phone(), cast.passkey(cast.minh), cast.new_id()
    cast.send(phone, "visit.planned", visit, PLAN)
    case_id = cast.submitted(phone, visit=visit)
    reason = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True,
              "withdrawn_at": cast.clock.at.isoformat(timespec="milliseconds")}  # fmt: skip
    assert cast.send(phone, "case.withdrawn", case_id, reason).verdict == "accepted"
    cast.clock.forward(days=TWO_YEARS)
    confirm(cast, cast.minh, key, propose(cast, cast.hanh, case_id))
    with look(cast.tools) as work:
        assert not work.db.execute(select(tables.visit)).all()
        told = changes.page(work.db, cast.lan, 0).changes
    assert {one.get("case") or one["visit"] for one in told if one.get("gone")} == {case_id, visit}
    assert differing(cast) == ({}, [])


def test_one_person_alone_destroys_nothing_and_once_is_enough(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.clock.forward(days=TWO_YEARS)
    own = propose(cast, cast.minh, case_id)
    refused("two_people", lambda: confirm(cast, cast.minh, key, own))
    with begin(cast.tools) as work:
        purging.drop(work, cast.org, cast.minh, own)
    thu, again = cast.passkey(cast.thu), propose(cast, cast.minh, case_id)
    with begin(cast.tools) as work:
        asked = purging.ask(work, cast.org, cast.thu, again)
    # another's answer to her question
    with pytest.raises(Problem), begin(cast.tools) as work:
        purging.confirm(work, cast.org, cast.thu, asked.nonce, key.get(asked.options))
    confirm(cast, cast.thu, thu, again)
    refused("proposal_gone", lambda: confirm(cast, cast.thu, thu, again))
    with pytest.raises(Problem), begin(cast.tools) as work:
        purging.ask(work, cast.other_org, cast.hoa, again)
    with look(cast.tools) as work:
        lines = [one for one in journal.done(work.db, cast.org, 1).lines if one.kind.startswith("purge.")]
    assert [one.kind for one in lines] == ["purge.confirmed", "purge.proposed", "purge.dropped", "purge.proposed"]


def test_a_hold_stops_it_even_after_it_was_proposed(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = delivered(cast, key, phone)
    cast.clock.forward(days=TWO_YEARS)
    proposal = propose(cast, cast.hanh, case_id)
    with begin(cast.tools) as work:
        asked = purging.ask(work, cast.org, cast.minh, proposal)
        holds.put(work, cast.org, cast.hanh, case_id, "Tòa án yêu cầu, 12/CV-TA")
    with pytest.raises(retention.NotDue), begin(cast.tools) as work:
        purging.confirm(work, cast.org, cast.minh, asked.nonce, key.get(asked.options))
    assert (due(cast), differing(cast)) == ([], ({}, []))
    with pytest.raises(Problem), begin(cast.tools) as work:
        holds.put(work, cast.org, cast.hanh, case_id, "lần nữa")
    with pytest.raises(Problem), begin(cast.tools) as work:
        holds.lift(work, cast.other_org, cast.hoa, case_id, "của xã khác")
    with begin(cast.tools) as work:
        holds.lift(work, cast.org, cast.hanh, case_id, "Vụ án đã kết thúc")
    assert (due(cast), differing(cast)) == ([case_id], ({}, []))
    confirm(cast, cast.minh, key, proposal)
    assert due(cast) == []


@pytest.mark.parametrize("table", ["record_body", "record_key"])
def test_content_that_is_gone_without_a_record_of_it_is_seen(cast: Cast, table: str) -> None:
    purged(cast)
    lost = tables.record_key if table == "record_key" else tables.record_body
    with begin(cast.tools) as work:
        assert audit.verify(work).problems == []
        seq = (
            work.db.execute(
                select(tables.record.c.seq)
                .where(tables.record.c.kind == "case.submitted")
                .order_by(tables.record.c.seq.desc())
            )
            .scalars()
            .first()
        )
        work.db.execute(delete(lost).where(lost.c.seq == seq))
        assert audit.verify(work).problems == [f"seq {seq}: content missing"]
