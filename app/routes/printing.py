"""Cần in: what is to be printed, several papers as one PDF, the printer's test page."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import joining, refusal, test_page
from app.domain import words_vi
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import cases, orgs
from app.routes.door import member, open_to, tools
from app.services import printing
from app.work import begin, look

bp = Blueprint("printing", __name__, url_prefix="/can-in")


@bp.get("/")
@open_to(Role.CLERK)
def index() -> str:
    """What was never printed."""
    with look(tools()) as work:
        lines, org, now = cases.to_print(work.db, member().org), orgs.facts(work.db, member().org), work.at
    return render_template("printing/index.html", lines=lines, org=org, now=now, page="printing")


@bp.post("/")
@open_to(Role.CLERK)
def create() -> Response:
    """The chosen papers as one PDF; each is logged, a reprint with its reason."""
    reason = request.form.get("reason", "")
    with look(tools()) as work:
        gathered = printing.gather(work, member().org, request.form.getlist("case"), reason)
    made = [(one, one.pdf or refusal.render(_letter(one.refused))) for one in gathered]
    with begin(tools()) as work:
        printing.note(work, member().org, member().id, made, reason)
    return _pdf(joining.joined([pdf for _, pdf in made]), "can-in.pdf")


@bp.post("/trang-thu.pdf")
@open_to(Role.CLERK, Role.ADMIN)
def test() -> Response:
    """The test page with ruler and code; that it was opened is noted."""
    with begin(tools()) as work:
        org, now = orgs.facts(work.db, member().org), work.at
        printing.test_page_made(work, org.id)
    page = test_page.TestPage(org.name, f"{tools().site.origin}/K".upper(), now)
    return _pdf(test_page.render(page), "trang-in-thu.pdf")


@bp.post("/trang-thu")
@open_to(Role.CLERK, Role.ADMIN)
def tested() -> Answer:
    """A person has measured the test page."""
    with begin(tools()) as work:
        printing.tested(work, member().org, member().id)
    return redirect(url_for("printing.index") if Role.CLERK in member().roles else url_for("home.show"))


def _letter(found: printing.Refused | None) -> refusal.Letter:
    if found is None:
        raise LookupError("a refusal without its facts")
    return refusal.Letter(
        org=found.org_name,
        unit=found.unit,
        dossier=found.dossier,
        day=words_vi.date_figures(local(found.at)),
        who=found.who,
        address=found.address,
        title=found.title,
        reason=found.reason,
        basis=found.basis,
        words=found.words,
        officer=found.officer,
        signer=found.signer,
        made_at=found.at,
    )


def _pdf(data: bytes, name: str) -> Response:
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
