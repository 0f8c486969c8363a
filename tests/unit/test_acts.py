"""Who may do what by passkey and what must be said with it; fees, amendments, visits, hand-written numbers: tables."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import acts, amending, delivery, fees, paper, register, visit
from app.domain.people import Role
from app.domain.problems import Problem

SALT = "0" * 32
REACH = {
    "approve": "leader justice_officer",
    "return": "leader justice_officer",
    "refuse": "leader justice_officer",
    "annotate": "leader clerk",
    "revoke": "leader",
    "replace": "leader",
    "reconcile": "leader clerk justice_officer welfare_officer",
}


@pytest.mark.parametrize("act", list(acts.Act))
def test_each_act_is_reached_by_its_roles_and_by_no_other(act: acts.Act) -> None:
    for role in Role:
        if role in REACH[act].split():
            acts.check_role(act, [role])
        else:
            with pytest.raises(acts.NotYours):
                acts.check_role(act, [role])


def why(code: str, words: str = "", salt: str = SALT, **facts: str) -> acts.Why:
    return acts.Why(code, words, salt, None, facts or None)


@pytest.mark.parametrize(
    ("act", "said", "good"),
    [
        ("approve", None, True),
        ("approve", why("anh_mo"), False),
        *((("return", why(code, "x"), True)) for code in acts.RETURN_REASONS),
        ("return", why("anh_mo"), True),
        ("return", why("khac"), False),
        ("return", why("not_lucid"), False),
        ("return", why("anh_mo", salt="00"), False),
        *((("refuse", why(code, "x"), True)) for code in acts.REFUSAL_REASONS),
        ("refuse", why("other", " "), False),
        ("annotate", why("annotate"), False),
        ("annotate", why("annotate", "Ghi chú"), True),
        ("revoke", why("revoke", "x", decision_no="19/QĐ-UBND"), False),
        ("revoke", why("revoke", "x", decision_no="19/QĐ-UBND", decision_date="2026-11-21"), True),
        ("revoke", why("revoke", "x", decision_no="19\u202eQĐ", decision_date="2026-11-21"), False),
        ("revoke", why("revoke", "x", decision_no="1" * 301, decision_date="2026-11-21"), False),
        ("revoke", why("revoke", "x", decision_no="19/QĐ-UBND", decision_date="hôm qua"), False),
        ("reconcile", why("reconcile", "", take=""), False),
        ("reconcile", why("reconcile", "Đã hỏi", take="4"), True),
    ],
)
def test_what_must_be_said_with_an_act(act: str, said: acts.Why | None, good: bool) -> None:
    if good:
        acts.check_why(acts.Act(act), said)
        return
    with pytest.raises(acts.ReasonNeeded):
        acts.check_why(acts.Act(act), said)


def test_every_refusal_names_its_legal_point() -> None:
    assert all("Nghị định số 23/2015/NĐ-CP" in one.basis for one in acts.REFUSAL_REASONS.values())


DAY = date(2026, 11, 23)
TABLE = fees.Table(
    exemptions=(
        fees.Exemption("1", "Người từ 80 tuổi", "NQ 1", DAY, DAY),
        fees.Exemption("2", "Hộ nghèo", "NQ 2", DAY + timedelta(days=1)),
        fees.Exemption("3", "Hộ nghèo", "NQ 3", DAY - timedelta(days=9), DAY - timedelta(days=1)),
    )
)


@pytest.mark.parametrize(
    ("paid", "amount", "basis", "good"),
    [
        ("cash", 10_000, "", True), ("transfer", 10_000, "", True), ("later", 10_000, "", True),
        ("cash", 20_000, "", False), ("cash", 0, "", False), ("later", 0, "NQ 1", False),
        ("exempt", 0, "NQ 1", True), ("exempt", 0, " ", False), ("exempt", 10_000, "NQ 1", False),
        # no ground of the table, not yet in force, over
        ("exempt", 0, "cán bộ quen biết", False), ("exempt", 0, "NQ 2", False), ("exempt", 0, "NQ 3", False),
    ],
)  # fmt: skip
def test_l15_one_fee_a_document_or_an_exemption_with_its_basis(paid: str, amount: int, basis: str, good: bool) -> None:
    if good:
        fees.check(fees.Paid(paid), amount, basis, DAY, TABLE)
        return
    with pytest.raises(fees.FeeUnclear):
        fees.check(fees.Paid(paid), amount, basis, DAY, TABLE)


def test_l15_fees_are_dated() -> None:
    later = fees.Fee(fees.SIGNATURE, 12_000, "x", date(2027, 1, 1))
    assert fees.in_force(date(2026, 12, 31), (*fees.FEES, later)).amount == 10_000
    assert fees.in_force(date(2027, 1, 1), (*fees.FEES, later)).amount == 12_000
    with pytest.raises(fees.NoFee):
        fees.in_force(date(2016, 12, 31))


FIELDS: dict[str, Any] = {
    "hamlet": "Tổ 2", "why": {"code": "gia_yeu", "text": ""}, "signing": {"place": "nhà", "signed_at": "t"},
    "document": {"copies": 1, "title": "Giấy"}, "person": {"name": "Sáu"}, "ink": {"s": []},
}  # fmt: skip


def test_a_patch_changes_what_it_names_and_leaves_the_original_alone() -> None:
    out = amending.patched(FIELDS, [amending.Change("signing.place", "nhà", "nhà con gái")])
    assert out["signing"] == {"place": "nhà con gái", "signed_at": "t"}
    assert FIELDS["signing"]["place"] == "nhà"
    assert amending.patched(FIELDS, [amending.Change("fee", None, {"amount": 1})])["fee"] == {"amount": 1}


@given(st.text(max_size=30))
def test_nothing_but_the_listed_paths_can_be_patched(path: str) -> None:
    if path not in amending.AMENDABLE:
        with pytest.raises(amending.NotAmendable):
            amending.patched(FIELDS, [amending.Change(path, None, "x")])


def photo(place: int, sha: str, role: str = "signed_page") -> amending.Evidence:
    return amending.Evidence(1, role, place, sha)


@pytest.mark.parametrize(
    ("struck", "added", "good"),
    [
        ([], [], True),
        (["a"], [photo(0, "c")], True),
        ([], [photo(2, "c")], True),
        (["a"], [], False),
        (["a"], [photo(1, "c")], False),
        (["z"], [photo(0, "c")], False),
        ([], [photo(0, "c")], False),
    ],
)
def test_each_page_keeps_one_photo(struck: list[str], added: list[amending.Evidence], good: bool) -> None:
    held = [photo(0, "a"), photo(1, "b")]
    if not good:
        with pytest.raises(amending.EvidenceUnknown):
            amending.regrouped(held, struck, added)
        return
    out = amending.regrouped(held, struck, added)
    assert [(one.role, one.place) for one in out] == sorted({(one.role, one.place) for one in out})


@pytest.mark.parametrize(
    ("state", "outcome", "reason", "words", "after"),
    [
        ("planned", "done", "", "", "done"), ("planned", "not_done", "vang_nha", "", "not_done"),
        ("planned", "not_done", "khac", "mưa", "not_done"), ("planned", "not_done", "khac", " ", None),
        ("planned", "not_done", "", "", None), ("planned", "later", "", "", None), ("done", "done", "", "", None),
    ],
)  # fmt: skip
def test_a_visit_ends_once_and_with_a_reason(
    state: str, outcome: str, reason: str, words: str, after: str | None
) -> None:
    if after is not None:
        assert visit.after(visit.VisitState(state), outcome, reason, words) == after
        return
    with pytest.raises(Problem):
        visit.after(visit.VisitState(state), outcome, reason, words)


@pytest.mark.parametrize(
    ("reason", "text", "same_day", "clerk", "code"),
    [
        ("chua_giao", "", True, False, None), ("chua_giao", "", False, False, "too_late_to_correct"),
        ("chua_giao", "", False, True, None), ("khac", "", True, False, "reason_unknown"),
        ("khac", "x", True, False, None), ("?", "x", True, True, "reason_unknown"),
    ],
)  # fmt: skip
def test_a_hand_over_is_corrected_on_its_day_or_by_the_clerk(
    reason: str, text: str, same_day: bool, clerk: bool, code: str | None
) -> None:
    if code is None:
        delivery.check_correction(reason, text, same_day=same_day, by_clerk=clerk)
        return
    with pytest.raises(Problem) as caught:
        delivery.check_correction(reason, text, same_day=same_day, by_clerk=clerk)
    assert caught.value.code == code


def test_l18_an_override_moves_any_paper_but_a_lost_one() -> None:
    for holder in paper.Holder:
        if holder is paper.Holder.LOST:
            with pytest.raises(paper.PaperElsewhere):
                paper.after(holder, "paper.received", override="lý do")
        else:
            assert paper.after(holder, "paper.received", override="lý do") is paper.Holder.CLERK
    with pytest.raises(paper.PaperElsewhere):
        paper.after(paper.Holder.CLERK, "paper.received", override="  ")


def test_l13_a_number_written_by_hand_is_the_next_one() -> None:
    book = register.Book(register.BookMode.OWN, 2026, 1, 144)
    register.check_written(book, 145)
    for number, problem in ((144, register.NumberTaken), (1, register.NumberTaken), (146, register.NumberGap)):
        with pytest.raises(problem):
            register.check_written(book, number)
    assert register.dots(2026).endswith("/2026 - SCT/CK, ĐC")


@pytest.mark.parametrize(
    ("flags", "named", "good"),
    [
        ((), None, True),
        (("a", "b"), None, False),
        (("b", "a"), why("flags", flags="a,b"), True),
        (("a",), why("flags", flags="a,b"), False),
        ((), why("flags", flags=""), False),
        (("a",), why("flags", "x", flags="a"), False),
        (("a",), why("flags", salt="0", flags="a"), False),
        (("a",), why("flags", flags="a", more="b"), False),
    ],
)
def test_an_approval_names_the_warnings_of_its_case_and_nothing_else(
    flags: tuple[str, ...], named: acts.Why | None, good: bool
) -> None:
    if good:
        acts.check_why(acts.Act.APPROVE, named, flags)
    else:
        with pytest.raises(acts.FlagsUnseen):
            acts.check_why(acts.Act.APPROVE, named, flags)


@pytest.mark.parametrize(
    ("wanted", "flags", "good"),
    [
        (["approve"], ["late"], True),
        (["refuse"], [], True),
        (["approve", "approve"], [], True),
        (["approve", "approve"], ["late"], False),
        (["approve", "return"], [], False),
        (["revoke", "revoke"], [], False),
    ],
)
def test_only_unflagged_approvals_are_signed_together(wanted: list[str], flags: list[str], good: bool) -> None:
    together = [acts.Act(one) for one in wanted]
    if good:
        acts.check_together(together, flags)
    else:
        with pytest.raises(acts.NotTogether):
            acts.check_together(together, flags)
