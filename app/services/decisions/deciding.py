"""Deciding: the passkey's answer is proven, and every case of the statement is decided, all or none."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import acts, calendar
from app.domain import authority as rules
from app.domain.problems import Expired, NotFound, Replayed, Stale
from app.evidence import decision, passkey
from app.evidence.encoding import from_canonical
from app.evidence.problems import BadAssertion
from app.services.decisions import asking, effects
from app.services.decisions.asking import Decider, Wanted
from app.services.decisions.effects import Act, Decided
from app.store import desk
from app.work import Work, passkeys, sheets

__all__ = ["Decided", "decide"]


@dataclass(frozen=True, slots=True)
class _Proven:
    """A statement that the person's passkey has signed."""

    text: str
    leaves: list[decision.Leaf]
    whys: list[acts.Why | None]
    asserted: passkey.Asserted
    public_key: str
    authority: rules.Authority | None


def decide(work: Work, decider: Decider, nonce: str, answer: dict[str, Any]) -> list[Decided]:
    """Verifies the passkey's answer and decides every case of the statement, all or none."""
    proven = _prove(work, decider, _used(work, decider, nonce), answer)
    return [_one(work, decider, proven, place) for place in range(len(proven.leaves))]


def _used(work: Work, decider: Decider, nonce: str) -> desk.StatementRow:
    row = desk.get_statement(work.db, nonce)
    # a statement about something else than cases (a restore) decides nothing
    if row is None or (row.person, row.org) != (decider.person, decider.org) or not row.leaves:
        raise NotFound
    if row.expires_at <= work.at:
        raise Expired
    if not desk.use_statement(work.db, nonce, work.at):
        raise Replayed
    return row


def _prove(work: Work, decider: Decider, row: desk.StatementRow, answer: dict[str, Any]) -> _Proven:
    statement = from_canonical(row.text.encode())
    if calendar.local(datetime.fromisoformat(statement["iat"])).date() != asking.today(work):
        raise Expired
    leaves = [decision.Leaf(**one["leaf"]) for one in row.leaves]
    # what is done is what was signed: no leaf was changed, added or dropped since
    if decision.leaves_root(leaves) != statement["root"]:
        raise BadAssertion
    whys = [acts.Why(**one["why"]) if one["why"] else None for one in row.leaves]
    asserted, public_key = passkeys.asserted(work, decider.person, decision.challenge(row.text.encode()), answer)
    held = None
    if statement["authority"] is not None:
        held = sheets.authority_of(work, decider.person, asking.today(work))
        if held.id != statement["authority"]:
            raise rules.AuthorityExpired
    return _Proven(row.text, leaves, whys, asserted, public_key, held)


def _one(work: Work, decider: Decider, proven: _Proven, place: int) -> Decided:
    leaf, why = proven.leaves[place], proven.whys[place]
    wanted = Wanted(leaf.case, leaf.revision, leaf.digest, acts.Act(leaf.act), why)
    # everything that was checked at asking is checked again: nothing may have moved in between
    again = asking.leaf(work, decider, wanted, interest_free=True)
    if again.data() != leaf.data():
        raise Stale
    found = asking.present(work, decider, wanted)
    return effects.DO[wanted.act](work, Act(decider, found, wanted, _kept(work, proven, place), proven.authority))


def _kept(work: Work, proven: _Proven, place: int) -> dict[str, Any]:
    return {
        "statement": proven.text,
        "leaf": proven.leaves[place].data().decode(),
        "index": place,
        "size": len(proven.leaves),
        "path": decision.leaf_path(proven.leaves, place),
        "client_data": proven.asserted.client_data,
        "authenticator_data": proven.asserted.authenticator_data,
        "signature": proven.asserted.signature,
        "public_key": proven.public_key,
        "origin": work.tools.site.origin,
    }
