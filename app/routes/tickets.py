"""Tờ hẹn in sẵn: sheets for an officer; and the public page that a code opens."""

import re

from flask import Blueprint, Response, render_template, request

from app.documents import tickets as paper
from app.domain import codes, rating, tickets
from app.domain.people import Role
from app.reports import orgs, people, ticket_sheets, tracking
from app.routes import door
from app.routes.codes_drawn import qr_inline
from app.routes.door import ANYONE, member, open_to, tools
from app.services import ratings, ticketing
from app.work import begin, look

bp = Blueprint("tickets", __name__)
# a passport's number may end in letters
_LAST_FOUR = re.compile("[0-9A-Z]{4}")


@bp.get("/to-hen")
@open_to(Role.CLERK)
def index() -> str:
    """The sheets that were printed, and the form for more."""
    with look(tools()) as work:
        sheets = ticket_sheets.of_org(work.db, member().org)
        officers = people.field_officers(work.db, member().org)
    return render_template(
        "tickets/index.html", sheets=sheets, officers=officers, per_sheet=tickets.PER_SHEET, most=tickets.MOST_SHEETS,
        page="printing",
    )  # fmt: skip


@bp.post("/to-hen")
@open_to(Role.CLERK)
def create() -> Response:
    """New sheets as PDF."""
    count = request.form.get("count", type=int) or 0
    with begin(tools()) as work:
        made = ticketing.print_sheets(work, member().org, member().id, request.form.get("officer", ""), count)
        org, now = orgs.facts(work.db, member().org), work.at
    origin = tools().site.origin
    listed = [paper.ticket(codes.grouped(one.code), f"{origin}/T/{one.code}".upper()) for one in made]
    address = f"{origin.removeprefix('https://')}/T"
    pdf = paper.render(paper.Sheets(org.name, org.phone, address, listed, now))
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="to-hen.pdf"'
    return response


@bp.get("/t")
@bp.get("/T")
@bp.get("/t/<code>")
@bp.get("/T/<code>")
@open_to(ANYONE)
def ask(code: str = "") -> str:
    """The form; a scanned code stands in it already."""
    return _page(typed=code[:20])


@bp.post("/T")
@open_to(ANYONE)
def show() -> str | tuple[str, int]:
    """The steps, or that nothing was found: the same words for an unknown code and for wrong digits."""
    opened = _opened()
    if opened is None:
        return _page(typed=request.form.get("ma", ""), wrong=True), 404
    code, found = opened
    with look(tools()) as work:
        now, rated = work.at, tracking.rated(work.db, code)
    text = found.payment.text if found.payment else ""
    picture = qr_inline(text) if text else ""
    return render_template(
        "tickets/steps.html", found=found, now=now, code=codes.grouped(code), picture=picture,
        digits=request.form.get("so", ""), rated=rated, scores=rating.SCORES, reasons=rating.REASONS,
    )  # fmt: skip


@bp.post("/danh-gia")
@open_to(ANYONE)
def rate() -> str | tuple[str, int]:
    """What the citizen says of the service, once for a case; by the same code and digits."""
    opened = _opened()
    if opened is None:
        return _page(typed=request.form.get("ma", ""), wrong=True), 404
    code, found = opened
    with begin(tools()) as work:
        ratings.by_code(work, code, request.form.get("diem", type=int) or 0, request.form.getlist("ly_do"))
    return render_template("tickets/rated.html", found=found)


def _opened() -> tuple[str, tracking.Steps] | None:
    """The code and the steps of its case; None alike for an unknown code and for wrong digits. TooMany."""
    digits = request.form.get("so", "").strip().upper()
    try:
        code = codes.normalise(request.form.get("ma", ""))
    except codes.BadCode:
        return None
    if not _LAST_FOUR.fullmatch(digits):
        return None
    with begin(tools()) as work:
        ticketing.check_free(work, door.address(), code)
    with begin(tools()) as work:
        found = ticketing.look_up(work, door.address(), code, digits)
    return (code, found) if found is not None else None


def _page(typed: str, *, wrong: bool = False) -> str:
    return render_template("tickets/ask.html", typed=typed, wrong=wrong)
