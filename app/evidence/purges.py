"""A destroying that a person confirms by passkey: which cases of which proposal, by whom proposed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.evidence import decision, reverify
from app.evidence.encoding import canonical, from_b64u, from_canonical
from app.evidence.problems import BadAssertion, BadEncoding

_PURGE = b"tan-nha/purge/1\n"


def statement(proposal: str, proposed_by: str, cases: Sequence[str], visits: Sequence[str] = (), **who: Any) -> bytes:
    """Canonical JSON of what the person says; `visits` led to no case, `who` are `by`, `rp`, `iss`, `at`."""
    said = {"v": 1, "purge": proposal, "proposed_by": proposed_by, "cases": sorted(cases), **who}
    return canonical({**said, "visits": sorted(visits)} if visits else said)


def challenge(text: bytes) -> bytes:
    """The 32 bytes that the passkey signs over."""
    return hashlib.sha256(_PURGE + text).digest()


def proven(body: Mapping[str, Any], proof: str | None) -> tuple[dict[str, Any], str, str]:
    """The statement, the origin where it was signed and the passkey's public key, of the body of a `case.purged` or
    `visit.purged` whose envelope names this proof. BadAssertion unless that passkey signed it, its person verified."""
    try:
        held = body["proof"]
        text = str(held["statement"]).encode()
        said = reverify.Said(*(held[name] for name in ("client_data", "authenticator_data", "signature", "public_key")))
        parts = (from_b64u(one) for one in (said.client_data, said.authenticator_data, said.signature))
        made = decision.proof_hash(text, *parts)
        told = dict(from_canonical(text))
        origin = str(json.loads(from_b64u(said.client_data))["origin"])
        rp = str(told["rp"])
    except (BadEncoding, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadAssertion from error
    if made != proof:
        raise BadAssertion
    reverify.check(said, challenge(text), rp, origin)
    return told, origin, said.public_key
