"""A case or a visit goes from one officer to another: he finds it on his phone, the one before loses it there."""

from app.domain import paper
from app.domain.people import Role
from app.domain.sessions import FIELD
from app.domain.staffing import NotAnOfficer
from app.store import cases, desk, people, visits
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


def give_visit(work: Work, by: str, found: visits.VisitRow, to: str) -> None:
    """visit.assigned."""
    body = {"v": 1, "from": found.officer, "to": to}
    written = Pen(work, found.org, by).write("visit.assigned", ("visit", found.id), body, Also(base=found.newest))
    visits.save(work.db, found.id, officer=to, newest=written.hash)
    for person in (found.officer, to):
        desk.tell(work.db, person, found.id, what="visit")
