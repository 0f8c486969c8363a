"""Signing in and out: by passkey; in the demo, by one tap; and the person's own page."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.domain.problems import NotFound
from app.domain.sessions import FIELD
from app.reports import people as people_report
from app.routes.door import (
    ANYONE,
    EVEN_LOCKED,
    SIGNED_IN,
    browser,
    member,
    next_path,
    open_to,
    passkey_answer,
    sign_in,
    tools,
)
from app.routes.problems import wants_json
from app.services import devices, sessions
from app.work import begin, look

bp = Blueprint("session", __name__)
FRESH = timedelta(minutes=10)


@bp.get("/dang-nhap")
@open_to(ANYONE)
def show() -> str:
    """The door."""
    with look(tools()) as work:
        people = sessions.demo_people(work) if demo() else []
    return render_template("session/show.html", people=people, next=next_path(), roles=Role)


@bp.post("/dang-nhap/thu")
@open_to(ANYONE)
def enter_demo() -> Answer:
    """One tap for an invented person: only in the demo, which listens on this computer alone."""
    if not demo():
        raise NotFound
    with begin(tools()) as work:
        token = sessions.enter_demo(work, request.form.get("person", ""), browser())
    sign_in(token)
    return redirect(next_path() or url_for("home.show"))


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
    nonce, answer = passkey_answer()
    with begin(tools()) as work:
        token = sessions.enter(work, nonce, answer, browser())
    sign_in(token)
    return jsonify(next=next_path() or url_for("home.show"))


@bp.post("/dang-xuat")
@open_to(SIGNED_IN, EVEN_LOCKED)
def leave() -> Answer:
    """Ends the session; what waits on the phone stays there."""
    with begin(tools()) as work:
        sessions.leave(work, current_user.get_id())
    logout_user()
    return jsonify({}) if wants_json() else redirect(url_for("session.show"))


@bp.get("/toi")
@open_to(SIGNED_IN)
def me() -> str:
    """The person's own page: passkeys, open sessions, sign-out."""
    with look(tools()) as work:
        keys, now = sessions.passkeys(work, member().id), work.at
        opened = people_report.sessions_of(work.db, member().id, current_user.get_id(), now)
    return render_template("session/me.html", keys=keys, sessions=opened, now=now, next=next_path(), demo=demo())


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
    nonce, answer = passkey_answer()
    with begin(tools()) as work:
        sessions.add_passkey(work, member().id, nonce, answer)
    return jsonify(next=next_path() or url_for("session.me")), 201


@bp.post("/toi/phien")
@open_to(SIGNED_IN)
def end() -> Answer:
    """Ends one of the person's own sessions."""
    with begin(tools()) as work:
        sessions.end(work, member().id, request.form.get("session", ""))
    return redirect(url_for("session.me"))


@bp.post("/toi/phien/khac")
@open_to(SIGNED_IN)
def end_others() -> Answer:
    """Ends all of them but this one."""
    with begin(tools()) as work:
        sessions.end_others(work, member().id, current_user.get_id())
    return redirect(url_for("session.me"))


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
