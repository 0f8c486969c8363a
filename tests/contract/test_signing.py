"""Who signs how and which wording follows: Python and JavaScript hold one table (tests/js/signers.test.js reads it)."""

import json
from itertools import product
from pathlib import Path

from app.domain import signing
from app.domain.authority import Way
from app.domain.signing import Mode

SHARED = Path(__file__).parent / "signing.json"


def table() -> dict[str, object]:
    groups = [list(modes) for many in (1, 2, 3) for modes in product(Mode, repeat=many)]
    return {
        "asked_of_each": list(signing.ASKED_OF_EACH),
        "most": signing.MOST_TOGETHER,
        "codes": [
            {"way": way, "modes": modes, "code": signing.wording_code(way, modes)} for way in Way for modes in groups
        ],
    }


def test_the_shared_table_is_the_rule_s() -> None:
    assert json.loads(SHARED.read_text()) == json.loads(json.dumps(table()))
