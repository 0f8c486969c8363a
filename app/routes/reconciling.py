"""Cần đối chiếu: records that were kept and wait for a person, beside the case as it stands."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template

from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import cases, waiting
from app.routes.door import member, open_to, tools
from app.routes.telling import told
from app.services import intake, viewing
from app.work import begin, look

bp = Blueprint("reconciling", __name__, url_prefix="/can-doi-chieu")
WHO = (Role.CLERK, Role.LEADER, Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)


@bp.get("/")
@open_to(*WHO)
def index() -> str:
    """What waits: the commune's for clerk and leader, his own for an officer."""
    mine = "" if {Role.CLERK, Role.LEADER} & set(member().roles) else member().id
    with look(tools()) as work:
        lines = waiting.held(work.db, member().org, mine)
    return render_template("reconciling/index.html", lines=lines, page="held")


@bp.get("/<case_id>")
@open_to(*WHO)
def show(case_id: str) -> str:
    """Side by side: what the record says, and what the case says now."""
    viewer = viewing.Viewer(member().org, member().id, member().roles)
    with begin(tools()) as work:
        viewing.check_reach(work, viewer, case_id)
        lines = waiting.held(work.db, member().org, case_id=case_id)
        if not lines:
            raise NotFound
        opened = {one.seq: intake.opened_body(work, member().org, one.seq) for one in lines}
        line = cases.one(work.db, member().org, case_id)
        present = told(cases.fields(work.db, member().org, case_id))
        viewing.opened(work, viewer, case_id, "held")
    return render_template(
        "reconciling/show.html", lines=lines, bodies={seq: told(body) for seq, body in opened.items()}, line=line,
        who=_who(opened.values()), present=present, case_id=case_id, page="held",
    )  # fmt: skip


def _who(bodies: Iterable[dict[str, Any]]) -> str:
    """Whom a record speaks of that has not become a case."""
    named = (body.get("person") for body in bodies)
    return next((str(one.get("name", "")) for one in named if isinstance(one, dict)), "")
