"""What lies in the hands of one officer: visits to make, cases to see through, originals that he carries."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain import life, paper
from app.domain.visit import VisitState
from app.store.cases import CaseRow
from app.store.tables import case, case_paper, visit
from app.store.visits import VisitRow


@dataclass(frozen=True, slots=True)
class Entrusted:
    """Visits still planned; cases that are unfinished, or whose original he carries; which of these he carries."""

    visits: list[VisitRow]
    cases: list[CaseRow]
    papers: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.visits or self.cases)


def unfinished() -> ColumnElement[bool]:
    """Whether somebody still has to see a case through: it is open, or ended with its original not at home again (L18),
    or its written refusal is not delivered. For a query over cases with `case_paper` (outer) joined."""
    away = and_(case.c.state.in_(life.ENDED), case_paper.c.holder.in_(paper.AWAY))
    letter = and_(case.c.state.in_(life.WITH_LETTER), case.c.delivered_at.is_(None))
    return or_(case.c.state.in_(life.OPEN), away, letter)


def to(db: Session, org: str, person: str) -> Entrusted:
    """All that somebody else must take before this person may leave."""
    planned = select(visit).where(
        visit.c.org == org, visit.c.officer == person, visit.c.state == VisitState.PLANNED.value
    )
    visits = db.execute(planned.order_by(visit.c.on_date, visit.c.at_time, visit.c.id)).mappings()
    carried = select(case_paper.c.case_id).where(
        case_paper.c.person == person, case_paper.c.holder == paper.Holder.OFFICER.value
    )
    papers = frozenset(db.execute(carried).scalars())
    # an original stays with who carries it when its case goes to another (L18)
    his = or_(and_(case.c.officer == person, unfinished()), case.c.id.in_(carried))
    mine = select(case).outerjoin(case_paper, case_paper.c.case_id == case.c.id).where(case.c.org == org, his)
    cases = db.execute(mine.order_by(case.c.due_at, case.c.id)).mappings()
    return Entrusted([VisitRow(**row) for row in visits], [CaseRow(**row) for row in cases], papers)
