"""The register book on paper, and as a file for a spreadsheet."""

import hashlib

from flask import Blueprint, Response, request

from app.documents import book, spreadsheet
from app.domain import book_year, register, words_vi
from app.domain.calendar import local
from app.domain.people import Role
from app.reports import book_pages
from app.routes.door import member, open_to, tools
from app.services import book_printing
from app.work import begin, look

bp = Blueprint("book_prints", __name__, url_prefix="/so-chung-thuc")
HEADER = (
    "Số chứng thực", "Quyển số", "Ngày chứng thực", "Họ tên người yêu cầu", "Giấy tờ tùy thân", "Số giấy tờ",
    "Tên giấy tờ, văn bản", "Người ký chứng thực", "Số lượng", "Phí (đồng)", "Ghi chú", "Đã thu hồi",
)  # fmt: skip
_KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.post("/in")
@open_to(Role.CLERK)
def create() -> Response:
    """A month, or a whole year with its cover, as one PDF; that it was printed is logged."""
    gathered = _gathered()
    pdf = book.render(_page(gathered))
    with begin(tools()) as work:
        book_printing.note(work, member().org, member().id, gathered, hashlib.sha256(pdf).hexdigest())
    return _file(pdf, "application/pdf", f"so-chung-thuc-{_name(gathered)}.pdf", "inline")


@bp.post("/tai")
@open_to(Role.CLERK)
def export() -> Response:
    """The same lines as CSV or XLSX; logged too."""
    kind = request.form.get("dang", "")
    if kind not in _KINDS:
        raise book_year.NoSuchPeriod
    gathered = _gathered()
    rows = [_cells(one) for one in gathered.lines]
    made = spreadsheet.as_csv(HEADER, rows) if kind == "csv" else spreadsheet.as_xlsx("So chung thuc", HEADER, rows)
    with begin(tools()) as work:
        book_printing.note(work, member().org, member().id, gathered, hashlib.sha256(made).hexdigest(), kind)
    return _file(made, _KINDS[kind], f"so-chung-thuc-{_name(gathered)}.{kind}", "attachment")


def _gathered() -> book_printing.Gathered:
    """What the form asks for: `2026-11`, or `2026` for the whole year."""
    year, _, month = request.form.get("ky", "").partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in (year, month or "0")):
        raise book_year.NoSuchPeriod
    with look(tools()) as work:
        period = book_pages.Period(int(year), int(month or 0))
        return book_printing.gather(work, member().org, member().id, period)


def _page(found: book_printing.Gathered) -> book.Book:
    here, whole = local(found.at), not found.period.month
    period = f"Năm {found.period.year}" if whole else f"Tháng {found.period.month} năm {found.period.year}"
    volume = book_printing.volume_text(found)
    return book.Book(
        title="Sổ chứng thực chữ ký",
        org=found.org.name,
        unit=found.org.unit,
        period=period,
        volume=volume[:1].upper() + volume[1:],
        cover=whole,
        volumes=_volumes(found) if whole else (),
        opened=words_vi.date_figures(local(found.book.opened_at)).removeprefix("ngày "),
        closed=words_vi.date_figures(local(found.book.closed_at)).removeprefix("ngày ") if found.book.closed_at else "",
        opening=f"{period}, {volume}. {_span(found)}",
        closing=_closing(found),
        lines=[_printed(one) for one in found.lines],
        day=words_vi.date_figures(here),
        printed_by=found.printed_by,
        printed_at=f"{here:%H:%M} ngày {here:%d/%m/%Y}",
        head_size=found.head_size,
        head_root=found.head_root,
        made_at=found.at,
    )


def _volumes(found: book_printing.Gathered) -> tuple[book.Part, ...]:
    parts = found.book.parts
    ends = [*(one.after for one in parts[1:]), found.totals.last]
    return tuple(
        book.Part(
            f"{one.volume:02d}/{found.book.year} - {register.SYMBOL}",
            f"từ số {one.after + 1:02d} đến số {last:02d}" if last > one.after else "",
        )
        for one, last in zip(parts, ends, strict=True)
    )


def _span(found: book_printing.Gathered) -> str:
    if not found.totals.lines:
        return "Không có số chứng thực nào."
    return f"Từ số {found.totals.first:02d} đến số {found.totals.last:02d}."


def _closing(found: book_printing.Gathered) -> str:
    held = found.totals
    counted = f"Tổng cộng: {held.lines} số ({words_vi.number(held.lines)})"
    voided = f", trong đó {held.revoked} số đã thu hồi" if held.revoked else ""
    rest = f"{held.copies} giấy tờ, văn bản; phí {words_vi.thousands(held.fees)} đồng ({words_vi.money(held.fees)})"
    return f"{counted}{voided}; {rest}."


def _printed(one: book_pages.Line) -> tuple[str, ...]:
    return (
        f"{one.number:02d}" if one.number is not None else "",
        f"{one.on_date:%d/%m/%Y}",
        one.asked,
        one.title,
        one.certifier,
        f"{one.copies:02d}",
        words_vi.thousands(one.fee),
        one.note,
        "1" if one.revoked else "",
    )


def _cells(one: book_pages.Line) -> tuple[spreadsheet.Cell, ...]:
    return (
        one.number if one.number is not None else "", one.volume, f"{one.on_date:%d/%m/%Y}", one.name, one.paper,
        one.paper_number, one.title, one.certifier, one.copies, one.fee, one.note, "x" if one.revoked else "",
    )  # fmt: skip


def _name(found: book_printing.Gathered) -> str:
    return f"{found.period.year}-{found.period.month:02d}" if found.period.month else f"{found.period.year}"


def _file(data: bytes, kind: str, name: str, how: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
