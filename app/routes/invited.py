"""The page of an invitation: who is invited where, and how he will enter from now on."""

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for

from app.domain.credentials import PasswordDiffers, password_text
from app.domain.problems import InvitationGone, Problem
from app.evidence import password
from app.routes import problems
from app.routes.codes_drawn import qr_inline
from app.routes.door import ANYONE, address, browser, open_to, passkey_answer, sign_in, tools
from app.services import welcome
from app.work import begin, entering, look

bp = Blueprint("invited", __name__, url_prefix="/moi/<code>")


@bp.get("")
@open_to(ANYONE)
def show(code: str) -> str:
    """Looking spends nothing."""
    return render_template("invited/show.html", invited=_invited(code), code=code)


@bp.post("/khoa/hoi")
@open_to(ANYONE)
def ask(code: str) -> Response:
    """Options for the new passkey."""
    _invited(code)
    with begin(tools()) as work:
        nonce, options = welcome.ask_passkey(work, code)
    return jsonify(nonce=nonce, options=options)


@bp.post("/khoa")
@open_to(ANYONE)
def accept(code: str) -> tuple[Response, int]:
    """Keeps the passkey and enters."""
    _invited(code)
    given = entering.Answer(*passkey_answer())
    with begin(tools()) as work:
        token = welcome.accept_passkey(work, code, given, browser())
    sign_in(token)
    return jsonify(next=url_for("home.show")), 201


@bp.get("/mat-khau")
@open_to(ANYONE)
def password_form(code: str) -> str:
    """Where there is no passkey."""
    return render_template("invited/password.html", invited=_invited(code), code=code, said="")


@bp.post("/mat-khau")
@open_to(ANYONE)
def keep_password(code: str) -> Any:
    """Keeps the password; its one-time codes come next."""
    invited = _invited(code)
    text = request.form.get("password", "")
    try:
        if text != request.form.get("again", ""):
            raise PasswordDiffers
        with look(tools()) as work:
            welcome.check_password(work, code, text)
        kept = password.make(password_text(text))
        with begin(tools()) as work:
            welcome.keep_password(work, code, kept)
    except Problem as error:
        page = render_template("invited/password.html", invited=invited, code=code, said=problems.said(error))
        return page, problems.status(error)
    return redirect(url_for("invited.code_form", code=code))


@bp.get("/ma")
@open_to(ANYONE)
def code_form(code: str) -> str:
    """The secret of the one-time codes, as picture and text, and the field that proves it was taken."""
    _invited(code)
    return _code_page(code, "")


@bp.post("/ma")
@open_to(ANYONE)
def confirm(code: str) -> Any:
    """A right code: the password counts, and the person is in."""
    try:
        _invited(code)
        with begin(tools()) as work:
            welcome.count_code(work, code, address())
        with begin(tools()) as work:
            token = welcome.accept_password(work, code, request.form.get("code", ""), address(), browser())
    except InvitationGone:
        raise
    except Problem as error:
        return _code_page(code, problems.said(error)), problems.status(error), problems.later(error)
    sign_in(token)
    return redirect(url_for("home.show"))


def _code_page(code: str, said: str) -> str:
    with look(tools()) as work:
        invited = welcome.read(work, code)
        pending = welcome.pending(work, code)
    picture = qr_inline(pending.address)
    return render_template("invited/code.html", invited=invited, code=code, pending=pending, picture=picture, said=said)


def _invited(code: str) -> welcome.Invited:
    try:
        with look(tools()) as work:
            return welcome.read(work, code)
    except InvitationGone:
        with begin(tools()) as work:
            welcome.count_try(work, address())
        raise
