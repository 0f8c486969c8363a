"""Phiếu: the one-stop slips of a case, made from its page; the national system's code as it is typed."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import slip as paper
from app.domain import codes, slips
from app.domain.people import Role
from app.domain.problems import NotFound
from app.domain.slips import Slip, Typed
from app.reports import cases, history, payments, slip_words
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import slips as service
from app.services import viewing
from app.work import Work, begin

bp = Blueprint("slips", __name__, url_prefix="/phieu")


@bp.get("/<case_id>")
@open_to(Role.CLERK)
def show(case_id: str) -> str:
    """The slips that the case has, and a form for each kind."""
    with begin(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        if line is None:
            raise NotFound
        viewing.opened(work, viewing.Viewer(member().org, member().id, member().roles), case_id, "case")
        made, external = slip_words.of_case(work.db, member().org, case_id), slip_words.external(work.db, case_id)
    return render_template("slips/show.html", line=line, made=made, external=external, kinds=Slip, page="cases")


@bp.post("/<case_id>")
@open_to(Role.CLERK)
def create(case_id: str) -> Response:
    """A new slip as PDF, numbered and logged."""
    kind = request.form.get("kind", "")
    with begin(tools()) as work:
        made = service.make(work, member().org, member().id, case_id, (kind, _typed(request.form)))
        known = _known(work, case_id)
    return _given(made, known, "")


@bp.post("/<case_id>/in-lai")
@open_to(Role.CLERK)
def again(case_id: str) -> Response:
    """The same slip once more."""
    with begin(tools()) as work:
        made = service.again(work, member().org, case_id, request.form.get("slip", ""))
        known = _known(work, case_id)
    return _given(made, known, "In lại")


@bp.post("/<case_id>/ma-mot-cua")
@open_to(Role.CLERK)
def type_code(case_id: str) -> Answer:
    """The code that the national system gave."""
    with begin(tools()) as work:
        service.type_code(work, member().org, member().id, case_id, request.form.get("external", ""))
    return redirect(url_for("slips.show", case_id=case_id))


def _known(work: Work, case_id: str) -> tuple[list[history.Event], payments.Payment | None]:
    org = member().org
    return history.of_case(work.db, org, case_id), payments.of_case(work.db, org, case_id)


def _given(made: service.Made, known: tuple[list[history.Event], payments.Payment | None], why: str) -> Response:
    link = f"{tools().site.origin}/T/{made.code}".upper() if made.code else ""
    events, payment = known
    page = paper.Page(**slip_words.page(slip_words.Facts(made, codes.grouped(made.code), payment), events))
    pdf = paper.render(page, link, payment.text if payment and page.pay else "")
    with begin(tools()) as work:
        service.note(work, made, member().id, pdf, why)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{made.kind.value}.pdf"'
    return response


def _typed(form: Mapping[str, str]) -> Typed:
    items = tuple(line.strip() for line in form.get("items", "").splitlines() if line.strip())
    day, hour = form.get("day", "").strip(), form.get("hour", "").strip()
    try:
        again_at = typed.moment(day, hour) if day or hour else None
    except ValueError as error:
        raise slips.SlipUnclear from error
    words = {name: " ".join(form.get(name, "").split()) for name in ("reason", "basis")}
    return Typed(items, words["reason"], words["basis"], again_at, "confirmed" in form)
