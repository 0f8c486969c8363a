"""The server's own keys: who still needs one of before, what is wrapped anew, and that a change is noted."""

from dataclasses import dataclass
from datetime import datetime

from app.evidence import sealing
from app.evidence.keys import USES, Keyring
from app.evidence.problems import BadSeal
from app.store import desk, devices, people, wrappings
from app.work import Work, journal


@dataclass(frozen=True, slots=True)
class Behind:
    """A phone that may still hold something sealed for an intake key of before."""

    label: str
    person: str


def changed(work: Work, use: str, was: str, kid: str) -> None:
    """A line in the journal of every commune."""
    for org in desk.orgs(work.db):
        journal.write(work, org.id, "", "keys.changed", use=use, was=was, kid=kid)


def behind(work: Work, since: datetime) -> list[Behind]:
    """Phones that were let in before that moment and have not said since that nothing waits on them. A phone fetches
    the newer key list before it tells; one that was stopped is given up, its loss stands at its officer's page."""
    found = []
    for org in desk.orgs(work.db):
        for row in devices.of_org(work.db, org.id):
            empty = row.told_at is not None and row.told_at > since and row.told_unsent == 0
            if row.revoked_at is None and row.enrolled_at <= since and not empty:
                person = people.get(work.db, row.person)
                found.append(Behind(row.label, person.name if person else ""))
    return found


def opens(work: Work, copied: Keyring) -> bool:
    """Whether a copy has the keys that are in use and opens the newest thing that was sealed."""
    if any(copied[use].kid != work.tools.keys[use].kid for use in USES):
        return False
    newest = wrappings.newest(work.db)
    try:
        return newest is None or bool(sealing.unwrap(newest.wrapping, newest.bound, copied["intake"]))
    except BadSeal:
        return False


def wrapped_before(work: Work) -> int:
    """How many keys in the database are wrapped for another intake key than the present one."""
    present = work.tools.keys["intake"].kid
    return sum(1 for row in wrappings.everything(work.db) if sealing.wrapped_for(row.wrapping) != present)


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """How many wrappings were made anew, and how many do not open with any key that is here."""

    made: int
    closed: int


def rewrap(work: Work) -> Rewrapped:
    """Wraps what was wrapped for an intake key of before for the present one; no envelope changes."""
    intake, made, closed = work.tools.keys["intake"], 0, 0
    for row in wrappings.everything(work.db):
        if sealing.wrapped_for(row.wrapping) == intake.kid:
            continue
        try:
            key = sealing.unwrap(row.wrapping, row.bound, intake)
        except BadSeal:
            # a record whose wrapping was spoiled on its way waits as it came
            closed += 1
            continue
        wrappings.put(work.db, row, sealing.wrap(key, row.bound, intake.jwk, intake.kid))
        made += 1
    return Rewrapped(made, closed)
