"""Signing in by account, password and one-time code, where a phone has no passkey."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from app.domain.credentials import LONGEST, password_text
from app.domain.problems import BadLogin, TooMany
from app.domain.words_vi import fold
from app.evidence import password
from app.routes import problems
from app.routes.door import ANYONE, address, browser, next_path, open_to, sign_in, tools
from app.services import passwords
from app.work import begin

bp = Blueprint("passwords", __name__, url_prefix="/dang-nhap/mat-khau")
_LONGEST_NAME = 80


@bp.get("")
@open_to(ANYONE)
def show() -> str:
    """Three fields."""
    return render_template("session/password.html", next=next_path(), account="", said="")


@bp.post("")
@open_to(ANYONE)
def enter() -> Any:
    """The same answer, in the same time, whatever was wrong."""
    account = fold(request.form.get("account", "")).replace(" ", "")[:_LONGEST_NAME]
    try:
        sign_in(_token(account))
    except (BadLogin, TooMany) as error:
        page = render_template("session/password.html", next=next_path(), account=account, said=problems.said(error))
        return page, problems.status(error), problems.later(error)
    return redirect(next_path() or url_for("home.show"))


def _token(account: str) -> str:
    with begin(tools()) as work:
        kept = passwords.attempt(work, account, address())
    # the slow part stands outside any transaction
    if not password.check(password_text(request.form.get("password", ""))[: LONGEST + 1], kept):
        raise BadLogin
    with begin(tools()) as work:
        return passwords.enter(work, account, request.form.get("code", ""), address(), browser())
