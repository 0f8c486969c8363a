"""One phone of an officer: lost, found again, changed for another."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from app.domain.calendar import local
from app.domain.people import Role
from app.domain.problems import NotFound
from app.reports import staff
from app.routes.codes_drawn import qr_inline
from app.routes.door import member, open_to, tools
from app.services import devices, phones
from app.work import begin, look

bp = Blueprint("phones", __name__, url_prefix="/nguoi-va-may/may")


@bp.post("/<device_id>/loss")
@open_to(Role.ADMIN)
def lose(device_id: str) -> Any:
    """Reported lost: held from now on, its officer signed out."""
    person = _officer(device_id)
    with begin(tools()) as work:
        phones.lose(work, member().org, member().id, device_id)
    return redirect(url_for("staff.show", person_id=person, _anchor="may"))


@bp.post("/<device_id>/finding")
@open_to(Role.ADMIN)
def find(device_id: str) -> Any:
    """Found again."""
    person = _officer(device_id)
    with begin(tools()) as work:
        phones.find(work, member().org, member().id, device_id)
    return redirect(url_for("staff.show", person_id=person, _anchor="may"))


@bp.post("/<device_id>/replacement")
@open_to(Role.ADMIN)
def replace(device_id: str) -> Any:
    """The old phone ends, and the invitation of the new one is shown once; knowingly where the old one is not empty."""
    person = _officer(device_id)
    with begin(tools()) as work:
        if request.form.get("knowing") != "1":
            phones.check_empty(work, member().org, device_id)
        devices.revoke(work, member().org, member().id, device_id)
        code = devices.invite(work, member().org, member().id, person)
    with look(tools()) as work:
        invited = staff.one(work.db, member().org, person, work.at, local(work.at).date())
    link = f"{tools().site.origin}{url_for('pwa.phone', path='ghi-nhan')}#{code}"
    picture = qr_inline(link)
    return render_template("people/invitation.html", link=link, picture=picture, person=invited, page="people")


def _officer(device_id: str) -> str:
    with look(tools()) as work:
        person = devices.officer(work, member().org, device_id)
    if person is None:
        raise NotFound
    return person
