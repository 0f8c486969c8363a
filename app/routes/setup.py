"""What a commune still needs: the administrator's first page until everything is there."""

from flask import Blueprint, render_template

from app.domain.calendar import local
from app.domain.people import Role
from app.reports import setup
from app.routes.door import member, open_to, tools
from app.work import look

bp = Blueprint("setup", __name__)


@bp.get("/bat-dau")
@open_to(Role.ADMIN)
def index() -> str:
    """The list, what is missing first seen."""
    with look(tools()) as work:
        items = setup.items(work.db, member().org, work.at)
        year = local(work.at).year
    return render_template("setup/index.html", items=items, year=year, page="setup")
