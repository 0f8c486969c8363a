"""Where each person begins; and whether the server lives."""

from flask import Blueprint, Response, jsonify, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.reports import setup
from app.routes.door import ANYONE, member, open_to, tools
from app.work import look

bp = Blueprint("home", __name__)
FIRST = (
    (Role.LEADER, "decisions.index"),
    (Role.CLERK, "papers.index"),
    (Role.ADMIN, "people.index"),
    (Role.JUSTICE_OFFICER, "pwa.home"),
    (Role.WELFARE_OFFICER, "pwa.home"),
)


@bp.get("/")
@open_to(ANYONE)
def show() -> Answer:
    """To the page where this person's day begins."""
    if not current_user.is_authenticated:
        return redirect(url_for("session.show"))
    page = next(page for role, page in FIRST if role in member().roles)
    return redirect(url_for("setup.index" if page == "people.index" and _incomplete() else page))


@bp.get("/healthz")
@open_to(ANYONE)
def alive() -> Response:
    """The process answers."""
    return jsonify(ok=True)


@bp.get("/readyz")
@open_to(ANYONE)
def ready() -> Response:
    """The database answers too."""
    with look(tools()) as work:
        return jsonify(ok=True, epoch=work.ledger.epoch)


def _incomplete() -> bool:
    with look(tools()) as work:
        return not all(item.done for item in setup.items(work.db, member().org, work.at))
