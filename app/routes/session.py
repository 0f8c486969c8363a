"""Signing in and out: by passkey; in the demo, by one tap."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask import session as flask_session
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports.people import member_of_session
from app.routes.door import ANYONE, SIGNED_IN, User, json_body, member, open_to, tools
from app.services import devices, sessions
from app.sync.bodies import BadBody
from app.work import begin, look

bp = Blueprint("session", __name__)
FRESH = timedelta(minutes=10)
FIELD = {Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER}


@bp.get("/dang-nhap")
@open_to(ANYONE)
def show() -> str:
    """The door."""
    with look(tools()) as work:
        people = sessions.demo_people(work) if demo() else []
    return render_template("session/show.html", people=people, next=_next(), roles=Role)


@bp.post("/dang-nhap/thu")
@open_to(ANYONE)
def enter_demo() -> Answer:
    """One tap for an invented person: only in the demo, which listens on this computer alone."""
    if not demo():
        raise NotFound
    with begin(tools()) as work:
        token = sessions.enter_demo(work, request.form.get("person", ""))
    _sign_in(token)
    return redirect(_next() or url_for("home.show"))


@bp.post("/dang-nhap/khoa/hoi")
@open_to(ANYONE)
def ask() -> Response:
    """Options for a sign-in by passkey."""
    with begin(tools()) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
    return jsonify(nonce=nonce, options=options)


@bp.post("/dang-nhap/khoa")
@open_to(ANYONE)
def enter() -> Response:
    """Enters with a passkey's answer."""
    nonce, answer = _answer()
    with begin(tools()) as work:
        token = sessions.enter(work, nonce, answer)
    _sign_in(token)
    return jsonify(next=_next() or url_for("home.show"))


@bp.post("/dang-xuat")
@open_to(SIGNED_IN)
def leave() -> Answer:
    """Ends the session; what waits on the phone stays there."""
    with begin(tools()) as work:
        sessions.leave(work, current_user.get_id())
    logout_user()
    return redirect(url_for("session.show"))


@bp.get("/toi")
@open_to(SIGNED_IN)
def me() -> str:
    """The person's own page: passkeys, sign-out."""
    with look(tools()) as work:
        keys = sessions.passkeys(work, member().id)
    return render_template("session/me.html", keys=keys, next=_next(), demo=demo())


@bp.post("/toi/khoa/hoi")
@open_to(SIGNED_IN)
def ask_passkey() -> Response:
    """Options for a new passkey."""
    found = member()
    with begin(tools()) as work:
        fresh = found.means == "passkey" and work.at - found.since <= FRESH
        nonce, options = sessions.ask_passkey(work, found.id, fresh=fresh)
    return jsonify(nonce=nonce, options=options)


@bp.post("/toi/khoa")
@open_to(SIGNED_IN)
def add_passkey() -> tuple[Response, int]:
    """Keeps a new passkey."""
    nonce, answer = _answer()
    with begin(tools()) as work:
        sessions.add_passkey(work, member().id, nonce, answer)
    return jsonify(next=_next() or url_for("session.me")), 201


@bp.post("/toi/may")
@open_to(*FIELD)
def invite_myself() -> Answer:
    """In the demo an officer invites his own phone; elsewhere the administrator does it face to face."""
    if not demo():
        raise NotFound
    with begin(tools()) as work:
        code = devices.invite(work, member().org, member().id, member().id)
    return redirect(url_for("pwa.phone", path="ghi-nhan") + f"#{code}")


def demo() -> bool:
    """Whether this is the demo."""
    return bool(current_app.config["TANNHA"].demo)


def _sign_in(token: str) -> None:
    with look(tools()) as work:
        found = member_of_session(work.db, token, work.at)
    if found is None:
        raise NotFound
    flask_session.permanent = True
    login_user(User(token, found))


def _answer() -> tuple[str, dict[str, Any]]:
    value = json_body()
    if not isinstance(value, dict) or not isinstance(value.get("nonce"), str):
        raise BadBody
    answer = value.get("answer")
    if not isinstance(answer, dict):
        raise BadBody
    return value["nonce"], answer


def _next() -> str:
    """Only a path of our own."""
    path = request.values.get("next", "")
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else ""
