"""VietQR: published texts and our own, to the last letter; the misprint of the specification is not believed."""

import pytest

from app.domain import vietqr
from app.domain.problems import Problem
from app.domain.vietqr import TO_CARD, Account, BadQr

MADE = [
    (Account("970415", "0011001932418"), 120_000, "ung ho lu lut",
     ("00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho"
     " lu lut6304C15C")),
    (Account("970403", "0011012345678"), 0, "",
     "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"),
    (Account("970415", "113366668888"), 10_000, "CTCK 12 2026",
     ("00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405100005802VN62160812CTCK 12 2"
     "0266304AF78")),
    (Account("970418", "8600123456789"), 0, "",
     "00020101021138570010A00000072701270006970418011386001234567890208QRIBFTTA53037045802VN630404E9"),
    (Account("971005", "0912345678"), 10_000, "PHI CTCK H1 261123 0007",
     ("00020101021238540010A00000072701240006971005011009123456780208QRIBFTTA53037045405100005802VN62270823PHI CTCK H1"
     " 261123 00076304AB2C")),
    (Account("970405", "1234567890123"), 20_000, "H99.9.1-261123-0007",
     ("00020101021238570010A00000072701270006970405011312345678901230208QRIBFTTA53037045405200005802VN62230819H99.9.1-"
     "261123-00076304DA90")),
]  # fmt: skip


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
