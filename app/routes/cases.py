"""Hồ sơ: every case of the commune, found by name or code; one case with all that happened to it."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, render_template, request

from app.domain import delivery, life
from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import cases, history, messages, office_hours, payments, purging, register_book, replacing
from app.routes.codes_drawn import qr_inline
from app.routes.door import member, open_to, page_number, tools
from app.services import viewing
from app.work import begin, look

bp = Blueprint("cases", __name__)
STATES = tuple(life.State)


@bp.get("/ho-so-xa")
@open_to(Role.CLERK, Role.LEADER)
def index() -> str:
    """The list with its search."""
    typed, state = request.args.get("tim", ""), request.args.get("buoc", "")
    chosen = state if state in STATES else ""
    with look(tools()) as work:
        found, now = cases.search(work.db, member().org, typed, chosen, page_number()), work.at
    return render_template("cases/index.html", found=found, typed=typed, state=chosen, now=now, page="cases")


@bp.get("/ho-so-xa/<case_id>")
@open_to(Role.CLERK, Role.LEADER)
def show(case_id: str) -> str:
    """One case: where its paper is, what happened, what may still be done by passkey."""
    with begin(tools()) as work:
        line = cases.one(work.db, member().org, case_id)
        if line is None:
            raise NotFound
        viewing.opened(work, viewing.Viewer(member().org, member().id, member().roles), case_id, "case")
        events = history.of_case(work.db, member().org, case_id)
        stamp = history.stamp(work.db, member().org, case_id)
        prints = history.prints(work.db, member().org, case_id)
        entry = register_book.of_case(work.db, member().org, case_id)
        instead = replacing.candidates(work.db, member().org, case_id, entry.at) if entry and not entry.revoked else []
        hold = purging.hold_of(work.db, member().org, case_id)
        served = office_hours.of_case(work.db, member().org, case_id)
        fields = cases.fields(work.db, member().org, case_id)
        sender = messages.sender(work.db, member().org, case_id)
        payment, now = payments.of_case(work.db, member().org, case_id), work.at
    return render_template(
        "cases/show.html",
        line=line,
        events=events,
        prints=prints,
        entry=entry,
        stamp=stamp,
        now=now,
        page="cases",
        candidates=instead,
        payment=payment,
        once=uuid4(),
        picture=qr_inline(payment.text) if payment and payment.text else "",
        served=served,
        hold=hold,
        decision=fields.get("decision"),
        delivered=_delivered(fields) if line.delivered_at else None,
        attempts=fields.get("attempted"),
        sender=sender,
        site=tools().site.origin.removeprefix("https://"),
    )


def _delivered(fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """To whom it went; `other_card` where who received himself showed a card of another number."""
    told: dict[str, Any] | None = fields.get("delivery")
    if told is None:
        return None
    signers = [fields.get("person") or {}, *(one.get("person") or {} for one in fields.get("others") or ())]
    return {**told, "other_card": delivery.other_card(told["recipient"], [one.get("number", "") for one in signers])}
