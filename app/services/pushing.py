"""Browsers of people that may be told something, and what they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain import notices
from app.domain.absence import SOON
from app.domain.life import State
from app.domain.problems import NotFound
from app.evidence import push
from app.evidence.encoding import canonical
from app.store import cases, devices, people
from app.store import notices as rows
from app.work import Work, telling

# woken by `telling.push_at`
JOB = "notices.push"
GONE = (404, 410)


def subscribe(work: Work, person: str, browser: push.Browser, called: str, device: str = "") -> str:
    """This browser is told from now on; its id. `device` is a phone of this person's. BadEndpoint, BadEncoding,
    NotFound for a phone that is not his, or not any more."""
    notices.host(browser.endpoint)
    push.check(browser)
    if device and not _his(work, device, person):
        raise NotFound
    row = rows.SubscriptionRow(
        id=rows.key_of(browser.endpoint),
        person=person,
        endpoint=browser.endpoint,
        p256dh=browser.p256dh,
        auth=browser.auth,
        browser=called[:40],
        device=device or None,
        made_at=work.at,
    )
    rows.subscribe(work.db, row, notices.MOST_PHONES)
    return row.id


def unsubscribe(work: Work, person: str, endpoint: str) -> None:
    """This browser of his is told nothing more."""
    rows.unsubscribe(work.db, rows.key_of(endpoint), person)


def signed_in(work: Work, subscription: str, person: str) -> None:
    """This person is signed in now in the browser of that subscription: whoever had it before is told nothing there."""
    rows.unsubscribe_others(work.db, subscription, person)


def key(work: Work) -> str:
    """What a browser is given when it subscribes; empty where this installation sends nothing."""
    return push.public(work.tools.push_key) if work.tools.push_key else ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message for one browser, sealed."""

    subscription: str
    endpoint: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes to a person now; `later` says when instead, where it may not go yet."""

    notices: list[int]
    letters: list[Letter]
    later: datetime | None = None


def gather(work: Work, person_id: str) -> Bundle:
    """One message for all that waits, to each of his browsers."""
    person, own = people.get(work.db, person_id), work.tools.push_key
    waiting = rows.unpushed(work.db, person_id, work.at - notices.LASTS)
    if person is None or person.left_at is not None or own is None or not waiting:
        return Bundle([], [])
    at = notices.when(rows.last_push(work.db, person_id), work.at)
    if at > work.at:
        return Bundle([], [], at)
    text = canonical(notices.message({kind for _, kind in waiting}))
    browsers = rows.of_person(work.db, person_id)
    letters = [_letter(work, one, text) for one in browsers if not one.device or _his(work, one.device, person_id)]
    return Bundle([number for number, _ in waiting], letters)


def _his(work: Work, device_id: str, person: str) -> bool:
    """Whether a phone is this person's and in his hands: neither stopped nor reported lost."""
    device = devices.get(work.db, device_id)
    return device is not None and device.person == person and device.revoked_at is None and device.lost_at is None


def _letter(work: Work, one: rows.SubscriptionRow, text: bytes) -> Letter:
    own = work.tools.push_key
    if own is None:
        raise LookupError("no push key")
    browser = push.Browser(one.endpoint, one.p256dh, one.auth)
    service = f"https://{notices.host(one.endpoint)}"
    headers = {
        "Authorization": push.authorization(own, service, work.tools.site.origin, work.at),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(notices.LASTS.total_seconds())),
        "Urgency": "normal",
        # a newer message takes the place of one that lies at the service
        "Topic": "tannha",
    }
    return Letter(one.id, one.endpoint, headers, push.seal(text, browser))


def keep(work: Work, person: str, bundle: Bundle, gone: list[str]) -> None:
    """What was sent, and which browsers are no more; what may not go yet is tried then."""
    for one in gone:
        rows.unsubscribe(work.db, one)
    if bundle.notices:
        rows.pushed(work.db, bundle.notices, work.at)
    if bundle.later is not None:
        telling.push_at(work, person, bundle.later)


def remind(work: Work) -> None:
    """Cases that are due within two hours and that nobody decided: each said once."""
    for found in cases.due_before(work.db, State.SUBMITTED.value, work.at, work.at + SOON):
        if not rows.told(work.db, notices.DUE, found.id):
            telling.tell_leaders(work, found.org, notices.DUE, found.id)


def soon_due(work: Work) -> bool:
    """Whether there is anybody to remind."""
    due = cases.due_before(work.db, State.SUBMITTED.value, work.at, work.at + SOON)
    return any(not rows.told(work.db, notices.DUE, one.id) for one in due)
