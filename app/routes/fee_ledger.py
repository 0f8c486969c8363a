"""Sổ phí: a month by officer, what was handed in, on paper and as CSV."""

from collections.abc import Callable
from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import fee_ledger as paper
from app.documents import spreadsheet
from app.domain import words_vi
from app.domain.calendar import local
from app.domain.fees import Paid
from app.domain.people import Role
from app.domain.typed_line import Incomplete
from app.reports import fee_ledger, orgs
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.services import fee_handing
from app.work import begin, look

bp = Blueprint("fee_ledger", __name__, url_prefix="/phi")
# one list for the screen, the paper and the file
COLUMNS: tuple[tuple[str, Callable[[fee_ledger.Row], spreadsheet.Cell]], ...] = (
    ("Người thu", lambda row: row.name),
    ("Số giấy", lambda row: sum(row.counts.values())),
    ("Tiền mặt", lambda row: row.cash),
    ("Chuyển khoản", lambda row: row.transfer),
    ("Đã đối soát", lambda row: row.reconciled),
    ("Thu sau", lambda row: row.later),
    ("Giấy miễn", lambda row: row.counts.get(Paid.EXEMPT, 0)),
    ("Hồ sơ dừng, thu hồi", lambda row: row.ended),
    ("Trả hai lần", lambda row: row.twice),
    ("Đã trả lại", lambda row: row.back),
    ("Đã nộp", lambda row: row.handed),
    ("Còn phải nộp", lambda row: row.to_hand),
)
HEADER = tuple(title for title, _ in COLUMNS)


@bp.get("")
@open_to(Role.CLERK, Role.ADMIN)
def index() -> str:
    """The ledger of a month."""
    with look(tools()) as work:
        months = fee_ledger.months(work.db, member().org)
        wanted = request.args.get("thang", "")
        month = wanted if wanted in months else (months[0] if months else f"{local(work.at):%Y-%m}")
        found = fee_ledger.ledger(work.db, member().org, month)
    return render_template(
        "fees/ledger.html", found=found, months=months, header=HEADER, rows=[_cells(one) for one in found.rows],
        total=_cells(found.total), counter=fee_ledger.COUNTER, once=uuid4(), page="fees",
    )  # fmt: skip


@bp.post("/nop")
@open_to(Role.CLERK)
def hand_in() -> Answer:
    """An officer hands in what he took; or what was noted by mistake is taken back, with the reason."""
    form = request.form
    text = form.get("amount", "").strip().replace(".", "").replace(" ", "")
    if not (text.isascii() and text.isdigit() and len(text) < 11):
        raise Incomplete
    given = {name: form.get(name, "") for name in ("person", "month", "receipt", "reason")}
    new = fee_handing.Handed(**given, amount=int(text), back="back" in form, once=typed.once(form))
    with begin(tools()) as work:
        fee_handing.hand_in(work, member().org, member().id, new)
    return redirect(url_for("fee_ledger.index", thang=new.month))


@bp.post("/in")
@open_to(Role.CLERK)
def create() -> Response:
    """The month on paper, or as CSV; logged."""
    month, kind = fee_handing.check_month(request.form.get("thang", "")), request.form.get("dang", "pdf")
    if kind not in ("pdf", "csv"):
        raise Incomplete
    with begin(tools()) as work:
        found, org = fee_ledger.ledger(work.db, member().org, month), orgs.facts(work.db, member().org)
        here = local(work.at)
        fee_handing.given_out(work, member().org, member().id, month, kind)
    rows = [_cells(one) for one in (*found.rows, found.total)]
    if kind == "csv":
        return _file(spreadsheet.as_csv(HEADER, rows), "text/csv", f"so-phi-{month}.csv", "attachment")
    sheet = paper.Sheet(
        org=org.name,
        unit=org.unit,
        month=f"{month[5:]}/{month[:4]}",
        header=HEADER,
        rows=[[cell if isinstance(cell, str) else words_vi.thousands(cell) for cell in row] for row in rows],
        share=_share(found),
        day=words_vi.date_figures(here),
        printed_by=member().name,
        printed_at=f"{here:%H:%M} ngày {here:%d/%m/%Y}",
        made_at=here,
    )
    return _file(paper.render(sheet), "application/pdf", f"so-phi-{month}.pdf", "inline")


def _cells(row: fee_ledger.Row) -> tuple[spreadsheet.Cell, ...]:
    return tuple(value(row) for _, value in COLUMNS)


def _share(found: fee_ledger.Ledger) -> str:
    whole = f"Đã thu {words_vi.thousands(found.total.collected)} đồng ({words_vi.money(found.total.collected)})"
    if not found.share:
        return f"{whole}. Nộp toàn bộ vào ngân sách."
    kept, rest = found.kept, found.total.collected - found.kept
    parts = f"để lại {found.share} % là {words_vi.thousands(kept)} đồng, nộp ngân sách {words_vi.thousands(rest)} đồng"
    return f"{whole}: {parts}. Căn cứ: {found.share_basis}."


def _file(data: bytes, kind: str, name: str, how: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
