"""Thôn, xóm: the hamlets of the commune and where they lie."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.reports import places
from app.routes.door import member, open_to, tools
from app.services import hamlets
from app.work import begin, look

bp = Blueprint("hamlets", __name__, url_prefix="/thon-xom")


@bp.get("")
@open_to(Role.ADMIN, Role.CLERK)
def index() -> str:
    """The list; hamlets of visits and cases that are not in it are offered."""
    with look(tools()) as work:
        known, unlisted = places.hamlets(work.db, member().org), places.unlisted(work.db, member().org)
        office = places.office(work.db, member().org)
    return render_template("hamlets/index.html", known=known, unlisted=unlisted, office=office, page="settings")


@bp.post("")
@open_to(Role.ADMIN, Role.CLERK)
def put() -> Answer:
    """A hamlet, or its place anew."""
    with begin(tools()) as work:
        hamlets.put(work, member().org, member().id, request.form.get("name", ""), request.form.get("place", ""))
    return redirect(url_for("hamlets.index"))


@bp.post("/removal")
@open_to(Role.ADMIN, Role.CLERK)
def drop() -> Answer:
    """Out of the list."""
    with begin(tools()) as work:
        hamlets.drop(work, member().org, member().id, request.form.get("name", ""))
    return redirect(url_for("hamlets.index"))


@bp.post("/tru-so")
@open_to(Role.ADMIN, Role.CLERK)
def put_office() -> Answer:
    """Where the office stands."""
    with begin(tools()) as work:
        hamlets.put_office(work, member().org, member().id, request.form.get("office", ""))
    return redirect(url_for("hamlets.index"))
