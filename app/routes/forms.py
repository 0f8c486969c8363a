"""Mẫu giấy: the usual papers, printed filled at the office before a visit; nothing of what is typed is kept."""

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request

from app.documents import form as paper
from app.domain import eligibility, forms, typed_line
from app.domain.people import Role
from app.reports import orgs
from app.routes.door import member, open_to, tools
from app.work import look

bp = Blueprint("forms", __name__, url_prefix="/mau-giay")

_WHO = (Role.CLERK, Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)
_TITLES = {one.code: one.title for one in eligibility.DOCUMENT_KINDS}


@bp.get("")
@open_to(*_WHO)
def index() -> str:
    """Which paper."""
    return render_template("forms/index.html", forms=forms.FORMS, titles=_TITLES, page="forms")


@bp.get("/<kind>")
@open_to(*_WHO)
def show(kind: str) -> str:
    """What is known of the person, to be typed or scanned once."""
    form = forms.of(kind)
    return render_template("forms/show.html", form=form, title=_TITLES[kind], page="forms")


@bp.post("/<kind>")
@open_to(*_WHO)
def create(kind: str) -> Response:
    """The paper as PDF: filled with what was typed, or with the sample. Incomplete, NotPrintable."""
    form = forms.of(kind)
    values: Mapping[str, str] = forms.SAMPLE if "sample" in request.form else _typed(form)
    with look(tools()) as work:
        org, now = orgs.facts(work.db, member().org), work.at
    page = paper.Page(form.title, tuple(forms.filled(form, values)), org.unit, form.signer, now)
    response = Response(paper.render(page), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return response


def _typed(form: forms.Form) -> dict[str, str]:
    values = {}
    for one in form.asked:
        text = " ".join(request.form.get(one.name, "").split())
        typed_line.check(text, most=one.most)
        values[one.name] = text
    return values
