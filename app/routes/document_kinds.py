"""Loại giấy: what may be certified, by which basis, from when to when; an administrator adds and ends (L8)."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.calendar import local
from app.domain.people import Role
from app.reports import document_kinds as report
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import document_kinds
from app.work import begin, look

bp = Blueprint("document_kinds", __name__, url_prefix="/loai-giay")


@bp.get("")
@open_to(Role.ADMIN)
def index() -> str:
    """All of them."""
    with look(tools()) as work:
        found, today = report.known(work.db, member().org), local(work.at).date()
    return render_template("document_kinds/index.html", kinds=found, today=today, page="settings")


@bp.post("")
@open_to(Role.ADMIN)
def add() -> Answer:
    """One of the commune's own."""
    form = request.form
    with begin(tools()) as work:
        given = (form.get("title", ""), form.get("why", ""), typed.given_day(form.get("from", "")))
        document_kinds.add(work, member().org, member().id, *given)
    return redirect(url_for("document_kinds.index"))


@bp.post("/end")
@open_to(Role.ADMIN)
def end() -> Answer:
    """Its last day, or none."""
    text = request.form.get("to", "").strip()
    with begin(tools()) as work:
        last = typed.given_day(text) if text else None
        document_kinds.end(work, member().org, member().id, request.form.get("code", ""), last)
    return redirect(url_for("document_kinds.index"))
