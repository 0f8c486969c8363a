"""Nhật ký: who looked at what, and what was done to the commune, its people and its phones."""

from flask import Blueprint, render_template

from app.domain.people import Role
from app.reports import history, journal
from app.routes.door import member, open_to, page_number, tools
from app.work import look

bp = Blueprint("journal", __name__, url_prefix="/nhat-ky")


@bp.get("")
@open_to(Role.ADMIN)
def opened() -> str:
    """Who opened what."""
    with look(tools()) as work:
        found = history.openings(work.db, member().org, page_number())
    return render_template("journal/opened.html", found=found, page="log", part="opened")


@bp.get("/quan-tri")
@open_to(Role.ADMIN)
def done() -> str:
    """Who changed what, newest first."""
    with look(tools()) as work:
        found = journal.done(work.db, member().org, page_number())
    return render_template("journal/done.html", found=found, page="log", part="done")
