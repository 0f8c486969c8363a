"""People and phones of the commune; invitations for new phones."""

from dataclasses import asdict

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.documents import enrolment
from app.domain import words_vi
from app.domain.calendar import local
from app.domain.people import Role
from app.domain.sessions import FIELD
from app.reports import people, staff
from app.routes.codes_drawn import qr_inline
from app.routes.door import member, open_to, tools
from app.services import devices, fingerprints
from app.work import begin, look

bp = Blueprint("people", __name__, url_prefix="/nguoi-va-may")


@bp.get("/")
@open_to(Role.ADMIN, Role.CLERK)
def index() -> str:
    """Everybody, their passkeys and phones; a clerk only reads."""
    with look(tools()) as work:
        colleagues = people.colleagues(work.db, member().org)
    may = Role.ADMIN in member().roles
    return render_template(
        "people/index.html",
        colleagues=colleagues,
        page="people",
        field=FIELD,
        may=may,
        demo=current_app.config["TANNHA"].demo,
    )


@bp.post("/invitations")
@open_to(Role.ADMIN)
def invite() -> str:
    """A one-use invitation, shown once as QR and link."""
    person = request.form.get("person", "")
    with begin(tools()) as work:
        code = devices.invite(work, member().org, member().id, person)
    with look(tools()) as work:
        invited = staff.one(work.db, member().org, person, work.at, local(work.at).date())
    link = f"{tools().site.origin}{url_for('pwa.phone', path='ghi-nhan')}#{code}"
    picture = qr_inline(link)
    return render_template("people/invitation.html", link=link, picture=picture, person=invited, page="people")


@bp.post("/<device_id>/revocation")
@open_to(Role.ADMIN)
def revoke(device_id: str) -> Answer:
    """The phone may still bring records; they are held for a person."""
    with begin(tools()) as work:
        devices.revoke(work, member().org, member().id, device_id)
    return redirect(url_for("people.index"))


@bp.get("/<person_id>/phieu-khoa.pdf")
@open_to(Role.ADMIN)
def enrolment_sheet(person_id: str) -> Response:
    """The sheet that the person signs by hand: these passkeys are his."""
    with look(tools()) as work:
        found = fingerprints.of_person(work, member().org, person_id)
    day = words_vi.date_figures(found.made_at)
    response = Response(enrolment.render(enrolment.Sheet(day=day, **asdict(found))), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="phieu-khoa.pdf"'
    return response
