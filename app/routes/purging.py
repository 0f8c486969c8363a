"""Hủy dữ liệu đến hạn: what is due, one proposes, a leader confirms by passkey; the minutes to print (L16)."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import purge
from app.domain import retention, visit, words_vi
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import purging as report
from app.routes.door import member, open_to, passkey_answer, tools
from app.services import purging
from app.work import begin, look

bp = Blueprint("purging", __name__, url_prefix="/huy-du-lieu")


@bp.get("")
@open_to(Role.CLERK, Role.LEADER)
def index() -> str:
    """What is due, what is held, what waits for its second person, what was destroyed."""
    with look(tools()) as work:
        proposals = report.proposals(work.db, member().org)
        what = (work.db, member().org, work.at)
        named = report.named(proposals)
        due, visits = report.due(*what, without=named), report.due_visits(*what, without=named)
        held, schedule = report.held(work.db, member().org), report.schedule(work.db, member().org)
        today = local(work.at).date()
        held_visits = report.held_visits(work.db, member().org)
    return render_template(
        "purging/index.html", due=due, visits=visits, held=held, held_visits=held_visits, proposals=proposals,
        schedule=schedule, today=today,
        backup_days=retention.BACKUP_DAYS, leads=Role.LEADER in member().roles, page="purging",
    )  # fmt: skip


@bp.post("")
@open_to(Role.CLERK, Role.LEADER)
def propose() -> Answer:
    """Proposes what was ticked."""
    with begin(tools()) as work:
        wanted = purging.Named(request.form.getlist("case"), request.form.getlist("visit"))
        purging.propose(work, member().org, member().id, wanted)
    return redirect(url_for("purging.index"))


@bp.post("/<purge_id>/bo")
@open_to(Role.CLERK, Role.LEADER)
def drop(purge_id: str) -> Answer:
    """Gives a proposal up."""
    with begin(tools()) as work:
        purging.drop(work, member().org, member().id, purge_id)
    return redirect(url_for("purging.index"))


@bp.post("/<purge_id>/hoi")
@open_to(Role.LEADER)
def ask(purge_id: str) -> Response:
    """The statement to sign."""
    with begin(tools()) as work:
        return jsonify(asdict(purging.ask(work, member().org, member().id, purge_id)))


@bp.post("/xac-nhan")
@open_to(Role.LEADER)
def confirm() -> tuple[Response, int]:
    """Destroys by the passkey's answer; the sealed files go when that is safe in the database."""
    nonce, answer = passkey_answer()
    with begin(tools()) as work:
        gone = purging.confirm(work, member().org, member().id, nonce, answer)
    for address in gone:
        tools().blobs.drop(address)
    return jsonify(confirmed=True), 201


@bp.get("/<purge_id>/bien-ban.pdf")
@open_to(Role.CLERK, Role.LEADER)
def minutes(purge_id: str) -> Response:
    """Biên bản tiêu hủy."""
    with look(tools()) as work:
        found = purging.minutes(work, member().org, purge_id)
    page = purge.Minutes(
        org=found.org_name,
        unit=found.unit,
        day=words_vi.date_figures(local(found.confirmed_at)),
        at=words_vi.time_figures(local(found.confirmed_at)),
        lines=tuple(_printed(line) for line in found.lines),
        proposed_by=found.proposed_by,
        confirmed_by=found.confirmed_by,
        backups_until=f"{found.backups_until:%d/%m/%Y}",
        made_at=found.confirmed_at,
    )
    response = Response(purge.render(page), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="bien-ban-tieu-huy.pdf"'
    return response


def _printed(line: dict[str, Any]) -> dict[str, Any]:
    """The minutes are Vietnamese, whoever prints them."""
    return {**line, "purpose": ", ".join(visit.PURPOSES[code] for code in line.get("purposes", ()))}
