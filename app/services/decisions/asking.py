"""Asking: a statement over what was shown, whose challenge the person's passkey signs."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from app.domain import acts, benefits, calendar, life, printable, register, time_window
from app.domain import authority as rules
from app.domain.people import Role
from app.domain.problems import NotFound, Stale
from app.domain.time_window import SignedLater
from app.evidence import decision, passkey
from app.evidence.encoding import b64u, canonical
from app.store import cases, desk, held, records
from app.store import register as book
from app.work import Work, books, passkeys, sheets
from app.work.pen import stamp

LASTS = timedelta(minutes=5)
NO_INTEREST = "none"


@dataclass(frozen=True, slots=True)
class Decider:
    """The signed-in person: commune and roles from the session, never from the request."""

    org: str
    person: str
    roles: tuple[Role, ...] = (Role.LEADER,)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One case that the person wants to decide, as it was shown to him."""

    case_id: str
    revision: int
    digest: str
    act: acts.Act = acts.Act.APPROVE
    why: acts.Why | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person's page checks, and signs when it agrees."""

    nonce: str
    statement: str
    leaves: list[str]
    options: dict[str, Any]


def ask(work: Work, decider: Decider, wanted: Sequence[Wanted], *, interest_free: bool) -> Asked:
    """A statement over these cases, good for five minutes; the challenge is made from its bytes."""
    if len({one.case_id for one in wanted}) != len(wanted):
        raise life.NotPossible
    keys = passkeys.deciding(work, decider.person)
    ordered = sorted(wanted, key=lambda one: one.case_id)
    for one in ordered:
        _check_together(work, decider, one, [each.act for each in ordered])
    leaves = [leaf(work, decider, one, interest_free=interest_free) for one in ordered]
    nonce = b64u(secrets.token_bytes(16))
    text = canonical(
        {
            "v": 1,
            "by": decider.person,
            "authority": authority_id(work, decider, [one.act for one in ordered]),
            "rp": work.tools.site.rp,
            "nonce": nonce,
            "iat": stamp(work.at),
            "exp": stamp(work.at + LASTS),
            "root": decision.leaves_root(leaves),
        }
    )
    kept = [
        {"leaf": asdict(one), "why": asdict(asked.why) if asked.why else None}
        for one, asked in zip(leaves, ordered, strict=True)
    ]
    row = desk.StatementRow(nonce, decider.person, decider.org, text.decode(), kept, work.at + LASTS)
    desk.add_statement(work.db, row)
    options = passkey.assertion_options(work.tools.site, decision.challenge(text), [one.id for one in keys])
    return Asked(nonce, text.decode(), [one.data().decode() for one in leaves], options)


def leaf(work: Work, decider: Decider, wanted: Wanted, *, interest_free: bool) -> decision.Leaf:
    """What the statement says of one case; a Problem when this person may not do this to it now. An approval of a case
    with warnings names them (FlagsUnseen)."""
    acts.check_role(wanted.act, decider.roles)
    found = present(work, decider, wanted)
    acts.check_why(wanted.act, wanted.why, warned(found))
    if wanted.act is acts.Act.APPROVE and found is not None and found.signed_at > work.at + time_window.TOLERANCE:
        raise SignedLater
    if wanted.act is acts.Act.REPLACE:
        replacement(work, decider, wanted)
    judging = wanted.act in acts.JUDGING
    if judging and found is not None:
        certifier = rules.Certifier(decider.person, interest_free)
        rules.check_certifier(certifier, found.officer, rules.Way(found.way))
    if shown_digest(work, decider, wanted) != wanted.digest:
        raise Stale
    if wanted.act is acts.Act.APPROVE:
        books.check_open(work, decider.org, wanted.case_id)
        # before a number is taken: what cannot be printed would leave a number without its paper
        printable.check(*sheets.printed(sheets.sheet(work, decider.org, wanted.case_id, decider.person)))
    elif wanted.why is not None:
        printable.check(wanted.why.words, *(wanted.why.facts or {}).values())
    why = why_leaf(wanted.why)
    return decision.Leaf(
        wanted.case_id, wanted.revision, wanted.digest, wanted.act, why, NO_INTEREST if judging else None
    )


def replacement(work: Work, decider: Decider, wanted: Wanted) -> book.EntryRow:
    """The line of the paper that is to stand in the place of this one: later, in force, of this commune."""
    line = book.by_case(work.db, wanted.case_id)
    other = book.by_code(work.db, (wanted.why.facts or {}).get(acts.BY, "") if wanted.why else "")
    if line is None or other is None or other.org != decider.org or other.revoked or other.at <= line.at:
        raise acts.NoReplacement
    return other


def warned(found: cases.CaseRow | None) -> list[str]:
    """The warnings of a case."""
    return acts.warnings(found.flags, found.fields) if found is not None else []


def _check_together(work: Work, decider: Decider, wanted: Wanted, together: Sequence[acts.Act]) -> None:
    """Of several in one gesture each was opened by this person at its present revision, and since that came a picture
    of it."""
    if len(together) < 2:
        return
    found = cases.of_org(work.db, decider.org, wanted.case_id)
    acts.check_together(together, warned(found))
    if found is None:
        raise NotFound
    opened = cases.sheet_for(work.db, found.id, found.revision, decider.person)
    pictures = any(row.mime for row in cases.shown_of(work.db, found.id, found.revision))
    came = max(records.received_at(work.db, one) for one in {found.submission, *(one["seq"] for one in found.evidence)})
    if opened is None or (pictures and not cases.was_opened(work.db, decider.person, found.id, "picture", came)):
        raise acts.NotLookedAt


def present(work: Work, decider: Decider, wanted: Wanted) -> cases.CaseRow | None:
    """The case as it stands, when the table of life allows the act and nothing moved since it was shown.

    None for records that wait although they never became a case (a held submission), which are reconciled, and for a
    counter line of the book, which is annotated or voided by its own id.
    """
    found = cases.of_org(work.db, decider.org, wanted.case_id)
    if found is None:
        waits = wanted.act is acts.Act.RECONCILE and held.open_of_case(work.db, decider.org, wanted.case_id)
        if waits or (wanted.act in acts.ON_A_LINE and book.get(work.db, decider.org, wanted.case_id) is not None):
            return None
        raise NotFound
    if found.task != benefits.CERTIFY and wanted.act is not acts.Act.RECONCILE:
        # what it would judge is a decision of another's, only carried home
        raise life.NotPossible
    life.next_state(life.State(found.state), acts.KINDS[wanted.act])
    if found.revision != wanted.revision:
        raise Stale
    return found


def shown_digest(work: Work, decider: Decider, wanted: Wanted) -> str:
    """The digest of what this person was shown: the sheet of the revision, or the subject of a later act."""
    if wanted.act in acts.JUDGING:
        return sheets.sheet(work, decider.org, wanted.case_id, decider.person).digest
    return decision.sheet_digest(subject(work, decider.org, wanted.case_id))


def subject(work: Work, org: str, case_id: str) -> bytes:
    """What a later act speaks of, canonical: the case as it stands, its number, and the records that wait."""
    found = cases.of_org(work.db, org, case_id)
    waiting = held.open_of_case(work.db, org, case_id)
    entry = book.by_case(work.db, case_id) or book.get(work.db, org, case_id)
    if found is None and not waiting and entry is None:
        raise NotFound
    return canonical(
        {
            "v": 1,
            "case": case_id,
            "revision": found.revision if found else 0,
            "state": found.state if found else "",
            "dossier": found.dossier if found else "",
            "newest": found.newest if found else "",
            "number": (found.number_text if found else _number(entry)) or "",
            "code": (entry.code if entry else None) or "",
            "held": [{"seq": one.seq, "kind": one.kind, "code": one.code} for one in waiting],
        }
    )


def _number(entry: book.EntryRow | None) -> str | None:
    return register.as_printed(entry.number, entry.volume, entry.year) if entry and entry.number is not None else None


def why_leaf(why: acts.Why | None) -> Mapping[str, str] | None:
    """The code, and the hash of the salted words: the leaf names no citizen."""
    if why is None:
        return None
    return {"code": why.code, "sha256": decision.why_hash(why.salt, why.words, why.mark, why.facts)}


def authority_id(work: Work, decider: Decider, wanted: Sequence[acts.Act]) -> str | None:
    """The authority under which these acts stand; None for acts that need none."""
    if not set(wanted) & acts.UNDER_AUTHORITY:
        return None
    return sheets.authority_of(work, decider.person, today(work)).id


def today(work: Work) -> date:
    """The day on Vietnam's clock."""
    return calendar.local(work.at).date()
