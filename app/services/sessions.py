"""Signing in and out, locking and unlocking, and the passkeys of a person. Sessions live on the server."""

from typing import Any

from app.domain.problems import NotAllowed, NotFound, NotSigned, SignInAgain
from app.evidence.problems import BadAssertion
from app.store import desk, people, sign_ins
from app.work import Work, entering

_SHORT = 16


def demo_people(work: Work) -> list[tuple[str, list[people.PersonRow]]]:
    """The invented people of the demo communes, by commune name."""
    communes = [org for org in desk.orgs(work.db) if org.demo]
    return [(org.name, [one for one in people.of_org(work.db, org.id) if one.left_at is None]) for org in communes]


def enter_demo(work: Work, person_id: str, browser: str = "") -> str:
    """A session for an invented person by one tap; real people never enter this way."""
    person = people.get(work.db, person_id)
    if person is None or person.left_at is not None or not desk.get_org(work.db, person.org).demo:
        raise NotFound
    return entering.start(work, person.id, "demo", browser)


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
    """Options for a sign-in (nobody yet known), an unlocking or a new passkey; single use, five minutes."""
    return entering.ask(work, person_id, purpose)


def add_passkey(work: Work, person_id: str, nonce: str, answer: dict[str, Any]) -> None:
    """Registers a further passkey; it decides no earlier than the ones that it was made with."""
    waits = [one.decides_from for one in people.passkeys(work.db, person_id) if one.decides_from]
    entering.register(work, person_id, entering.Answer(nonce, answer), max(waits, default=None))


def enter(work: Work, nonce: str, answer: dict[str, Any], browser: str = "") -> str:
    """A session for whoever's passkey answered."""
    entering.answered(work, nonce, None, "sign_in")
    person = entering.prove(work, entering.Answer(nonce, answer))
    return entering.start(work, person.id, "passkey", browser)


def leave(work: Work, token: str) -> None:
    """Ends the session."""
    sign_ins.end_sign_in(work.db, entering.secret_hash(token), work.at)


def seen(work: Work, token: str) -> None:
    """The person did something just now."""
    sign_ins.note_seen(work.db, entering.secret_hash(token), work.at)


def unlock(work: Work, token: str, nonce: str, answer: dict[str, Any]) -> None:
    """The person of a locked session confirmed with his passkey."""
    row = _session(work, token)
    entering.answered(work, nonce, row.person, "unlock")
    if entering.prove(work, entering.Answer(nonce, answer)).id != row.person:
        raise BadAssertion
    sign_ins.note_confirmed(work.db, row.token_hash, work.at)


def unlock_demo(work: Work, token: str) -> None:
    """One tap opens what one tap began; nothing else."""
    row = _session(work, token)
    if row.means != "demo":
        raise NotAllowed
    sign_ins.note_confirmed(work.db, row.token_hash, work.at)


def end(work: Work, person_id: str, short: str) -> None:
    """Ends one of the person's own sessions, named by the beginning of its hash."""
    for row in sign_ins.live_sign_ins(work.db, person_id, work.at):
        if row.token_hash[:_SHORT] == short:
            sign_ins.end_sign_in(work.db, row.token_hash, work.at)
            return
    raise NotFound


def end_others(work: Work, person_id: str, token: str) -> None:
    """Ends every session of the person but this one."""
    sign_ins.end_sign_ins(work.db, person_id, work.at, but=entering.secret_hash(token))


def passkeys(work: Work, person_id: str) -> list[people.PasskeyRow]:
    """The passkeys that a person may use now."""
    return people.passkeys(work.db, person_id)


def remove_passkey(work: Work, passkey_id: str) -> None:
    """The passkey may not be used again; its public key stays for old proofs."""
    people.remove_passkey(work.db, passkey_id, work.at)


def _session(work: Work, token: str) -> sign_ins.SignInRow:
    row = sign_ins.live_sign_in(work.db, entering.secret_hash(token), work.at)
    if row is None:
        raise NotSigned
    return row
