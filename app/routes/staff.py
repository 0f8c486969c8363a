"""One person of the commune: added, invited, given roles and authorities, recovered, let go."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for

from app.domain.authority import Authority, Capacity
from app.domain.calendar import local
from app.domain.people import HONORIFICS, Role
from app.domain.problems import NotFound, Problem
from app.domain.sessions import FIELD
from app.domain.typed_line import Incomplete
from app.reports import people
from app.reports import phones as phones_report
from app.reports import staff as report
from app.routes import problems, typed
from app.routes.codes_drawn import qr_inline
from app.routes.door import member, open_to, tools
from app.services import handing, staff
from app.work import Work, begin, look

bp = Blueprint("staff", __name__, url_prefix="/nguoi-va-may")


@bp.get("/them")
@open_to(Role.ADMIN)
def form() -> str:
    """The form of a new person."""
    return _new({}, [], "")


@bp.post("/them")
@open_to(Role.ADMIN)
def add() -> Any:
    """The person is there; his page offers the invitation."""
    roles = _roles()
    try:
        with begin(tools()) as work:
            called = (_text("honorific"), _text("title"))
            person = staff.add(work, _by(), _text("name"), called, roles, typed.once(request.form))
    except Problem as error:
        return _new(request.form, roles, problems.said(error)), problems.status(error)
    return redirect(url_for("staff.show", person_id=person, moi="1"))


@bp.get("/<person_id>")
@open_to(Role.ADMIN)
def show(person_id: str) -> str:
    """Everything that an administrator may change of one person; `moi`: he was added a moment ago."""
    return _page(person_id)


@bp.post("/<person_id>/invitations")
@open_to(Role.ADMIN)
def invite(person_id: str) -> Any:
    """The one-use link, shown once."""
    return _link(person_id, lambda work: staff.invite(work, _by(), person_id))


@bp.post("/<person_id>/name")
@open_to(Role.ADMIN)
def rename(person_id: str) -> Any:
    """Name and title as they are to be read from now on."""
    called = (_text("honorific"), _text("title"))
    return _do(person_id, lambda work: staff.rename(work, _by(), person_id, _text("name"), called))


@bp.post("/<person_id>/roles")
@open_to(Role.ADMIN)
def change_roles(person_id: str) -> Any:
    """What the person may do."""
    return _do(person_id, lambda work: staff.change_roles(work, _by(), person_id, _roles()))


@bp.post("/<person_id>/authorities")
@open_to(Role.ADMIN)
def record_authority(person_id: str) -> Any:
    """The decision by which he certifies."""
    return _do(person_id, lambda work: staff.record_authority(work, _by(), person_id, _authority()))


@bp.post("/<person_id>/authorities/<authority_id>/end")
@open_to(Role.ADMIN)
def end_authority(person_id: str, authority_id: str) -> Any:
    """It holds through this day."""
    return _do(person_id, lambda work: staff.end_authority(work, _by(), person_id, authority_id, _date("last")))


@bp.post("/<person_id>/recovery")
@open_to(Role.ADMIN)
def propose_recovery(person_id: str) -> Any:
    """The first of two administrators."""
    return _do(person_id, lambda work: staff.propose_recovery(work, _by(), person_id))


@bp.post("/<person_id>/recovery/confirmation")
@open_to(Role.ADMIN)
def confirm_recovery(person_id: str) -> Any:
    """The second: the one-use link, shown once."""
    return _link(person_id, lambda work: staff.confirm_recovery(work, _by(), person_id))


@bp.post("/<person_id>/leaving")
@open_to(Role.ADMIN)
def leave(person_id: str) -> Any:
    """The person left."""
    return _do(person_id, lambda work: staff.leave(work, _by(), person_id))


def _new(given: Mapping[str, str], roles: list[Role], said: str) -> str:
    once = typed.once(given) or str(uuid4())
    return render_template(
        "people/new.html", given=given, roles=roles, said=said, once=once, honorifics=HONORIFICS, page="people"
    )


@bp.post("/<person_id>/handing")
@open_to(Role.ADMIN)
def hand(person_id: str) -> Any:
    """What he has in hand goes to another."""
    to, only_visits = _text("to"), request.form.get("what") == "visits"
    return _do(
        person_id,
        lambda work: handing.give(work, member().org, member().id, person_id, to, only_visits=only_visits),
    )


def _do(person_id: str, act: Callable[[Work], None]) -> Any:
    try:
        with begin(tools()) as work:
            act(work)
    except Problem as error:
        return _page(person_id, problems.said(error)), problems.status(error)
    return redirect(url_for("staff.show", person_id=person_id))


def _link(person_id: str, act: Callable[[Work], str]) -> Any:
    try:
        with begin(tools()) as work:
            code = act(work)
    except Problem as error:
        return _page(person_id, problems.said(error)), problems.status(error)
    link = f"{tools().site.origin}{url_for('invited.show', code=code)}"
    picture = qr_inline(link)
    return render_template("people/person_invitation.html", link=link, picture=picture, person=_found(person_id),
                           field=FIELD, page="people")  # fmt: skip


def _page(person_id: str, said: str = "") -> str:
    person = _found(person_id)
    with look(tools()) as work:
        phones = phones_report.of_person(work.db, member().org, person_id)
        held = phones_report.in_hand(work.db, member().org, person_id)
        takers = [one for one in people.field_officers(work.db, member().org) if one.id != person_id]
    return render_template(
        "people/show.html", person=person, said=said, given=request.form, own=member().id, phones=phones, held=held,
        takers=takers, capacities=Capacity, honorifics=HONORIFICS, field=FIELD, page="people",
        added="moi" in request.args,
    )  # fmt: skip


def _found(person_id: str) -> report.Colleague:
    with look(tools()) as work:
        found = report.one(work.db, member().org, person_id, work.at, local(work.at).date())
    if found is None:
        raise NotFound
    return found


def _by() -> staff.Staff:
    return staff.Staff(member().org, member().id)


def _authority() -> Authority:
    capacity = _text("capacity")
    if capacity not in list(Capacity):
        raise Incomplete
    prefix = tuple(line.strip() for line in _text("prefix").splitlines() if line.strip())
    until = _date("valid_to") if _text("valid_to") else None
    return Authority(
        "", Capacity(capacity), _text("held_title"), _text("decision_no"), _date("decision_date"), _date("valid_from"),
        until, prefix,
    )  # fmt: skip


def _roles() -> list[Role]:
    wanted = request.form.getlist("role")
    return [role for role in Role if role.value in wanted]


def _text(name: str) -> str:
    return normalize("NFC", " ".join(request.form.get(name, "").split(" "))).strip()


def _date(name: str) -> date:
    try:
        return typed.day(_text(name))
    except ValueError as error:
        raise Incomplete from error
