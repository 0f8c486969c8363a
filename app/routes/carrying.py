"""Trả kết quả: what is carried home, given to an officer, closed at the counter; the slip of a hand-over."""

from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import handover as paper
from app.domain import fees, life, words_vi
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import carrying, cases, handover, orgs, people
from app.routes.door import member, open_to, tools
from app.services import handed_over, papers
from app.work import begin, look

bp = Blueprint("carrying", __name__, url_prefix="/tra-ket-qua")


@bp.get("")
@open_to(Role.CLERK, Role.ADMIN)
def index() -> str:
    """The list by hamlet; `xong` counts what was given to an officer a moment ago."""
    given = request.args
    asked = carrying.Asked(given.get("thon", ""), given.get("can-bo", ""), given.get("o", ""))
    with look(tools()) as work:
        found, now = carrying.carried(work.db, member().org, asked), work.at
        officers = people.field_officers(work.db, member().org)
    return render_template(
        "carrying/index.html", found=found, asked=asked, officers=officers, now=now, given=given, page="carrying"
    )


@bp.post("/giao")
@open_to(Role.CLERK)
def hand() -> Answer:
    """Those that were ticked go to one officer, all of them or none."""
    chosen, officer = request.form.getlist("case"), request.form.get("officer", "")
    with begin(tools()) as work:
        for case_id in chosen:
            line = cases.one(work.db, member().org, case_id)
            if line is None:
                raise NotFound
            if officer and line.officer_id != officer:
                papers.assign(work, _hand(case_id), officer, "Giao đi trả kết quả")
            papers.give(work, _hand(case_id))
    return redirect(url_for("carrying.index", xong=len(chosen)))


@bp.post("/<case_id>/nhan-lai")
@open_to(Role.CLERK)
def take_back(case_id: str) -> Answer:
    """The officer brings it back to the commune."""
    with begin(tools()) as work:
        papers.receive(work, _hand(case_id))
    return redirect(url_for("papers.show", case_id=case_id))


@bp.post("/<case_id>/dong")
@open_to(Role.CLERK)
def close(case_id: str) -> Answer:
    """Nobody carries it home any more; fetched at the counter, with the fee that was put off."""
    form = request.form
    with begin(tools()) as work:
        papers.close(work, _hand(case_id), form.get("outcome", ""), form.get("words", ""), _fee(form))
    return redirect(url_for("papers.show", case_id=case_id))


@bp.post("/<case_id>/nhom")
@open_to(Role.CLERK, Role.LEADER)
def group(case_id: str) -> str:
    """The group of a decision, for a reason that is noted."""
    with begin(tools()) as work:
        opened = handed_over.open_group(work, member().org, member().id, case_id, request.form.get("reason", ""))
        line = cases.one(work.db, member().org, case_id)
    return render_template("carrying/group.html", line=line, opened=opened, page="cases")


@bp.get("/<case_id>/anh/<picture>")
@open_to(Role.CLERK, Role.LEADER)
def show_picture(case_id: str, picture: str) -> Response:
    """A photo of the hand-over, or the ink."""
    with begin(tools()) as work:
        found = handed_over.picture(work, member().org, member().id, case_id, picture)
    response = Response(found.data, mimetype=found.mime)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<case_id>/phieu")
@open_to(Role.CLERK)
def slip(case_id: str) -> Response:
    """The slip, to be taken along, or as it was handed over."""
    with look(tools()) as work:
        facts, org, at = handover.of_case(work.db, member().org, case_id), orgs.facts(work.db, member().org), work.at
        known_here = cases.one(work.db, member().org, case_id) is not None
    if facts is None:
        raise life.NotPossible if known_here else NotFound
    known = {name: value for name, value in asdict(facts).items() if name != "case_id"}
    day = words_vi.date_figures(local(at))
    pdf = paper.render(paper.Page(org=org.name, unit=org.unit, fee="", day=day, made_at=at, **known))
    with begin(tools()) as work:
        handed_over.note_slip(work, member().org, member().id, case_id, pdf)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="phieu-giao-nhan.pdf"'
    return response


def _fee(form: Mapping[str, str]) -> papers.CounterFee | None:
    """What the clerk says of a fee that is due; None where nothing was asked."""
    paid = form.get("paid", "")
    if not paid:
        return None
    if paid not in set(fees.Paid):
        raise fees.FeeUnclear
    return papers.CounterFee(fees.Paid(paid), form.get("receipt", ""), form.get("basis", ""))


def _hand(case_id: str) -> papers.Hand:
    return papers.Hand(member().org, member().id, case_id)
