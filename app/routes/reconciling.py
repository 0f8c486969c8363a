"""Cần đối chiếu: records that were kept and wait for a person, beside the case as it stands."""

from typing import Any

from flask import Blueprint, render_template

from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import cases, waiting
from app.routes.door import member, open_to, tools
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
        bodies = {one.seq: _told(intake.opened_body(work, member().org, one.seq)) for one in lines}
        line = cases.one(work.db, member().org, case_id)
        present = _told(cases.fields(work.db, member().org, case_id))
        viewing.opened(work, viewer, case_id, "held")
    return render_template(
        "reconciling/show.html", lines=lines, bodies=bodies, line=line, present=present, case_id=case_id, page="held"
    )


def _told(body: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """A body as rows of path and text; ink, salts and hashes are left out: they say nothing to a reader."""
    rows: list[tuple[str, str]] = []
    for name, value in body.items():
        if name in ("ink", "v", "wording", "struck"):
            continue
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            rows += _told(value, f"{path}.")
        elif isinstance(value, list):
            rows += [(path, "; ".join(_flat(one) for one in value))]
        else:
            rows.append((path, "" if value is None else str(value)))
    return rows


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    return str(value)
