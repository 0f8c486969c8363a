"""L4, L6, L7, L17: the law's lists as they stand, and what of them may never be skipped."""

import re

import pytest

from app.domain import eligibility, register
from app.domain.problems import Problem
from tests.unit.test_law import request

TEXTS = ("gia_yeu", "khong_di_lai_duoc", "tam_giu_tam_giam", "phat_tu")


def code_of(**changes: object) -> str:
    try:
        eligibility.check_request(request(**changes))
    except Problem as problem:
        return problem.code
    return ""


def test_l4_the_reasons_are_the_decrees_five_and_another_reason_says_which() -> None:
    assert set(eligibility.REASONS) == {*TEXTS, eligibility.NEEDS_TEXT}
    for reason in TEXTS:
        assert code_of(reason=reason) == ""
    assert code_of(reason=eligibility.NEEDS_TEXT, reason_text="  ") == "reason_missing"
    # a reason, never a diagnosis
    assert not re.search("bệnh|khuyết tật|tâm thần|HIV", " ".join(eligibility.REASONS.values()))


def test_l6_seven_kinds_of_paper_are_shown_and_the_old_identity_card_is_none() -> None:
    assert len(eligibility.PAPERS) == 7
    for paper in eligibility.PAPERS:
        assert code_of(paper=paper) == ""
    for paper in ("cmnd", "giay_khai_sinh", ""):
        assert code_of(paper=paper) == "unknown_paper"


@pytest.mark.parametrize("place", range(len(eligibility.CONDITIONS)))
def test_l7_each_condition_is_answered_and_met(place: int) -> None:
    answers = [(one.code, True) for one in eligibility.CONDITIONS]
    assert code_of(conditions=answers) == ""
    assert code_of(conditions=[*answers[:place], *answers[place + 1 :]]) == "condition_not_met"
    code = answers[place][0]
    assert code_of(conditions=[*answers[:place], (code, False), *answers[place + 1 :]]) == "condition_not_met"


def test_l17_our_own_dossier_number_is_plainly_ours() -> None:
    assert register.dossier_code(2026, 123) == "TN-2026-000123"
    # a number of the national system begins otherwise; none is ever made here
    assert not re.fullmatch(r"[0-9A-Z.]{5,40}-\d{6}-[0-9A-Z]{4,}", register.dossier_code(2026, 123))
