"""The clerk's desk: every paper at the commune, in three piles."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.people import Role
from app.domain.problems import NotFound
from app.media.photos import reencode
from app.reports import cases
from app.routes.door import member, open_to, tools
from app.services import certificates, papers, viewing
from app.work import begin, look

bp = Blueprint("papers", __name__, url_prefix="/giay-to")


@bp.get("/")
@open_to(Role.CLERK)
def index() -> str:
    """The three piles."""
    with look(tools()) as work:
        piles, now = cases.piles(work.db, member().org), work.at
    return render_template("papers/index.html", piles=piles, now=now, page="papers")


@bp.get("/<case_id>")
@open_to(Role.CLERK)
def show(case_id: str) -> str:
    """One paper: its photos to compare with, and the next act."""
    with look(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        pictures = viewing.pictures(work, member().org, case_id)
    if line is None:
        raise NotFound
    return render_template("papers/show.html", line=line, pictures=pictures, page="papers")


@bp.post("/<case_id>/receipt")
@open_to(Role.CLERK)
def receive(case_id: str) -> Answer:
    """The original arrived as photographed."""
    with begin(tools()) as work:
        papers.receive(work, member().org, member().id, case_id)
    return redirect(url_for("papers.index"))


@bp.post("/<case_id>/seal")
@open_to(Role.CLERK)
def seal(case_id: str) -> Answer:
    """Printed, signed by hand, stamped, photographed."""
    pages = [reencode(file.read()) for file in request.files.getlist("pages") if file.filename]
    with begin(tools()) as work:
        papers.seal(work, member().org, member().id, case_id, pages)
    return redirect(url_for("papers.index"))


@bp.post("/<case_id>/handing")
@open_to(Role.CLERK)
def hand(case_id: str) -> Answer:
    """The finished paper goes to the officer."""
    with begin(tools()) as work:
        papers.hand(work, member().org, member().id, case_id)
    return redirect(url_for("papers.index"))


@bp.get("/<case_id>/loi-chung.pdf")
@open_to(Role.CLERK, Role.LEADER)
def certificate(case_id: str) -> Response:
    """The certificate to print."""
    with look(tools()) as work:
        pdf = certificates.pdf(work, member().org, case_id)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="loi-chung.pdf"'
    return response
