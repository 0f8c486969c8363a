"""Đến nhà: what people asked for, and who visits whom on which day, in which order."""

from datetime import date
from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import eligibility, visit
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound, Problem
from app.domain.visit_request import BY_PHONE, Asked
from app.reports import messages, people, places, purging
from app.reports import visits as report
from app.routes import problems, typed
from app.routes.door import member, open_to, tools
from app.services import holds, visit_planning, visit_requests
from app.work import begin, look

bp = Blueprint("visits", __name__, url_prefix="/luot")
_OFFICERS = (Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)


@bp.get("")
@open_to(Role.CLERK, Role.LEADER, *_OFFICERS)
def index() -> str:
    """Who asked and waits, the day by officers, what nobody ended."""
    return _index()


def _index(said: str = "") -> str:
    org = member().org
    with look(tools()) as work:
        today = local(work.at).date()
        on = _chosen(request.args.get("ngay", ""), today)
        facts: dict[str, Any] = {
            "waiting": report.requests(work.db, org),
            "rounds": report.day(work.db, org, on),
            "left": report.left_over(work.db, org, today),
            "stopped": report.stopped(work.db, org),
            "coming": report.coming(work.db, org, today),
            "served": report.by_place(work.db, org, report.month_of(today)),
            "hamlets": places.hamlets(work.db, org),
            "now": work.at,
        }
    return render_template(
        "visits/index.html", **facts, on=on, today=today, said=said, given=request.form, reasons=eligibility.REASONS,
        purposes=visit.PURPOSES, plans=Role.CLERK in member().roles, asks=_may_ask(),
        once=typed.once(request.form) or str(uuid4()), page="visits",
    )  # fmt: skip


@bp.post("")
@open_to(Role.CLERK, *_OFFICERS)
def add() -> Any:
    """A request that came by telephone."""
    form = request.form
    asked = Asked(
        honorific=form.get("honorific", ""),
        name=form.get("name", ""),
        phone=form.get("phone", ""),
        hamlet=form.get("hamlet", ""),
        why=form.get("why", ""),
        needs=tuple(form.getlist("needs")),
        when=form.get("when", ""),
        words=form.get("words", ""),
        how=BY_PHONE,
    )
    try:
        with begin(tools()) as work:
            visit_requests.ask(work, member().org, member().id, asked, typed.once(form))
    except Problem as error:
        return _index(problems.said(error)), problems.status(error)
    return redirect(url_for("visits.index"))


@bp.get("/<visit_id>")
@open_to(Role.CLERK, Role.LEADER)
def show(visit_id: str) -> str:
    """One visit, and what the desk may do with it."""
    return _show(visit_id)


def _show(visit_id: str, said: str = "") -> str:
    with look(tools()) as work:
        found = report.one(work.db, member().org, visit_id)
        officers = people.field_officers(work.db, member().org)
        points = places.points(work.db, member().org)
        asked_in = found.hamlet if found is not None and not found.officer_id else ""
        near = report.goes_there(work.db, member().org, asked_in, [one.id for one in officers])
        today, tomorrow = local(work.at).date(), report.tomorrow(work.at)
        sender = messages.sender(work.db, member().org)
        hold = purging.hold_of_visit(work.db, member().org, visit_id)
    if found is None:
        raise NotFound
    return render_template(
        "visits/show.html", one=found, officers=officers, near=near, points=points, today=today,
        tomorrow=tomorrow, said=said,
        given=request.form, plans=Role.CLERK in member().roles, reasons=eligibility.REASONS, sender=sender,
        site=tools().site.origin.removeprefix("https://"), page="visits",
        hold=hold,
    )  # fmt: skip


@bp.post("/<visit_id>/giu-lai")
@open_to(Role.CLERK, Role.LEADER)
def hold(visit_id: str) -> Answer:
    """It is not destroyed from now on."""
    with begin(tools()) as work:
        holds.put_on_visit(work, member().org, member().id, visit_id, request.form.get("words", ""))
    return redirect(url_for("visits.show", visit_id=visit_id))


@bp.post("/<visit_id>/thoi-giu")
@open_to(Role.CLERK, Role.LEADER)
def release(visit_id: str) -> Answer:
    """It may be destroyed when it is due."""
    with begin(tools()) as work:
        holds.lift_off_visit(work, member().org, member().id, visit_id, request.form.get("words", ""))
    return redirect(url_for("visits.show", visit_id=visit_id))


@bp.post("/<visit_id>/assignment")
@open_to(Role.CLERK)
def assign(visit_id: str) -> Any:
    """To an officer, on a day."""
    form = request.form
    place, _, point = form.get("place", visit.HOME).partition(":")
    try:
        plan = {
            "on_date": typed.given_day(form.get("on", "")).isoformat(),
            "at_time": typed.given_hour(form.get("hour", "")),
            "place_kind": place,
            "point": point,
        }
        with begin(tools()) as work:
            visit_planning.assign(work, member().org, member().id, visit_id, form.get("officer", ""), plan)
    except NotFound:
        raise
    except Problem as error:
        return _show(visit_id, problems.said(error)), problems.status(error)
    return redirect(url_for("visits.index", ngay=plan["on_date"]))


@bp.post("/<visit_id>/cancellation")
@open_to(Role.CLERK)
def cancel(visit_id: str) -> Answer:
    """Nobody goes there."""
    with begin(tools()) as work:
        visit_planning.cancel(work, member().org, member().id, visit_id, request.form.get("words", ""))
    return redirect(url_for("visits.index"))


@bp.post("/<visit_id>/resumption")
@open_to(Role.CLERK)
def resume(visit_id: str) -> Answer:
    """It had stopped for the death of somebody else."""
    with begin(tools()) as work:
        visit_planning.resume(work, member().org, member().id, visit_id, request.form.get("words", ""))
    return redirect(url_for("visits.show", visit_id=visit_id))


@bp.post("/<visit_id>/place")
@open_to(Role.CLERK)
def move(visit_id: str) -> Answer:
    """A place up or down in its day."""
    with begin(tools()) as work:
        visit_planning.move(work, member().org, visit_id, -1 if request.form.get("to") == "up" else 1)
    return redirect(url_for("visits.index", ngay=request.form.get("on", "")))


@bp.post("/order")
@open_to(Role.CLERK)
def order() -> Answer:
    """An officer's day from each hamlet to the nearest."""
    on = typed.given_day(request.form.get("on", ""))
    with begin(tools()) as work:
        visit_planning.put_in_order(work, member().org, request.form.get("officer", ""), on)
    return redirect(url_for("visits.index", ngay=on.isoformat()))


def _chosen(text: str, today: date) -> date:
    try:
        return typed.day(text) if text else today
    except ValueError:
        return today


def _may_ask() -> bool:
    return bool({Role.CLERK, *_OFFICERS} & set(member().roles))
