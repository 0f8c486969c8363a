"""After a restore: a person of the commune confirms it by passkey; its phones tell it from a rewritten ledger."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.people import Role
from app.domain.problems import Expired, NotFound, PasskeyNeeded, Replayed
from app.evidence import decision, heads, passkey, restores
from app.evidence.encoding import b64u, from_b64u, from_canonical
from app.evidence.problems import BadAssertion, BadSignature
from app.store import desk, people, told_heads
from app.store import restores as rows
from app.work import Also, Pen, Work, journal
from app.work.pen import stamp

LASTS = timedelta(minutes=5)
# phones of these roles' commune take the word of their passkeys
SIGNERS = frozenset({Role.ADMIN, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person's page checks, and signs when it agrees."""

    nonce: str
    statement: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """The oldest restore that nobody confirmed (None: none waits), the largest ledger that phones had seen before it
    (records), and all restores."""

    waiting: rows.RestoreRow | None
    seen: int | None
    all: list[rows.RestoreRow]


def standing(work: Work, org: str) -> Standing:
    """How the commune's restores stand."""
    found = rows.of_org(work.db, org)
    waiting = next((one for one in found if one.confirmed_at is None), None)
    return Standing(waiting, _seen(work, org, waiting.from_epoch) if waiting else None, found)


def signers(work: Work, org: str) -> list[dict[str, Any]]:
    """The passkeys whose word about a restore this commune's phones take: id and public JWK."""
    found = []
    for person in people.of_org(work.db, org):
        if person.left_at is None and SIGNERS & {Role(role) for role in person.roles}:
            for row in people.passkeys(work.db, person.id):
                if jwk := restores.passkey_jwk(row.public_key):
                    found.append({"id": row.id, "jwk": jwk})
    return found


def ask(work: Work, org: str, person: str) -> Asked:
    """The statement about the oldest restore that waits. NotFound when none does; PasskeyNeeded."""
    row = standing(work, org).waiting
    if row is None:
        raise NotFound
    keys = people.passkeys(work.db, person)
    if not keys:
        raise PasskeyNeeded
    site = work.tools.site
    text = restores.statement(_fact(work, row), person, site.rp, stamp(work.at))
    nonce = b64u(secrets.token_bytes(16))
    desk.add_statement(work.db, desk.StatementRow(nonce, person, org, text.decode(), [], work.at + LASTS))
    return Asked(
        nonce, text.decode(), passkey.assertion_options(site, restores.challenge(text), [one.id for one in keys])
    )


def confirm(work: Work, org: str, person: str, nonce: str, answer: dict[str, Any]) -> None:
    """Keeps the notice and writes `restore.confirmed`, the passkey's answer its proof. NotFound, Expired, Replayed,
    BadAssertion."""
    asked = desk.get_statement(work.db, nonce)
    if asked is None or (asked.person, asked.org) != (person, org) or asked.leaves:
        raise NotFound
    if asked.expires_at <= work.at:
        raise Expired
    if not desk.use_statement(work.db, nonce, work.at):
        raise Replayed
    said = from_canonical(asked.text.encode())
    row = next((one for one in rows.of_org(work.db, org) if one.epoch == said.get("epoch")), None)
    if row is None or row.confirmed_at is not None:
        raise NotFound
    made, jwk = _proven(work, person, asked.text, answer)
    notice = {
        "statement": asked.text,
        "client_data": made.client_data,
        "authenticator_data": made.authenticator_data,
        "signature": made.signature,
        "passkey": made.passkey,
    }
    rows.confirm(work.db, row, person, work.at, notice)
    signed = [from_b64u(notice[name]) for name in ("client_data", "authenticator_data", "signature")]
    proof = decision.proof_hash(asked.text.encode(), *signed)
    body = {"v": 1, "notice": notice, "jwk": jwk, "archive": row.archive}
    written = Pen(work, org, person).write("restore.confirmed", ("org", org), body, Also(proof=proof))
    journal.note(work, org, written.seq, "", archive=row.archive)


def _proven(
    work: Work, person_id: str, text: str, answer: dict[str, Any]
) -> tuple[passkey.Asserted, dict[str, str] | None]:
    claimed = passkey.assertion_id(answer)
    row = next((one for one in people.passkeys(work.db, person_id) if one.id == claimed), None)
    person = people.get(work.db, person_id)
    if row is None or person is None:
        raise BadAssertion
    known = passkey.KnownPasskey(row.id, row.public_key, row.sign_count, person.handle)
    made = passkey.check_assertion(work.tools.site, answer, restores.challenge(text.encode()), known)
    people.count_passkey(work.db, row.id, made.sign_count)
    return made, restores.passkey_jwk(row.public_key)


def told(work: Work, org: str) -> list[dict[str, Any]]:
    """Every restore, oldest first, as phones ask for it: from which epoch to which, and the notice (None: not yet)."""
    return [
        {"from_epoch": one.from_epoch, "epoch": one.epoch, "notice": one.notice} for one in rows.of_org(work.db, org)
    ]


def _fact(work: Work, row: rows.RestoreRow) -> restores.Restore:
    return restores.Restore(work.tools.iss, row.from_epoch, row.epoch, row.size, row.root)


def _seen(work: Work, org: str, epoch: str) -> int | None:
    """The largest ledger of this epoch that a phone of the commune holds a signed head of."""
    key = work.tools.keys["head"]
    sizes = []
    for note in told_heads.offered(work.db, org):
        try:
            head = heads.read_own(note, key)
        except BadSignature:
            continue
        if head.epoch == epoch:
            sizes.append(head.size)
    return max(sizes, default=None)
