"""The authorisation matrix: every route, who may enter it, and of which thing it speaks.

`TABLE` says the audience. A thing named in the path is found by its name there (`THING_OF`); `NAMED` says which thing
a route names in its body instead. A route missing from `TABLE` fails the build; what each role finds of its own things,
of another officer's, of another commune's and of none at all follows from `expected`.
"""

from collections.abc import Callable
from typing import Any

from app.domain.people import Role, sees_all

ANYONE, SIGNED_IN, PHONE, EVEN_LOCKED = "anyone", "signed_in", "phone", "even_locked"
LEADER, CLERK, ADMIN = Role.LEADER, Role.CLERK, Role.ADMIN
OFFICERS = {Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER}
JUSTICE = Role.JUSTICE_OFFICER
CERTIFIERS = {LEADER, JUSTICE}
DECIDERS = {LEADER, CLERK, *OFFICERS}
TABLE: dict[str, set[str]] = {
    "home.show": {ANYONE}, "home.alive": {ANYONE}, "home.ready": {ANYONE},
    "session.show": {ANYONE}, "session.enter_demo": {ANYONE}, "session.ask": {ANYONE}, "session.enter": {ANYONE},
    "session.leave": {SIGNED_IN, EVEN_LOCKED}, "session.end": {SIGNED_IN}, "session.end_others": {SIGNED_IN},
    "session.me": {SIGNED_IN}, "session.ask_passkey": {SIGNED_IN},
    "session.add_passkey": {SIGNED_IN}, "session.invite_myself": {*OFFICERS},
    "pwa.home": {ANYONE}, "pwa.phone": {ANYONE}, "pwa.worker": {ANYONE}, "pwa.web_manifest": {ANYONE},
    "pwa.static": {ANYONE},
    "language.choose": {ANYONE, EVEN_LOCKED},
    "sync.described": {ANYONE},
    "sync.beacon": {ANYONE}, "sync.keys": {ANYONE}, "sync.me": {ANYONE}, "sync.enrol": {*OFFICERS},
    "sync.check": {PHONE},
    "sync.open_vault": {*OFFICERS}, "sync.records": {PHONE}, "sync.changes": {SIGNED_IN},
    "ledger.head": {ANYONE}, "ledger.consistency": {ANYONE}, "ledger.proof": {ANYONE},
    "ledger.restores": {ANYONE}, "restored.show": {ADMIN, LEADER}, "restored.ask": {ADMIN, LEADER},
    "restored.confirm": {ADMIN, LEADER},
    "blobs.create": {PHONE}, "blobs.show": {PHONE}, "blobs.proceed": {PHONE},
    "decisions.index": CERTIFIERS, "decisions.signed": CERTIFIERS, "decisions.show": CERTIFIERS,
    "decisions.sheet": CERTIFIERS, "decisions.subject": DECIDERS, "decisions.picture": DECIDERS,
    "decisions.ask": DECIDERS, "decisions.create": DECIDERS,
    "papers.index": {CLERK}, "papers.scan": {CLERK}, "papers.show": {CLERK}, "papers.receive": {CLERK},
    "papers.seal": {CLERK}, "papers.all_at_once": {CLERK}, "papers.hand": {CLERK}, "papers.lose": {CLERK},
    "papers.correct": {CLERK},
    "papers.assign": {CLERK}, "papers.give_back": {CLERK}, "papers.certificate": {CLERK, LEADER},
    "printing.index": {CLERK}, "printing.create": {CLERK}, "printing.test": {CLERK, ADMIN},
    "printing.tested": {CLERK, ADMIN},
    "registers.index": {CLERK, LEADER}, "registers.line": {CLERK, LEADER},
    "registers.opening": {CLERK, ADMIN}, "registers.open_book": {CLERK, ADMIN},
    "registers.counter": {CLERK}, "registers.enter": {CLERK},
    "book_years.index": {CLERK, LEADER, ADMIN}, "book_years.check": {CLERK, LEADER, ADMIN},
    "book_years.open_volume": {CLERK}, "book_years.close": {CLERK},
    "book_prints.create": {CLERK}, "book_prints.export": {CLERK},
    "fee_settings.show": {ADMIN}, "fee_settings.record_fee": {ADMIN}, "fee_settings.exempt": {ADMIN},
    "fee_settings.end_exemption": {ADMIN}, "fee_settings.set_account": {ADMIN},
    "fee_ledger.index": {CLERK, ADMIN}, "fee_ledger.hand_in": {CLERK}, "fee_ledger.create": {CLERK},
    "payments.show_code": {CLERK}, "payments.index": {CLERK}, "payments.take": {CLERK}, "payments.match": {CLERK},
    "payments.give_back": {CLERK}, "payments.take_fee": {CLERK}, "payments.part": {CLERK},
    "slips.show": {CLERK}, "slips.create": {CLERK}, "slips.again": {CLERK}, "slips.type_code": {CLERK},
    "tickets.index": {CLERK}, "tickets.create": {CLERK}, "tickets.ask": {ANYONE}, "tickets.show": {ANYONE},
    "tickets.rate": {ANYONE},
    "office_hours.index": {ADMIN, CLERK, LEADER}, "office_hours.add": {ADMIN}, "office_hours.end": {ADMIN},
    "cases.index": {CLERK, LEADER}, "cases.show": {CLERK, LEADER},
    "journal.opened": {ADMIN}, "journal.done": {ADMIN},
    "reconciling.index": DECIDERS, "reconciling.show": DECIDERS,
    "rescue.show": {CLERK}, "rescue.blob": {CLERK}, "rescue.record": {CLERK},
    "carrying.index": {CLERK, ADMIN}, "carrying.hand": {CLERK}, "carrying.take_back": {CLERK},
    "carrying.close": {CLERK}, "carrying.group": {CLERK, LEADER}, "carrying.show_picture": {CLERK, LEADER},
    "carrying.slip": {CLERK},
    "decision_import.form": {CLERK}, "decision_import.preview": {CLERK}, "decision_import.create": {CLERK},
    "decision_import.type_form": {CLERK}, "decision_import.type_one": {CLERK},
    "decision_import.levels": {CLERK, ADMIN}, "decision_import.record_level": {ADMIN},
    "figures.index": {ADMIN, CLERK, LEADER}, "figures.sheet": {ADMIN, CLERK, LEADER},
    "diary.index": {CLERK, LEADER, *OFFICERS}, "diary.printed": {CLERK, LEADER, *OFFICERS},
    "diary.sheet": {CLERK, LEADER, *OFFICERS},
    "hamlets.index": {ADMIN, CLERK}, "hamlets.put": {ADMIN, CLERK}, "hamlets.drop": {ADMIN, CLERK},
    "hamlets.put_office": {ADMIN, CLERK},
    "document_kinds.index": {ADMIN}, "document_kinds.add": {ADMIN}, "document_kinds.end": {ADMIN},
    "forms.index": {CLERK, *OFFICERS}, "forms.show": {CLERK, *OFFICERS}, "forms.create": {CLERK, *OFFICERS},
    "wordings.index": {ADMIN, LEADER}, "wordings.show": {ADMIN, LEADER}, "wordings.propose": {ADMIN},
    "wordings.propose_shipped": {ADMIN}, "wordings.confirm": {ADMIN, LEADER}, "wordings.take_back": {ADMIN, LEADER},
    "settings.show": {ADMIN}, "settings.save": {ADMIN},
    "passwords.show": {ANYONE}, "passwords.enter": {ANYONE},
    "invited.show": {ANYONE}, "invited.ask": {ANYONE}, "invited.accept": {ANYONE}, "invited.password_form": {ANYONE},
    "invited.keep_password": {ANYONE}, "invited.code_form": {ANYONE}, "invited.confirm": {ANYONE},
    "lock.show": {SIGNED_IN, EVEN_LOCKED}, "lock.state": {SIGNED_IN, EVEN_LOCKED}, "lock.stay": {SIGNED_IN},
    "lock.ask": {SIGNED_IN, EVEN_LOCKED}, "lock.unlock": {SIGNED_IN, EVEN_LOCKED},
    "lock.unlock_by_password": {SIGNED_IN, EVEN_LOCKED}, "lock.unlock_demo": {SIGNED_IN, EVEN_LOCKED},
    "staff.form": {ADMIN}, "staff.add": {ADMIN}, "staff.show": {ADMIN}, "staff.invite": {ADMIN},
    "staff.rename": {ADMIN}, "staff.hand": {ADMIN},
    "phones.lose": {ADMIN}, "phones.find": {ADMIN}, "phones.replace": {ADMIN},
    "staff.change_roles": {ADMIN}, "staff.record_authority": {ADMIN}, "staff.end_authority": {ADMIN},
    "staff.propose_recovery": {ADMIN}, "staff.confirm_recovery": {ADMIN}, "staff.leave": {ADMIN},
    "setup.index": {ADMIN}, "calendar_days.index": {ADMIN, CLERK}, "calendar_days.put": {ADMIN},
    "calendar_days.drop": {ADMIN}, "calendar_days.confirm": {ADMIN},
    "people.index": {ADMIN, CLERK}, "people.invite": {ADMIN}, "people.revoke": {ADMIN},
    "people.enrolment_sheet": {ADMIN},
    "absences.mine": {LEADER}, "absences.record_own": {LEADER}, "absences.take_back_own": {LEADER},
    "absences.show": {ADMIN}, "absences.record": {ADMIN}, "absences.take_back": {ADMIN},
    "holds.put": {CLERK, LEADER}, "holds.lift": {CLERK, LEADER},
    "purging.index": {CLERK, LEADER}, "purging.propose": {CLERK, LEADER}, "purging.drop": {CLERK, LEADER},
    "purging.ask": {LEADER}, "purging.confirm": {LEADER}, "purging.minutes": {CLERK, LEADER},
    "retention_terms.show": {ADMIN}, "retention_terms.record": {ADMIN},
    "data_requests.index": {CLERK, ADMIN}, "data_requests.add": {CLERK, ADMIN},
    "data_requests.show": {CLERK, ADMIN}, "data_requests.answer": {CLERK, ADMIN}, "data_requests.export": {CLERK},
    "public.ask": {ANYONE}, "public.show": {ANYONE}, "public.file": {ANYONE},
    "notices.index": {SIGNED_IN}, "notices.key": {SIGNED_IN}, "notices.add": {SIGNED_IN}, "notices.drop": {SIGNED_IN},
    "visits.index": {CLERK, LEADER, *OFFICERS}, "visits.add": {CLERK, *OFFICERS}, "visits.show": {CLERK, LEADER},
    "visits.assign": {CLERK}, "visits.cancel": {CLERK}, "visits.resume": {CLERK}, "visits.move": {CLERK},
    "visits.order": {CLERK}, "visits.hold": {CLERK, LEADER}, "visits.release": {CLERK, LEADER},
    "visit_requests.choose": {ANYONE}, "visit_requests.guide": {ANYONE}, "visit_requests.form": {ANYONE},
    "visit_requests.ask": {ANYONE}, "points.index": {ADMIN}, "points.add": {ADMIN}, "points.end": {ADMIN},
    "public.offline": {ANYONE}, "public.worker": {ANYONE},
}  # fmt: skip

THING_OF = {"case_id": "case", "line_id": "line", "person_id": "person", "device_id": "device", "visit_id": "visit"}
# what stands in a path and is nobody's secret, or is a secret by itself
FILL = {
    "sha256": "0" * 64,
    "address": "0" * 64,
    "path": "x",
    "picture": "ink",
    "code": "7K4Q",
    "authority_id": "none",
    "absence_id": "none",
    "purge_id": "none",
    "request_id": "none",
    "point_id": "none",
    "commune": "vd",
    "form": "W2",
    "kind": "so_yeu_ly_lich",
}


def _one_case(case: str) -> dict[str, Any]:
    wanted = {"case": case, "revision": 1, "digest": "0" * 64}
    return {"json": {"cases": [wanted], "interest_free": True}, "headers": {"Accept": "application/json"}}


NAMED: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "decisions.ask": ("case", _one_case),
    "printing.create": ("case", lambda case: {"data": {"case": case, "reason": "thử"}}),
    "people.invite": ("person", lambda person: {"data": {"person": person}}),
}

OWN, OTHERS, ELSEWHERE, GONE = "own", "another officer's", "another commune's", "nobody's"
SCOPES = (OWN, OTHERS, ELSEWHERE, GONE)
IN, NOTHING, DOOR = "in", "nothing", "door"


def expected(audience: set[str], roles: set[Role], thing: str, scope: str) -> str:
    """What a person with these roles (none: a stranger) finds."""
    if ANYONE in audience:
        return IN
    if not roles or PHONE in audience:
        return DOOR
    if SIGNED_IN not in audience and not audience & roles:
        return NOTHING
    if not thing or scope == OWN:
        return IN
    if scope in (ELSEWHERE, GONE):
        return NOTHING
    return IN if thing != "case" or sees_all(roles) else NOTHING
