"""Yêu cầu về dữ liệu cá nhân: what a person asks about his own data, its clock, its answer, and his own copy."""

import io
import json
import zipfile
from dataclasses import asdict

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as Answer

from app.domain import data_requests as rules
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import data_requests as report
from app.reports import orgs
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import data_requests
from app.work import begin, look

bp = Blueprint("data_requests", __name__, url_prefix="/yeu-cau-du-lieu")


@bp.get("")
@open_to(Role.CLERK, Role.ADMIN)
def index() -> str:
    """Those that wait, those that were answered, and the form for a new one."""
    with look(tools()) as work:
        today = local(work.at).date()
        found = report.lines(work.db, member().org, today)
    return render_template("data_requests/index.html", found=found, today=today, rules=rules, page="data_requests")


@bp.post("")
@open_to(Role.CLERK, Role.ADMIN)
def add() -> Answer:
    """Registers a request."""
    form = request.form
    try:
        received_on = typed.day(form.get("received_on", ""))
    except ValueError as error:
        raise rules.RequestUnclear from error
    asked = rules.Asked(
        name=form.get("name", ""),
        about=form.get("about", ""),
        right=form.get("right", ""),
        how=form.get("how", ""),
        received_on=received_on,
        words=form.get("words", ""),
    )
    with begin(tools()) as work:
        request_id = data_requests.add(work, member().org, member().id, asked)
    return redirect(url_for("data_requests.show", request_id=request_id))


@bp.get("/<request_id>")
@open_to(Role.CLERK, Role.ADMIN)
def show(request_id: str) -> str:
    """One request."""
    with look(tools()) as work:
        found = report.one(work.db, member().org, request_id, local(work.at).date())
    if found is None:
        raise NotFound
    gives = Role.CLERK in member().roles
    return render_template(
        "data_requests/show.html", one=found, outcomes=tuple(rules.Outcome), gives=gives, page="data_requests"
    )


@bp.post("/<request_id>/tra-loi")
@open_to(Role.CLERK, Role.ADMIN)
def answer(request_id: str) -> Answer:
    """Records the answer."""
    said = rules.Answer(*(request.form.get(name, "") for name in ("outcome", "words", "basis")))
    with begin(tools()) as work:
        data_requests.answer(work, member().org, member().id, request_id, said)
    return redirect(url_for("data_requests.show", request_id=request_id))


@bp.post("/<request_id>/tai")
@open_to(Role.CLERK)
def export(request_id: str) -> Response:
    """Everything that is kept under the number, as a ZIP with a page to read and JSON; logged."""
    with begin(tools()) as work:
        found = data_requests.give_out(work, member().org, member().id, request_id)
        org = orgs.facts(work.db, member().org)
    # the citizen's, whatever the clerk reads
    with force_locale("vi"):
        page = render_template("data_requests/export.html", found=found, org=org)
    value = {"v": 1, "commune": org.name, "made_at": found.at.isoformat(), "request": found.request}
    value |= {"number": found.subject, **asdict(found.kept)}
    value.pop("about")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu.html", page)
        archive.writestr("du-lieu.json", json.dumps(value, ensure_ascii=False, indent=2))
    response = Response(packed.getvalue(), mimetype="application/zip")
    name = found.request.replace("/", "-").lower()
    response.headers["Content-Disposition"] = f'attachment; filename="du-lieu-ca-nhan-{name}.zip"'
    return response
