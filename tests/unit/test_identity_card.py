"""Cards parsed by type; the table is shared with the phone."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import identity_card
from app.domain.problems import Problem

CARDS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "contract" / "cards.json").read_text())


@pytest.mark.parametrize("sample", CARDS, ids=lambda sample: sample["raw"][:24] or "empty")
def test_a_card_is_read_by_what_its_parts_are(sample: dict[str, Any]) -> None:
    if "code" in sample:
        with pytest.raises(Problem) as refused:
            identity_card.parse(sample["raw"])
        assert refused.value.code == sample["code"]
    else:
        found = asdict(identity_card.parse(sample["raw"]))
        assert {**found, "warnings": list(found["warnings"])} == sample["card"]


@given(st.text())
def test_any_scanned_text_is_a_card_or_refused_by_name(text: str) -> None:
    try:
        identity_card.parse(text)
    except Problem as problem:
        assert problem.code in ("not_a_card", "health_insurance_code")


def test_a_number_has_twelve_digits_and_the_refusal_counts_them() -> None:
    assert identity_card.check_number(" 001 154.000 017") == "001154000017"
    with pytest.raises(identity_card.BadNumber) as refused:
        identity_card.check_number("00115400001")
    assert refused.value.digits == 11


def test_a_card_issued_at_sixty_does_not_expire() -> None:
    assert identity_card.no_expiry_implied("1954-03-05", "2021-08-15")
    assert not identity_card.no_expiry_implied("1970", "2021-08-15")
    assert not identity_card.no_expiry_implied("", "2021-08-15")
