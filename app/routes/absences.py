"""Vắng mặt: a leader says from when to when he is away and who stands in; an administrator may say it for him."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from app.domain.absence import Absence
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound, Problem
from app.domain.typed_line import Incomplete
from app.reports import certifiers
from app.routes import problems, typed
from app.routes.door import member, open_to, tools
from app.services import absences
from app.work import begin, look

bp = Blueprint("absences", __name__, url_prefix="/vang-mat")


@bp.get("")
@open_to(Role.LEADER)
def mine() -> str:
    """The leader's absences from today on, and the form of a new one."""
    return _page(member().id, own=True)


@bp.post("")
@open_to(Role.LEADER)
def record_own() -> Any:
    """A new absence of his."""
    return _record(member().id, own=True)


@bp.post("/bo/<absence_id>")
@open_to(Role.LEADER)
def take_back_own(absence_id: str) -> Any:
    """He is here after all."""
    return _take_back(member().id, absence_id, own=True)


@bp.get("/<person_id>")
@open_to(Role.ADMIN)
def show(person_id: str) -> str:
    """The same for a leader who cannot say it himself."""
    return _page(person_id)


@bp.post("/<person_id>")
@open_to(Role.ADMIN)
def record(person_id: str) -> Any:
    """A new absence of that leader."""
    return _record(person_id)


@bp.post("/<person_id>/<absence_id>")
@open_to(Role.ADMIN)
def take_back(person_id: str, absence_id: str) -> Any:
    """That leader is here after all."""
    return _take_back(person_id, absence_id)


def _record(person_id: str, *, own: bool = False) -> Any:
    form = request.form
    try:
        days = _days(form.get("first", ""), form.get("last", ""))
        with begin(tools()) as work:
            absences.record(work, member().org, member().id, person_id, days, form.get("stand_in", ""))
    except NotFound:
        raise
    except Problem as error:
        return _page(person_id, problems.said(error), own=own), problems.status(error)
    return redirect(_back(person_id, own=own))


def _take_back(person_id: str, absence_id: str, *, own: bool = False) -> Any:
    with begin(tools()) as work:
        absences.take_back(work, member().org, member().id, person_id, absence_id)
    return redirect(_back(person_id, own=own))


def _back(person_id: str, *, own: bool) -> str:
    return url_for("absences.mine") if own else url_for("absences.show", person_id=person_id)


def _page(person_id: str, said: str = "", *, own: bool = False) -> str:
    with look(tools()) as work:
        day = local(work.at).date()
        whose = certifiers.leader(work.db, member().org, person_id)
        lines = certifiers.absences_of(work.db, member().org, person_id, day)
        others = [one for one in certifiers.today(work.db, member().org, day) if one.id != person_id]
    if not whose:
        raise NotFound
    return render_template(
        "absences/show.html", whose=whose, lines=lines, others=others, said=said, given=request.form, own=own,
        person_id=person_id, page="me" if own else "people",
    )  # fmt: skip


def _days(first: str, last: str) -> Absence:
    try:
        return Absence(typed.day(first), typed.day(last))
    except ValueError as error:
        raise Incomplete from error
