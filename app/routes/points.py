"""Khu dân cư điện tử: points of a neighbourhood at which people are served, as the administrator lists them."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.reports import places
from app.routes.door import member, open_to, tools
from app.services import visit_planning
from app.work import begin, look

bp = Blueprint("points", __name__, url_prefix="/diem-phuc-vu")


@bp.get("")
@open_to(Role.ADMIN)
def index() -> str:
    """Those in use."""
    with look(tools()) as work:
        points, hamlets = places.points(work.db, member().org), places.hamlets(work.db, member().org)
    return render_template("points/index.html", points=points, hamlets=hamlets, page="settings")


@bp.post("")
@open_to(Role.ADMIN)
def add() -> Answer:
    """Another."""
    with begin(tools()) as work:
        name, hamlet = request.form.get("name", ""), request.form.get("hamlet", "")
        visit_planning.add_point(work, member().org, member().id, name, hamlet)
    return redirect(url_for("points.index"))


@bp.post("/<point_id>/end")
@open_to(Role.ADMIN)
def end(point_id: str) -> Answer:
    """Out of use."""
    with begin(tools()) as work:
        visit_planning.end_point(work, member().org, member().id, point_id)
    return redirect(url_for("points.index"))
