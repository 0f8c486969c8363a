"""What a proven act does to its case: one function an act, each by the table of life."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import acts, life, notices, register
from app.domain import authority as rules
from app.domain.acts import REFUSAL_REASONS
from app.domain.problems import NotFound
from app.evidence import decision
from app.evidence.encoding import from_b64u
from app.services.decisions import asking, issuing
from app.services.decisions.asking import Decider, Wanted
from app.store import cases, desk, held, people
from app.store import register as book
from app.work import Also, Pen, Work, Written, sheets, telling
from app.work.pen import stamp

_PROVEN = ("client_data", "authenticator_data", "signature")


@dataclass(frozen=True, slots=True)
class Act:
    """One leaf of a proven statement: who, which case as it stands, what, the proof, the authority of today."""

    decider: Decider
    found: cases.CaseRow | None
    wanted: Wanted
    kept: dict[str, Any]
    authority: rules.Authority | None

    @property
    def case(self) -> cases.CaseRow:
        """The case; NotFound where there is none."""
        if self.found is None:
            raise NotFound
        return self.found

    @property
    def why(self) -> acts.Why:
        """What was said with the act (checked before)."""
        return self.wanted.why or acts.Why("", "", "")

    @property
    def proof(self) -> str:
        """The envelope's `proof` claim."""
        return decision.proof_hash(self.kept["statement"].encode(), *(from_b64u(self.kept[name]) for name in _PROVEN))


@dataclass(frozen=True, slots=True)
class Decided:
    """One decided case; `taken` are held records that are to be applied now."""

    case_id: str
    act: str
    number: str = ""
    code: str = ""
    taken: tuple[int, ...] = ()


def _approve(work: Work, act: Act) -> Decided:
    found, held_authority = act.case, act.authority
    if held_authority is None:
        raise rules.NoAuthority
    org = desk.get_org(work.db, found.org)
    frozen = {
        "id": held_authority.id,
        "capacity": held_authority.capacity.value,
        "title": held_authority.title,
        "decision_no": held_authority.decision_no,
        "decision_date": held_authority.decision_date.isoformat(),
        "prefix": list(held_authority.prefix),
        "line_one": org.line_one,
        "names": sheets.names(work, found, act.decider.person),
    }
    _keep(work, act, frozen)
    seen = _said_why(act) if act.wanted.why else None
    approval = issuing.Approval(found, act.decider.person, held_authority, act.kept, act.proof, act.wanted.digest, seen)
    issued = issuing.issue(work, approval)
    return Decided(found.id, act.wanted.act, issued.printed, issued.code)


def _return(work: Work, act: Act) -> Decided:
    _keep(work, act, {})
    written = _write(work, act)
    returned = {**_said(work, act), "mark": act.why.mark, "revision": act.case.revision}
    _move(work, act, written, returned=returned)
    telling.tell(work, act.case.officer, notices.RETURNED, act.case.id)
    return Decided(act.case.id, act.wanted.act)


def _refuse(work: Work, act: Act) -> Decided:
    _keep(work, act, {})
    written = _write(work, act)
    _move(work, act, written, ended={**_said(work, act), "basis": REFUSAL_REASONS[act.why.code].basis})
    return Decided(act.case.id, act.wanted.act)


def _annotate(work: Work, act: Act) -> Decided:
    written = _write(work, act)
    _note(work, act)
    if act.found is not None:
        _move(work, act, written)
    return Decided(act.wanted.case_id, act.wanted.act)


def _revoke(work: Work, act: Act) -> Decided:
    written = _write(work, act)
    _note(work, act, revoked=True)
    if act.found is not None:
        _move(work, act, written, ended=_said(work, act))
    return Decided(act.wanted.case_id, act.wanted.act)


def _replace(work: Work, act: Act) -> Decided:
    """The paper has no value any more; its line says which one stands in its place."""
    other = asking.replacement(work, act.decider, act.wanted)
    written = _write(work, act)
    number = register.as_printed(other.number, other.volume, other.year)
    _note(work, act, revoked=True, by_number=number)
    _move(work, act, written, ended={**_said(work, act), "by_number": number})
    return Decided(act.wanted.case_id, act.wanted.act)


def _reconcile(work: Work, act: Act) -> Decided:
    """Every record that waits of this case is closed; those that are taken are applied by the caller, in order."""
    waiting = held.open_of_case(work.db, act.decider.org, act.wanted.case_id)
    wished = {part for part in (act.why.facts or {}).get("take", "").split(",") if part}
    taken = tuple(one.seq for one in waiting if str(one.seq) in wished)
    written = _write(work, act)
    for one in waiting:
        outcome = {"taken": one.seq in taken, "words": act.why.words, "by_name": _name(work, act)}
        held.close(work.db, one.seq, act.decider.person, work.at, outcome)
        desk.tell(work.db, one.author, act.wanted.case_id, what="visit" if one.kind.startswith("visit.") else "case")
    if act.found is not None:
        cases.save(work.db, act.found.id, newest=written.hash)
    return Decided(act.wanted.case_id, act.wanted.act, taken=taken)


DO: Mapping[acts.Act, Callable[[Work, Act], Decided]] = {
    acts.Act.APPROVE: _approve,
    acts.Act.RETURN: _return,
    acts.Act.REFUSE: _refuse,
    acts.Act.ANNOTATE: _annotate,
    acts.Act.REVOKE: _revoke,
    acts.Act.REPLACE: _replace,
    acts.Act.RECONCILE: _reconcile,
}


def _keep(work: Work, act: Act, authority: dict[str, Any]) -> None:
    """A judgement of a revision is kept with its proof for ever."""
    found = act.case
    row = cases.DecisionRow(found.id, found.revision, act.wanted.act, act.decider.person, authority, act.kept, work.at)
    cases.add_decision(work.db, row)


def _write(work: Work, act: Act) -> Written:
    body = {"v": 1, "decision": act.kept, "why": _said_why(act)}
    if act.wanted.act not in acts.JUDGING:
        # what the digest in the leaf speaks of: a sheet is kept, the subject of a later act nowhere else
        body["subject"] = asking.subject(work, act.decider.org, act.wanted.case_id).decode()
    also = Also(base=act.found.newest if act.found else None, proof=act.proof)
    kind = acts.KINDS[act.wanted.act]
    return Pen(work, act.decider.org, act.decider.person).write(kind, ("case", act.wanted.case_id), body, also)


def _said_why(act: Act) -> dict[str, Any]:
    """The reason as it was said: its hash stands in the leaf."""
    why = act.why
    return {
        "code": why.code,
        "words": why.words,
        "salt": why.salt,
        "mark": dict(why.mark) if why.mark else None,
        "facts": dict(why.facts) if why.facts else None,
    }


def _move(work: Work, act: Act, written: Written, **columns: Any) -> None:
    found = act.case
    state = life.next_state(life.State(found.state), acts.KINDS[act.wanted.act])
    cases.save(work.db, found.id, state=state, newest=written.hash, **columns)
    desk.tell(work.db, found.officer, found.id)


def _said(work: Work, act: Act) -> dict[str, Any]:
    return {
        "act": act.wanted.act,
        "code": act.why.code,
        "words": act.why.words,
        "by": act.decider.person,
        "by_name": _name(work, act),
        "at": stamp(work.at),
        **(act.why.facts or {}),
    }


def _note(work: Work, act: Act, *, revoked: bool = False, **more: str) -> None:
    """Entries are annotated or voided, never deleted or renumbered (L13)."""
    line = act.wanted.case_id
    entry = book.by_case(work.db, line) or book.get(work.db, act.decider.org, line)
    if entry is None:
        raise NotFound
    if entry.revoked and revoked:
        raise life.NotPossible
    note = {**_said(work, act), **more, "revoked": revoked}
    book.save(work.db, entry.id, notes=[*entry.notes, note], revoked=entry.revoked or revoked)


def _name(work: Work, act: Act) -> str:
    person = people.get(work.db, act.decider.person)
    return person.name if person else ""
