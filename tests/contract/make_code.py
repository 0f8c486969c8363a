"""Makes paper-code.json anew: a signed code of a certificate, for the page that checks it."""

import json
from datetime import UTC, datetime
from pathlib import Path

from app.evidence import certificate_code
from app.evidence.keys import Keyring

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
SAID = certificate_code.Said("145 quyển số 01/2026 - SCT/CK, ĐC", AT, "0f" * 32, "N*** T** S**", "Giấy ủy quyền", 2)


def main() -> None:
    """Fresh keys, one code."""
    keys = Keyring.fresh()
    said = {
        "number": SAID.number, "at": int(AT.timestamp()) * 1000, "name": SAID.name, "title": SAID.title, "pages": 2
    }  # fmt: skip
    made = {
        "fragment": certificate_code.fragment(SAID, keys["code"]),
        "keys": certificate_code.listed(keys),
        "others": certificate_code.listed(Keyring.fresh()),
        "said": said,
    }
    path = Path(__file__).with_name("paper-code.json")
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
