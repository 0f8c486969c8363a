"""What one officer has in hand goes to another, all at once: before he leaves, or while he has no phone."""

from app.domain.people import Role
from app.domain.problems import NotAllowed, NotFound
from app.store import entrusted, people
from app.work import Work, entrusting, journal


def give(work: Work, org: str, by: str, officer: str, to: str, *, only_visits: bool = False) -> None:
    """Planned visits, and unless only these: open cases and the originals that he carries. Also of one who left long
    ago. NotAllowed, NotFound, NotAnOfficer."""
    actor, before = people.get(work.db, by), people.get(work.db, officer)
    if actor is None or actor.left_at is not None or Role.ADMIN not in {Role(role) for role in actor.roles}:
        raise NotAllowed
    if before is None or before.org != org:
        raise NotFound
    entrusting.check_taker(work, org, to, officer)
    held = entrusted.to(work.db, org, officer)
    for visit in held.visits:
        entrusting.give_visit(work, by, visit, to)
    # the original of a case that is another's already goes from hand to hand: the clerk notes it at that case
    given = [] if only_visits else [case for case in held.cases if case.officer == officer]
    for case in given:
        entrusting.give_case(work, by, case, to, "", with_paper=True)
    if held.visits or given:
        journal.write(work, org, by, "staff.work_given", officer, to=to, visits=len(held.visits), cases=len(given))
