"""Thống kê: figures of a span of days, as charts with their tables, to print and as CSV."""

import re
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.documents import spreadsheet
from app.domain import answered, calendar, delivery, guided, rating, visit
from app.domain.figures import LEAST, Clock
from app.domain.people import Role
from app.reports import charts, satisfaction
from app.reports import figures as report
from app.routes.door import member, open_to, tools
from app.work import look

bp = Blueprint("figures", __name__, url_prefix="/thong-ke")
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")
_YEAR = timedelta(days=364)
_TWO_DAYS = 48
CLOCKS = {Clock.EARLY: _("Sớm hơn ngày hẹn"), Clock.ON_TIME: _("Đúng hẹn"), Clock.LATE: _("Quá hạn")}


@bp.get("")
@open_to(Role.CLERK, Role.LEADER, Role.ADMIN)
def index() -> str:
    """The last twelve months, or one month."""
    found, answers, months, today = _asked()
    why = [(quarters(one), one.reasons) for one in _why()]
    weeks = charts.upright([(f"{day:%d/%m}", n) for day, n in found.weeks])
    by_clock = [(str(CLOCKS[one]), found.clock[one.value]) for one in Clock]
    return render_template(
        "figures/index.html", found=found, months=months, month=request.args.get("thang", ""), weeks=weeks,
        clock=charts.upright(by_clock), clock_rows=by_clock, told=_told(found),
        week_rows=[(f"{day:%d/%m/%Y}", n) for day, n in found.weeks],
        answers=[_answered(one) for one in answers], told_from=answered.told_from(today),
        failures=delivery.FAILURES, places=visit.PLACES, reasons=rating.REASONS, least=LEAST,
        guided=guided, why=why, page="figures",
    )  # fmt: skip


@bp.get("/tep")
@open_to(Role.CLERK, Role.LEADER, Role.ADMIN)
def sheet() -> Response:
    """The same numbers as CSV."""
    found, answers, _months_known, _today = _asked()
    why = _why()
    lines: list[tuple[str, str, spreadsheet.Cell]] = [
        *((gettext("Số lượt tại nhà theo tuần"), f"{day:%d/%m/%Y}", n) for day, n in found.weeks),
        *((gettext("Theo hạn"), str(CLOCKS[Clock(name)]), n) for name, n in found.clock.items()),
        *((gettext("Chưa giao được"), delivery.FAILURES.get(name, name), _cell(n)) for name, n in found.failed),
        *(
            (f"{gettext('Đánh giá')}, {quarters(one)}", rating.SCORES[score], _cell(n))
            for one in answers
            for score, n in one.scores.items()
        ),
        *((gettext("Hướng dẫn"), guided.MODES[guided.Mode(name)], _cell(n)) for name, n in found.guided.modes),
        *((gettext("Việc đã hướng dẫn"), guided.SERVICES[name], _cell(n)) for name, n in found.guided.services),
        *((gettext("Đã giải thích"), guided.TOPICS[name], _cell(n)) for name, n in found.guided.topics),
        *(
            (f"{gettext('Làm giúp vì')}, {quarters(one)}", guided.REASONS[name], _cell(n))
            for one in why
            for name, n in one.reasons
        ),
        *((gettext("Theo thôn"), name, _cell(n)) for name, n in found.hamlets),
    ]
    data = spreadsheet.as_csv((gettext("Số liệu"), gettext("Mục"), gettext("Số")), lines)
    response = Response(data, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="thong-ke.csv"'
    return response


def _cell(n: int | None) -> spreadsheet.Cell:
    return str(gettext("không nêu")) if n is None else n


def quarters(one: satisfaction.Answers | satisfaction.DoneFor) -> str:
    """Quý 3/2026, or from one quarter to another."""
    ends = [f"{1 + (day.month - 1) // 3}/{day.year}" for day in (one.first, one.last)]
    return str(gettext("Quý %(n)s", n=" – ".join(dict.fromkeys(ends))))


def _answered(one: satisfaction.Answers) -> dict[str, Any]:
    """A span of quarters as it is drawn."""
    derived = str(gettext("không nêu")) if one.derived is None else _percent(one.derived)
    rows = [(words, one.scores[score]) for score, words in rating.SCORES.items()]
    return {
        "name": quarters(one), "rated": one.rated, "rows": rows, "few": any(n is None for _words, n in rows),
        "chart": charts.upright([(words, n or 0) for words, n in rows]), "reasons": one.reasons,
        "drawn": any(n for _words, n in rows),
        "content": _percent(one.content), "derived": derived,
    }  # fmt: skip


def _asked() -> tuple[report.Figures, list[satisfaction.Answers], list[str], date]:
    """What is asked for, what people answered by quarters, the months that may be chosen, newest first; today."""
    wanted = request.args.get("thang", "")
    with look(tools()) as work:
        today = calendar.local(work.at).date()
        begun = report.first_day(work.db, member().org) or today
        first, last = max(begun, today - _YEAR), today
        if _MONTH.fullmatch(wanted):
            first, after = calendar.month(wanted)
            last = after - timedelta(days=1)
        found = report.between(work.db, member().org, first, last)
        answers = satisfaction.quarters(work.db, member().org, today)
    return found, answers, calendar.months(max(begun, today - _YEAR * 3), today), today


def _why() -> list[satisfaction.DoneFor]:
    """Why something was done for people, in the newest quarter that is told; empty where none is."""
    with look(tools()) as work:
        found = satisfaction.done_for(work.db, member().org, calendar.local(work.at).date())
    return [found] if found is not None else []


def _told(found: report.Figures) -> dict[str, str]:
    """Shares and spans as a person reads them."""
    shares = ("out_of_hours", "cashless", "digitised")
    return (
        {name: _percent(getattr(found, name)) for name in shares}
        | {"own": _percent(found.guided.own)}
        | {name: _span(getattr(found, name)) for name in ("median", "ninetieth")}
    )


def _percent(hundredths: int | None) -> str:
    return str(gettext("chưa có")) if hundredths is None else f"{hundredths / 100:.1f} %".replace(".", ",")


def _span(hours: int | None) -> str:
    if hours is None:
        return str(gettext("chưa có"))
    if hours < 1:
        return str(gettext("dưới 1 giờ"))
    if hours < _TWO_DAYS:
        return str(gettext("%(n)s giờ", n=hours))
    return str(gettext("%(n)s ngày", n=f"{hours / 24:.1f}".removesuffix(".0").replace(".", ",")))
