"""A foreign JOSE library under node verifies every envelope of a bundle, from the fingerprint of the root alone."""

import json
import subprocess
from pathlib import Path
from typing import Any

from app.evidence import bundle
from app.evidence.encoding import b64u
from app.services import bundling
from app.work import begin
from tests.people import Cast

ROOT = Path(__file__).parents[2]


def read(cast: Cast, records: list[dict[str, Any]], held: bundle.Bundle) -> subprocess.CompletedProcess[str]:
    given = json.dumps({"keys": {"root_jwk": dict(held.root_jwk), "list": held.key_list}, "records": records})
    command = ["node", str(ROOT / "tests" / "js" / "foreign-reader.mjs"), cast.tools.keys["root"].kid]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603


def test_jose_verifies_every_envelope_and_not_a_changed_one(cast: Cast) -> None:
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    cast.approved(case_id, key)
    cast.ready(case_id)
    with begin(cast.tools) as work:
        held = bundle.read(bundling.make(work, bundling.Order(case_id, cast.minh, "Thử", evidence=False)))
    records = [
        {"envelope": one.envelope, "body": b64u(one.body or b""), "key": b64u(one.key or b"")} for one in held.pieces
    ]
    done = read(cast, records, held)
    assert (done.returncode, done.stdout.strip()) == (0, str(len(records))), done.stderr
    head, payload, signature = records[-1]["envelope"].split(".")
    records[-1]["envelope"] = f"{head}.{payload}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
    assert read(cast, records, held).returncode != 0
