"""Deciding by passkey: what waits, the case page, statements and decisions of every kind."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from app.domain import acts, eligibility, extras, kind_rules, signing
from app.domain.absence import SOON
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound, NotPrepared
from app.reports import cases, certifiers, document_kinds, likeness
from app.routes.door import json_body, member, open_to, tools
from app.routes.telling import told
from app.services import decisions, intake, viewing
from app.sync.letters import Answer, CaseRef, Request, read_json
from app.sync.texts import check_texts
from app.work import begin, look

bp = Blueprint("decisions", __name__)
OFFICERS = (Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)
CERTIFIERS = (Role.LEADER, Role.JUSTICE_OFFICER)
DECIDERS = (Role.LEADER, Role.CLERK, *OFFICERS)


@bp.get("/cho-ky")
@open_to(*CERTIFIERS)
def index() -> str:
    """What waits for this person's decision."""
    with look(tools()) as work:
        lines, now = cases.waiting(work.db, member().org, member().id, leads=_leads()), work.at
        soon = {line.id for line in lines if line.due_at < now + SOON}
        unopened = certifiers.unopened(work.db, soon)
        reading = certifiers.reading(work.db, member().org, member().id, now)
        here = certifiers.today(work.db, member().org, local(now).date())
    return render_template(
        "decisions/index.html", lines=lines, now=now, unopened=unopened, reading=reading, page="waiting",
        own=next((one for one in here if one.id == member().id), None), leads=_leads(),
        stands_in=[one for one in here if one.stand_in_id == member().id],
        overdue=sum(line.due_at < now for line in lines),
    )  # fmt: skip


@bp.get("/da-ky")
@open_to(*CERTIFIERS)
def signed() -> str:
    """What was certified, sent back, refused."""
    what = request.args.get("loai", cases.CERTIFIED)
    what = what if what in (cases.CERTIFIED, cases.RETURNED, cases.REFUSED) else cases.CERTIFIED
    with look(tools()) as work:
        lines, now = cases.decided(work.db, member().org, "" if _leads() else member().id, what), work.at
    return render_template("decisions/signed.html", lines=lines, what=what, now=now, page="signed")


@bp.get("/ho-so/<case_id>")
@open_to(*CERTIFIERS)
def show(case_id: str) -> str:
    """The case page: a frame that its script fills from the sheet, so that what is shown is what is hashed."""
    with look(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        waiting = [one.id for one in cases.waiting(work.db, member().org, member().id, leads=_leads())]
        now = work.at
        read_by = certifiers.reading(work.db, member().org, member().id, now).get(case_id)
        same = {
            "ink": likeness.same_ink(work.db, member().org, case_id),
            "photo": likeness.same_photo(work.db, member().org, case_id),
            "witness": likeness.same_witness(work.db, member().org, case_id),
        }
        away = likeness.metres_away(work.db, member().org, case_id)
    if line is None or not (_leads() or line.officer_id == member().id):
        raise NotFound
    reasons = {"return": acts.RETURN_REASONS, "refuse": {code: one.text for code, one in acts.REFUSAL_REASONS.items()}}
    last = line.amended[-1] if line.amended else None
    changes = told({"patch": last["patch"]}) if last else []
    return render_template(
        "decisions/show.html", line=line, waiting=waiting, now=now, reasons=reasons, last=last, changes=changes,
        read_by=read_by, same=same, away=away, case_words=_case_words(), page="waiting", leads=_leads(),
    )  # fmt: skip


@bp.get("/ho-so/<case_id>/to-trinh")
@open_to(*CERTIFIERS)
def sheet(case_id: str) -> Response | tuple[Response, int]:
    """The sheet as the exact text that is hashed, with the authority of this person today; 202 while it is made."""
    try:
        with begin(tools()) as work:
            viewed = viewing.open_sheet(work, _viewer(), case_id)
    except NotPrepared:
        return jsonify(preparing=True), 202
    held = viewed.authority
    return jsonify(
        sheet=viewed.text,
        authority={"title": held.title, "decision_no": held.decision_no, "until": str(held.valid_to or "")},
    )


@bp.get("/ho-so/<case_id>/noi-dung")
@open_to(*DECIDERS)
def subject(case_id: str) -> Response:
    """What a later act (annotate, revoke, reconcile) speaks of: the exact text that is hashed."""
    with begin(tools()) as work:
        viewing.check_reach(work, _viewer(), case_id)
        found = decisions.subject(work, member().org, case_id)
        viewing.opened(work, _viewer(), case_id, "subject")
    return jsonify(sheet=found.decode())


@bp.get("/ho-so/<case_id>/anh/<sha256>")
@open_to(*DECIDERS)
def picture(case_id: str, sha256: str) -> Response:
    """One derived picture, by the hash of its bytes or of the sealed photo that it was made from."""
    with look(tools()) as work:
        found = viewing.picture(work, _viewer(), case_id, sha256)
    with begin(tools()) as work:
        viewing.opened(work, _viewer(), case_id, "picture")
    response = Response(found.data, mimetype=found.mime)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.post("/decisions/statement")
@open_to(*DECIDERS)
def ask() -> Response:
    """The statement to sign over the cases as they were shown."""
    asked = read_json(Request, json_body())
    check_texts([one.why.words for one in asked.cases if one.why])
    with begin(tools()) as work:
        for one in asked.cases:
            viewing.check_reach(work, _viewer(), one.case)
        found = decisions.ask(
            work, _decider(), [_wanted(one) for one in asked.cases], interest_free=asked.interest_free
        )
    return jsonify(asdict(found))


@bp.post("/decisions")
@open_to(*DECIDERS)
def create() -> tuple[Response, int]:
    """Decides by the passkey's answer; held records that a person takes are applied in the same transaction."""
    answer = read_json(Answer, json_body())
    with begin(tools()) as work:
        decided = decisions.decide(work, _decider(), answer.nonce, answer.answer)
        for seq in (seq for one in decided for seq in one.taken):
            intake.apply_held(work, member().org, seq)
    return jsonify(decided=[asdict(one) for one in decided]), 201


def _case_words() -> dict[str, dict[str, Any]]:
    with look(tools()) as work:
        known = document_kinds.known(work.db, member().org)
    kinds = {one.code: one.title for one in known}
    rules = {one.code: asdict(rule) for one in known if (rule := kind_rules.rule_of(one))}
    said = {"helpers": signing.HELPERS, "fingers": signing.FINGERS}
    asked = {"extras": {one.code: one.title for one in extras.EXTRAS}}
    read = {"languages": signing.LANGUAGES, "readings": signing.READINGS}
    return {"kinds": kinds, "rules": rules, "reasons": dict(eligibility.REASONS), **said, **read, **asked}


def _wanted(one: CaseRef) -> decisions.Wanted:
    why = acts.Why(**one.why.model_dump()) if one.why else None
    return decisions.Wanted(one.case, one.revision, one.digest, acts.Act(one.act), why)


def _decider() -> decisions.Decider:
    return decisions.Decider(member().org, member().id, member().roles)


def _viewer() -> viewing.Viewer:
    return viewing.Viewer(member().org, member().id, member().roles)


def _leads() -> bool:
    return Role.LEADER in member().roles
