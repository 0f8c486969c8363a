"""Hướng dẫn and Đăng ký đến nhà: who may be visited at home, what to have ready, and the form that asks for it. No
log-in, no script; what is written here is shown to nobody but the commune."""

from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import eligibility, visit
from app.domain.problems import NotFound, Problem, TooMany
from app.domain.visit_request import BY_FORM, Asked
from app.reports import guidance
from app.routes import door, problems, typed
from app.routes.door import ANYONE, open_to, tools
from app.services import visit_requests
from app.work import begin, look

bp = Blueprint("visit_requests", __name__)
# what a citizen can ask for
_NEEDS = {code: visit.PURPOSES[code] for code in ("certify", "deliver", "other")}


@bp.get("/huong-dan")
@bp.get("/dang-ky")
@open_to(ANYONE)
def choose() -> str | Answer:
    """Which commune; where there is only one, its page at once."""
    asks = request.path == url_for("visit_requests.choose")
    endpoint = "visit_requests.form" if asks else "visit_requests.guide"
    with look(tools()) as work:
        found = guidance.communes(work.db)
    if len(found) == 1:
        return redirect(url_for(endpoint, commune=found[0].code))
    return render_template("guidance/choose.html", communes=found, endpoint=endpoint)


@bp.get("/huong-dan/<commune>")
@open_to(ANYONE)
def guide(commune: str) -> str:
    """Who qualifies, what to have ready, the fee, the telephone, what no officer ever asks."""
    found = _commune(commune)
    return render_template("guidance/guide.html", commune=found, reasons=eligibility.REASONS)


@bp.get("/dang-ky/<commune>")
@open_to(ANYONE)
def form(commune: str) -> str:
    """The empty form."""
    return _form(commune)


@bp.post("/dang-ky/<commune>")
@open_to(ANYONE)
def ask(commune: str) -> Response | str | tuple[str, int]:
    """Keeps the request; its code is shown on the page that answers, and nowhere else."""
    found = _commune(commune)
    given = request.form
    asked = Asked(
        honorific=given.get("honorific", ""),
        name=given.get("name", ""),
        phone=given.get("phone", ""),
        hamlet=given.get("hamlet", ""),
        why=given.get("why", ""),
        needs=tuple(one for one in given.getlist("needs") if one in _NEEDS),
        when=given.get("when", ""),
        words=given.get("words", ""),
        how=BY_FORM,
    )
    try:
        with begin(tools()) as work:
            visit_requests.check_free(work, door.address())
        with begin(tools()) as work:
            code = visit_requests.ask(work, found.id, "", asked, typed.once(given))
    except TooMany as error:
        return _form(commune, problems.said(error)), 429
    except Problem as error:
        return _form(commune, problems.said(error)), problems.status(error)
    return render_template("guidance/asked.html", commune=found, code=code)


def _form(commune: str, said: str = "") -> str:
    found = _commune(commune)
    given = request.form
    return render_template(
        "guidance/form.html", commune=found, said=said, given=given, chosen=given.getlist("needs"), needs=_NEEDS,
        reasons=eligibility.REASONS, once=typed.once(given) or str(uuid4()),
    )  # fmt: skip


def _commune(code: str) -> guidance.Commune:
    with look(tools()) as work:
        found = guidance.commune(work.db, code, work.at)
    if found is None:
        raise NotFound
    return found
