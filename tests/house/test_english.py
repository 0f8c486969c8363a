"""English is complete: every text has its English, whole and in English."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parents[2] / "app" / "translations"
SCRIPTS = Path(__file__).parents[2] / "app" / "static" / "js"
PART = re.compile(r"%\(\w+\)s|%%|\{\w+\}|</?[a-z]+[^>]*>")
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
# what is typed, printed or said in Vietnamese in every language; anything else stands in quotation marks or brackets
NAMES = (
    "Tận Nhà", "Tiếng Việt", "NĐ-CP", "QĐ-TTg", "TT-BLĐTBXH", "Tổ 2", "Tổ 5", "Ông", "Bà", "Cụ", "ông, bà or cụ",
    "CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Công chức tư pháp - hộ tịch",
    "hưởng (grant)", "điều chỉnh (change)", "thôi hưởng (stop)", "hưu trí xã hội (social pension)",
)  # fmt: skip
EXAMPLES = ("Example: ",)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


SOURCE = read(TRANSLATIONS / "messages.pot")
ENGLISH = read(TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po")
PAIRS = [(str(one.id), str(one.string)) for one in ENGLISH if one.id]


def test_every_text_has_its_english_and_no_english_is_without_a_text() -> None:
    assert {one.id for one in SOURCE} == {one.id for one in ENGLISH}, "run make words"
    assert [text for text, english in PAIRS if not english.strip()] == [], "translate these in the .po file"
    assert [one.id for one in ENGLISH if one.id and one.fuzzy] == []
    assert not ENGLISH.obsolete


def test_what_is_filled_in_is_the_same_in_both() -> None:
    assert [text for text, english in PAIRS if sorted(PART.findall(text)) != sorted(PART.findall(english))] == []


def test_the_spaces_at_the_ends_are_the_same_in_both() -> None:
    ends = re.compile(r"^(\s*).*?(\s*)$", re.S)
    assert [text for text, english in PAIRS if ends.sub(r"\1|\2", text) != ends.sub(r"\1|\2", english)] == []


def left_over(english: str) -> str:
    """What is Vietnamese in it and may not be."""
    if english.startswith(EXAMPLES):
        return ""
    rest = re.sub(r"“[^”]*”|\([^)]*\)", "", english)
    for name in sorted(NAMES, key=len, reverse=True):
        rest = rest.replace(name, "").replace(re.sub(r" \(.*\)", "", name), "")
    return rest if VIETNAMESE.search(rest) else ""


def test_english_is_english() -> None:
    assert [rest for _, english in PAIRS if (rest := left_over(english))] == []


@pytest.mark.parametrize(
    ("english", "fine"),
    [
        ("Chờ ký", False),
        ("The case, hồ sơ", False),
        ("Jobs in Tận Nhà", True),
        ("See the line “Có giá trị đến” (valid until)", True),
    ],
)
def test_vietnamese_that_was_left_is_found(english: str, fine: bool) -> None:
    assert (left_over(english) == "") is fine


def test_every_word_of_the_scripts_is_in_the_catalogue() -> None:
    """Extraction passes over what stands within a template string that has brackets of its own."""
    known = {one.id for one in SOURCE}
    call = re.compile(r"(?<![\w.])t\(\s*\"((?:[^\"\\]|\\.)*)\"")
    said = [(path.name, text) for path in SCRIPTS.rglob("*.js") for text in call.findall(path.read_text())]
    assert len(said) > 1000
    assert [one for one in said if one[1] not in known] == []
