"""After a restore: what came back, and the passkey by which a person of the commune confirms it."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template

from app.routes.door import member, open_to, passkey_answer, tools
from app.services import restored
from app.work import begin, look

bp = Blueprint("restored", __name__, url_prefix="/khoi-phuc")
CONFIRMERS = tuple(sorted(restored.SIGNERS))


@bp.get("")
@open_to(*CONFIRMERS)
def show() -> str:
    """The restore that waits for its confirmation, and those before."""
    with look(tools()) as work:
        standing = restored.standing(work, member().org, member().id)
    return render_template("restored/show.html", standing=standing, page="setup")


@bp.post("/hoi")
@open_to(*CONFIRMERS)
def ask() -> Response:
    """The statement to sign."""
    with begin(tools()) as work:
        return jsonify(asdict(restored.ask(work, member().org, member().id)))


@bp.post("")
@open_to(*CONFIRMERS)
def confirm() -> tuple[Response, int]:
    """Confirms by the passkey's answer."""
    nonce, answer = passkey_answer()
    with begin(tools()) as work:
        restored.confirm(work, member().org, member().id, nonce, answer)
    return jsonify(confirmed=True), 201
