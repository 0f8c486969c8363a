"""Communes, their calendar, confirmed wordings, counters, statements and the change feed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import calendar_check, calendar_day, change, counter, org, statement


@dataclass(frozen=True, slots=True)
class OrgRow:
    """A commune; `unit` 'phường Ví Dụ', `name` as on its door, `authority_name` as on papers."""

    id: str
    name: str
    unit: str
    authority_name: str
    place: str
    phone: str
    code_prefix: str
    way: str
    book_mode: str
    demo: bool
    line_one: str = "signed"
    line_one_basis: str = ""
    printer_tested_at: datetime | None = None
    address: str = ""
    extras: str = ""
    printer_page_at: datetime | None = None
    decision_columns: dict[str, Any] | None = None


def add_org(db: Session, new: OrgRow) -> None:
    """A new commune."""
    db.execute(insert(org).values(**asdict(new)))


def save_org(db: Session, org_id: str, **columns: Any) -> None:
    """New values of some settings."""
    db.execute(update(org).where(org.c.id == org_id).values(**columns))


def get_org(db: Session, org_id: str) -> OrgRow:
    """The commune."""
    return OrgRow(**db.execute(select(org).where(org.c.id == org_id)).mappings().one())


def orgs(db: Session) -> list[OrgRow]:
    """Every commune of the installation."""
    return [OrgRow(**row) for row in db.execute(select(org).order_by(org.c.name, org.c.id)).mappings()]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that differs from the ordinary week."""

    day: date
    accepting: bool
    working: bool
    note: str


def add_days(db: Session, org_id: str, days: Sequence[DayRow]) -> None:
    """Keeps days of the calendar."""
    if days:
        db.execute(insert(calendar_day), [{"org": org_id, **asdict(day)} for day in days])


def days(db: Session, org_id: str) -> list[DayRow]:
    """The calendar of a commune."""
    columns = (calendar_day.c.day, calendar_day.c.accepting, calendar_day.c.working, calendar_day.c.note)
    return [
        DayRow(*row)
        for row in db.execute(select(*columns).where(calendar_day.c.org == org_id).order_by(calendar_day.c.day))
    ]


def put_day(db: Session, org_id: str, new: DayRow) -> None:
    """This day, instead of what was said of it before."""
    drop_day(db, org_id, new.day)
    add_days(db, org_id, [new])


def drop_day(db: Session, org_id: str, day: date) -> None:
    """The day is like any other of its week."""
    db.execute(delete(calendar_day).where(calendar_day.c.org == org_id, calendar_day.c.day == day))


def check_calendar(db: Session, org_id: str, year: int, by: str, at: datetime) -> None:
    """A person held this year's days against the announcement."""
    db.execute(delete(calendar_check).where(calendar_check.c.org == org_id, calendar_check.c.year == year))
    db.execute(insert(calendar_check).values(org=org_id, year=year, checked_by=by, checked_at=at))


def prefix_taken(db: Session, prefix: str) -> bool:
    """Whether a commune of this installation has this code prefix."""
    return db.execute(select(org.c.id).where(org.c.code_prefix == prefix)).scalar() is not None


def take(db: Session, org_id: str, name: str, year: int) -> int:
    """The next number of a counter: one statement, in the transaction that uses it."""
    where = (counter.c.org == org_id, counter.c.name == name, counter.c.year == year)
    taken = db.execute(update(counter).where(*where).values(last=counter.c.last + 1).returning(counter.c.last)).scalar()
    if taken is not None:
        return int(taken)
    db.execute(insert(counter).values(org=org_id, name=name, year=year, last=1))
    return 1


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement that a person was asked to sign by passkey."""

    nonce: str
    person: str
    org: str
    text: str
    leaves: list[dict[str, Any]]
    expires_at: datetime
    used_at: datetime | None = None


def add_statement(db: Session, new: StatementRow) -> None:
    """Keeps a statement until it is answered or expires."""
    db.execute(insert(statement).values(**asdict(new)))


def get_statement(db: Session, nonce: str) -> StatementRow | None:
    """The statement."""
    row = db.execute(select(statement).where(statement.c.nonce == nonce)).mappings().one_or_none()
    return StatementRow(**row) if row else None


def use_statement(db: Session, nonce: str, at: datetime) -> bool:
    """True for the first use only."""
    where = (statement.c.nonce == nonce, statement.c.used_at.is_(None))
    return (
        db.execute(update(statement).where(*where).values(used_at=at).returning(statement.c.nonce)).scalar() is not None
    )


def tell(db: Session, person: str, about: str, *, what: str = "case", gone: bool = False) -> None:
    """A change of a case or visit for one person's phone; numbers are gapless since writers come one at a time."""
    number = int(db.execute(select(func.coalesce(func.max(change.c.id), 0))).scalar_one()) + 1
    db.execute(insert(change).values(id=number, person=person, case_id=about, gone=gone, what=what))
