"""A case or a visit goes from one officer to another: he finds it on his phone, the one before loses it there."""

from datetime import date
from typing import Any

from app.domain import notices, paper
from app.domain.people import Role
from app.domain.sessions import FIELD
from app.domain.staffing import NotAnOfficer
from app.domain.visit import VisitState
from app.store import cases, desk, people, visits
from app.work import telling
from app.work.pen import Also, Pen
from app.work.unit import Work


def check_taker(work: Work, org: str, to: str, before: str) -> None:
    """NotAnOfficer unless somebody else of this commune who visits homes and has not left."""
    taker = people.get(work.db, to)
    present = taker is not None and taker.org == org and taker.left_at is None
    if taker is None or not present or to == before or not FIELD & {Role(role) for role in taker.roles}:
        raise NotAnOfficer


def give_case(work: Work, by: str, found: cases.CaseRow, to: str, words: str, *, with_paper: bool = False) -> None:
    """case.assigned, with its reason; what the officer before signed stays his, and so does the original that he has
    until it is handed over (L18), unless it goes along `with_paper`."""
    held = cases.paper(work.db, found.id)
    goes = with_paper and held is not None and (held.holder, held.person) == (paper.Holder.OFFICER, found.officer)
    body = {"v": 1, "from": found.officer, "to": to, "words": words, **({"with_paper": True} if goes else {})}
    written = Pen(work, found.org, by).write("case.assigned", ("case", found.id), body, Also(base=found.newest))
    if goes:
        cases.move_paper(work.db, found.id, cases.PaperRow(paper.Holder.OFFICER, to, work.at))
    cases.save(work.db, found.id, officer=to, newest=written.hash)
    for person in (found.officer, to):
        desk.tell(work.db, person, found.id)


def give_visit(work: Work, by: str, found: visits.VisitRow, to: str, plan: dict[str, str] | None = None) -> None:
    """visit.assigned; `plan` says the day, hour and place of service where the desk chose them (`on_date`, `at_time`,
    `place_kind`, `point`)."""
    body = {"v": 1, "from": found.officer or "", "to": to, **({"plan": plan} if plan else {})}
    written = Pen(work, found.org, by).write("visit.assigned", ("visit", found.id), body, Also(base=found.newest))
    visits.save(work.db, found.id, newest=written.hash, **assigned(to, plan))
    visits.out_of_order(work.db, found.id)
    for person in {found.officer, to} - {None}:
        desk.tell(work.db, str(person), found.id, what="visit")
    if by != to:
        telling.tell(work, to, notices.ASSIGNED, found.id)


def assigned(to: str, plan: dict[str, str] | None) -> dict[str, Any]:
    """What a visit becomes by visit.assigned."""
    if not plan:
        return {"officer": to}
    planned = {**plan, "on_date": date.fromisoformat(plan["on_date"])}
    return {"officer": to, "state": VisitState.PLANNED.value, **planned}
