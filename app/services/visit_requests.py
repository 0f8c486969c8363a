"""Somebody asks for a visit: kept as a record, with a short code to name it by on the telephone."""

import secrets
from datetime import datetime, time

from app.domain import calendar, codes, visit_request
from app.domain.calendar import ZONE
from app.domain.visit_request import Asked
from app.store import visits
from app.store.ids import uuid7
from app.work import Pen, Work, throttle, visit_asking, visit_stopping
from app.work.pen import stamp


def check_free(work: Work, address: str) -> None:
    """Counts a request before it is read, per network. TooMany."""
    throttle.count(work, throttle.requests(address))


def ask(work: Work, org: str, by: str, asked: Asked, once: str = "") -> str:
    """The code of the request; `by` is empty where the public form was filled, `once` names the form, staff's or
    public, so that sending it twice is one request. RequestUnclear, NotPrintable, RequestsFull."""
    asked = visit_request.tidied(asked)
    known = visits.of_org(work.db, org, once) if once else None
    if known is not None and known.request is not None and known.phone == asked.phone:
        return str(known.request["code"])
    if by == "":
        _check_room(work, org)
    visit_id = once if once and not visits.exists(work.db, once) else uuid7(work.at)
    code = codes.certificate_code(secrets.token_bytes(8))[: visit_request.CODE_LETTERS]
    note = ". ".join(text for text in (asked.words, asked.when) if text)[:300]
    body = {
        "v": 1,
        "asked_on": calendar.local(work.at).date().isoformat(),
        "honorific": asked.honorific,
        "name": asked.name,
        "hamlet": asked.hamlet,
        "phone": asked.phone,
        "purposes": list(asked.needs),
        "note": note,
        "request": {
            "code": code, "why": asked.why, "when": asked.when, "words": asked.words, "how": asked.how,
            "at": stamp(work.at),
        },
    }  # fmt: skip
    written = Pen(work, org, by or work.tools.iss).write("visit.requested", ("visit", visit_id), body)
    visits.add(work.db, visit_asking.row_of(visit_id, org, written.hash, body))
    # whoever asked may not have heard of it, or means a namesake: a clerk looks before anybody goes
    visit_stopping.stop_known(work, org, visit_id)
    return code


def _check_room(work: Work, org: str) -> None:
    """What anybody may write has a ceiling: the ledger keeps it for ever."""
    day = datetime.combine(calendar.local(work.at).date(), time(), ZONE)
    if visits.asked_since(work.db, org, day) >= visit_request.MOST_A_DAY:
        raise visit_request.RequestsFull
