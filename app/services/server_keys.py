"""The server's own keys: who still needs one of before, what is wrapped anew, and that a change is noted."""

from dataclasses import dataclass
from datetime import datetime

from app.evidence import archive, sealing
from app.evidence.keys import USES, Keyring, SigningKey
from app.evidence.problems import BadSeal
from app.store import desk, devices, people, system, wrappings
from app.work import Work, journal


@dataclass(frozen=True, slots=True)
class Behind:
    """A phone that may still hold something sealed for an intake key of before."""

    label: str
    person: str


def changed(work: Work, use: str, was: str, kid: str) -> None:
    """A line in the journal of every commune; the offline copies of before have not this key."""
    system.keep_key_copies(work.db, [])
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


@dataclass(frozen=True, slots=True)
class Needed:
    """Who still needs an intake key of before: contents that are wrapped for it, phones whose vault is, backups of its
    time."""

    contents: int
    phones: list[Behind]
    archives: list[str]

    @property
    def nobody(self) -> bool:
        """It may be destroyed."""
        return not (self.contents or self.phones or self.archives)


def needed(work: Work, since: datetime) -> Needed:
    """Of the keys before the one that counts since this moment. A phone that was let in before has its own vault
    wrapped for the older key, whatever it told since, until it is let in anew or stopped (its loss then stands at its
    officer's page)."""
    waiting = behind(work, since)
    for org in desk.orgs(work.db):
        for row in devices.of_org(work.db, org.id):
            if row.revoked_at is None and row.enrolled_at <= since:
                person = people.get(work.db, row.person)
                waiting.append(Behind(row.label, person.name if person else ""))
    archives = work.tools.safe.archives() if work.tools.safe else []
    old = [one.name for one in archives if one.at <= since]
    return Needed(wrapped_before(work), list(dict.fromkeys(waiting)), old)


def retired(work: Work, kids: list[str]) -> None:
    """A line in the journal of every commune; copies of before are no longer the keys in use, so two new ones are
    due."""
    system.keep_key_copies(work.db, [])
    for org in desk.orgs(work.db):
        for kid in kids:
            journal.write(work, org.id, "", "keys.retired", use="intake", kid=kid)


def confirm(work: Work, copied: Keyring, copy: str) -> int | None:
    """How many offline copies count now; None when this one lacks a key that is in use, or does not open the newest
    record, or not the newest backup."""
    if any(copied[use].kid != work.tools.keys[use].kid for use in USES) or not _opens(work, copied["intake"]):
        return None
    counted = [*(one for one in system.key_copies(work.db) if one != copy), copy]
    system.keep_key_copies(work.db, counted)
    return len(counted)


def _opens(work: Work, intake: SigningKey) -> bool:
    newest, safe = wrappings.newest(work.db), work.tools.safe
    archives = safe.archives() if safe else []
    try:
        if newest is not None:
            sealing.unwrap(newest.wrapping, newest.bound, intake)
        if safe and archives:
            with safe.open(archives[-1].name) as file:
                next(archive.read(file, intake).content)
    except (BadSeal, StopIteration):
        return False
    return True


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
