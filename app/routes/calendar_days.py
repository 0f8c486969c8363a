"""The commune's calendar: to see, add, correct and confirm."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.calendar import Day, local
from app.domain.people import Role
from app.reports import calendar_days as report
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import calendar_days
from app.work import begin, look

bp = Blueprint("calendar_days", __name__, url_prefix="/ngay-nghi")


@bp.get("")
@open_to(Role.ADMIN, Role.CLERK)
def index() -> str:
    """The days of one year."""
    with look(tools()) as work:
        this = local(work.at).year
        wanted = request.args.get("nam", type=int) or this
        wanted = wanted if wanted in calendar_days.YEARS else this
        found = report.year(work.db, member().org, wanted)
    may = Role.ADMIN in member().roles
    return render_template("calendar/index.html", found=found, this=this, may=may, page="calendar")


@bp.post("")
@open_to(Role.ADMIN)
def put() -> Answer:
    """A day is added or corrected."""
    day = typed.given_day(request.form.get("day", ""))
    given = Day("accepting" in request.form, "working" in request.form, request.form.get("note", "").strip())
    with begin(tools()) as work:
        calendar_days.put(work, member().org, member().id, day, given)
    return redirect(url_for("calendar_days.index", nam=day.year))


@bp.post("/removal")
@open_to(Role.ADMIN)
def drop() -> Answer:
    """A day is like any other again."""
    day = typed.given_day(request.form.get("day", ""))
    with begin(tools()) as work:
        calendar_days.drop(work, member().org, member().id, day)
    return redirect(url_for("calendar_days.index", nam=day.year))


@bp.post("/confirmation")
@open_to(Role.ADMIN)
def confirm() -> Answer:
    """The year was held against the announcement."""
    year = request.form.get("year", type=int) or 0
    with begin(tools()) as work:
        calendar_days.confirm(work, member().org, member().id, year)
    return redirect(url_for("calendar_days.index", nam=year))
