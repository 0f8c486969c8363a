"""After a restore: a person of the commune confirms it by passkey; its phones tell it from a rewritten ledger."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.people import Role
from app.domain.problems import Expired, NotFound, Replayed
from app.evidence import decision, heads, passkey, restores
from app.evidence.encoding import b64u, from_b64u, from_canonical
from app.evidence.problems import BadSignature
from app.store import desk, people, told_heads
from app.store import restores as rows
from app.work import Also, Pen, Work, journal, passkeys
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
    """The oldest restore that nobody confirmed, else the newest that this person did not confirm (phones may not know
    the passkeys of those who did); None: nothing waits for him. The largest ledger that phones had seen before it
    (records), and all restores."""

    waiting: rows.RestoreRow | None
    seen: int | None
    all: list[rows.RestoreRow]


def standing(work: Work, org: str, person: str) -> Standing:
    """How the commune's restores stand for this person."""
    found = rows.of_org(work.db, org)
    waiting = next((one for one in found if one.confirmed_at is None), None)
    if waiting is None and found and person not in _confirmers(found[-1]):
        waiting = found[-1]
    return Standing(waiting, _seen(work, org, waiting.from_epoch) if waiting else None, found)


def _confirmers(row: rows.RestoreRow) -> set[str]:
    return {str(from_canonical(one["statement"].encode())["by"]) for one in row.notices}


def signers(work: Work, org: str) -> list[dict[str, Any]]:
    """The passkeys whose word about a restore this commune's phones take: id and public JWK."""
    found = []
    for person in people.of_org(work.db, org):
        if person.left_at is None and SIGNERS & {Role(role) for role in person.roles}:
            for row in people.passkeys(work.db, person.id):
                jwk = restores.passkey_jwk(row.public_key)
                if jwk and passkeys.decides(row, work):
                    found.append({"id": row.id, "jwk": jwk})
    return found


def ask(work: Work, org: str, person: str) -> Asked:
    """The statement about the restore that waits for him. NotFound when none does; PasskeyNeeded, DecidesLater."""
    row = standing(work, org, person).waiting
    if row is None:
        raise NotFound
    keys = passkeys.deciding(work, person)
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
    if row is None or person in _confirmers(row):
        raise NotFound
    made, public_key = passkeys.asserted(work, person, restores.challenge(asked.text.encode()), answer)
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
    body = {"v": 1, "notice": notice, "jwk": restores.passkey_jwk(public_key), "archive": row.archive}
    written = Pen(work, org, person).write("restore.confirmed", ("org", org), body, Also(proof=proof))
    journal.note(work, org, written.seq, "", archive=row.archive)


def told(work: Work, org: str) -> list[dict[str, Any]]:
    """Every restore, oldest first, as phones ask for it: from which epoch to which, and each confirmer's notice."""
    return [
        {"from_epoch": one.from_epoch, "epoch": one.epoch, "notices": one.notices} for one in rows.of_org(work.db, org)
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
