"""What the commune's administrator sets by himself: the way, and the moment of the wording's first line."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import extras
from app.domain.authority import Way
from app.domain.people import Role
from app.domain.typed_line import Incomplete
from app.reports import orgs
from app.routes.door import member, open_to, tools
from app.services import communes
from app.work import begin, look

bp = Blueprint("settings", __name__, url_prefix="/cai-dat")


@bp.get("/")
@open_to(Role.ADMIN)
def show() -> str:
    """The settings as they stand."""
    with look(tools()) as work:
        org = orgs.facts(work.db, member().org)
    return render_template(
        "settings/show.html", org=org, extras=extras.EXTRAS, saved=request.args.get("xong", ""), page="settings"
    )


@bp.post("/")
@open_to(Role.ADMIN)
def save() -> Answer:
    """Keeps them for cases that are made from now on."""
    way = request.form.get("way", "")
    if way not in set(Way):
        raise Incomplete
    by = (member().org, member().id)
    with begin(tools()) as work:
        communes.set_way(work, *by, way)
        line_one, basis = request.form.get("line_one", ""), request.form.get("line_one_basis", "")
        communes.set_line_one(work, *by, line_one, basis)
        communes.set_reach(work, *by, request.form.get("phone", ""), request.form.get("address", ""))
        communes.set_extras(work, *by, request.form.getlist("extras"))
    return redirect(url_for("settings.show", xong="1"))
