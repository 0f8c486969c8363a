"""A person's passkeys where something stands under them: which may decide now, and what one of them answered."""

from typing import Any

from app.domain.problems import DecidesLater, PasskeyNeeded
from app.evidence import passkey
from app.evidence.problems import BadAssertion
from app.store import people
from app.work.unit import Work


def deciding(work: Work, person_id: str) -> list[people.PasskeyRow]:
    """PasskeyNeeded when there is none; DecidesLater while every one is too fresh from a recovery."""
    keys = people.passkeys(work.db, person_id)
    if not keys:
        raise PasskeyNeeded
    ready = [one for one in keys if decides(one, work)]
    if not ready:
        raise DecidesLater(min(one.decides_from for one in keys if one.decides_from))
    return ready


def decides(one: people.PasskeyRow, work: Work) -> bool:
    """Whether this passkey may decide by now."""
    return one.decides_from is None or one.decides_from <= work.at


def asserted(work: Work, person_id: str, challenge: bytes, answer: dict[str, Any]) -> tuple[passkey.Asserted, str]:
    """The proven answer of one of his deciding passkeys to this challenge, and that key. BadAssertion."""
    claimed = passkey.assertion_id(answer)
    row = next((one for one in deciding(work, person_id) if one.id == claimed), None)
    person = people.get(work.db, person_id)
    if row is None or person is None:
        raise BadAssertion
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    made = passkey.check_assertion(work.tools.site, answer, challenge, known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return made, row.public_key
