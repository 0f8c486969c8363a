"""Passwords, waits, locks, and who may change or recover whom."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.config import LONGEST_IDLE as SECONDS
from app.domain import commune, credentials, sessions, staffing, throttle, typed_line
from app.domain.calendar import ZONE
from app.domain.people import Role
from app.domain.printable import NotPrintable
from app.domain.problems import Problem
from app.evidence import one_time, password

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
LAN = ("Trần Thị Lan", "lan.tran", "UBND phường Ví Dụ", "phường Ví Dụ", "phường Ví Dụ, tỉnh Bắc Ninh")
ADMIN, LEADER, CLERK, OFFICER = Role.ADMIN, Role.LEADER, Role.CLERK, Role.JUSTICE_OFFICER

LONGEST_IDLE = timedelta(seconds=SECONDS)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("con trâu ăn cỏ bờ đê", ""), ("mua-xuan-nho-nho-2026", ""), ("ngắn quá", "password_short"),
        ("mười bốn ký t", "password_short"), ("x" * 201, "password_long"), ("a" * 15, "password_obvious"),
        ("abcabcabcabcabc", "password_obvious"), ("123456789012345", "password_obvious"),
        ("abcdefghijklmnop", "password_obvious"), ("Trần Thị Lan Trần Thị Lan", "password_obvious"),
        ("tran thi lan 1990", "password_obvious"), ("phuongviduphuongvidu1", "password_obvious"),
        ("Lan.Tran-Bac-Ninh", "password_obvious"), ("trần thị lan đi chợ mua cá rô", ""),
    ],
)  # fmt: skip
def test_a_password_is_long_and_not_made_of_names_or_repetition(text: str, wanted: str) -> None:
    try:
        credentials.check_password(text, LAN)
    except Problem as refused:
        assert refused.code == wanted
    else:
        assert wanted == ""


def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    composed, apart = "tr\u00e2u \u0103n c\u1ecf b\u1edd", "tra\u0302u a\u0306n co\u0309 bo\u031b\u0300"
    assert credentials.password_text(apart) == credentials.password_text(composed) == composed


@pytest.mark.parametrize(
    ("name", "taken", "wanted"),
    [
        ("Trần Thị Lan", (), "lan.tran"), ("Trần Thị Lan", ("lan.tran",), "lan.tran2"),
        ("Trần Hương Lan", ("lan.tran", "lan.tran2"), "lan.tran3"), ("Đỗ Đức", (), "duc.do"), ("Y", (), "y"),
        ("…", (), "nguoi"),
    ],
)  # fmt: skip
def test_an_account_is_named_after_its_person_and_nobody_elses(name: str, taken: tuple[str, ...], wanted: str) -> None:
    assert credentials.account_name(name, taken) == wanted


@pytest.mark.parametrize(
    ("roles", "may"),
    [((OFFICER,), True), ((CLERK,), True), ((OFFICER, CLERK), True), ((OFFICER, LEADER), False), ((ADMIN,), False)],
)
def test_who_decides_or_rules_enters_by_passkey_alone(roles: tuple[Role, ...], may: bool) -> None:
    assert credentials.may_use_password(roles) is may


@pytest.mark.parametrize(
    ("roles", "authority", "passkey", "two"),
    [
        ((LEADER,), False, True, True), ((LEADER,), True, False, False), ((OFFICER,), True, True, True),
        ((OFFICER,), False, True, False), ((ADMIN,), False, True, False), ((LEADER,), False, False, False),
    ],
)  # fmt: skip
def test_a_certifiers_new_key_needs_two(roles: tuple[Role, ...], authority: bool, passkey: bool, two: bool) -> None:
    assert credentials.two_needed(roles, had_authority=authority, had_passkey=passkey) is two


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (10_000, 900)],
)
def test_waits_double_after_five_wrong_tries_up_to_fifteen_minutes(failures: int, seconds: int) -> None:
    assert throttle.wait_after(failures) == timedelta(seconds=seconds)
    assert throttle.free_at(failures, NOW) == NOW + timedelta(seconds=seconds)


def test_an_hour_of_quiet_forgets() -> None:
    assert throttle.counted(7, NOW, NOW + timedelta(minutes=59)) == 7
    assert throttle.counted(7, NOW, NOW + timedelta(minutes=60)) == 0
    assert throttle.counted(0, None, NOW) == 0


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("", "unknown"), ("spoofed", "unknown"),
    ],
)  # fmt: skip
def test_an_address_counts_for_its_network(address: str, wanted: str) -> None:
    assert throttle.network(address) == wanted


@pytest.mark.parametrize(
    ("roles", "path", "locks"),
    [
        ((LEADER,), "/cho-ky", True), ((CLERK,), "/giay-to/", True), ((ADMIN,), "/bat-dau", True),
        ((OFFICER,), "/toi", False), ((OFFICER, CLERK), "/giay-to/", True), ((OFFICER, CLERK), "/api/changes", False),
        ((LEADER,), "/api/changes", True),
    ],
)  # fmt: skip
def test_desks_lock_and_phones_do_not(roles: tuple[Role, ...], path: str, locks: bool) -> None:
    assert sessions.locks(roles, path) is locks


def test_a_session_rests_for_a_quarter_of_an_hour_and_is_noted_each_minute() -> None:
    assert not sessions.rested(NOW, NOW + timedelta(minutes=14, seconds=59), LONGEST_IDLE)
    assert sessions.rested(NOW, NOW + timedelta(minutes=15), LONGEST_IDLE)
    assert sessions.noted_every(LONGEST_IDLE) == timedelta(minutes=1)
    assert sessions.noted_every(timedelta(seconds=4)) == timedelta(seconds=1)


@pytest.mark.parametrize(
    ("agent", "wanted"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36", "Windows Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "Windows Chrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17 Mobile Safari/604.1", "iPhone Safari"), ("curl/8", ""),
    ],
)  # fmt: skip
def test_a_browser_is_named_so_that_its_person_knows_it(agent: str, wanted: str) -> None:
    found = sessions.browser_name(agent)
    assert found == wanted or (wanted == "Windows Chrome" and found == "Windows Edge")


@pytest.mark.parametrize(
    ("by", "now", "wanted", "others", "code"),
    [
        ("quang", {ADMIN}, {ADMIN, CLERK}, (), ""), ("quang", {ADMIN}, {CLERK}, ("x",), "own_admin_role"),
        ("other", {ADMIN}, {CLERK}, (), "last_admin"), ("other", {ADMIN}, {CLERK}, ("other",), ""),
        ("other", {CLERK}, set(), ("other",), "no_role"), ("other", {CLERK}, {LEADER}, (), ""),
    ],
)  # fmt: skip
def test_the_last_administrator_stays_and_nobody_demotes_himself(
    by: str, now: set[Role], wanted: set[Role], others: tuple[str, ...], code: str
) -> None:
    try:
        staffing.check_roles(by, "quang", wanted, now, others)
    except Problem as refused:
        assert refused.code == code
    else:
        assert code == ""


@pytest.mark.parametrize(
    ("by", "proposed_by", "hours", "code"),
    [
        ("second", "first", 1, ""), ("first", "first", 1, "two_admins"), ("leader", "first", 1, "not_oneself"),
        ("second", "first", 24, "not_proposed"),
    ],
)  # fmt: skip
def test_a_recovery_takes_two_and_never_the_leader(by: str, proposed_by: str, hours: int, code: str) -> None:
    try:
        staffing.check_confirmer(by, "leader", proposed_by, NOW - timedelta(hours=hours), NOW)
    except Problem as refused:
        assert refused.code == code
    else:
        assert code == ""


def test_a_code_counts_for_its_own_half_minute_once() -> None:
    secret = one_time.new_secret()
    code = code_at(secret, NOW)
    step = one_time.step_of(secret, code, NOW, 0)
    assert step is not None
    assert one_time.step_of(secret, f"{code[:3]} {code[3:]}", NOW + timedelta(seconds=30), 0) == step
    assert one_time.step_of(secret, code, NOW, step) is None
    assert one_time.step_of(secret, code, NOW + timedelta(seconds=90), 0) is None
    for wrong in ("", "abcdef", "１２３４５６", code + "0"):
        assert one_time.step_of(secret, wrong, NOW, 0) is None


def code_at(secret: str, at: datetime) -> str:
    import pyotp  # noqa: PLC0415

    return pyotp.TOTP(secret).generate_otp(int(at.timestamp()) // one_time.STEP)


def test_a_password_is_compared_as_slowly_with_nobodys() -> None:
    kept = password.make("con trâu ăn cỏ bờ đê")
    assert password.check("con trâu ăn cỏ bờ đê", kept)
    assert not password.check("con bò ăn cỏ bờ đê", kept)
    assert not password.check("con trâu ăn cỏ bờ đê", None)
    assert kept.split("$")[:4] == password.NOBODYS.split("$")[:4]
    assert not password.check("x", "no hash at all")


@pytest.mark.parametrize("text", ["0204 000 0000", "+84 204 000 0000", "02040000", " 0204.000.000 "])
def test_an_offices_telephone_is_one_that_can_be_called(text: str) -> None:
    assert commune.telephone(text) == text.strip()


@pytest.mark.parametrize("text", ["", "........", "123", "0204 000 000 000 00 0", "gọi 113", "++84204000000"])
def test_what_cannot_be_called_is_no_telephone(text: str) -> None:
    assert commune.telephone(text) is None


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        (commune.unit, "Phường Ví Dụ", "phường Ví Dụ"),
        (commune.unit, "đặc khu Phú Quốc", "đặc khu Phú Quốc"),
        (commune.unit, "Ví Dụ", None),
        (commune.unit, "xã ", None),
        (commune.province, "Thành phố Huế", "thành phố Huế"),
        (commune.province, "Bắc Ninh", None),
        (commune.prefix, "pvd", "PVD"),
        (commune.prefix, "PVĐ", None),
        (commune.prefix, "A", None),
    ],
)
def test_a_commune_is_named_as_its_papers_print_it(
    rule: Callable[[str], str | None], text: str, wanted: str | None
) -> None:
    assert rule(text) == wanted


def test_a_typed_line_is_short_seen_and_printable() -> None:
    typed_line.check("Công chức tư pháp - hộ tịch", "", needed=False)
    for text in ("x" * 201, "a\u202eb", "hai\ndòng", " "):
        with pytest.raises(typed_line.Incomplete):
            typed_line.check("được", text, needed=True)
    with pytest.raises(NotPrintable):
        typed_line.check("汉字")
