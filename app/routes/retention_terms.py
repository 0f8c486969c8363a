"""Thời hạn lưu: how long the commune keeps what no law gives a term, as its administrator records it."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import retention
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import purging as report
from app.routes.door import member, open_to, tools
from app.services import retention_terms
from app.work import begin, look

bp = Blueprint("retention_terms", __name__, url_prefix="/thoi-han-luu")


@bp.get("")
@open_to(Role.ADMIN)
def show() -> str:
    """What holds, and what will."""
    with look(tools()) as work:
        schedule, today = report.schedule(work.db, member().org), local(work.at).date()
    now = {one.code: one for one in schedule if one.since <= today}
    return render_template(
        "purging/terms.html", schedule=schedule, now=now, own=retention.OWN_TERMS, longest=retention.LONGEST,
        today=today, page="settings",
    )  # fmt: skip


@bp.post("")
@open_to(Role.ADMIN)
def record() -> Answer:
    """Another term for one of them, from tomorrow on."""
    form, years = request.form, request.form.get("years", "").strip()
    if not (years.isascii() and years.isdigit() and len(years) < 4):
        raise retention.TermUnclear
    with begin(tools()) as work:
        facts = (form.get("code", ""), int(years), form.get("basis", ""))
        retention_terms.record(work, member().org, member().id, *facts)
    return redirect(url_for("retention_terms.show"))
