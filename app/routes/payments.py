"""Transfers: a code for a case, the bank's statement, what no case was found for."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import spreadsheet
from app.domain import statement
from app.domain.fees import Paid
from app.domain.people import Role
from app.reports import payments as report
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import fee_returning, papers, payments
from app.work import begin, look

bp = Blueprint("payments", __name__, url_prefix="/phi")


@bp.post("/ma/<case_id>")
@open_to(Role.CLERK)
def show_code(case_id: str) -> Answer:
    """Makes the code of a transfer for what is due."""
    with begin(tools()) as work:
        payments.show_code(work, member().org, member().id, case_id)
    return redirect(url_for("cases.show", case_id=case_id, _anchor="phi"))


@bp.post("/da-thu/<case_id>")
@open_to(Role.CLERK)
def take_fee(case_id: str) -> Answer:
    """What stayed due after the result was handed over is paid in cash."""
    hand = papers.Hand(member().org, member().id, case_id)
    with begin(tools()) as work:
        papers.take_fee(work, hand, papers.CounterFee(Paid.CASH, request.form.get("receipt", "")))
    return redirect(url_for("cases.show", case_id=case_id, _anchor="phi"))


@bp.post("/tra-lai/<case_id>")
@open_to(Role.CLERK)
def give_back(case_id: str) -> Answer:
    """What was paid too much goes back to its person."""
    form = request.form
    text = form.get("amount", "").strip().replace(".", "").replace(" ", "")
    # a sum that cannot be read is none: another commune's case is looked for first, and found nowhere
    amount = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    given = {name: form.get(name, "") for name in ("to", "receipt", "reason")}
    by_officer = form.get("from") == "officer"
    new = fee_returning.Return(amount, **given, by_officer=by_officer, once=typed.once(form))
    with begin(tools()) as work:
        fee_returning.give_back(work, member().org, member().id, case_id, new)
    return redirect(url_for("cases.show", case_id=case_id, _anchor="phi"))


@bp.get("/sao-ke")
@open_to(Role.CLERK)
def index() -> str:
    """Lines that wait, and the form."""
    with look(tools()) as work:
        found = report.statements(work.db, member().org)
    return render_template("fees/statement.html", found=found, given=request.args, page="fees")


@bp.post("/sao-ke")
@open_to(Role.CLERK)
def take() -> Answer:
    """A statement, whole or not at all."""
    form, file = request.form, request.files.get("file")
    first = form.get("first", "").strip()
    if file is None:
        raise statement.NotASheet
    rows = spreadsheet.rows_of(file.read())
    if form.get("how") == "headings":
        columns = statement.recognised(rows)
    elif first.isascii() and first.isdigit() and len(first) < 6:
        named = {name: form.get(name, "") for name in ("day", "amount", "words")}
        columns = statement.Columns(**named, first=int(first), out=form.get("out", "").strip().upper())
    else:
        raise statement.NotASheet
    with begin(tools()) as work:
        done = payments.take_statement(work, member().org, member().id, rows, columns)
    return redirect(url_for("payments.index", moi=done.new, khop=done.matched, con=done.left, ra=done.out))


@bp.post("/sao-ke/ghep")
@open_to(Role.CLERK)
def match() -> Answer:
    """A line is for this case: the clerk says so."""
    form = request.form
    line, code, again = form.get("line", ""), form.get("code", ""), form.get("again") == "1"
    with begin(tools()) as work:
        payments.match_by_hand(work, member().org, member().id, line, code, again=again)
    return redirect(url_for("payments.index"))


@bp.post("/sao-ke/tach")
@open_to(Role.CLERK)
def part() -> Answer:
    """A line is not for its case: the clerk says why, and it waits for a person again."""
    form = request.form
    with begin(tools()) as work:
        case_id = payments.part(work, member().org, member().id, form.get("line", ""), form.get("reason", ""))
    return redirect(url_for("cases.show", case_id=case_id, _anchor="phi"))
