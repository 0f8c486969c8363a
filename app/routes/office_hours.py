"""Giờ làm việc: office hours, sessions beyond, and who was served outside them."""

import re
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import office_hours as rules
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import office_hours as report
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import office_hours
from app.work import begin, look

bp = Blueprint("office_hours", __name__, url_prefix="/gio-lam-viec")
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")


@bp.get("")
@open_to(Role.ADMIN, Role.CLERK, Role.LEADER)
def index() -> str:
    """The hours that hold, and a month's count."""
    wanted = request.args.get("thang", "")
    with look(tools()) as work:
        today = local(work.at).date()
        month = wanted if _MONTH.fullmatch(wanted) else f"{today:%Y-%m}"
        found, sessions = report.month(work.db, member().org, month), report.sessions(work.db, member().org)
    first = date.fromisoformat(f"{month}-01")
    earlier = f"{first.year - (first.month == 1)}-{(first.month - 2) % 12 + 1:02d}"
    return render_template(
        "calendar/hours.html", found=found, sessions=sessions, today=today, earlier=earlier, when=rules.When,
        default=rules.DEFAULT, may=Role.ADMIN in member().roles, page="calendar",
    )  # fmt: skip


@bp.post("")
@open_to(Role.ADMIN)
def add() -> Answer:
    """A session more."""
    form = request.form
    weekday, kind = form.get("weekday", type=int), form.get("kind", "")
    if weekday is None or kind not in ("office", "extra"):
        raise rules.HoursUnclear
    begins, ends = office_hours.hour(form.get("begins", "")), office_hours.hour(form.get("ends", ""))
    new = rules.Session(weekday, begins, ends, kind == "extra", _day("start"))
    with begin(tools()) as work:
        office_hours.add(work, member().org, member().id, new)
    return redirect(url_for("office_hours.index"))


@bp.post("/het")
@open_to(Role.ADMIN)
def end() -> Answer:
    """Its last day."""
    last = _day("last")
    with begin(tools()) as work:
        office_hours.end(work, member().org, member().id, request.form.get("session", ""), last)
    return redirect(url_for("office_hours.index"))


def _day(name: str) -> date:
    try:
        return typed.day(request.form.get(name, ""))
    except ValueError as error:
        raise rules.HoursUnclear from error
