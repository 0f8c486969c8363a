"""Biểu phí: fees and exemptions with their dates, the account of transfers."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain.calendar import local
from app.domain.people import Role
from app.domain.typed_line import Incomplete
from app.reports import fee_table
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import fee_settings
from app.work import begin, look

bp = Blueprint("fee_settings", __name__, url_prefix="/bieu-phi")


@bp.get("")
@open_to(Role.ADMIN)
def show() -> str:
    """What holds today, and what will."""
    with look(tools()) as work:
        today = local(work.at).date()
        found = fee_table.table(work.db, member().org, today)
    return render_template("fees/settings.html", found=found, today=today, page="settings")


@bp.post("/muc")
@open_to(Role.ADMIN)
def record_fee() -> Answer:
    """A new fee from a day on."""
    form = request.form
    with begin(tools()) as work:
        facts = (_amount("amount"), form.get("basis", ""), typed.given_day(request.form.get("start", "")))
        fee_settings.record_fee(work, member().org, member().id, *facts)
    return redirect(url_for("fee_settings.show"))


@bp.post("/mien")
@open_to(Role.ADMIN)
def exempt() -> Answer:
    """A new ground of exemption."""
    form = request.form
    with begin(tools()) as work:
        facts = (form.get("title", ""), form.get("basis", ""), typed.given_day(request.form.get("start", "")))
        fee_settings.exempt(work, member().org, member().id, *facts)
    return redirect(url_for("fee_settings.show"))


@bp.post("/het-mien")
@open_to(Role.ADMIN)
def end_exemption() -> Answer:
    """Its last day."""
    last = typed.given_day(request.form.get("last", ""))
    with begin(tools()) as work:
        fee_settings.end_exemption(work, member().org, member().id, request.form.get("exemption", ""), last)
    return redirect(url_for("fee_settings.show"))


@bp.post("/tai-khoan")
@open_to(Role.ADMIN)
def set_account() -> Answer:
    """The account of transfers, and the share that is kept."""
    form = request.form
    texts = {name: form.get(name, "").strip() for name in ("bin", "number", "holder", "bank", "given", "share_basis")}
    new = fee_settings.Account(share=_amount("share") if form.get("share", "").strip() else 0, **texts)
    with begin(tools()) as work:
        fee_settings.set_account(work, member().org, member().id, new)
    return redirect(url_for("fee_settings.show"))


def _amount(name: str) -> int:
    """A typed sum: `10.000` and `10000` are one."""
    text = request.form.get(name, "").strip().replace(".", "").replace(" ", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Incomplete
    return int(text)
