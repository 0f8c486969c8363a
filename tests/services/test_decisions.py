"""A decision binds a passkey to what was shown; whatever else is refused by name and changes nothing."""

import threading
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.domain.problems import Problem
from app.evidence import reverify
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.services import decisions, printing, viewing
from app.store import cases, people
from app.store import register as book
from app.work import begin, look, sheets
from tests.people import Cast


def refused(cast: Cast, code: str, act: Any) -> None:
    with pytest.raises(Problem) as problem:
        act()
    assert problem.value.code == code


def number(cast: Cast, case_id: str) -> int | None:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
        return found.number if found else None


def test_an_approval_takes_the_next_number_and_makes_the_certificate_once(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    first, second = cast.submitted(phone), cast.submitted(phone)
    assert cast.approved(second, key).number == "01 quyển số 01/2026 - SCT/CK, ĐC"
    assert cast.approved(first, key).number == "02 quyển số 01/2026 - SCT/CK, ĐC"
    with look(cast.tools) as work:
        pdf = printing.kept(work, cast.org, first)
        entry = book.by_case(work.db, first)
    assert pdf.startswith(b"%PDF")
    assert entry is not None and entry.columns["fee"] == 10_000
    assert runner.run_due(cast.tools) == 0


def test_each_number_is_on_disk_outside_the_database(cast: Cast, app: Flask) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    log = (app.config["TANNHA"].data / "numbers.log").read_text()
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None
    assert log.split()[-4:] == ["2026/1", "1", case_id, entry.code]


def test_the_kept_proof_holds_without_database_and_webauthn(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    with look(cast.tools) as work:
        decided = cases.approval_of(work.db, case_id)
        shown = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert decided is not None
    kept = reverify.Kept(**decided.kept)
    assert reverify.reverify(kept, shown.data)["act"] == "approve"
    with pytest.raises(Problem):
        reverify.reverify(kept, shown.data.replace("Sáu".encode(), "Bảy".encode()))


def test_the_same_answer_twice_is_refused(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    answer = key.get(asked.options)
    cast.decide(cast.minh, asked.nonce, answer)
    refused(cast, "replayed", lambda: cast.decide(cast.minh, asked.nonce, answer))


def test_an_answer_after_five_minutes_is_refused(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    cast.clock.forward(minutes=5, seconds=1)
    refused(cast, "expired", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    assert number(cast, case_id) is None


def test_without_the_person_verified_nothing_is_decided(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    key.verified = False
    refused(cast, "bad_assertion", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    assert number(cast, case_id) is None


def test_a_foreign_origin_a_swapped_challenge_and_another_key_are_refused(cast: Cast) -> None:
    case_id, key, thu = cast.submitted(cast.phone()), cast.passkey(cast.minh), cast.passkey(cast.thu)
    site = cast.tools.site
    phishing = SoftPasskey(site.rp, "https://tannha.evil.example", "x")
    phishing.id, phishing._key = key.id, key._key

    def answers(asked: decisions.Asked) -> list[dict[str, Any]]:
        swapped = {**asked.options, "challenge": "A" * 43}
        return [phishing.get(asked.options), key.get(swapped), thu.get(asked.options)]

    for place in range(3):
        asked = cast.ask(cast.minh, case_id)
        answer = answers(asked)[place]
        refused(cast, "bad_assertion", lambda asked=asked, answer=answer: cast.decide(cast.minh, asked.nonce, answer))
    assert number(cast, case_id) is None


def test_a_sheet_that_was_not_the_one_shown_is_stale(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.passkey(cast.minh)
    wanted = [decisions.Wanted(case_id, 1, "0" * 64)]

    def ask() -> None:
        with begin(cast.tools) as work:
            viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
            decisions.ask(work, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)

    refused(cast, "stale", ask)


def test_two_leaders_at_once_make_one_decision(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    minh, thu = cast.passkey(cast.minh), cast.passkey(cast.thu)
    first, second = cast.ask(cast.minh, case_id), cast.ask(cast.thu, case_id)
    cast.decide(cast.minh, first.nonce, minh.get(first.options))
    refused(cast, "already_approved", lambda: cast.decide(cast.thu, second.nonce, thu.get(second.options)))


def test_an_interest_must_be_denied_and_an_authority_must_hold(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.passkey(cast.minh)
    cast.passkey(cast.hanh)
    refused(cast, "conflict_of_interest", lambda: cast.ask(cast.minh, case_id, free=False))
    refused(cast, "no_authority", lambda: cast.ask(cast.hanh, case_id))


def test_an_authority_that_ended_between_asking_and_answering_decides_nothing(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    with begin(cast.tools) as work:
        held = people.authorities(work.db, cast.minh)[0]
        people.end_authority(work.db, cast.minh, held.id, date(2026, 11, 22))
    refused(cast, "authority_expired", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    assert number(cast, case_id) is None


def test_the_leader_of_another_commune_finds_nothing(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.passkey(cast.hoa)
    refused(cast, "not_found", lambda: cast.ask(cast.hoa, case_id, org=cast.other_org))


def test_a_failure_after_the_number_was_taken_leaves_no_gap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    first, second = cast.submitted(phone), cast.submitted(phone)
    asked = cast.ask(cast.minh, first)
    with monkeypatch.context() as broken:
        broken.setattr(book, "add", lambda *_: (_ for _ in ()).throw(RuntimeError("power")))
        with pytest.raises(RuntimeError):
            cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    assert number(cast, first) is None
    assert cast.approved(second, key).number.startswith("01 ")


def test_fifty_threads_decide_and_the_numbers_have_no_gap(cast: Cast, app: Flask) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    asked = [cast.ask(cast.minh, cast.submitted(phone)) for _ in range(10)]
    answers = [(one.nonce, key.get(one.options)) for one in asked]
    taken: list[str] = []
    refusals: list[str] = []

    def work(nonce: str, answer: dict[str, Any]) -> None:
        with app.app_context():
            try:
                taken.extend(one.number for one in cast.decide(cast.minh, nonce, answer))
            except Problem as problem:
                refusals.append(problem.code)

    threads = [threading.Thread(target=work, args=answers[place % 10]) for place in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(one.split()[0]) for one in taken) == list(range(1, 11))
    assert refusals == ["replayed"] * 40
