"""Lời chứng: every wording of the commune; proposed by one person, confirmed by another (L11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Answer

from app.domain.calendar import local
from app.domain.people import Role, sees_all
from app.domain.problems import NotFound, Problem
from app.domain.signing import USES
from app.domain.wording import FIELDS, Composed, Wording, WordingFaulty
from app.reports import wording_sample
from app.reports import wordings as report
from app.routes import typed
from app.routes.door import member, open_to, tools
from app.routes.problems import said
from app.services import wordings
from app.work import Work, begin, look

bp = Blueprint("wordings", __name__, url_prefix="/loi-chung")

FAULTS = {
    "empty": _("Ghi tiêu đề và nội dung."),
    "unknown": _("Không có ô điền tên là:"),
    "braces": _("Dấu ngoặc nhọn mở mà không đóng:"),
    "lacking": _("Thiếu ô điền:"),
    "moment": _("Dòng giờ, ngày đứng riêng một dòng, không chung với ô điền khác."),
    "presence": _(
        "Mẫu qua người tiếp nhận không được ghi “trước mặt tôi”; mẫu của người đi nhà chứng thực thì phải ghi."
    ),
    "each": _("Mẫu nhiều người có dòng bắt đầu bằng dấu * cho từng người; mẫu một người thì không có dòng ấy."),
}


@bp.get("")
@open_to(Role.ADMIN, Role.LEADER)
def index() -> str:
    """All of them: in force, confirmed or not, waiting."""
    with look(tools()) as work:
        found = report.kinds(work.db, member().org, local(work.at).date())
    return render_template("wordings/index.html", kinds=found, page="wordings")


@bp.get("/<form>")
@open_to(Role.ADMIN, Role.LEADER)
def show(form: str) -> str:
    """One of them, as it would be printed; what waits stands on top."""
    with look(tools()) as work:
        return _page(work, form)


@bp.post("/<form>/versions")
@open_to(Role.ADMIN)
def propose(form: str) -> Answer | tuple[str, int]:
    """A text of the commune's own: shown first, or sent to a second person. What was typed is never lost."""
    filled, fault, tried = request.form, None, None
    try:
        tried = _new(form, filled)
        wordings.check(tried)
        if filled.get("act") == "propose":
            with begin(tools()) as work:
                wordings.propose_own(work, member().org, member().id, tried)
            return redirect(url_for("wordings.show", form=form))
    except NotFound:
        raise
    except Problem as problem:
        fault, tried = _fault(problem), None
    with look(tools()) as work:
        return _page(work, form, Typed(filled, tried, fault)), 422 if fault else 200


@bp.post("/<form>/proposal")
@open_to(Role.ADMIN)
def propose_shipped(form: str) -> Answer:
    """The shipped text was held against the official form."""
    with begin(tools()) as work:
        wordings.propose_shipped(work, member().org, member().id, form, _version())
    return redirect(url_for("wordings.show", form=form))


@bp.post("/<form>/confirmation")
@open_to(Role.ADMIN, Role.LEADER)
def confirm(form: str) -> Answer:
    """A second person found it right."""
    with begin(tools()) as work:
        read = wordings.Read(form, _version(), request.form.get("mark", ""))
        wordings.confirm(work, member().org, member().id, read)
    return redirect(url_for("wordings.show", form=form))


@bp.post("/<form>/withdrawal")
@open_to(Role.ADMIN, Role.LEADER)
def take_back(form: str) -> Answer:
    """A proposal is taken back, or found wrong by the second person."""
    with begin(tools()) as work:
        wordings.take_back(work, member().org, member().id, form, _version())
    return redirect(url_for("wordings.show", form=form))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a typed text, in words, and where."""

    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was typed, the text in it when it is sound, and what is wrong with it otherwise."""

    form: Mapping[str, str]
    tried: wordings.NewText | None
    fault: Fault | None


def _fault(problem: Problem) -> Fault:
    if isinstance(problem, WordingFaulty):
        return Fault(str(FAULTS[problem.what]), problem.detail)
    return Fault(said(problem))


def _page(work: Work, code: str, filled: Typed | None = None) -> str:
    found = report.kind(work.db, member().org, code, local(work.at).date())
    if found is None:
        raise NotFound
    texts = {one.form.version: _sample(work, one.form) for one in found.versions}
    tried = _sample(work, _form(filled.tried)) if filled and filled.tried else None
    return render_template(
        "wordings/show.html", kind=found, texts=texts, typed=filled.form if filled else {},
        fault=filled.fault if filled else None, fields=FIELDS, tried=tried, page="wordings",
    )  # fmt: skip


def _sample(work: Work, form: Wording) -> Composed:
    return wording_sample.composed(work.db, member().org, form, work.at, real=sees_all(member().roles))


def _form(new: wordings.NewText) -> Wording:
    days = (new.effective_from, new.effective_to)
    return Wording(new.code, 0, USES[new.code].way, new.basis, *days, new.title, new.body)


def _new(code: str, form: Mapping[str, str]) -> wordings.NewText:
    if code not in USES:
        raise NotFound
    until = form.get("to", "").strip()
    basis = " ".join(form.get("basis", "").split())
    days = (typed.given_day(form.get("from", "")), typed.given_day(until) if until else None)
    return wordings.NewText(code, _lines(form.get("title", "")), _lines(form.get("body", "")), basis, *days)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _version() -> int:
    return request.form.get("version", type=int) or 0
