"""The lock of a desk session that rested: what it asks, and what opens it again."""

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from flask_login import current_user

from app.domain.credentials import LONGEST, password_text
from app.domain.problems import BadLogin
from app.evidence import password
from app.routes.door import (
    EVEN_LOCKED,
    SIGNED_IN,
    address,
    json_body,
    member,
    next_path,
    open_to,
    passkey_answer,
    rest_left,
    tools,
)
from app.services import passwords, sessions
from app.sync.texts import BadBody
from app.work import begin

bp = Blueprint("lock", __name__, url_prefix="/khoa")


@bp.get("")
@open_to(SIGNED_IN, EVEN_LOCKED)
def show() -> Any:
    """The lock as a page of its own; an open session goes on to where it wanted."""
    left = rest_left()
    if left is None or left.total_seconds() > 0:
        return redirect(next_path() or url_for("home.show"))
    return render_template("session/lock.html", next=next_path() or url_for("home.show"))


@bp.get("/trang-thai")
@open_to(SIGNED_IN, EVEN_LOCKED)
def state() -> Response:
    """How many seconds this session may still rest; asking is no sign of its person."""
    left = rest_left()
    return jsonify(left=None if left is None else max(0, left.total_seconds()), person=member().id)


@bp.post("/con-day")
@open_to(SIGNED_IN)
def stay() -> Response:
    """The person is at work on a page that asks nothing of the server."""
    return jsonify(person=member().id)


@bp.post("/hoi")
@open_to(SIGNED_IN, EVEN_LOCKED)
def ask() -> Response:
    """Options for the passkey that opens."""
    with begin(tools()) as work:
        nonce, options = sessions.ask(work, member().id, "unlock")
    return jsonify(nonce=nonce, options=options)


@bp.post("")
@open_to(SIGNED_IN, EVEN_LOCKED)
def unlock() -> Response:
    """Opens by passkey."""
    nonce, answer = passkey_answer()
    with begin(tools()) as work:
        sessions.unlock(work, current_user.get_id(), nonce, answer)
    return jsonify(person=member().id)


@bp.post("/mat-khau")
@open_to(SIGNED_IN, EVEN_LOCKED)
def unlock_by_password() -> Response:
    """Opens by password and one-time code."""
    value = json_body()
    if not isinstance(value, dict) or not all(isinstance(value.get(name), str) for name in ("password", "code")):
        raise BadBody
    token = current_user.get_id()
    with begin(tools()) as work:
        kept = passwords.attempt(work, passwords.account_of_session(work, token), address())
    if not password.check(password_text(value["password"])[: LONGEST + 1], kept):
        raise BadLogin
    with begin(tools()) as work:
        passwords.unlock(work, token, value["code"], address())
    return jsonify(person=member().id)


@bp.post("/thu")
@open_to(SIGNED_IN, EVEN_LOCKED)
def unlock_demo() -> Response:
    """One tap opens what one tap began."""
    with begin(tools()) as work:
        sessions.unlock_demo(work, current_user.get_id())
    return jsonify(person=member().id)
