"""VietQR: published texts and our own, to the last letter; the misprint of the specification is not believed."""

import json
from pathlib import Path

import pytest

from app.domain import vietqr
from app.domain.problems import Problem
from app.domain.vietqr import TO_CARD, Account, BadQr

MADE = [
    (Account(one["bin"], one["number"]), one["amount"], one["purpose"], one["text"])
    for one in json.loads((Path(__file__).parents[1] / "contract" / "vietqr.json").read_text())
]


def test_the_crc_is_ccitt_false() -> None:
    assert vietqr.crc("123456789") == 0x29B1


@pytest.mark.parametrize(("account", "amount", "purpose", "text"), MADE)
def test_a_text_is_built_to_the_letter_and_read_back(account: Account, amount: int, purpose: str, text: str) -> None:
    assert vietqr.build(account, amount, purpose) == text
    fields = vietqr.read(text)
    assert fields.get("54", "0") == str(amount) and account.number in fields["38"]


def test_the_misprint_of_the_specification_is_refused() -> None:
    right = MADE[1][3]
    assert vietqr.crc(right[:-4]) == 0x9E6F
    with pytest.raises(BadQr):
        vietqr.read(f"{right[:-4]}F4E5")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "0002",
        MADE[0][3][:-1],
        MADE[0][3].replace("704", "840"),
        f"00{MADE[0][3]}",
        "Mã chuyển khoản",
        "6304FFFF",
    ],
)
def test_what_is_no_vietqr_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        vietqr.read(text)


@pytest.mark.parametrize(
    ("account", "amount", "purpose"),
    [
        (Account("97041", "123456"), 1, ""),
        (Account("970415", "12"), 1, ""),
        (Account("970415", "1" * 20), 1, ""),
        (Account("970415", "123456"), 1, "x" * 26),
        (Account("970415", "123456"), 1, "phí chứng thực"),
        (Account("970415", "123456"), -1, ""),
    ],
)
def test_what_banks_would_change_or_refuse_is_not_built(account: Account, amount: int, purpose: str) -> None:
    with pytest.raises(BadQr):
        vietqr.build(account, amount, purpose)


def test_a_card_has_its_own_service() -> None:
    assert "QRIBFTTC" in vietqr.build(Account("970415", "9704150000000000018", TO_CARD), 1)
