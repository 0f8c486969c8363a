"""Several cases in one gesture, warnings that an approval names, and a statement that somebody changed afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from app.domain import acts
from app.domain.problems import Problem
from app.evidence import reverify
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.media.sample import signed_page
from app.services import decisions, viewing
from app.store import cases
from app.store.tables import case as case_table
from app.store.tables import shown as shown_table
from app.store.tables import statement as statement_table
from app.work import begin, look, sheets
from tests.people import Cast
from tests.services.acting import act

SALT = "0" * acts.SALT


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises(Problem) as problem:
        act()
    assert problem.value.code == code


def looked_at(cast: Cast, case_id: str, *, pictures: bool = True) -> decisions.Wanted:
    """As the leader's page does: the sheet, then its pictures."""
    with begin(cast.tools) as work:
        viewed = viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
        if pictures:
            viewing.opened(work, cast.viewer(cast.minh), case_id, "picture")
        found = cases.get(work.db, case_id)
    return decisions.Wanted(case_id, found.revision if found else 1, viewed.digest)


def ask(cast: Cast, *wanted: decisions.Wanted) -> decisions.Asked:
    with begin(cast.tools) as work:
        return decisions.ask(work, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)


def three(cast: Cast) -> tuple[SoftPasskey, list[str]]:
    phone = cast.phone()
    return cast.passkey(cast.minh), [cast.submitted(phone) for _ in range(3)]


def state(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
        return found.state if found else ""


def flagged(cast: Cast, case_id: str, *flags: str) -> None:
    with begin(cast.tools) as work:
        work.db.execute(update(case_table).where(case_table.c.id == case_id).values(flags=list(flags)))


def test_one_gesture_certifies_several_each_with_its_own_number_and_its_own_proof(cast: Cast) -> None:
    key, ids = three(cast)
    asked = ask(cast, *(looked_at(cast, one) for one in ids))
    assert len(asked.leaves) == 3
    decided = cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    assert sorted(one.number[:2] for one in decided) == ["01", "02", "03"]
    for one in ids:
        with look(cast.tools) as work:
            kept = cases.approval_of(work.db, one)
            sheet = sheets.sheet(work, cast.org, one, cast.minh)
        assert kept is not None
        leaf = reverify.reverify(reverify.Kept(**kept.kept), sheet.data)
        assert (leaf["case"], leaf["act"]) == (one, "approve")
        # a case is proven without naming the others
        assert not any(other in str(kept.kept) for other in ids if other != one)


def test_what_was_not_looked_at_is_not_signed_together(cast: Cast) -> None:
    _, ids = three(cast)
    first, second = looked_at(cast, ids[0]), looked_at(cast, ids[1], pictures=False)
    refused("not_looked_at", lambda: ask(cast, first, second))
    refused("not_looked_at", lambda: ask(cast, first, decisions.Wanted(ids[2], 1, "0" * 64)))
    # alone it is asked as ever
    assert ask(cast, second).leaves


def test_pictures_that_came_with_an_amendment_are_looked_at_too(cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    first, second = cast.submitted(phone), cast.submitted(phone)
    looked_at(cast, first)
    act(cast, key, cast.minh, first, acts.Act.RETURN, acts.Why("anh_mo", "Trang 1", SALT))
    cast.clock.forward(hours=1)
    with look(cast.tools) as work:
        found = cases.get(work.db, first)
    assert found is not None
    struck = [found.evidence[0]["sha256"]]
    letter, parts = phone.letter(
        cast.tools, "case.amended", first, {"v": 1, "patch": [], "struck": struck, "words": ""},
        [signed_page("Giay moi", "Sau")],
    )  # fmt: skip
    for part in parts:
        phone.bring(cast.tools, part)
    verdict = phone.post(cast.tools, letter)
    assert (verdict.verdict, verdict.code) == ("accepted", "")
    runner.run_due(cast.tools)
    again = looked_at(cast, second)
    refused("not_looked_at", lambda: ask(cast, looked_at(cast, first, pictures=False), again))
    assert ask(cast, looked_at(cast, first), again).leaves


def test_what_somebody_else_looked_at_is_not_signed_together(cast: Cast) -> None:
    _, ids = three(cast)
    with begin(cast.tools) as work:
        digest = viewing.open_sheet(work, cast.viewer(cast.thu), ids[1]).digest
        viewing.opened(work, cast.viewer(cast.thu), ids[1], "picture")
    refused("not_looked_at", lambda: ask(cast, looked_at(cast, ids[0]), decisions.Wanted(ids[1], 1, digest)))


def test_a_case_with_a_warning_and_a_return_are_signed_alone(cast: Cast) -> None:
    _, ids = three(cast)
    wanted = [looked_at(cast, one) for one in ids]
    flagged(cast, ids[1], "window_over_24h")
    refused("not_together", lambda: ask(cast, *wanted))
    back = decisions.Wanted(ids[2], 1, wanted[2].digest, acts.Act.RETURN, acts.Why("anh_mo", "", SALT))
    refused("not_together", lambda: ask(cast, wanted[0], back))
    refused("not_possible", lambda: ask(cast, wanted[0], wanted[0]))


def test_a_decision_on_a_case_with_warnings_names_each_of_them(cast: Cast) -> None:
    key, (case_id, *_) = three(cast)
    flagged(cast, case_id, "window_over_24h", "out_of_window")
    wanted = looked_at(cast, case_id)

    def naming(*flags: str) -> decisions.Wanted:
        return decisions.Wanted(case_id, 1, wanted.digest, why=acts.seen(flags, SALT))

    for named in ((), ("window_over_24h",), ("window_over_24h", "out_of_window", "late")):
        refused("flags_unseen", lambda named=named: ask(cast, naming(*named)))
    asked = ask(cast, naming("window_over_24h", "out_of_window"))
    # a warning that came between asking and answering was not named
    flagged(cast, case_id, "window_over_24h", "out_of_window", "evidence_unreadable")
    refused("flags_unseen", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    flagged(cast, case_id, "window_over_24h", "out_of_window")
    asked = ask(cast, naming("window_over_24h", "out_of_window"))
    cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    with look(cast.tools) as work:
        kept = cases.approval_of(work.db, case_id)
    assert kept is not None and '"code":"flags"' in kept.kept["leaf"]


def changed(cast: Cast, nonce: str, change: Callable[[list[Any]], None]) -> None:
    """Somebody with the database changes what waits for the passkey's answer."""
    with begin(cast.tools) as work:
        where = statement_table.c.nonce == nonce
        row = work.db.execute(statement_table.select().where(where)).mappings().one()
        leaves = [dict(one) for one in row["leaves"]]
        change(leaves)
        work.db.execute(update(statement_table).where(where).values(leaves=leaves))


def flip(leaves: list[Any]) -> None:
    leaves[0] = {
        "leaf": {**leaves[0]["leaf"], "act": "refuse"},
        "why": {"code": "not_lucid", "words": "", "salt": SALT},
    }


def drop(leaves: list[Any]) -> None:
    del leaves[0]


def another_digest(leaves: list[Any]) -> None:
    leaves[0]["leaf"] = {**leaves[0]["leaf"], "digest": "ab" * 32}


@pytest.mark.parametrize("change", [flip, drop, another_digest])
def test_a_flipped_decision_and_a_dropped_case_are_not_what_was_signed(cast: Cast, change: Any) -> None:
    key, ids = three(cast)
    asked = ask(cast, *(looked_at(cast, one) for one in ids))
    answer = key.get(asked.options)
    changed(cast, asked.nonce, change)
    refused("bad_assertion", lambda: cast.decide(cast.minh, asked.nonce, answer))
    assert [state(cast, one) for one in ids] == ["submitted"] * 3


def test_a_picture_that_changed_after_it_was_shown_makes_the_decision_stale(cast: Cast) -> None:
    key, (case_id, *_) = three(cast)
    asked = ask(cast, looked_at(cast, case_id))
    with begin(cast.tools) as work:
        where = (shown_table.c.case_id == case_id, shown_table.c.role == "signed_page")
        work.db.execute(update(shown_table).where(*where).values(sha256="ab" * 32))
        cases.drop_sheet(work.db, case_id, 1, cast.minh)
    refused("stale", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    assert state(cast, case_id) == "submitted"


def test_an_answer_from_within_a_foreign_frame_decides_nothing(cast: Cast) -> None:
    key, (case_id, *_) = three(cast)
    asked = ask(cast, looked_at(cast, case_id))
    key.framed = True
    refused("bad_assertion", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))


def test_one_of_several_that_moved_meanwhile_stops_all(cast: Cast) -> None:
    key, ids = three(cast)
    asked = ask(cast, *(looked_at(cast, one) for one in ids))
    cast.approved(ids[1], key)
    refused("already_approved", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    assert [state(cast, one) for one in ids] == ["submitted", "approved", "submitted"]
