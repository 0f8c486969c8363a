"""Codes that were shown for cases, and the lines of the bank's statements."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Subquery, func, select, update
from sqlalchemy.orm import Session

from app.store.db import insert_once
from app.store.tables import case, payment_code, statement_line


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A transfer's code was made for a case."""

    case_id: str
    org: str
    amount: int
    purpose: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineRow:
    """Money that came in; `case_id` once it is known for what. `outgoing`: it left, and has no case. `unclear`: its
    file does not say which of both. `parted`: it was for a case and was taken off it again."""

    id: str
    org: str
    mark: str
    on_date: date
    amount: int
    words: str
    case_id: str | None
    by: str
    at: datetime
    outgoing: bool = False
    unclear: bool = False
    parted: bool = False


def note_code(db: Session, new: CodeRow) -> None:
    """Once for a case."""
    insert_once(db, payment_code, asdict(new), ("case_id",))


def add_line(db: Session, new: LineRow) -> None:
    """Once for its mark."""
    insert_once(db, statement_line, asdict(new), ("org", "mark"))


def marks(db: Session, org: str) -> set[str]:
    """What came before."""
    return set(db.execute(select(statement_line.c.mark).where(statement_line.c.org == org)).scalars())


def unmatched(db: Session, org: str) -> list[LineRow]:
    """Lines whose case is not known, the newest first."""
    where = (statement_line.c.org == org, statement_line.c.case_id.is_(None), statement_line.c.outgoing.is_(False))
    query = select(statement_line).where(*where).order_by(statement_line.c.on_date.desc(), statement_line.c.id)
    return [LineRow(**row) for row in db.execute(query).mappings()]


def outgoing(db: Session, org: str, most: int) -> list[LineRow]:
    """The newest lines of what left the account."""
    where = (statement_line.c.org == org, statement_line.c.outgoing)
    query = select(statement_line).where(*where).order_by(statement_line.c.on_date.desc(), statement_line.c.id)
    return [LineRow(**row) for row in db.execute(query.limit(most)).mappings()]


def match(db: Session, line_id: str, case_id: str) -> None:
    """The line is for this case."""
    db.execute(update(statement_line).where(statement_line.c.id == line_id).values(case_id=case_id))


def part(db: Session, line_id: str) -> None:
    """The line is for no case any more, and only a person says for which."""
    db.execute(update(statement_line).where(statement_line.c.id == line_id).values(case_id=None, parted=True))


def of_case(db: Session, case_id: str) -> list[LineRow]:
    """The lines that are for this case, the oldest first."""
    order = (statement_line.c.on_date, statement_line.c.id)
    query = select(statement_line).where(statement_line.c.case_id == case_id).order_by(*order)
    return [LineRow(**row) for row in db.execute(query).mappings()]


def case_of(db: Session, org: str, line_id: str) -> str | None:
    """For which case a commune's line is; None where for none."""
    where = (statement_line.c.id == line_id, statement_line.c.org == org)
    return db.execute(select(statement_line.c.case_id).where(*where)).scalar()


def count_matched(db: Session, case_id: str) -> int:
    """How many lines are for this case: more than one where it was transferred twice."""
    query = select(func.count()).select_from(statement_line).where(statement_line.c.case_id == case_id)
    return int(db.execute(query).scalar_one())


def matched_counts(org: str) -> Subquery:
    """`case_id` and how many lines (`matched`) are for it, of a commune's cases that have any."""
    return (
        select(statement_line.c.case_id, func.count().label("matched"))
        .where(statement_line.c.org == org, statement_line.c.case_id.is_not(None))
        .group_by(statement_line.c.case_id)
        .subquery()
    )


def cases_of_code(db: Session, org: str, code: str) -> list[str]:
    """The cases that carry this code."""
    return list(db.execute(select(case.c.id).where(case.c.org == org, case.c.code == code)).scalars())
