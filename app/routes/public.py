"""Anybody who holds a paper checks it here; no script, no log-in, never asks for a code by phone or money."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import codes
from app.reports import public
from app.routes.door import ANYONE, open_to, tools
from app.work import look

bp = Blueprint("public", __name__)


@bp.get("/k")
@bp.get("/K")
@open_to(ANYONE)
def ask() -> str | Answer:
    """The empty form; a typed code leads to its page."""
    typed = request.args.get("ma", "")
    if not typed:
        return render_template("public/ask.html", typed="", wrong=False)
    try:
        return redirect(url_for("public.show", code=codes.normalise(typed)))
    except codes.BadCode:
        return render_template("public/ask.html", typed=typed, wrong=True, of_case=_of_case(typed))


@bp.get("/k/<code>")
@bp.get("/K/<code>")
@open_to(ANYONE)
def show(code: str) -> str | tuple[str, int]:
    """What the paper must say."""
    try:
        normal = codes.normalise(code)
    except codes.BadCode:
        return render_template("public/ask.html", typed=code, wrong=True, of_case=_of_case(code)), 404
    with look(tools()) as work:
        found, now = public.certificate(work.db, normal), work.at
    if found is None:
        return render_template("public/unknown.html", code=codes.grouped(normal)), 404
    return render_template("public/show.html", found=found, now=now, code=codes.grouped(normal))


def _of_case(typed: str) -> bool:
    """Whether somebody typed the code of a case, as it stands on the slip: it is not on any certificate."""
    return re.fullmatch(codes.CASE_CODE, typed.strip().upper()) is not None
