"""Nhật ký công tác: an officer's month, on the screen, to print and as a file. Nobody's name but the officer's."""

import re
from collections.abc import Callable

from flask import Blueprint, Response, render_template, request
from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from app.documents import diary as paper
from app.documents import spreadsheet
from app.domain import calendar, diary, guided, visit, words_vi
from app.domain.benefits import BENEFIT
from app.domain.calendar import local
from app.domain.diary import Did, Entry
from app.domain.office_hours import When
from app.domain.people import Role, sees_all
from app.domain.problems import NotFound
from app.reports import diary as report
from app.reports import orgs
from app.routes.door import member, open_to, tools
from app.routes.filters import STATES
from app.work import look

bp = Blueprint("diary", __name__, url_prefix="/nhat-ky-cong-tac")
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")
_READERS = (Role.CLERK, Role.LEADER, Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER)
DID = {
    Did.SIGNED: _("Chứng thực chữ ký"),
    Did.DECLINED: _("Từ chối tại nhà"),
    Did.DELIVERED: _("Trả kết quả"),
    Did.FAILED: _("Đi trả, chưa giao được"),
    Did.VISITED: _("Đến nhà"),
    Did.NOT_SEEN: _("Đến nhà, chưa gặp"),
    Did.CALLED_OFF: _("Lượt không đi"),
    Did.GUIDED: _("Hướng dẫn người dân"),
}
WHEN = {When.OFFICE: "", When.EXTRA: _("Phiên ngoài giờ"), When.OUT: _("Ngoài giờ")}
_HANDED = {BENEFIT: "Quyết định trợ giúp xã hội", report.LETTER: "Văn bản từ chối chứng thực"}
# one list for the paper and the file
COLUMNS: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    ("Ngày", lambda one: f"{one.day:%d/%m}"),
    ("Giờ", lambda one: one.hour),
    ("Thôn, xóm", lambda one: one.hamlet),
    ("Nơi phục vụ", lambda one: visit.PLACES.get(one.place_kind, one.place_kind)),
    ("Việc", lambda one: str(DID[one.did])),
    ("Kết quả", lambda one: result(one)),
    ("Mã hồ sơ", lambda one: one.code),
    ("Ngoài giờ", lambda one: str(WHEN[one.when]) if one.when else ""),
)
HEADER = tuple(title for title, _value in COLUMNS)


@bp.get("")
@open_to(*_READERS)
def index() -> str:
    """One officer's month; his own for an officer, anybody's of the commune for clerk and leader."""
    found, officers, months = _asked()
    return render_template(
        "diary/index.html", found=found, officers=officers, months=months, did=DID, whens=WHEN, result=result,
        km=diary.kilometres, places=visit.PLACES, factor=_factor(), page="diary",
    )  # fmt: skip


@bp.get("/to")
@open_to(*_READERS)
def printed() -> Response:
    """The month on paper."""
    found, _officers, _months = _asked(needed=True)
    with look(tools()) as work:
        org, here = orgs.facts(work.db, member().org), local(work.at)
    sheet = paper.Sheet(
        org=org.name,
        unit=org.unit,
        month=f"{found.month[5:]}/{found.month[:4]}",
        officer=found.name,
        title=found.title,
        header=(*HEADER, "Km"),
        rows=_rows(found),
        sums=_sums(found),
        estimate=_estimate(),
        day=words_vi.date_figures(here),
        printed_by=member().name,
        printed_at=f"{here:%H:%M} ngày {here:%d/%m/%Y}",
        made_at=here,
    )
    return _file(paper.render(sheet), "application/pdf", f"nhat-ky-{found.month}.pdf", "inline")


@bp.get("/tep")
@open_to(*_READERS)
def sheet() -> Response:
    """The month as CSV or XLSX."""
    found, _officers, _months = _asked(needed=True)
    header, rows = (*HEADER, "Km (ước tính)"), _rows(found)
    if request.args.get("dang") == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _file(spreadsheet.as_xlsx("Nhật ký", header, rows), kind, f"nhat-ky-{found.month}.xlsx", "attachment")
    return _file(spreadsheet.as_csv(header, rows), "text/csv", f"nhat-ky-{found.month}.csv", "attachment")


def result(one: Entry) -> str:
    """How an entry ended, in words."""
    if one.did in (Did.SIGNED, Did.DECLINED):
        return str(STATES[one.what].word) if one.what in STATES else one.what
    if one.did is Did.DELIVERED:
        return _HANDED.get(one.what, "Giấy đã chứng thực")
    if one.did is Did.FAILED:
        return diary.unmet(one.what)
    if one.did is Did.NOT_SEEN:
        return diary.NOT_MET
    if one.did is Did.CALLED_OFF:
        return visit.NOT_DONE.get(one.what, one.what)
    if one.did is Did.GUIDED:
        return "; ".join(_guided(part) for part in one.what.split())
    return ", ".join(visit.PURPOSES.get(code, code) for code in one.what.split())


def _guided(part: str) -> str:
    """A service with how it was done, or a topic that was explained."""
    service, _colon, mode = part.partition(":")
    if not mode:
        return guided.TOPICS.get(service, service)
    return f"{guided.SERVICES.get(service, service)} ({guided.SHORT[guided.Mode(mode)]})"


def _asked(*, needed: bool = False) -> tuple[report.Diary, list[tuple[str, str]], list[str]]:
    """Whose month is asked for; who and which may be chosen. NotFound for another's, and for nobody's."""
    all_of_them, wanted = sees_all(member().roles), request.args.get("nguoi", "")
    if wanted not in ("", member().id) and not all_of_them:
        raise NotFound
    with look(tools()) as work:
        today = local(work.at).date()
        month = request.args.get("thang", "")
        month = month if _MONTH.fullmatch(month) else f"{today:%Y-%m}"
        officers = report.officers(work.db, member().org) if all_of_them else []
        own = not officers or member().id in dict(officers)
        first = member().id if own else report.at_work(work.db, member().org, [id_ for id_, _name in officers], month)
        found = report.of_officer(work.db, member().org, wanted or first, month)
    if found is None or (needed and not found.days):
        raise NotFound
    return found, officers, calendar.months(today.replace(year=today.year - 1, day=1), today)


def _rows(found: report.Diary) -> list[tuple[str, ...]]:
    """A row for each entry, in Vietnamese whatever the screen speaks; the day's estimate stands with its last."""
    with force_locale("vi"):
        return _rows_of(found)


def _rows_of(found: report.Diary) -> list[tuple[str, ...]]:
    rows = []
    for day in found.days:
        told = "chưa đủ dữ liệu" if day.metres is None else diary.kilometres(day.metres)
        last = len(day.entries) - 1
        for place, one in enumerate(day.entries):
            rows.append((*(value(one) for _title, value in COLUMNS), told if place == last else ""))
    return rows


def _sums(found: report.Diary) -> list[tuple[str, str]]:
    with force_locale("vi"):
        return _sums_of(found)


def _sums_of(found: report.Diary) -> list[tuple[str, str]]:
    of, fees = found.sums, found.fees
    lines = [
        ("Số ngày có việc", f"{of.days}"),
        ("Lượt đến nhà, đến khu dân cư", f"{of.calls}"),
        ("Lượt chứng thực tại nhà, tại khu dân cư", f"{of.signed}"),
        *((f"- {title}", f"{n}") for title, n in found.kinds),
        *((f"- {STATES[state].word}", f"{n}") for state, n in found.outcomes.items()),
        ("Kết quả đã giao tận tay", f"{of.delivered}"),
        ("Đi trả, chưa giao được", f"{of.failed}"),
        ("Đến nhà, chưa gặp", f"{of.not_seen}"),
        ("Lần hướng dẫn người dân", f"{of.guided}"),
        ("Việc ngoài giờ làm việc", f"{of.beyond} (trong đó phiên ngoài giờ: {of.extra}), trong {of.out_days} ngày"),
    ]
    if fees is not None:
        money = f"{words_vi.thousands(fees.cash)} tiền mặt, {words_vi.thousands(fees.transfer)} chuyển khoản"
        lines.append(("Phí đã thu (đồng)", money))
    return [*lines, ("Quãng đường ước tính", _distance(found))]


def _distance(found: report.Diary) -> str:
    of = found.sums
    if of.unknown == of.days:
        return "chưa đủ dữ liệu"
    less = f"; chưa đủ dữ liệu {of.unknown} ngày" if of.unknown else ""
    return f"khoảng {diary.kilometres(of.metres)} km{less}"


def _factor() -> str:
    return f"{diary.DETOUR}".replace(".", ",")


def _estimate() -> str:
    return (
        "Quãng đường là số ước tính: đường thẳng từ trụ sở qua nhà văn hóa các thôn theo thứ tự trong ngày rồi về, "
        f"nhân {_factor()}. Không lấy từ vị trí điện thoại."
    )


def _file(data: bytes, kind: str, name: str, how: str) -> Response:
    response = Response(data, mimetype=kind)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
