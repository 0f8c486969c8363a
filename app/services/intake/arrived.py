"""A stored record with its opened body, and what every kind asks first: whose case is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from app.domain import calendar, life
from app.domain.problems import Problem
from app.evidence import envelope
from app.store import cases, desk
from app.work import Work

Shape = TypeVar("Shape", bound=BaseModel)


class WrongCase(Problem):
    """The record names a case of another commune or officer."""

    code = "wrong_case"


class NotApplied(Problem):
    """A kind that is kept but that this version cannot apply."""

    code = "not_applied"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A stored record with its opened body; `taken`: it had waited, and a person takes it now."""

    read: envelope.Envelope
    seq: int
    shape: BaseModel | None
    body: dict[str, Any]
    taken: bool = False

    def body_as(self, shape: type[Shape]) -> Shape:
        """The body in the shape of its kind; NotApplied when it was never read so."""
        if not isinstance(self.shape, shape):
            raise NotApplied
        return self.shape

    def evidence(self) -> list[dict[str, Any]]:
        """The sealed photos of this record as rows of evidence."""
        return [
            {"seq": self.seq, "role": blob.role, "place": blob.index, "sha256": blob.sha256} for blob in self.read.blobs
        ]


def state_of(work: Work, arrived: Arrived) -> life.State | None:
    """The state of the record's case; None when there is none yet."""
    found = cases.get(work.db, arrived.read.stream_id)
    if found is not None and found.org != arrived.read.org:
        raise WrongCase
    return life.State(found.state) if found else None


def own_case(work: Work, arrived: Arrived) -> cases.CaseRow:
    """The author's own case; WrongCase otherwise. What he did before it was given to another counts once a person took
    it, and stays his."""
    found = cases.of_org(work.db, arrived.read.org, arrived.read.stream_id)
    if found is None or (found.officer != arrived.read.author and not arrived.taken):
        raise WrongCase
    return found


def days_of(work: Work, org: str) -> calendar.Calendar:
    """The calendar of a commune."""
    days: Sequence[desk.DayRow] = desk.days(work.db, org)
    return calendar.Calendar({day.day: calendar.Day(day.accepting, day.working, day.note) for day in days})
