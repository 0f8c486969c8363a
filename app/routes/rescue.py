"""A phone's rescue file, brought in by the clerk: sealed photos and records of a phone of this commune, one by one."""

from flask import Blueprint, Response, jsonify, render_template, request

from app.domain.people import Role
from app.routes import typed
from app.routes.door import json_body, member, open_to, tools
from app.services import intake, uploads
from app.sync.letters import Letter, read_json
from app.work import begin, look

bp = Blueprint("rescue", __name__, url_prefix="/cuu-ho")


@bp.get("/")
@open_to(Role.CLERK)
def show() -> str:
    """The page that takes the file; its script reads it line by line."""
    return render_template("rescue/show.html", page="people")


@bp.post("/may/<device_id>/anh/<sha256>")
@open_to(Role.CLERK)
def blob(device_id: str, sha256: str) -> Response:
    """One sealed photo, whole."""
    with begin(tools()) as work:
        uploads.keep_whole(work, member().org, device_id, typed.address(sha256), request.get_data())
    return jsonify(kept=True)


@bp.post("/may/<device_id>/ban-ghi")
@open_to(Role.CLERK)
def record(device_id: str) -> Response:
    """One record; the verdict that the phone would have got."""
    with look(tools()) as work:
        uploads.check_phone(work, member().org, device_id)
    letter = read_json(Letter, json_body())
    with begin(tools()) as work:
        verdict = intake.receive(work, letter, device_id)
    return jsonify(verdict.wire())
