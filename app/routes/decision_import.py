"""Decisions come in: a sheet with its preview, one that is typed, the levels of the province."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from app.documents import spreadsheet
from app.domain import benefits as rules
from app.domain import decision_sheet
from app.domain.decision_sheet import Columns
from app.domain.people import Role
from app.domain.printable import NotPrintable
from app.domain.staffing import NotAnOfficer
from app.domain.statement import NotASheet
from app.domain.typed_line import Incomplete
from app.reports import orgs, people
from app.routes import decision_words, typed
from app.routes.door import member, open_to, tools
from app.routes.problems import said as refusals_said
from app.services import benefits
from app.work import Work, begin, look

bp = Blueprint("decision_import", __name__, url_prefix="/tra-ket-qua")
Rows = Sequence[Sequence[str]]


@bp.get("/nhap")
@open_to(Role.CLERK)
def form() -> str:
    """Where the file is chosen."""
    return render_template("carrying/import.html", fields=decision_sheet.FIELDS, page="carrying")


@bp.post("/nhap")
@open_to(Role.CLERK)
def preview() -> str:
    """What the sheet would become: by its headings and the columns that were put right before, or put now."""
    rows = _rows()
    with look(tools()) as work:
        columns = _columns(orgs.decision_columns(work.db, member().org), rows)
        return _preview(work, rows, columns, _reasons())


@bp.post("/nhap/xong")
@open_to(Role.CLERK)
def create() -> str | Answer:
    """Taken whole, or shown again with what is wrong."""
    rows = _rows()
    columns = _columns({}, rows)
    reasons = _reasons()
    sheet = benefits.Sheet(rows, columns, request.form.get("officer", ""), reasons)
    try:
        with begin(tools()) as work:
            done = benefits.take_sheet(work, member().org, member().id, sheet)
    except decision_sheet.RowsUnclear:
        with look(tools()) as work:
            return _preview(work, rows, columns, reasons)
    except (NotAnOfficer, NotASheet, NotPrintable, Incomplete) as problem:
        with look(tools()) as work:
            return _preview(work, rows, columns, reasons, refusals_said(problem))
    return redirect(url_for("carrying.index", moi=done.new, cu=done.known))


@bp.get("/moi")
@open_to(Role.CLERK)
def type_form() -> str:
    """A form for one decision."""
    return _typed_form({}, [])


@bp.post("/moi")
@open_to(Role.CLERK)
def type_one() -> str | Answer:
    """One decision; what is wrong with it is said beside what was typed."""
    cells = {one.name: request.form.get(one.name, "") for one in decision_sheet.FIELDS if one.name != "officer"}
    given = request.form.get("officer", ""), request.form.get("kept", "")
    try:
        with begin(tools()) as work:
            row = benefits.take_typed(work, member().org, member().id, cells, given)
    except (NotAnOfficer, NotPrintable, Incomplete) as problem:
        return _typed_form(request.form, [refusals_said(problem)], keep=bool(given[1]))
    if row.wrong:
        return _typed_form(request.form, [decision_words.said(one) for one in row.wrong], keep=row.differs)
    return redirect(url_for("carrying.index", moi=1, cu=0))


@bp.get("/muc-chuan")
@open_to(Role.CLERK, Role.ADMIN)
def levels() -> str:
    """The levels in force, of the law and of the province."""
    with look(tools()) as work:
        own = orgs.benefit_levels(work.db, member().org)
    return render_template("carrying/levels.html", standard=rules.STANDARD, own=own, page="carrying")


@bp.post("/muc-chuan")
@open_to(Role.ADMIN)
def record_level() -> Answer:
    """A level that the province set."""
    amount = decision_sheet.dong(request.form.get("amount", ""))
    if amount is None:
        raise Incomplete
    new = rules.Level(amount, request.form.get("basis", ""), typed.given_day(request.form.get("since", "")))
    with begin(tools()) as work:
        benefits.record_level(work, member().org, member().id, new)
    return redirect(url_for("decision_import.levels"))


def _rows() -> Rows:
    file = request.files.get("file")
    if file is not None and file.filename:
        return spreadsheet.rows_of(file.read())
    return spreadsheet.unpacked(request.form.get("sheet", ""))


def _reasons() -> dict[int, str]:
    """Why an amount that the level does not give is right all the same, by row."""
    return {
        int(name[5:]): text
        for name, text in request.form.items()
        if name.startswith("keep-") and name[5:].isdigit() and len(name) < 12 and text.strip()
    }


def _columns(kept: dict[str, str], rows: Rows) -> Columns:
    """As the clerk puts them on the page; else by the headings, first as they were put right before."""
    first = request.form.get("first", "")
    if first:
        if not (first.isascii() and first.isdigit() and len(first) < 6):
            raise NotASheet
        named = {one.name: request.form.get(f"c-{one.name}", "") for one in decision_sheet.FIELDS}
        return Columns(named, int(first))
    return decision_sheet.recalled(rows, kept)


def _preview(work: Work, rows: Rows, columns: Columns, reasons: dict[int, str] | None = None, told: str = "") -> str:
    try:
        judged = benefits.judge(work, member().org, rows, columns)
    except NotASheet:
        # the columns as they were put stay on the page, to be put right
        judged = benefits.Judged([], frozenset())
        told = _("Không đọc được theo các cột này. Mỗi cột một chữ cái, không cột nào ghi hai lần.")
    said = {one.number: [decision_words.said(wrong) for wrong in one.wrong] for one in judged.rows}
    return render_template(
        "carrying/preview.html", judged=judged, said=said, columns=columns, fields=decision_sheet.FIELDS,
        sheet=spreadsheet.packed(rows), officers=people.field_officers(work.db, member().org),
        reasons=reasons or {}, told=told, kinds=rules.KIND_WORDS,
        officer=request.form.get("officer", ""), page="carrying",
    )  # fmt: skip


def _typed_form(given: object, said: Sequence[str], *, keep: bool = False) -> str:
    with look(tools()) as work:
        officers = people.field_officers(work.db, member().org)
    return render_template(
        "carrying/typed.html", given=given, said=said, keep=keep, officers=officers, groups=rules.GROUPS,
        kinds=rules.KIND_WORDS, page="carrying",
    )  # fmt: skip
