"""Sổ theo năm: volumes, the check of the numbers, the closing of a year."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import register
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import book_pages, register_book
from app.routes.door import member, open_to, tools
from app.services import book_years
from app.work import begin, look

bp = Blueprint("book_years", __name__, url_prefix="/so-chung-thuc/nam")


@bp.get("")
@open_to(Role.CLERK, Role.LEADER, Role.ADMIN)
def index() -> str:
    """Every year's book: its volumes, what the check found, whether it is closed."""
    with look(tools()) as work:
        found, today = book_pages.years(work.db, member().org), local(work.at).date()
        months = register_book.months(work.db, member().org)
    return render_template(
        "registers/years.html", years=found, today=today, months=months, outside=register.BookMode.OUTSIDE, page="book"
    )


@bp.post("/quyen-moi")
@open_to(Role.CLERK)
def open_volume() -> Answer:
    """The next volume of this year."""
    with begin(tools()) as work:
        book_years.open_volume(work, member().org, member().id)
    return redirect(url_for("book_years.index"))


@bp.post("/khoa-so")
@open_to(Role.CLERK)
def close() -> Answer:
    """Closes a year with its totals."""
    year = request.form.get("year", type=int) or 0
    with begin(tools()) as work:
        book_years.close(work, member().org, member().id, year)
    return redirect(url_for("book_years.index"))


@bp.post("/kiem-tra")
@open_to(Role.CLERK, Role.LEADER, Role.ADMIN)
def check() -> Answer:
    """The numbers of this commune are checked now, not only tonight."""
    with begin(tools()) as work:
        book_years.check_org(work, member().org)
    return redirect(url_for("book_years.index"))
