"""A case that must be kept beyond its time, and when it need not any more."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.routes.door import member, open_to, tools
from app.services import holds
from app.work import begin

bp = Blueprint("holds", __name__, url_prefix="/ho-so-xa")


@bp.post("/<case_id>/giu-lai")
@open_to(Role.CLERK, Role.LEADER)
def put(case_id: str) -> Answer:
    """Nothing of it is destroyed from now on."""
    with begin(tools()) as work:
        holds.put(work, member().org, member().id, case_id, request.form.get("words", ""))
    return redirect(url_for("cases.show", case_id=case_id))


@bp.post("/<case_id>/thoi-giu")
@open_to(Role.CLERK, Role.LEADER)
def lift(case_id: str) -> Answer:
    """It may be destroyed when it is due."""
    with begin(tools()) as work:
        holds.lift(work, member().org, member().id, case_id, request.form.get("words", ""))
    return redirect(url_for("cases.show", case_id=case_id))
