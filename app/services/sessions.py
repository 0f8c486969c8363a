"""Signing in and out, and the passkeys of a person. Sessions live on the server and can be ended there."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from app.domain.problems import Expired, NotAllowed, NotFound, Replayed, SignInAgain
from app.evidence import passkey
from app.evidence.encoding import b64u, from_b64u
from app.evidence.problems import BadAssertion
from app.store import desk, people
from app.work import Work

LASTS = timedelta(hours=12)
ASK_LASTS = timedelta(minutes=5)


def demo_people(work: Work) -> list[tuple[str, list[people.PersonRow]]]:
    """The invented people of the demo communes, by commune name."""
    return [(org.name, people.of_org(work.db, org.id)) for org in desk.orgs(work.db) if org.demo]


def enter_demo(work: Work, person_id: str) -> str:
    """A session for an invented person by one tap; real people never enter this way."""
    person = people.get(work.db, person_id)
    if person is None or not desk.get_org(work.db, person.org).demo:
        raise NotFound
    return _start(work, person.id, "demo")


def ask_passkey(work: Work, person_id: str, *, fresh: bool) -> tuple[str, dict[str, Any]]:
    """Options for a new passkey. The first needs the session; each further one needs a fresh entry with an older one,
    so that a stolen session never becomes a key that decides. The invented people of the demo are spared this."""
    person = people.get(work.db, person_id)
    if person is None:
        raise NotFound
    if people.passkeys(work.db, person_id) and not fresh and not desk.get_org(work.db, person.org).demo:
        raise SignInAgain
    return ask(work, person_id, "register")


def ask(work: Work, person_id: str | None, purpose: str) -> tuple[str, dict[str, Any]]:
    """Options for a sign-in (nobody yet known) or a new passkey; the nonce is single use, five minutes."""
    challenge = secrets.token_bytes(32)
    nonce = b64u(challenge)
    if person_id is None:
        options = passkey.assertion_options(work.tools.site, challenge, [])
    else:
        person = people.get(work.db, person_id)
        if person is None:
            raise NotFound
        have = [one.id for one in people.passkeys(work.db, person_id)]
        options = passkey.registration_options(work.tools.site, person.handle, person.name, challenge, have)
    _remember(work, nonce, person_id, purpose)
    return nonce, options


def add_passkey(work: Work, person_id: str, nonce: str, answer: dict[str, Any]) -> None:
    """Registers a passkey that the person has just made."""
    _answered(work, nonce, person_id, "register")
    made = passkey.check_registration(work.tools.site, answer, from_b64u(nonce))
    if people.passkey_by_id(work.db, made.id) is not None:
        raise NotAllowed
    row = people.PasskeyRow(made.id, person_id, made.public_key, made.sign_count, made.aaguid, made.backed_up, work.at)
    people.add_passkey(work.db, row)


def enter(work: Work, nonce: str, answer: dict[str, Any]) -> str:
    """A session for whoever's passkey answered."""
    _answered(work, nonce, None, "sign_in")
    row = people.passkey_by_id(work.db, passkey.assertion_id(answer))
    person = people.get(work.db, row.person) if row else None
    if row is None or person is None:
        raise BadAssertion
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    made = passkey.check_assertion(work.tools.site, answer, from_b64u(nonce), known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return _start(work, person.id, "passkey")


def leave(work: Work, token: str) -> None:
    """Ends the session."""
    people.end_sign_in(work.db, token_hash(token), work.at)


def token_hash(token: str) -> str:
    """Only this is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def _start(work: Work, person_id: str, means: str) -> str:
    token = secrets.token_urlsafe(32)
    row = people.SignInRow(token_hash(token), person_id, means, work.at, work.at + LASTS)
    people.add_sign_in(work.db, row)
    return token


def _remember(work: Work, nonce: str, person_id: str | None, purpose: str) -> None:
    people.add_question(work.db, people.QuestionRow(nonce, person_id, purpose, work.at + ASK_LASTS))


def _answered(work: Work, nonce: str, person_id: str | None, purpose: str) -> None:
    question = people.get_question(work.db, nonce)
    if question is None or (question.person, question.purpose) != (person_id, purpose):
        raise BadAssertion
    if question.expires_at <= work.at:
        raise Expired
    if not people.use_question(work.db, nonce, work.at):
        raise Replayed


def passkeys(work: Work, person_id: str) -> list[people.PasskeyRow]:
    """The passkeys that a person may use now."""
    return people.passkeys(work.db, person_id)


def remove_passkey(work: Work, passkey_id: str) -> None:
    """The passkey may not be used again; its public key stays for old proofs."""
    people.remove_passkey(work.db, passkey_id, work.at)
