"""docs/law-coverage.md is true: every rule has its row, and every test that a row names exists."""

import re

from tests.house.test_house import ROOT

PAGE = ROOT / "docs" / "law-coverage.md"
RULES = [*(f"L{number}" for number in range(1, 19)), *(f"R{number}" for number in range(1, 15))]


def rows() -> dict[str, list[str]]:
    found = {}
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"\| [LR][0-9]", line):
            found[cells[0]] = re.findall(r"`(tests/[^`]+)`", cells[2])
    return found


def test_each_rule_of_the_law_has_its_row_with_tests() -> None:
    assert list(rows()) == RULES
    assert [rule for rule, tests in rows().items() if not tests] == []


def test_each_test_that_a_row_names_exists() -> None:
    missing = []
    for rule, tests in rows().items():
        for name in tests:
            path, _, function = name.partition("::")
            file = ROOT / path
            if not file.exists() or f"def {function}(" not in file.read_text():
                missing.append(f"{rule}: {name}")
    assert missing == []
