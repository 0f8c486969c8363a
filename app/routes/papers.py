"""The clerk's desk: every paper at the commune, in piles; a scanned code finds its paper and moves it on."""

import re

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.domain import codes, life, paper
from app.domain.calendar import local
from app.domain.delivery import CORRECTIONS
from app.domain.people import Role
from app.domain.problems import NotFound
from app.media.photos import reencode
from app.reports import cases, certifiers, fee_table, history, payments, people
from app.routes.door import member, open_to, tools
from app.services import papers, printing, viewing
from app.work import begin, look

bp = Blueprint("papers", __name__, url_prefix="/giay-to")
_CODE = re.compile(r"[A-Za-z0-9-]{1,16}")


@bp.get("/")
@open_to(Role.CLERK)
def index() -> str:
    """The piles; `xong` names the paper of the last act and `viec` the act, `khong` a code that was not found."""
    with look(tools()) as work:
        piles, now = cases.piles(work.db, member().org), work.at
        late = cases.overdue(work.db, member().org, now)
        nobody = not certifiers.names(work.db, member().org, "", local(now).date())
        done = cases.one(work.db, member().org, request.args.get("xong", ""))
    missed = request.args.get("khong", "")
    act = request.args.get("viec", "")
    return render_template(
        "papers/index.html", piles=piles, now=now, done=done, act=act, missed=missed, late=late, nobody=nobody,
        page="papers",
    )  # fmt: skip


@bp.post("/quet")
@open_to(Role.CLERK)
def scan() -> Answer:
    """A scanned or typed code: opens its paper; scanned again on that paper's page it does the next act."""
    line = _by_code(request.form.get("ma", ""))
    if line is None:
        # an identity card scanned by mistake must not stand in an address
        typed = request.form.get("ma", "").strip()
        return redirect(url_for("papers.index", khong=typed if _CODE.fullmatch(typed) else "?"))
    handing = line.state == life.State.READY and line.holder == paper.Holder.CLERK
    receiving = line.state in ("submitted", "approved") and line.holder in (
        paper.Holder.OFFICER,
        paper.Holder.PERSON,
    )
    if request.form.get("tren") != line.id or not (handing or receiving):
        return redirect(url_for("papers.show", case_id=line.id))
    with begin(tools()) as work:
        (papers.give if handing else papers.receive)(work, _hand(line.id))
    return redirect(url_for("papers.index", xong=line.id, viec="giao" if handing else "nhan"))


@bp.get("/<case_id>")
@open_to(Role.CLERK)
def show(case_id: str) -> str:
    """One paper: its photos to compare with, and the next act."""
    with begin(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        if line is None:
            raise NotFound
        pictures = viewing.pictures(work, member().org, case_id)
        prints = history.prints(work.db, member().org, case_id)
        viewing.opened(work, viewing.Viewer(member().org, member().id, member().roles), case_id, "photos")
        others = [one for one in people.field_officers(work.db, member().org) if one.id != line.officer_id]
        payment, now = payments.of_case(work.db, member().org, case_id), work.at
        grounds = fee_table.grounds(work.db, member().org, case_id)
    several = bool({Role.LEADER, Role.JUSTICE_OFFICER} & set(member().roles))
    return render_template(
        "papers/show.html", line=line, pictures=pictures, prints=prints, several=several, now=now,
        corrections=CORRECTIONS, others=others, act=request.args.get("viec", ""),
        payment=payment, grounds=grounds, page="papers",
    )  # fmt: skip


@bp.post("/<case_id>/receipt")
@open_to(Role.CLERK)
def receive(case_id: str) -> Answer:
    """The original arrived as photographed."""
    with begin(tools()) as work:
        papers.receive(work, _hand(case_id))
    return redirect(url_for("papers.index", xong=case_id, viec="nhan"))


@bp.post("/<case_id>/seal")
@open_to(Role.CLERK)
def seal(case_id: str) -> Answer:
    """Printed, signed by hand, stamped, photographed."""
    sealed = _sealed()
    with begin(tools()) as work:
        papers.seal(work, _hand(case_id), sealed)
    return redirect(url_for("papers.index", xong=case_id, viec="dau"))


@bp.post("/<case_id>/all")
@open_to(Role.CLERK)
def all_at_once(case_id: str) -> Answer:
    """Received, sealed and handed in one tap, for a person with several roles."""
    sealed = _sealed()
    with begin(tools()) as work:
        give_too = request.form.get("giao") == "1"
        papers.all_at_once(work, _hand(case_id), sealed, give_too=give_too)
    return redirect(url_for("papers.index", xong=case_id, viec="giao" if give_too else "dau"))


@bp.post("/<case_id>/handing")
@open_to(Role.CLERK)
def hand(case_id: str) -> Answer:
    """The finished paper goes to the officer."""
    with begin(tools()) as work:
        papers.give(work, _hand(case_id))
    return redirect(url_for("papers.index", xong=case_id, viec="giao"))


@bp.post("/<case_id>/return")
@open_to(Role.CLERK)
def give_back(case_id: str) -> Answer:
    """The original goes back to the person."""
    with begin(tools()) as work:
        papers.give_back(work, _hand(case_id))
    return redirect(url_for("papers.index", xong=case_id, viec="tra"))


@bp.post("/<case_id>/loss")
@open_to(Role.CLERK)
def lose(case_id: str) -> Answer:
    """Lost or spoiled: a new signing is needed."""
    with begin(tools()) as work:
        papers.lose(work, _hand(case_id), request.form.get("words", ""))
    return redirect(url_for("papers.show", case_id=case_id))


@bp.post("/<case_id>/officer")
@open_to(Role.CLERK)
def assign(case_id: str) -> Answer:
    """The case goes to another officer."""
    with begin(tools()) as work:
        papers.assign(work, _hand(case_id), request.form.get("officer", ""), request.form.get("words", ""))
    return redirect(url_for("papers.show", case_id=case_id, viec="chuyen"))


@bp.post("/<case_id>/correction")
@open_to(Role.CLERK)
def correct(case_id: str) -> Answer:
    """A hand-over that was noted by mistake."""
    with begin(tools()) as work:
        reason, text = request.form.get("reason", ""), request.form.get("text", "")
        papers.correct_delivery(work, _hand(case_id), reason, text)
    return redirect(url_for("papers.show", case_id=case_id))


@bp.get("/<case_id>/loi-chung.pdf")
@open_to(Role.CLERK, Role.LEADER)
def certificate(case_id: str) -> Response:
    """The certificate to look at; printing goes through *Cần in*, which logs it."""
    with begin(tools()) as work:
        found = viewing.Viewer(member().org, member().id, member().roles)
        viewing.check_reach(work, found, case_id)
        pdf = printing.kept(work, member().org, case_id)
        viewing.opened(work, found, case_id, "certificate")
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="loi-chung.pdf"'
    return response


def _hand(case_id: str) -> papers.Hand:
    return papers.Hand(member().org, member().id, case_id, request.form.get("override", ""))


def _sealed() -> papers.Sealed:
    pages = [reencode(file.read()) for file in request.files.getlist("pages") if file.filename]
    return papers.Sealed(pages, _number("number"), _number("volume"))


def _number(name: str) -> int | None:
    text = request.form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0 else None


def _by_code(typed: str) -> cases.Line | None:
    text = typed.strip().upper()
    # a code from paper is a whole address, /K/<code>; typed ones come bare, with or without dashes
    last = text.partition("#")[0].rstrip("/").rpartition("/")[2]
    try:
        certificate = codes.normalise(last)
    except codes.BadCode:
        certificate = ""
    if not text:
        return None
    with look(tools()) as work:
        return cases.by_codes(work.db, member().org, certificate, text)
