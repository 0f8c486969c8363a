"""What every way in has in common: questions asked once, sessions begun, passkeys proven."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain import sessions
from app.domain.problems import Expired, NotAllowed, NotFound, Replayed
from app.evidence import passkey
from app.evidence.encoding import b64u, from_b64u
from app.evidence.problems import BadAssertion
from app.store import people, sign_ins
from app.work.unit import Work

ASK_LASTS = timedelta(minutes=5)
_LONGEST_BROWSER = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser brings back: the question's nonce and the passkey's answer to it."""

    nonce: str
    answer: dict[str, Any]


def secret_hash(text: str) -> str:
    """Only this of a token or a code is stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def start(work: Work, person_id: str, means: str, browser: str) -> str:
    """A session; the token that the cookie carries."""
    token = secrets.token_urlsafe(32)
    row = sign_ins.SignInRow(
        token_hash=secret_hash(token),
        person=person_id,
        means=means,
        started_at=work.at,
        expires_at=work.at + sessions.LASTS,
        seen_at=work.at,
        confirmed_at=work.at,
        browser=browser[:_LONGEST_BROWSER],
    )
    sign_ins.add_sign_in(work.db, row)
    return token


def ask(work: Work, person_id: str | None, purpose: str) -> tuple[str, dict[str, Any]]:
    """Nonce and options: `register` a new passkey, `sign_in` (nobody yet known) or `unlock`; once, five minutes."""
    challenge = secrets.token_bytes(32)
    nonce = b64u(challenge)
    have = [one.id for one in people.passkeys(work.db, person_id)] if person_id else []
    if purpose == "register":
        person = people.get(work.db, person_id or "")
        if person is None:
            raise NotFound
        options = passkey.registration_options(work.tools.site, person.handle, person.name, challenge, have)
    else:
        options = passkey.assertion_options(work.tools.site, challenge, have)
    sign_ins.add_question(work.db, sign_ins.QuestionRow(nonce, person_id, purpose, work.at + ASK_LASTS))
    return nonce, options


def answered(work: Work, nonce: str, person_id: str | None, purpose: str) -> None:
    """The question was asked for this, of this person, just now, and nobody answered it before."""
    question = sign_ins.get_question(work.db, nonce)
    if question is None or (question.person, question.purpose) != (person_id, purpose):
        raise BadAssertion
    if question.expires_at <= work.at:
        raise Expired
    if not sign_ins.use_question(work.db, nonce, work.at):
        raise Replayed


def register(work: Work, person_id: str, given: Answer, decides_from: datetime | None) -> None:
    """Keeps a passkey that the person has just made."""
    answered(work, given.nonce, person_id, "register")
    made = passkey.check_registration(work.tools.site, given.answer, from_b64u(given.nonce))
    if people.passkey_ever(work.db, made.id):
        raise NotAllowed
    row = people.PasskeyRow(
        id=made.id,
        person=person_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        aaguid=made.aaguid,
        backed_up=made.backed_up,
        added_at=work.at,
        decides_from=decides_from,
    )
    people.add_passkey(work.db, row)


def prove(work: Work, given: Answer) -> people.PersonRow:
    """Whose passkey answered; BadAssertion also for somebody who left."""
    row = people.passkey_by_id(work.db, passkey.assertion_id(given.answer))
    person = people.get(work.db, row.person) if row else None
    if row is None or person is None or person.left_at is not None:
        raise BadAssertion
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    made = passkey.check_assertion(work.tools.site, given.answer, from_b64u(given.nonce), known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return person
