"""Where phones call: beacon, who am I, enrolment, check, records, changes."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_login import current_user

from app.domain.calendar import local
from app.domain.eligibility import DocumentKind
from app.domain.people import Role
from app.domain.wording import Wording
from app.evidence import notices
from app.reports import certifiers, document_kinds, fee_table, orgs, places, wordings
from app.reports import changes as changes_report
from app.routes.door import ANYONE, PHONE, SIGNED_IN, beacon_at, device_id, json_body, member, open_to, tools
from app.services import backing, devices, intake, phones, restored, vault
from app.sync import openapi
from app.sync.letters import Bag, Enrolment, Question, VaultAsked, Verdict, read_json
from app.work import begin, look
from app.work.pen import stamp

_DIGITS = 15
bp = Blueprint("sync", __name__, url_prefix="/api")
VERSION = 1


@bp.after_app_request
def with_beacon(response: Response) -> Response:
    """Every answer to a phone proves that the server was alive now."""
    if request.path.startswith("/api/") and response.status_code < 500:
        with look(tools()) as work:
            response.headers["TN-Beacon"] = devices.beacon(work)
    return response


@bp.get("/openapi.json")
@open_to(ANYONE)
def described() -> Response:
    """The protocol as OpenAPI 3.1, for whoever writes another client."""
    return jsonify(openapi.document(tools().site.origin, VERSION))


@bp.get("/beacon")
@open_to(ANYONE)
def beacon() -> Response:
    """A signed 'the server is alive now'."""
    with look(tools()) as work:
        return jsonify(beacon=devices.beacon(work), keys=notices.keys_mark(tools().keys))


@bp.get("/keys")
@open_to(ANYONE)
def keys() -> Response:
    """The key list, signed by the root key that a phone knows from its invitation."""
    held, at = tools().keys, tools().clock.now()
    return jsonify(keys=notices.key_list(held, tools().iss, stamp(at)), root_jwk=held["root"].jwk)


@bp.get("/me")
@open_to(ANYONE)
def me() -> Response:
    """Who is signed in (nobody: null), and the commune's facts that a phone keeps."""
    if not current_user.is_authenticated:
        return jsonify(person=None)
    found = member()
    with look(tools()) as work:
        org = orgs.facts(work.db, found.org)
        epoch, now = work.ledger.epoch, work.at
        today = local(now).date()
        signers = restored.signers(work, found.org)
        names = certifiers.names(work.db, found.org, found.id, today)
        table = fee_table.table(work.db, found.org, today)
        own = document_kinds.changed(work.db, found.org)
        forms = wordings.known(work.db, found.org)
        listed = [{"name": one.name, "at": one.at} for one in places.hamlets(work.db, found.org)]
        points = [one.name for one in places.points(work.db, found.org)]
    return jsonify(
        person={
            "id": found.id,
            "name": found.name,
            "honorific": found.honorific,
            "title": found.title,
            "roles": list(found.roles),
            "handle": found.handle,
        },
        org={
            **{name: getattr(org, name) for name in ("id", "name", "unit", "place", "phone", "code_prefix", "way")},
            "extras": [one for one in org.extras.split(",") if one],
            "kinds": [_kind(one) for one in own],
            "wordings": [_form(one) for one in forms],
            "signers": signers,
            "certifiers": names,
            "points": points,
            "hamlets": listed,
            **table.wire(),
        },
        epoch=epoch,
        since=found.since.isoformat(timespec="milliseconds"),
        at=now.isoformat(timespec="milliseconds"),
    )


def _kind(one: DocumentKind) -> dict[str, Any]:
    """A kind of document that stands in place of the shipped one, or beside them (L8)."""
    days = {"from": f"{one.effective_from}", "to": f"{one.effective_to or ''}"}
    return {"code": one.code, "title": one.title, "allowed": one.allowed, "why": one.why, **days}


def _form(one: Wording) -> dict[str, Any]:
    """What a phone knows of a wording: enough to name the one in force, also with no network (L11)."""
    return {
        "code": one.code,
        "version": one.version,
        "from": f"{one.effective_from}",
        "to": f"{one.effective_to or ''}",
    }


@bp.post("/devices")
@open_to(Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)
def enrol() -> tuple[Response, int]:
    """Lets a phone in by its invitation."""
    asked = read_json(Enrolment, json_body())
    with begin(tools()) as work:
        enrolled = devices.enrol(work, member().id, asked, member().means)
        # what a phone signs opens to nobody who does not know the phone: a restore must know it from the start
        backing.wake(work)
    return jsonify({**asdict(enrolled), "iss": tools().iss}), 201


@bp.post("/vault")
@open_to(Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)
def open_vault() -> Response:
    """The vault of this officer's phone, opened again."""
    asked = read_json(VaultAsked, json_body())
    with begin(tools()) as work:
        return jsonify(key=vault.open_again(work, member().id, work.at - member().since, asked))


@bp.post("/check")
@open_to(PHONE)
def check() -> Response:
    """What of the phone's is here already."""
    asked = read_json(Question, json_body())
    with begin(tools()) as work:
        devices.seen(work, device_id())
        if asked.told is not None:
            phones.tell_ledger(work, device_id(), asked.ledger, beacon_at())
            phones.tell(work, device_id(), asked.told, beacon_at())
        known = devices.known_records(work, device_id(), asked.records)
        missing = devices.missing_blobs(work, asked.blobs)
        state = devices.state(work, device_id())
    return jsonify(known=known, missing=missing, device=state, version=VERSION)


@bp.post("/records")
@open_to(PHONE)
def records() -> Response:
    """One verdict a letter, each given after its own commit: one bad letter does not spoil the bag."""
    bag = read_json(Bag, json_body())
    return jsonify(verdicts=[_receive(letter).wire() for letter in bag.records])


def _receive(letter: Any) -> Verdict:
    with begin(tools()) as work:
        return intake.receive(work, letter, device_id())


@bp.get("/changes")
@open_to(SIGNED_IN)
def changes() -> Response:
    """What changed for this person; another epoch starts from 0."""
    epoch, _, cursor = request.args.get("after", "").rpartition(".")
    with look(tools()) as work:
        present = work.ledger.epoch
        after = (
            int(cursor) if epoch == present and cursor.isascii() and cursor.isdigit() and len(cursor) <= _DIGITS else 0
        )
        page = changes_report.page(work.db, member().id, after)
    return jsonify(epoch=present, cursor=f"{present}.{page.cursor}", more=page.more, changes=page.changes)
