"""VietQR: the text of a transfer's QR code (EMVCo merchant-presented mode, NAPAS QR 1.5): TLV with a CRC at its end."""

import re
from dataclasses import dataclass

from app.domain.problems import Problem

_NAPAS = "A000000727"
TO_ACCOUNT, TO_CARD = "QRIBFTTA", "QRIBFTTC"
PURPOSE = 25
_DONG, _COUNTRY = "704", "VN"
_CRC_AT = "6304"


class BadQr(Problem):
    """Not the text of a VietQR: its lengths, its CRC or what must stand in it are wrong."""

    code = "bad_vietqr"


@dataclass(frozen=True, slots=True)
class Account:
    """Where money goes: the bank's BIN (6 digits) and the account or card number (≤ 19)."""

    bin: str
    number: str
    service: str = TO_ACCOUNT


def check_account(account: Account) -> None:
    """BadQr for a BIN that is not six digits, or a number that no transfer knows."""
    if not re.fullmatch("[0-9]{6}", account.bin) or not re.fullmatch("[0-9A-Za-z]{4,19}", account.number):
        raise BadQr


def build(account: Account, amount: int = 0, purpose: str = "") -> str:
    """The text: dynamic with an amount in đồng, static without. BadQr for a purpose that banks would change."""
    check_account(account)
    if len(purpose) > PURPOSE or not re.fullmatch("[0-9A-Za-z .-]*", purpose) or amount < 0:
        raise BadQr
    to = _field("00", _NAPAS) + _field("01", _field("00", account.bin) + _field("01", account.number))
    parts = [
        _field("00", "01"),
        _field("01", "12" if amount else "11"),
        _field("38", to + _field("02", account.service)),
        _field("53", _DONG),
        _field("54", str(amount)) if amount else "",
        _field("58", _COUNTRY),
        _field("62", _field("08", purpose)) if purpose else "",
        _CRC_AT,
    ]
    text = "".join(parts)
    return f"{text}{crc(text):04X}"


def read(text: str) -> dict[str, str]:
    """The fields of a text that somebody else made (a bank, Viettel Money), by id. BadQr when its CRC or its lengths
    do not fit, or it is not money in đồng."""
    text = text.strip()
    if not text.isascii() or text[-8:-4] != _CRC_AT or f"{crc(text[:-4]):04X}" != text[-4:].upper():
        raise BadQr
    fields = _parts(text)
    if fields.get("00") != "01" or fields.get("53") != _DONG:
        raise BadQr
    return fields


def crc(text: str) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF, nothing reflected; `123456789` gives 0x29B1."""
    value = 0xFFFF
    for byte in text.encode("ascii"):
        value ^= byte << 8
        for _ in range(8):
            value = value << 1 ^ (0x1021 if value & 0x8000 else 0)
        value &= 0xFFFF
    return value


def _field(name: str, value: str) -> str:
    return f"{name}{len(value):02d}{value}"


def _parts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        name, length = text[place : place + 2], text[place + 2 : place + 4]
        if not (name.isdigit() and length.isdigit()) or name in found or place + 4 + int(length) > len(text):
            raise BadQr
        found[name] = text[place + 4 : place + 4 + int(length)]
        place += 4 + int(length)
    return found
