"""The leader's desk: what waits, the case, the decision bound to a passkey."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template

from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import cases
from app.routes.door import json_body, member, open_to, tools
from app.services import decisions, viewing
from app.sync.letters import Answer, Request, read_json
from app.work import begin, look

bp = Blueprint("decisions", __name__)


@bp.get("/cho-ky")
@open_to(Role.LEADER)
def index() -> str:
    """What waits for a decision."""
    with look(tools()) as work:
        lines, now = cases.waiting(work.db, member().org), work.at
    return render_template("decisions/index.html", lines=lines, now=now, page="waiting")


@bp.get("/da-ky")
@open_to(Role.LEADER)
def signed() -> str:
    """What was certified."""
    with look(tools()) as work:
        lines = cases.decided(work.db, member().org)
    return render_template("decisions/signed.html", lines=lines, page="signed")


@bp.get("/ho-so/<case_id>")
@open_to(Role.LEADER)
def show(case_id: str) -> str:
    """The case page: a frame that its script fills from the sheet, so that what is shown is what is hashed."""
    with look(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        waiting = [one.id for one in cases.waiting(work.db, member().org)]
    if line is None:
        raise NotFound
    return render_template("decisions/show.html", line=line, waiting=waiting, page="waiting")


@bp.get("/ho-so/<case_id>/to-trinh")
@open_to(Role.LEADER)
def sheet(case_id: str) -> Response:
    """The sheet as the exact text that is hashed, with the authority of this leader today."""
    with begin(tools()) as work:
        viewed = viewing.open_sheet(work, member().org, member().id, case_id)
    held = viewed.authority
    return jsonify(
        sheet=viewed.text,
        authority={"title": held.title, "decision_no": held.decision_no, "until": str(held.valid_to or "")},
    )


@bp.get("/ho-so/<case_id>/anh/<sha256>")
@open_to(Role.LEADER, Role.CLERK)
def picture(case_id: str, sha256: str) -> Response:
    """One derived picture, by the hash of its bytes."""
    with look(tools()) as work:
        found = viewing.picture(work, member().org, case_id, sha256)
    response = Response(found.data, mimetype=found.mime)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.post("/decisions/statement")
@open_to(Role.LEADER)
def ask() -> Response:
    """The statement to sign over the cases as they were shown."""
    asked = read_json(Request, json_body())
    wanted = [decisions.Wanted(one.case, one.revision, one.digest) for one in asked.cases]
    decider = decisions.Decider(member().org, member().id)
    with begin(tools()) as work:
        found = decisions.ask(work, decider, wanted, interest_free=asked.interest_free)
    return jsonify(asdict(found))


@bp.post("/decisions")
@open_to(Role.LEADER)
def create() -> tuple[Response, int]:
    """Decides by the passkey's answer."""
    answer = read_json(Answer, json_body())
    decider = decisions.Decider(member().org, member().id)
    with begin(tools()) as work:
        decided = decisions.decide(work, decider, answer.nonce, answer.answer)
    return jsonify(decided=[asdict(one) for one in decided]), 201
