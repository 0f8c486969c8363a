"""Sổ chứng thực: the book to look at, opening it, counter cases in one screen."""

from datetime import datetime
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import eligibility, fees, register
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound, Problem
from app.reports import book_pages, orgs, register_book
from app.routes import problems, typed
from app.routes.door import member, open_to, page_number, tools
from app.services import registers, viewing
from app.work import begin, fee_table, look

bp = Blueprint("registers", __name__, url_prefix="/so-chung-thuc")


@bp.get("/")
@open_to(Role.CLERK, Role.LEADER)
def index() -> str:
    """The book: by month, by name or number."""
    month, typed = request.args.get("thang", ""), request.args.get("tim", "")
    with look(tools()) as work:
        book = register_book.newest(work.db, member().org, register.SIGNATURES)
        months = register_book.months(work.db, member().org)
        chosen = month if month in months else ""
        found = register_book.lines(work.db, member().org, chosen, typed, page_number())
        pending = register_book.pending(work.db, member().org, register.SIGNATURES)
        wrong = any(one.wrong for one in book_pages.years(work.db, member().org))
    return render_template(
        "registers/index.html", book=book, months=months, month=chosen, typed=typed, found=found, pending=pending,
        wrong=wrong, page="book",
    )  # fmt: skip


@bp.get("/dong/<line_id>")
@open_to(Role.CLERK, Role.LEADER)
def line(line_id: str) -> str:
    """One line that was entered at the counter: what it says, its notes, what may still be done by passkey."""
    with begin(tools()) as work:
        found = register_book.one(work.db, member().org, line_id)
        if found is None or found.case_id:
            raise NotFound
        viewing.opened(work, viewing.Viewer(member().org, member().id, member().roles), line_id, "line")
    return render_template("registers/line.html", entry=found, page="book")


@bp.get("/mo-so")
@open_to(Role.ADMIN, Role.CLERK)
def opening() -> str:
    """How the book stands, and opening it once."""
    with look(tools()) as work:
        book = register_book.newest(work.db, member().org, register.SIGNATURES)
        year, org = register.year_of(work.at), orgs.facts(work.db, member().org)
    return render_template("registers/opening.html", book=book, year=year, org=org, page="book")


@bp.post("/mo-so")
@open_to(Role.ADMIN, Role.CLERK)
def open_book() -> Answer:
    """Opens this year's book with the last number used."""
    mode = request.form.get("mode", "")
    if mode not in set(register.BookMode):
        raise registers.EntryUnclear
    volume, last = _number("volume"), _number("last")
    if volume is None or last is None:
        raise registers.EntryUnclear
    opening = registers.Opening(register.BookMode(mode), volume, last)
    with begin(tools()) as work:
        registers.open_book(work, member().org, member().id, opening)
    return redirect(url_for("registers.opening"))


@bp.get("/tai-quay")
@open_to(Role.CLERK)
def counter() -> str:
    """The one-screen form of a counter case."""
    return _counter()


def _counter(said: str = "") -> str:
    """The form, with what was typed and why it was not taken."""
    with look(tools()) as work:
        book = register_book.newest(work.db, member().org, register.SIGNATURES)
        today = local(work.at).date()
        certifiers = register_book.certifiers(work.db, member().org, today)
        pending = register_book.pending(work.db, member().org, register.SIGNATURES)
        table, exemptions = fee_table.of(work, member().org), fee_table.exemptions(work, member().org, today)
    return render_template(
        "registers/counter.html", book=book, certifiers=certifiers, papers=eligibility.PAPERS,
        kinds=[one for one in eligibility.DOCUMENT_KINDS if one.allowed], fee=fees.in_force(today, table),
        exemptions=exemptions,        pending=pending, entered=request.args.get("so", ""),
        once=request.form.get("once") or str(uuid4()), given=request.form, said=said, page="book",
    )  # fmt: skip


@bp.post("/tai-quay")
@open_to(Role.CLERK)
def enter() -> Answer | tuple[str, int]:
    """Adds the line with the next number, or the one that was written by hand; what was typed stays when it is not."""
    try:
        with begin(tools()) as work:
            printed = registers.enter(work, member().org, member().id, _typed())
    except Problem as error:
        return _counter(problems.said(error)), problems.status(error)
    return redirect(url_for("registers.counter", so=printed))


def _typed() -> registers.Counter:
    form = request.form
    number, at = _number("number"), _moment()
    if number is None and at is not None:
        raise registers.EntryUnclear
    return registers.Counter(
        name=form.get("name", ""),
        paper=eligibility.PAPERS.get(form.get("paper", ""), ""),
        paper_number=form.get("paper_number", ""),
        title=form.get("title", ""),
        copies=_number("copies") or 0,
        certifier=form.get("certifier", ""),
        exempt_basis=form.get("exempt_basis", ""),
        note=form.get("note", ""),
        number=number,
        at=at,
        reason=form.get("reason", ""),
        once=typed.once(form),
    )


def _number(name: str) -> int | None:
    """A typed number; None where nothing was typed, EntryUnclear where it cannot be read."""
    text = request.form.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise registers.EntryUnclear
    return int(text)


def _moment() -> datetime | None:
    day, hour = request.form.get("day", "").strip(), request.form.get("hour", "").strip()
    if not day and not hour:
        return None
    try:
        return typed.moment(day, hour)
    except ValueError as error:
        raise registers.EntryUnclear from error
