"""Thông báo: what a person was told, in a page; and the browsers that may be told by push."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from app.domain.people import Role
from app.evidence.push import Browser
from app.reports import notices as report
from app.routes.door import PUSH, SIGNED_IN, browser, json_body, member, open_to, tools
from app.services import pushing
from app.sync.letters import PushAsked, PushDropped, read_json
from app.work import begin, look

bp = Blueprint("notices", __name__, url_prefix="/thong-bao")
_YEAR = 365 * 24 * 3600


@bp.get("")
@open_to(SIGNED_IN)
def index() -> str:
    """The newest first, and the button for this browser."""
    with look(tools()) as work:
        told, now = report.of_person(work.db, member().id), work.at
        browsers = report.browsers(work.db, member().id)
        here = report.told_here(work.db, member().id, request.cookies.get(PUSH, ""))
        leads = Role.LEADER in member().roles
        waiting = report.waiting(work.db, member().org) if leads else 0
    return render_template(
        "notices/index.html", told=told, now=now, browsers=browsers, waiting=waiting, leads=leads, here=here,
        page="notices",
    )  # fmt: skip


@bp.get("/khoa")
@open_to(SIGNED_IN)
def key() -> Response:
    """What a browser subscribes with."""
    with look(tools()) as work:
        return jsonify(key=pushing.key(work))


@bp.post("/may")
@open_to(SIGNED_IN)
def add() -> Any:
    """This browser is told from now on."""
    asked = read_json(PushAsked, json_body())
    found = Browser(asked.endpoint, asked.keys.p256dh, asked.keys.auth)
    with begin(tools()) as work:
        own = pushing.subscribe(work, member().id, found, browser(), asked.device)
    answer = jsonify({})
    answer.set_cookie(PUSH, own, max_age=_YEAR, secure=True, httponly=True, samesite="Lax")
    return answer, 201


@bp.post("/may/bo")
@open_to(SIGNED_IN)
def drop() -> Response:
    """This browser is told nothing more."""
    asked = read_json(PushDropped, json_body())
    with begin(tools()) as work:
        pushing.unsubscribe(work, member().id, asked.endpoint)
    answer = jsonify({})
    answer.delete_cookie(PUSH, secure=True, httponly=True, samesite="Lax")
    return answer
