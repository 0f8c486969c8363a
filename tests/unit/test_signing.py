"""L9, L10, L11: who signs how, the wording that follows, and what a typed wording may say."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain import signing, wording
from app.domain.authority import Way
from app.domain.printable import unprinted
from app.domain.signing import Mode
from app.domain.wording_forms import TITLES, WORDINGS
from tests.unit.test_law import FACTS

PAPER, PRINT, NEITHER = Mode.PAPER, Mode.FINGERPRINT, Mode.NEITHER
LAN = wording.Signer("ba", "nu", "Nguyễn Thị Mẫu", "Thẻ căn cước", "001154000017")
NAM = wording.Signer("ong", "nam", "Lê Văn Tư", "Hộ chiếu", "C1234567", PRINT, "tro_trai")
LAM = wording.Signer("cu", "nam", "Cao Lâm", "Thẻ căn cước", "001030000011", NEITHER)


@pytest.mark.parametrize(
    ("way", "modes", "code"),
    [
        ("A", [PAPER], "W1"), ("B", [PAPER], "W2"), ("A", [PAPER] * 2, "W3"), ("B", [PAPER] * 3, "W4"),
        ("A", [PRINT], "W5"), ("A", [NEITHER], "W6"), ("B", [PRINT], "W7"), ("B", [NEITHER], "W8"),
        ("A", [PAPER, PRINT], "W9"), ("B", [PRINT, PAPER], "W10"), ("A", [PRINT, NEITHER], "W11"),
        ("B", [NEITHER, NEITHER], "W12"),
    ],
)  # fmt: skip
def test_l9_l10_the_wording_follows_from_the_way_and_from_who_could_do_least(
    way: str, modes: list[Mode], code: str
) -> None:
    assert signing.wording_code(Way(way), modes) == code
    assert code in TITLES


@pytest.mark.parametrize(
    ("mode", "finger", "drawn"),
    [(PRINT, "", False), (PRINT, "ngon_chan", False), (PRINT, "tro_phai", True), (PAPER, "tro_phai", True),
     (PAPER, "", False), (NEITHER, "", True), (NEITHER, "tro_phai", False)],
)  # fmt: skip
def test_l9_what_is_said_of_the_act_fits_what_is_there(mode: Mode, finger: str, drawn: bool) -> None:  # noqa: FBT001
    for good in ((PAPER, "", True), (PRINT, "tro_phai", False), (NEITHER, "", False)):
        signing.check(good[0], good[1], drawn=good[2])
    with pytest.raises(signing.SigningUnclear):
        signing.check(mode, finger, drawn=drawn)


def test_l10_nobody_stands_twice_on_one_paper() -> None:
    signing.check_together(["1", "2"])
    for numbers in (["1", "2", "1"], [str(number) for number in range(11)]):
        with pytest.raises(signing.SigningUnclear):
            signing.check_together(numbers)


def said(code: str, *signers: wording.Signer) -> str:
    held = wording.in_force(code, date(2026, 11, 27), WORDINGS)
    composed = wording.compose(held, replace(FACTS, signers=signers), "145 quyển số 01/2026 - SCT/CK, ĐC")
    return " ".join([*composed.title, *(one.text for one in composed.paragraphs)])


def test_l9_each_act_is_said_as_it_was() -> None:
    assert "đã điểm chỉ (ngón trỏ bàn tay trái) vào giấy tờ" in said("W5", NAM)
    assert "CHỨNG THỰC ĐIỂM CHỈ" in said("W7", NAM)
    assert "Ông Cao Lâm không thể ký, điểm chỉ được vào giấy tờ" in said("W6", LAM)
    for code in ("W5", "W6"):
        assert "trước mặt tôi." in said(code, NAM if code == "W5" else LAM)
    for code in ("W7", "W8"):
        assert "trước mặt ông Trần Văn Thử là người tiếp nhận hồ sơ." in said(code, NAM if code == "W7" else LAM)


def test_l10_everyone_who_signed_is_named_with_paper_and_act() -> None:
    together = said("W10", LAN, NAM)
    assert "1. Bà Nguyễn Thị Mẫu, Giấy tờ tùy thân: Thẻ căn cước số 001154000017 (ký)" in together
    assert "2. Ông Lê Văn Tư, Giấy tờ tùy thân: Hộ chiếu số C1234567 (điểm chỉ ngón trỏ bàn tay trái)" in together
    assert "3. Ông Cao Lâm" in said("W12", LAN, NAM, LAM)
    assert "(không thể ký, điểm chỉ được)" in said("W12", LAN, NAM, LAM)
    # where everybody signed by hand the form says it once
    assert "(ký)" not in said("W3", LAN, LAN)


@pytest.mark.parametrize("form", WORDINGS, ids=lambda one: one.code)
def test_l11_every_shipped_form_passes_the_check_that_a_typed_one_must_pass(form: wording.Wording) -> None:
    wording.check_text(form.code, form.title, form.body)
    assert form.code in TITLES
    assert not unprinted("".join([*form.title, *form.body]))


GOOD = next(one for one in WORDINGS if one.code == "W2").body


@pytest.mark.parametrize(
    ("code", "body", "what"),
    [
        ("W2", (), "empty"),
        ("W2", (*GOOD, "{mat_khau}"), "unknown"),
        ("W2", (*GOOD, "{place.__class__}"), "unknown"),
        ("W2", (*GOOD, "{place!r}"), "unknown"),
        ("W2", (*GOOD, "{place"), "braces"),
        ("W2", GOOD[:-1], "lacking"),
        ("W2", tuple(line for line in GOOD if "{officer}" not in line), "lacking"),
        ("W2", (*GOOD, "trước mặt tôi"), "presence"),
        ("W1", (*GOOD,), "presence"),
        ("W2", (*GOOD, "*{place_no}. {citizen}"), "each"),
        ("W2", (*GOOD, "{time} tại {place}"), "moment"),
        ("W7", (*GOOD,), "lacking"),
        ("W4", (*GOOD, "*{place_no}. {citizen}"), "each"),
        ("W4", (*(one for one in GOOD if "{citizen}" not in one), "*{citizen}", "{paper} {number} {officer}"), "each"),
    ],
)
def test_l1_l11_a_typed_wording_that_lacks_something_or_is_untrue_is_refused(
    code: str, body: tuple[str, ...], what: str
) -> None:
    with pytest.raises(wording.WordingFaulty) as caught:
        wording.check_text(code, ("LỜI CHỨNG",), body)
    assert caught.value.what == what


def test_l1_no_title_speaks_of_presence() -> None:
    with pytest.raises(wording.WordingFaulty):
        wording.check_text("W2", ("LỜI CHỨNG", "ký trước mặt tôi"), GOOD)


def test_l11_the_version_that_began_last_counts_until_it_is_over() -> None:
    first = WORDINGS[0]
    own = replace(first, version=101, effective_from=date(2026, 11, 1), effective_to=date(2026, 11, 30))
    known = (*WORDINGS, own)
    assert wording.in_force("W1", date(2026, 10, 31), known) is first
    assert wording.in_force("W1", date(2026, 11, 30), known) is own
    with pytest.raises(wording.WordingExpired):
        wording.in_force("W1", date(2026, 12, 1), known)
    assert wording.version("W1", 1, known) is first
